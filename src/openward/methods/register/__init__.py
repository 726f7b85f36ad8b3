"""The register of places at risk in a city, as facts from a map: no judgement, no person, no religion.

Words: a *place* is one site of a kind in the typology; a *district* is where it lies; a *facility* is a place help
comes from; the *extract* is the map file everything was read from.
"""

from openward.methods.register.model import (
    CityFrame,
    District,
    ExtractFacts,
    Facility,
    MapBackdrop,
    MultiPolygon,
    PlaceFacts,
    Register,
)

__all__ = ["CityFrame", "District", "ExtractFacts", "Facility", "MapBackdrop", "MultiPolygon", "PlaceFacts", "Register"]
