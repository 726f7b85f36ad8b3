"""Who changed what from what to what and why; who read what is sensitive; versions, undo, shredding; a chain as proof.

Words: an *event* is one operation by one person, a link of its owner's *chain*; a *record change* is what an event did
to one record; *sealed* values can be shredded while their digests stay. Rooms call `log`; README.md has the rest.
"""
