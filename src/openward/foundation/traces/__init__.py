"""Typed links between records of any rooms, clickable in both directions."""
