"""One page of a list by keyset: its cost does not grow with how far one has gone, and rows that come or go meanwhile
neither repeat nor hide others. A cursor is the key of the row at the edge of a page; one that cannot be read is the
first page.

    found = keyset(request, rows, ["sort_name", "id"])
    {% include "ui/_paging.html" with slice=found %}
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest

SIZE = 50
CURSORS = ("after", "before")


@dataclass(frozen=True)
class Slice:
    """`earlier` and `later` are addresses of the pages beside this one, empty where there is none."""

    rows: Sequence[Any]
    earlier: str
    later: str


def keyset(
    request: HttpRequest, rows: QuerySet[Any], keys: Sequence[str], *, descending: bool = False, size: int = SIZE
) -> Slice:
    """The page of `rows` that the request's `after` or `before` asks for, in the order of `keys`, the last one unique.
    No key may be null. One query."""
    backwards = "before" in request.GET
    edge = _edge(request.GET.get("before" if backwards else "after", ""), len(keys))
    falling = descending != backwards
    if edge is not None:
        try:
            rows = rows.filter(_beyond(keys, edge, "lt" if falling else "gt"))
        except (ValueError, ValidationError):
            edge = None
    window = list(rows.order_by(*(f"-{key}" if falling else key for key in keys))[: size + 1])
    is_more, window = len(window) > size, window[:size]
    if backwards:
        window.reverse()
    if not window:
        return Slice([], "", "")
    # Going back, the page one came from is later; going on, it is earlier.
    has_later = backwards or is_more
    has_earlier = is_more if backwards else edge is not None
    return Slice(
        window,
        _address(request, "before", _cursor(window[0], keys)) if has_earlier else "",
        _address(request, "after", _cursor(window[-1], keys)) if has_later else "",
    )


def _beyond(keys: Sequence[str], edge: Sequence[Any], comparison: str) -> Q:
    """(a, b) > (x, y) as a >= x and (a > x or (a = x and b > y)), which both databases answer from an index."""
    condition, equal = Q(pk__in=[]), Q()
    for key, value in zip(keys, edge, strict=True):
        condition |= equal & Q(**{f"{key}__{comparison}": value})
        equal &= Q(**{key: value})
    return Q(**{f"{keys[0]}__{comparison}e": edge[0]}) & condition


def _address(request: HttpRequest, name: str, cursor: str) -> str:
    query = request.GET.copy()
    for other in CURSORS:
        query.pop(other, None)
    query[name] = cursor
    return f"{request.path}?{query.urlencode()}"


def _cursor(row: Any, keys: Sequence[str]) -> str:
    values = [getattr(row, key) for key in keys]
    plain = [str(value) if isinstance(value, UUID) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _edge(cursor: str, length: int) -> list[Any] | None:
    try:
        edge = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        UUID(str(edge[-1]))
    except (ValueError, TypeError, LookupError):
        return None
    return edge if len(edge) == length and all(isinstance(value, (str, int)) for value in edge) else None
