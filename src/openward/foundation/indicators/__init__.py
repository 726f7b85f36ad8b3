"""A room declares what it can tell others, as counts. docs/reference/indicators.md lists each; a test holds that."""
