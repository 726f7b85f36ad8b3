"""Tiles of the own base map: one PMTiles file a register, read by byte ranges, only by those who may read the record
that it belongs to. Who looks at which part of a city is told to nobody, and no shared cache keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from openward.foundation.maps.byte_range import Unsatisfiable, asked_range
from openward.foundation.visibility.policy import may_read

CHUNK = 64 * 1024
KIND = "application/vnd.pmtiles"


def serve_tiles(request: HttpRequest, record: Any, file: Path) -> HttpResponseBase:
    """Answer a GET or HEAD for the tiles of `record`. A 404 for whoever may not read the record, and where the file is
    missing; 206 for a range, 416 for one behind the end, 412 and 304 as the conditions say."""
    if not may_read(request.actor, record):
        raise Http404
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    try:
        about = file.stat()
    except FileNotFoundError:
        raise Http404 from None
    size, etag = about.st_size, f'"{about.st_size:x}-{about.st_mtime_ns:x}"'
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Cache-Control": "no-store, private",
        "X-Content-Type-Options": "nosniff",
    }
    if not _matches(request.headers.get("If-Match"), etag, default=True):
        return HttpResponse(status=412, headers=headers)
    if _matches(request.headers.get("If-None-Match"), etag, default=False):
        return HttpResponse(status=304, headers=headers)
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
    try:
        part = asked_range(asked, size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    first, length = (part.first, part.length) if part else (0, size)
    headers["Content-Length"] = str(length)
    if part:
        headers["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    status = 206 if part else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, content_type=KIND, headers=headers)
    pieces = _pieces(file, first, length)
    if length <= CHUNK:
        return HttpResponse(b"".join(pieces), status=status, content_type=KIND, headers=headers)
    return StreamingHttpResponse(pieces, status=status, content_type=KIND, headers=headers)


def _matches(header: str | None, etag: str, default: bool) -> bool:
    if header is None:
        return default
    return header.strip() == "*" or etag in {tag.strip() for tag in header.split(",")}


def _pieces(file: Path, first: int, length: int) -> Iterator[bytes]:
    with file.open("rb") as opened:
        opened.seek(first)
        while length > 0:
            piece = opened.read(min(CHUNK, length))
            if not piece:
                return
            length -= len(piece)
            yield piece
