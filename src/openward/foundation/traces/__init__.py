"""Typed links between records of any rooms, clickable in both directions.

Words: a *trace* leads from a source to a target and is of a *kind*; a kind has words for each direction. Who may not
read both ends sees no trace, not even that there is one.
"""
