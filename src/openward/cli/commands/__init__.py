"""One module a command, each with `add_to(app)`. Slow imports stand inside the functions."""
