"""The links that rooms put on every page: in the rail, in the account menu, in the footer. A room adds its own when it
starts (`apps.py`, `ready`), so that pages know no room.

    navigation.add(Entry("places:list", _("Places"), "geo-alt", order=20))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


def signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


class Menu(StrEnum):
    RAIL = "rail"
    ACCOUNT = "account"
    FOOTER = "footer"


@dataclass(frozen=True)
class Entry:
    """`icon` is a name in assets/icons.txt. `shown` says for whom it stands there; the room's pages check again."""

    url_name: str
    label: Any
    icon: str
    order: int
    shown: Callable[[HttpRequest], bool] = signed_in
    menu: Menu = Menu.RAIL


@dataclass(frozen=True)
class Link:
    address: str
    label: Any
    icon: str
    is_current: bool


_entries: dict[str, Entry] = {}


def add(entry: Entry) -> None:
    _entries[entry.url_name] = entry


def links(request: HttpRequest, menu: Menu = Menu.RAIL) -> list[Link]:
    """What this reader sees, in order. The current one is the longest address that the page's own begins with."""
    entries = [entry for entry in _entries.values() if entry.menu is menu and entry.shown(request)]
    shown = sorted(entries, key=lambda entry: (entry.order, entry.url_name))
    addresses = [reverse(entry.url_name) for entry in shown]
    within = [a for a in addresses if request.path == a or (a != "/" and request.path.startswith(a))]
    current = max(within, key=len, default=None)
    return [
        Link(address, entry.label, entry.icon, address == current)
        for entry, address in zip(shown, addresses, strict=True)
    ]
