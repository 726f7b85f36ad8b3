"""The command `openward`: what needs no database runs without one, and nothing slow is imported before it is needed."""
