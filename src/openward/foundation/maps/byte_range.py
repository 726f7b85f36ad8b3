"""One byte range of a request (RFC 9110, section 14). PMTiles readers ask for nothing else; what asks for several
ranges, or in another unit, gets the whole file, as the RFC allows."""

from __future__ import annotations

import re
from dataclasses import dataclass

SINGLE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*")


@dataclass(frozen=True)
class ByteRange:
    """Bytes `first` to `last`, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(ValueError):
    """The range begins behind the file's end: 416."""


def asked_range(header: str, size: int) -> ByteRange | None:
    """What a `Range` header asks of a file of `size` bytes; None for the whole of it. Raises Unsatisfiable."""
    matched = SINGLE.fullmatch(header.strip())
    if not matched or matched.group(1) == matched.group(2) == "":
        return None
    first, last = matched.groups()
    if first == "":  # the last so many bytes
        length = min(int(last), size)
        if length == 0:
            raise Unsatisfiable(header)
        return ByteRange(size - length, size - 1)
    if last and int(last) < int(first):
        return None  # no valid range at all
    if int(first) >= size:
        raise Unsatisfiable(header)
    return ByteRange(int(first), min(int(last) if last else size - 1, size - 1))
