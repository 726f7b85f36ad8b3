"""The commands. Slow imports stand inside the functions."""
