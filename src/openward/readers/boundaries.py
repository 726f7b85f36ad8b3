"""Administrative boundaries of an extract: find a city by any of its names, close what the extract cut open.

Words: a boundary is *whole* when its lines close, or nearly: narrow gaps are bridged. It is *cut* when the extract ends
within it; then it is closed along the frame (the edge of the extract, or of the city for a district) on the side where
the map puts the boundary's own centre or label. Where the map has neither, it cannot be used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import combinations

import shapely
from shapely.geometry.base import BaseGeometry

from openward.methods.errors import OpenwardError
from openward.methods.register.names import clean, every_name, fold, names_by_language
from openward.readers.scan import Drawn, Group, Scan
from openward.readers.shapes import Area, assemble, polygonal
from openward.readers.sources import Box

Tags = Mapping[str, str]

NEAR_NAMES = 5  # offered when a city is not found
NEAR_ENOUGH = 0.6  # similarity of folded names, 0..1, as difflib has it
MOST_LOOSE_ENDS = 100
NEAR_RIM = 0.05  # of the frame's extent: a line that the extract cut there ends with its last node inside
WIDEST_GAPS = 0.35  # of the length of what is known, where a label says which side is inside
NARROW_GAPS = 0.05  # where nothing says so
# A name may belong to a state, a county and a town: cities mostly have level 8 (wiki.openstreetmap.org,
# "Tag:boundary=administrative"), and the next best guess is on either side of it.
_LEVELS_OF_CITIES = (8, 7, 6, 5, 4, 9, 10, 3, 2)
_INNER_ROLES = frozenset({"inner", "enclave"})
_LABEL_ROLES = frozenset({"label", "admin_centre"})


@dataclass(frozen=True)
class Boundary:
    """An administrative boundary as the file has it. `lines` may be a part of it."""

    id: str
    tags: Tags
    outer: tuple[BaseGeometry, ...]
    inner: tuple[BaseGeometry, ...]
    labels: tuple[BaseGeometry, ...]
    drawn: Area | None = None  # of a single way, which needs no assembly

    @property
    def name(self) -> str | None:
        return clean(self.tags.get("name"))

    @property
    def names(self) -> Mapping[str, str]:
        """Language -> name; "" is the default name."""
        default = {"": self.name} if self.name else {}
        return {**default, **names_by_language(self.tags)}

    @cached_property
    def level(self) -> int | None:
        text = self.tags.get("admin_level", "")
        return int(text) if text.isascii() and text.isdigit() and 1 <= int(text) <= 12 else None

    @cached_property
    def box(self) -> Box | None:
        """The bounds of what the file has of it."""
        shapes = [self.drawn] if self.drawn is not None else [*self.outer, *self.labels]
        return tuple(shapely.total_bounds(shapes).tolist()) if shapes else None

    @cached_property
    def whole(self) -> Area | None:
        """Its area where its lines close, or nearly do."""
        if self.drawn is not None:
            return self.drawn
        assembled = assemble(self.outer, self.inner)
        if not assembled.loose:
            return assembled.area
        gaps = WIDEST_GAPS if self.labels else NARROW_GAPS
        mended = assemble([*self.outer, *bridges(assembled.loose, gaps)], self.inner)
        return mended.area if not mended.loose and self._labelled(mended.area) else None

    def within(self, frame: Area) -> Area | None:
        """Its area, closed along the outline of `frame` where the extract has cut it; None where it cannot be told."""
        if self.whole is not None:
            return self.whole
        inside = [line for line in self.outer if shapely.intersects(line, frame)]
        rim = shapely.boundary(frame)
        carried = to_rim(inside, frame, rim)
        if carried is None:
            return None
        parts = shapely.get_parts(shapely.union_all([*shapely.get_parts(rim), *inside, *carried]))
        cells = [cell for cell in shapely.get_parts(shapely.polygonize(parts)) if self._labelled(cell, needed=True)]
        known = assemble(self.outer, self.inner).area
        return polygonal(shapely.union_all([*cells, known] if known else cells)) if cells else None

    def _labelled(self, area: BaseGeometry | None, *, needed: bool = False) -> bool:
        """Whether one of its labels lies in the area; without `needed`, a boundary without label agrees to any."""
        if area is None:
            return False
        return any(shapely.covers(area, label) for label in self.labels) if self.labels else not needed


def loose_ends(lines: Iterable[BaseGeometry]) -> tuple[list[shapely.LineString], list[shapely.Point]]:
    """The lines joined to open chains, and the two ends of each chain, in the same order."""
    chains = shapely.get_parts(shapely.line_merge(shapely.union_all(list(lines))))
    open_chains = [chain for chain in chains if isinstance(chain, shapely.LineString) and not chain.is_closed]
    return list(open_chains), [shapely.Point(chain.coords[place]) for chain in open_chains for place in (0, -1)]


def to_rim(lines: Sequence[BaseGeometry], frame: Area, rim: BaseGeometry) -> list[BaseGeometry] | None:
    """Lines from loose ends in the frame to its rim; None where one is too far from it to have been cut there."""
    if not lines:
        return []
    west, south, east, north = frame.bounds
    reach = NEAR_RIM * max(east - west, north - south)
    _, ends = loose_ends(lines)
    inside = [end for end in ends if shapely.contains_properly(frame, end)]
    if any(shapely.distance(end, rim) > reach for end in inside):
        return None
    return [shapely.shortest_line(end, rim) for end in inside]


def bridges(lines: Iterable[BaseGeometry], widest: float) -> list[BaseGeometry]:
    """Straight lines over the gaps between loose ends, nearest ends first.

    None where the gaps are wider than `widest` times the length of the lines: too wide to guess.
    """
    open_chains, ends = loose_ends(lines)
    if not ends or len(ends) > MOST_LOOSE_ENDS:
        return []
    pairs = sorted(((one.distance(other), i, j) for (i, one), (j, other) in combinations(enumerate(ends), 2)))
    free = set(range(len(ends)))
    joined: list[BaseGeometry] = []
    for _, i, j in pairs:
        if i in free and j in free:
            free -= {i, j}
            joined.append(shapely.LineString([ends[i], ends[j]]))
    gaps, known = sum(line.length for line in joined), sum(chain.length for chain in open_chains)
    return [line for line in joined if line.length > 0] if gaps <= widest * known else []


def boundaries_of(scan: Scan) -> tuple[Boundary, ...]:
    """Every administrative boundary with a name. A node that names a settlement is a label."""
    by_name: dict[str, list[BaseGeometry]] = {}
    for node in scan.settlements:
        by_name.setdefault(fold(node.tags["name"]), []).append(node.shape)
    groups = (
        _from_group(group, scan, by_name)
        for group in scan.boundary_groups
        if group.tags.get("type") != "multilinestring"
    )
    return tuple(boundary for boundary in (*groups, *map(_from_way, scan.boundaries)) if boundary.name)


def _from_group(group: Group, scan: Scan, settlements: Mapping[str, Sequence[BaseGeometry]]) -> Boundary:
    ways = [(scan.lines[number], role) for kind, number, role in group.members if kind == "w" and number in scan.lines]
    labels = [
        scan.points[number]
        for kind, number, role in group.members
        if kind == "n" and role in _LABEL_ROLES and number in scan.points
    ]
    return Boundary(
        id=group.id,
        tags=group.tags,
        outer=tuple(line for line, role in ways if role not in _INNER_ROLES),
        inner=tuple(line for line, role in ways if role in _INNER_ROLES),
        labels=tuple(labels or settlements.get(fold(group.tags.get("name", "")), ())),
    )


def _from_way(way: Drawn) -> Boundary:
    return Boundary(id=way.id, tags=way.tags, outer=(), inner=(), labels=(), drawn=polygonal(way.shape))


def find_city(boundaries: Iterable[Boundary], city: str, frame: Area) -> tuple[Boundary, Area] | None:
    """The boundary that goes by the name `city` in any language, and its area within the extract's `frame`.

    None where the extract has no boundary that can be used at all. Raises OpenwardError `city-not-found` with near
    names, or `city-cut-off` where the extract holds too little of its boundary.
    """
    known = list(boundaries)
    wanted = fold(city)
    for boundary in sorted(
        (b for b in known if wanted in set(map(fold, every_name(b.tags)))), key=lambda b: _fitness(b, wanted)
    ):
        area = boundary.within(frame)
        if area is not None:
            return boundary, area
    usable = [boundary for boundary in known if boundary.within(frame) is not None]
    if any(wanted in set(map(fold, every_name(b.tags))) for b in known):
        raise OpenwardError("city-cut-off", city=city)
    if not usable:
        return None
    raise OpenwardError("city-not-found", city=city, near=near_names(usable, city))


def _fitness(boundary: Boundary, wanted: str) -> tuple[object, ...]:
    """Sorts the best first: a name before an alternative name, then by level, then by id."""
    proper = {fold(name) for name in boundary.names.values()}
    level = _LEVELS_OF_CITIES.index(boundary.level) if boundary.level in _LEVELS_OF_CITIES else len(_LEVELS_OF_CITIES)
    return wanted not in proper, level, boundary.id


def near_names(boundaries: Iterable[Boundary], city: str) -> list[str]:
    """Names in the map that are like `city`, in the script it was typed in; else the names of towns."""
    ordered = sorted(boundaries, key=lambda boundary: _fitness(boundary, ""))
    spelled: dict[str, str] = {}
    for boundary in ordered:
        for name in every_name(boundary.tags):
            spelled.setdefault(fold(name), name)
    wanted = fold(city)
    like = [folded for folded in spelled if wanted and folded and (wanted in folded or folded in wanted)]
    like += get_close_matches(wanted, spelled, n=NEAR_NAMES, cutoff=NEAR_ENOUGH)
    near = list(dict.fromkeys(spelled[folded] for folded in like))
    return (near or [boundary.name for boundary in ordered if boundary.name])[:NEAR_NAMES]
