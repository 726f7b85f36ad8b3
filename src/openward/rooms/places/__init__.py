"""The register of places at risk: import from a map, search, place pages."""
