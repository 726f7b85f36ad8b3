"""A sighting: one map object that shows a place, before the objects of one place are merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import shapely
from shapely.geometry.base import BaseGeometry

from openward.methods.register.names import every_name, folded_names

_RANK = {"n": 0, "w": 1, "r": 2}


@dataclass(frozen=True)
class Sighting:
    """`shape` is a point, a line or a valid area in WGS 84 degrees."""

    id: str  # "n1", "w2", "r3"
    kind: str
    shape: BaseGeometry
    tags: Mapping[str, str]

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name it goes by, folded (`register.names.fold`)."""
        return folded_names(every_name(self.tags))

    @cached_property
    def is_area(self) -> bool:
        return isinstance(self.shape, shapely.Polygon | shapely.MultiPolygon)

    @property
    def is_building(self) -> bool:
        """An area that is a building, not the grounds around one."""
        return self.is_area and self.tags.get("building", "no") != "no"


def id_order(identity: str) -> tuple[int, int]:
    """Sorts ids by object type, then by number."""
    return _RANK[identity[0]], int(identity[1:])
