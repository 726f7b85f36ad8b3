"""Takes out of Wagtail's menus what `config/editorial_urls.py` closes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail import hooks


def leads_somewhere(address: str) -> bool:
    try:
        return resolve(address.partition("?")[0]).url_name != "editorial_closed"
    except (Resolver404, Http404):
        return False


def keep_open(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if not getattr(item, "url", "") or item.url == "#" or leads_somewhere(item.url)]


for menu in ("construct_main_menu", "construct_settings_menu", "construct_reports_menu"):
    hooks.register(menu, keep_open)
