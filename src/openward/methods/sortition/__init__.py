"""Panels by lottery: each volunteer's chance as equal as the quotas allow, with its proof, and a lottery to check.

`model.py` says what goes in and comes out, `types.py` makes the volunteers into types, `chances.py` is the way in.
"""
