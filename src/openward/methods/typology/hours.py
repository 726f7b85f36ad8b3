"""Hour profiles from their compact spelling: spans of a day ("8-13 1") to 168 shares of the peak."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from openward.methods.typology.model import HOURS_OF_WEEK, HourProfile

HOURS_OF_DAY = 24
DAYS_OF_WEEK = 7
# From the most general to the most special: the later one wins. Monday is 0.
_SPELLINGS = {"every_day": range(7), "workdays": range(5), "friday": (4,), "saturday": (5,), "sunday": (6,)}
_SPAN = re.compile(r"(\d{1,2})-(\d{1,2}) (\d(?:\.\d+)?)")


def parse_profile(row: Mapping[str, Any]) -> HourProfile:
    """The profile in a row of hours.yaml. Raises ValueError naming the profile and the day."""
    slug = str(row.get("slug"))
    unknown = set(row) - {"slug", *_SPELLINGS}
    if unknown:
        raise ValueError(f"profile {slug}: unknown days {sorted(unknown)}")
    days = [[0.0] * HOURS_OF_DAY] * DAYS_OF_WEEK
    for name, indices in _SPELLINGS.items():
        if name in row:
            day = _day(slug, name, row[name])
            days = [day if index in indices else known for index, known in enumerate(days)]
    shares = tuple(share for day in days for share in day)
    if len(shares) != HOURS_OF_WEEK or max(shares) != 1:
        raise ValueError(f"profile {slug}: its greatest share must be 1")
    return HourProfile(slug, shares)


def _day(slug: str, day: str, spans: list[str]) -> list[float]:
    shares: list[float | None] = [None] * HOURS_OF_DAY
    for span in spans:
        match = _SPAN.fullmatch(str(span))
        if match is None:
            raise ValueError(f"profile {slug}: {day} has {span!r}; write it as 8-13 0.5")
        start, end, share = int(match[1]), int(match[2]), float(match[3])
        if not (start < end <= HOURS_OF_DAY and share <= 1):
            raise ValueError(f"profile {slug}: {day} has {span!r}; hours go up to 24 and shares to 1")
        for hour in range(start, end):
            if shares[hour] is not None:
                raise ValueError(f"profile {slug}: {day} says hour {hour} twice")
            shares[hour] = share
    return [share or 0.0 for share in shares]
