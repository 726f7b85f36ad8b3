"""A lottery in the open: what is fixed and published before the seed is known, the draw, and three ways to check it.

`model.py` is the transcript, `making.py` writes it, `verifying.py` is for the public and for a volunteer.
docs/reference/panel-transcript.md states every rule, so that anybody can redo it.
"""
