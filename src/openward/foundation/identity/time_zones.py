"""Time zones that a person can choose, named by a city in the reader's language, ordered by their offset from UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location


@cache
def zones() -> tuple[str, ...]:
    """The zones that CLDR lists for a territory and this machine knows, and UTC."""
    listed = {zone for found in get_global("territory_zones").values() for zone in found}
    return ("UTC", *sorted(zone for zone in listed & available_timezones() if "/" in zone and "Etc/" not in zone))


@cache
def time_zone_choices(language: str) -> tuple[tuple[str, str], ...]:
    """(key, "UTC+01:00 city") pairs. The offset is that of winter in the north: a name to find, no promise."""
    winter = datetime(2026, 1, 1, tzinfo=UTC)
    rows = []
    for key in zones():
        offset = winter.astimezone(ZoneInfo(key)).strftime("%z")
        city = "" if key == "UTC" else get_timezone_location(key, locale=language, return_city=True)
        shown = "UTC" if key == "UTC" else f"UTC{offset[:3]}:{offset[3:]} {city}"
        rows.append((int(offset), city, key, shown))
    return tuple((key, shown) for _offset, _city, key, shown in sorted(rows))
