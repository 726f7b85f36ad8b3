"""Security Council resolutions labelled by hand: what a parser of them is judged by. See README.md."""
