"""Pages of the network room. Thin: each asks selectors and actions, and renders."""
