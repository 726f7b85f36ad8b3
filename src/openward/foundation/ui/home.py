"""Home tells a person what needs them. Any app adds to it from a `home.py` of its own, imported when the site starts:

@home.section("notices", order=10)
def unread(request): return home.Section(_("Unread"), "notices/_unread.html", {...}) if ... else None

home.offer(home.Start("places:upload", _("Read a map extract"), _("..."), "upload", order=20, shown=may_upload))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from openward.foundation.ui.navigation import signed_in
from openward.foundation.visibility.policy import effective_label
from openward.foundation.visibility.references import address_of


@dataclass(frozen=True)
class Section:
    """A part of home: `template` is an include that takes `context`; `address` and `action` lead to all of it. One that
    is no `need` waits for nobody: it is the way to what is open to the person."""

    title: Any
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""
    action: Any = ""
    is_need: bool = True


@dataclass(frozen=True)
class Start:
    """Something that a person may begin from home. `shown` asks whether they may; the page checks again."""

    url_name: str
    label: Any
    text: Any
    icon: str
    order: int
    shown: Callable[[HttpRequest], bool] = signed_in

    @property
    def address(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class Line:
    """A record on home, by the include "ui/_records.html"."""

    name: str
    kind: Any
    address: str
    label: str


def lines(records: Iterable[Any]) -> list[Line]:
    red_wholes: dict[Any, frozenset[UUID]] = {}
    return [Line(str(r), r._meta.verbose_name, address_of(r), effective_label(r, red_wholes)) for r in records]


Teller = Callable[[HttpRequest], Section | None]
_sections: dict[str, tuple[int, Teller]] = {}
_starts: dict[str, Start] = {}


def section(slug: str, order: int) -> Callable[[Teller], Teller]:
    """Register a function that gives a part of home for this person, or None where nothing needs them."""

    def registered(teller: Teller) -> Teller:
        _sections[slug] = (order, teller)
        return teller

    return registered


def offer(start: Start) -> None:
    _starts[start.url_name] = start


def sections(request: HttpRequest) -> list[Section]:
    tellers = [teller for _slug, (_order, teller) in sorted(_sections.items(), key=lambda item: (item[1][0], item[0]))]
    return [told for teller in tellers if (told := teller(request)) is not None]


def starts(request: HttpRequest) -> list[Start]:
    ordered = sorted(_starts.values(), key=lambda start: (start.order, start.url_name))
    return [start for start in ordered if start.shown(request)]
