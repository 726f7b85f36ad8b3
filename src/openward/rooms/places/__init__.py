"""The register of places at risk: import from a map, search, place pages, the map file for every other room.

See README.md for its words and invariants.
"""
