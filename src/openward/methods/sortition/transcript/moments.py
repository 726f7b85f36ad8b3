"""Moments in a transcript: UTC to the second, written in one way, so that they can be compared and hashed."""

from __future__ import annotations

from datetime import UTC, datetime

from openward.methods.errors import OpenwardError

FORM = "%Y-%m-%dT%H:%M:%SZ"


def written(moment: datetime) -> str:
    """An aware moment in that form."""
    return moment.astimezone(UTC).strftime(FORM)


def moment_from(text: str) -> datetime:
    """A moment as people give it: ISO 8601; without a zone it is UTC, without a time its midnight.

    Raises OpenwardError `moment-malformed`.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError) as error:
        raise OpenwardError("moment-malformed", text=text.strip()[:40] or "''") from error


def is_written(text: str) -> bool:
    """Whether a text is a moment in our one form."""
    try:
        return written(datetime.strptime(text, FORM).replace(tzinfo=UTC)) == text
    except ValueError:
        return False
