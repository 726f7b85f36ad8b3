"""The map file itself: what it is, whether it can be read, what it states of itself.

The format is told by the first bytes, not by the name. The hard part is that damaged files fail anywhere while they are
read, in the reader's own words: `reading` turns all of that into one error a person can act on. A text file that holds
ways before their nodes (some services write them so) is read through a copy in the usual order.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from zlib import error as ZlibError

import osmium

from openward.methods.errors import OpenwardError

Box = tuple[float, float, float, float]  # west, south, east, north

FICTITIOUS_GENERATOR = "openward-city"  # how the invented city signs its files
WHOLE_CHECK_BYTES = 20 * 1024 * 1024  # up to this size a check reads the whole file
PBF = "osm.pbf"
_HEAD_BYTES = 4096
_CHUNK_BYTES = 4 * 1024 * 1024
_PBF_MARK = b"\n\tOSMHeader"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Source:
    """A readable map file. `box` is what its header says it was cut to. `file` is what to read: `path`, or a copy in
    order that lasts as long as this object."""

    path: Path
    file: osmium.io.File
    sha256: str
    bytes: int
    timestamp: str | None
    box: Box | None
    fictitious: bool


def open_source(path: Path, *, shown_as: str | None = None) -> Source:
    """Look at the file's first bytes and header.

    Raises OpenwardError `extract-missing`, `extract-not-a-file`, `extract-empty`, `extract-format` or
    `extract-unreadable`; `shown_as` is the file's name as the person knows it.
    """
    shown = shown_as or str(path)
    try:
        if not path.exists():
            raise OpenwardError("extract-missing", path=shown)
        if not path.is_file():
            raise OpenwardError("extract-not-a-file", path=shown)
        size = path.stat().st_size
        if size == 0:
            raise OpenwardError("extract-empty", path=shown)
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
            stream.seek(0)
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        raise OpenwardError("extract-unreadable", path=shown, detail=_said(error)) from error
    kind = _format(path, head, shown)
    file = osmium.io.File(str(path), kind)
    with reading(path, shown_as=shown), osmium.io.Reader(file, osmium.osm.NOTHING) as reader:
        header = reader.header()
        copy = _ordered_copy(path, kind) if kind != PBF and _is_disordered(path, kind) else None
        source = Source(
            path=path,
            file=file if copy is None else osmium.io.File(str(copy), PBF),
            sha256=sha256,
            bytes=size,
            timestamp=header.get("osmosis_replication_timestamp") or header.get("timestamp") or None,
            box=_box(header),
            fictitious=header.get("generator").startswith(FICTITIOUS_GENERATOR),
        )
    if copy is not None:
        weakref.finalize(source, shutil.rmtree, copy.parent, ignore_errors=True)
    return source


def check_extract(path: Path, *, shown_as: str | None = None) -> None:
    """Whether the file can be a map: its header, and all of it where it is small. Raises as `open_source` does."""
    source = open_source(path, shown_as=shown_as)
    if source.bytes <= WHOLE_CHECK_BYTES:
        with reading(path, shown_as=shown_as):
            osmium.apply(source.file, osmium.filter.EmptyTagFilter())


@contextmanager
def reading(path: Path, *, shown_as: str | None = None) -> Iterator[None]:
    """Everything that a damaged file makes the reader say becomes OpenwardError `extract-unreadable`."""
    try:
        yield
    except (RuntimeError, ValueError, OSError, EOFError, SystemError, ZlibError, osmium.InvalidLocationError) as error:
        raise OpenwardError("extract-unreadable", path=shown_as or str(path), detail=_said(error)) from error


def _format(path: Path, head: bytes, shown: str) -> str:
    """The reader's name of the format. Raises OpenwardError `extract-format` where the bytes are not a map's."""
    if head[4 : 4 + len(_PBF_MARK)] == _PBF_MARK:
        return PBF
    if head.startswith(b"\x1f\x8b"):
        kind, head = "osm.gz", _unpacked_head(path, "osm.gz", shown)
    elif head.startswith(b"BZh"):
        kind, head = "osm.bz2", _unpacked_head(path, "osm.bz2", shown)
    else:
        kind = "osm"
    if b"<osm" not in head or b"<osmChange" in head or b"\0" in head:
        raise OpenwardError("extract-format", path=shown)
    return kind


def _unpacked_head(path: Path, kind: str, shown: str) -> bytes:
    with reading(path, shown_as=shown), _text(path, kind) as stream:
        return stream.read(_HEAD_BYTES)


def _text(path: Path, kind: str) -> BufferedIOBase:
    if kind == "osm.gz":
        return gzip.open(path)
    return bz2.open(path) if kind == "osm.bz2" else path.open("rb")


def _is_disordered(path: Path, kind: str) -> bool:
    """Whether a node comes after a way, or a way after a relation. A tag opens with "<" nowhere else in these files."""
    order = [b"<node ", b"<way ", b"<relation "]
    reached, rest = 0, b""
    with _text(path, kind) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            text = rest + chunk
            found = [(text.find(mark), text.rfind(mark)) for mark in order]
            for place, (first, last) in enumerate(found):
                later = [start for start, _ in found[place + 1 :] if start >= 0]
                if last >= 0 and (place < reached or any(start < last for start in later)):
                    return True
                if first >= 0:
                    reached = max(reached, place)
            rest = text[-max(map(len, order)) :]
    return False


def _ordered_copy(path: Path, kind: str) -> Path:
    """The file's objects as PBF in a temporary folder, nodes first, then ways, then relations."""
    folder = Path(tempfile.mkdtemp(prefix="openward-"))
    copy = folder / "ordered.osm.pbf"
    try:
        merged = osmium.MergeInputReader()
        with _text(path, kind) as stream:
            merged.add_buffer(stream.read(), "osm")
        with osmium.SimpleWriter(str(copy)) as writer:
            merged.apply(writer, simplify=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return copy


def _box(header: osmium.io.Header) -> Box | None:
    stated = header.box()
    if not stated.valid():
        return None
    low, high = stated.bottom_left, stated.top_right
    box = (low.lon, low.lat, high.lon, high.lat)
    return box if box[0] < box[2] and box[1] < box[3] else None


def _said(error: BaseException) -> str:
    """The reader's own words, on one line and not too long."""
    return " ".join(str(error).split())[:200] or type(error).__name__
