"""A sighting: one map object that shows a place, before the objects of one place are merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

_RANK = {"n": 0, "w": 1, "r": 2}


@dataclass(frozen=True, slots=True)
class Sighting:
    """`shape` is a point, a line or a polygon in WGS 84 degrees; `names` are folded (`register.names.fold`)."""

    id: str  # "n1", "w2", "r3"
    kind: str
    shape: BaseGeometry
    names: frozenset[str]
    tags: Mapping[str, str]

    @property
    def is_area(self) -> bool:
        return self.shape.geom_type in {"Polygon", "MultiPolygon"}

    @property
    def is_building(self) -> bool:
        """An area that is a building, not the grounds around one."""
        return self.is_area and self.tags.get("building", "no") != "no"


def id_order(identity: str) -> tuple[int, int]:
    """Sorts ids by object type, then by number."""
    return _RANK[identity[0]], int(identity[1:])
