"""The invented city: a seeded generator of a plausible city of any size, for demonstration, tests and scale runs.

It is recognised by the tag `openward:invented=yes` on its boundary relation. All ratings that go with it are
fictitious exercise data; no name in it is that of a real place.
"""

from openward.city.generate import generate
from openward.city.model import Flaw, Form, InventedCity, InventedDistrict, InventedPlace, Twin
from openward.city.presets import demonstration_city, tiny_city, write_cities
from openward.city.write import CityFiles, write_city

__all__ = [
    "CityFiles", "Flaw", "Form", "InventedCity", "InventedDistrict", "InventedPlace", "Twin", "demonstration_city",
    "generate", "tiny_city", "write_cities", "write_city",
]  # fmt: skip
