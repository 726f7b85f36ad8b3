"""A newer map of the same city: some points are gone, some were moved, some renamed, one is drawn as another object."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import osmium

MOVED_BY = 0.001  # degrees of latitude, some 110 m
ANOTHER = 7_000_000_000


@dataclass
class Newer:
    """Source ids of what differs from the former map."""

    map: Path
    gone: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)
    redrawn: dict[str, str] = field(default_factory=dict)


def newer_map(former: Path, target: Path, places: list[str]) -> Newer:
    """`places`: ids of the points ("n1") that are treated in turns."""
    newer = Newer(target)
    turns = {key: turn % 6 for turn, key in enumerate(sorted(places))}
    with osmium.SimpleWriter(str(target), header=osmium.io.Reader(str(former)).header()) as writer:
        for thing in osmium.FileProcessor(str(former)):
            key = f"n{thing.id}" if thing.is_node() else ""
            match turns.get(key):
                case 0:
                    newer.gone.add(key)
                case 1:
                    newer.moved.add(key)
                    writer.add(thing.replace(location=(thing.lon, thing.lat + MOVED_BY)))
                case 2:
                    newer.renamed.add(key)
                    writer.add(thing.replace(tags={**dict(thing.tags), "name": "A new sign"}))
                case 3:
                    newer.redrawn[key] = f"n{ANOTHER + thing.id}"
                    writer.add(thing.replace(id=ANOTHER + thing.id))
                case _:
                    writer.add(thing)
    return newer
