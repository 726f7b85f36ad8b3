"""Small maps drawn by code: a test says what is on the map, and gets a file in any format that Openward reads."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree as XML

import osmium

Point = tuple[float, float]
Tags = dict[str, str]


class DrawnMap:
    """Objects get their numbers in the order in which they are drawn; the methods return their ids ("w3")."""

    def __init__(self, box: tuple[float, float, float, float] | None = None) -> None:
        self.root = XML.Element("osm", version="0.6", generator="tests")
        if box:
            west, south, east, north = map(str, box)
            XML.SubElement(self.root, "bounds", minlon=west, minlat=south, maxlon=east, maxlat=north)
        self._numbers = {"node": 0, "way": 0, "relation": 0}
        self._known: dict[Point, int] = {}

    def node(self, at: Point, **tags: str) -> str:
        """A new node, even where there is one."""
        number = self._object("node", tags, lon=f"{at[0]:.7f}", lat=f"{at[1]:.7f}")
        return f"n{number}"

    def way(self, points: Iterable[Point], **tags: str) -> str:
        """A way through points, which are shared with other ways through the same ones."""
        numbers = [self._shared(point) for point in points]
        number = self._object("way", tags)
        for reference in numbers:
            XML.SubElement(self.root[-1], "nd", ref=str(reference))
        return f"w{number}"

    def square(self, middle: Point, size: float, **tags: str) -> str:
        """A square building or ground; `size` is its side in degrees."""
        return self.way(corners(middle, size), **tags)

    def relation(self, members: Sequence[tuple[str, str]], **tags: str) -> str:
        """`members` are (id, role). The type is multipolygon unless a tag says otherwise."""
        number = self._object("relation", {"type": "multipolygon"} | tags)
        names = {"n": "node", "w": "way", "r": "relation"}
        for identity, role in members:
            XML.SubElement(self.root[-1], "member", type=names[identity[0]], ref=identity[1:], role=role)
        return f"r{number}"

    def boundary(self, name: str, level: int, points: Iterable[Point], **tags: str) -> str:
        """A whole administrative boundary of one way."""
        outline = self.way(points)
        named = {"name": name, "admin_level": str(level), "boundary": "administrative", "type": "boundary"}
        return self.relation([(outline, "outer")], **named | tags)

    def remove(self, identity: str) -> None:
        """Take an object out of the file that others refer to, as a filter or a cut does."""
        kind = {"n": "node", "w": "way", "r": "relation"}[identity[0]]
        found = self.root.find(f"{kind}[@id='{identity[1:]}']")
        assert found is not None
        self.root.remove(found)

    def write(self, path: Path) -> Path:
        """As .osm, .osm.gz, .osm.bz2 or .osm.pbf, by the path's ending. Nodes stand before ways before relations."""
        order = {"bounds": 0, "node": 1, "way": 2, "relation": 3}
        self.root[:] = sorted(self.root, key=lambda item: order[item.tag])
        return self.write_as_drawn(path)

    def write_as_drawn(self, path: Path) -> Path:
        """The same with the objects in the order in which they were drawn."""
        text = XML.tostring(self.root, encoding="utf-8", xml_declaration=True)
        if path.name.endswith(".gz"):
            path.write_bytes(gzip.compress(text, mtime=0))
        elif path.name.endswith(".bz2"):
            path.write_bytes(bz2.compress(text))
        elif path.name.endswith(".pbf"):
            with osmium.SimpleWriter(str(path), overwrite=True) as writer:
                osmium.apply(osmium.io.FileBuffer(text, "osm"), writer)
        else:
            path.write_bytes(text)
        return path

    def _shared(self, point: Point) -> int:
        if point not in self._known:
            self._known[point] = int(self.node(point)[1:])
        return self._known[point]

    def _object(self, kind: str, tags: Tags, **attributes: str) -> int:
        self._numbers[kind] += 1
        item = XML.SubElement(self.root, kind, id=str(self._numbers[kind]), version="1", **attributes)
        for key, value in tags.items():
            XML.SubElement(item, "tag", k=key.replace("__", ":"), v=value)
        return self._numbers[kind]


def corners(middle: Point, size: float) -> list[Point]:
    """A closed ring around a square."""
    x, y, half = *middle, size / 2
    return [
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
        (x - half, y - half),
    ]
