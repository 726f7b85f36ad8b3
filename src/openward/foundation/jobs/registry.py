"""Which function does which work. An app registers its own in `work.py` (or a module that this imports), which is
imported when somebody first asks: pages that show no job need not load what reads maps.

    @work("import-extract", _("Import of a map extract"))
    def import_extract(job, progress): ...

The function computes first and writes last. It returns a JSON dict for the job's page, or a function `write() -> dict`
that is called in one transaction with the end of the job: so a worker that was killed has done all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from openward.methods.progress import Progress

Result = dict[str, Any]
Function = Callable[[Any, Progress], Result | Callable[[], Result]]


@dataclass(frozen=True)
class Work:
    slug: str
    title: Any
    function: Function
    tells_when_done: bool


_works: dict[str, Work] = {}


def work(slug: str, title: Any = "", *, tells_when_done: bool = True) -> Callable[[Function], Function]:
    """Register `function(job, progress)`. `title` is a lazy translation that names the work on pages.

    `tells_when_done` False: the work has a notice of its own for when it went well, and the job adds none.
    """

    def register(function: Function) -> Function:
        known = _works.get(slug)
        if known is not None and known.function.__qualname__ != function.__qualname__:
            raise ValueError(f"two functions for the same work: {slug}")
        _works[slug] = Work(slug, title or slug, function, tells_when_done)
        return function

    return register


@cache
def _discover() -> None:
    autodiscover_modules("work")


def work_of(slug: str) -> Work:
    """Raises LookupError for work that nobody registered."""
    _discover()
    return _works[slug]


def title_of(slug: str) -> Any:
    """Its name for people; the slug where the room was taken out."""
    _discover()
    return _works[slug].title if slug in _works else slug
