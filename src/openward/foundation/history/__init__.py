"""Who changed what from what to what and why; who read what is sensitive; versions, undo, shredding; a chain that proves it."""
