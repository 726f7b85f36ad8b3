"""Every address of the site, from the resolver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Pattern:
    """`name` with its namespaces; an address without a name is named by its route."""

    name: str
    route: str
    view: Any


def patterns(resolver: Any = None, route: str = "", namespace: str = "") -> Iterator[Pattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, here, inner)
        elif isinstance(entry, URLPattern):
            yield Pattern(f"{namespace}{entry.name}" if entry.name else here, here, entry.callback)


EDITORIAL = "cms/"


def of_openward() -> list[Pattern]:
    """All but Wagtail's, which `test_editorial.py` walks."""
    return [pattern for pattern in patterns() if not pattern.route.startswith(EDITORIAL)]


def of_wagtail() -> list[Pattern]:
    return [pattern for pattern in patterns() if pattern.route.startswith(EDITORIAL)]
