"""Going through a map file several times: nodes first, whose positions are kept, then ways and relations.

The hard part is speed. Filters run inside the library, in the order given, before an object costs much; positions lie
in a temporary file (16 bytes a node), where numpy can look at all of them at once. Nodes and ways are read in passes of
their own, so that their order in the file does not matter.
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import osmium
from numpy.typing import NDArray

from openward.methods.progress import Progress
from openward.readers.sources import Source, reading

REPORT_EVERY = 50_000  # objects
UNITS_PER_DEGREE = 10_000_000  # in which the library keeps positions
_POSITION = np.dtype([("number", "<u8"), ("x", "<i4"), ("y", "<i4")])
_AT_ONCE = 4_000_000  # positions looked at in one go


class Passes:
    """A context: the temporary file goes with it. Every pass raises OpenwardError `extract-unreadable`."""

    def __init__(self, source: Source, progress: Progress) -> None:
        self.source = source
        self._progress = progress
        self._threads = osmium.io.ThreadPool()
        self._folder = tempfile.TemporaryDirectory(prefix="openward-")
        self._file = Path(self._folder.name) / "positions"
        self._locations = osmium.index.create_map(f"sparse_file_array,{self._file}")
        self._locator = osmium.NodeLocationsForWays(self._locations)
        self._locator.ignore_errors()

    def __enter__(self) -> Passes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._locations.clear()
        self._folder.cleanup()

    def nodes(self, stage: str, *filters: object) -> Generator[Any, None, None]:
        """The nodes that pass the filters. Call it before `ways`, once: it keeps the positions of all nodes."""
        return self._pass(osmium.osm.NODE, stage, self._locator, *filters)

    def ways(self, stage: str, *filters: object) -> Generator[Any, None, None]:
        """The ways that pass the filters, with positions. Each object is valid until the next one is asked for."""
        return self._pass(osmium.osm.WAY, stage, *filters, self._locator)

    def relations(self, stage: str, *filters: object) -> Generator[Any, None, None]:
        """The relations that pass the filters."""
        return self._pass(osmium.osm.RELATION, stage, *filters)

    def _pass(self, kind: osmium.osm.osm_entity_bits, stage: str, *handlers: object) -> Generator[Any, None, None]:
        self._progress(stage, 0)
        with (
            reading(self.source.path),
            osmium.io.Reader(self.source.file, kind, thread_pool=self._threads) as reader,
        ):
            for count, item in enumerate(osmium.OsmFileIterator(reader, *handlers), 1):
                if count % REPORT_EVERY == 0:
                    self._progress(stage, count)
                yield item

    def position(self, number: int) -> tuple[float, float] | None:
        """Longitude and latitude of a node; None where the file lacks it."""
        try:
            location = self._locations.get(number)
        except (KeyError, TypeError, ValueError):
            return None
        return (location.lon, location.lat) if location.valid() else None

    def positions(self) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.float64], NDArray[np.float64]]]:
        """Numbers, longitudes and latitudes of all nodes, a few million at once."""
        if not self._file.stat().st_size:
            return
        everything = np.memmap(self._file, dtype=_POSITION, mode="r")
        for start in range(0, len(everything), _AT_ONCE):
            some = everything[start : start + _AT_ONCE]
            known = some[some["number"] > 0]  # the file grows in steps and ends in zeros
            yield known["number"], known["x"] / UNITS_PER_DEGREE, known["y"] / UNITS_PER_DEGREE
