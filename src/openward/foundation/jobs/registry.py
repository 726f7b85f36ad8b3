"""Which function does which work. An app registers its own in `work.py` (or a module that this imports), which is
imported when somebody first asks: pages that show no job need not load what reads maps.

    @work("import-extract", _("Import of a map extract"))
    def import_extract(job, progress): ...

The function computes first and writes last. It returns a JSON dict for the job's page, or a function `write() -> dict`
that is called in one transaction with the end of the job: so a worker that was killed has done all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from openward.methods.progress import Progress

Result = dict[str, Any]
Function = Callable[[Any, Progress], Result | Callable[[], Result]]
Facts = Callable[[Result], Sequence[tuple[Any, Any]]]


@dataclass(frozen=True)
class Work:
    slug: str
    title: Any
    function: Function
    tells_when_done: bool
    facts: Facts | None = None


_works: dict[str, Work] = {}


def work(
    slug: str, title: Any = "", *, tells_when_done: bool = True, facts: Facts | None = None
) -> Callable[[Function], Function]:
    """Register `function(job, progress)`. `title` is a lazy translation that names the work on pages.

    `tells_when_done` False: the work has a notice of its own for when it went well, and the job adds none.
    `facts` makes of the result what the job's page tells: pairs of a label and a number.
    """

    def register(function: Function) -> Function:
        known = _works.get(slug)
        if known is not None and known.function.__qualname__ != function.__qualname__:
            raise ValueError(f"two functions for the same work: {slug}")
        _works[slug] = Work(slug, title or slug, function, tells_when_done, facts)
        return function

    return register


@cache
def discover() -> None:
    """Import what the installed apps register."""
    autodiscover_modules("work")


def work_of(slug: str) -> Work:
    """Raises LookupError for work that nobody registered."""
    discover()
    return _works[slug]


def title_of(slug: str) -> Any:
    """Its name for people; the slug where the room was taken out."""
    discover()
    return _works[slug].title if slug in _works else slug


def facts_of(slug: str, result: Result) -> Sequence[tuple[Any, Any]]:
    """What a job's page tells of its result; nothing where the room was taken out."""
    discover()
    told = _works[slug].facts if slug in _works else None
    return told(result) if told and result else ()
