"""Options that must be given. Here and not beside the other values that were asked for, so that commands are known
without importing what those need."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from openward.methods.errors import OpenwardError

Value = TypeVar("Value")


def given(option: str, value: Value | None, example: str) -> Value:
    """Raises OpenwardError `option-missing`."""
    if value is None:
        raise OpenwardError("option-missing", option=option, example=example)
    return value


def given_folder(option: str, value: str | None, example: str) -> Path:
    """Raises OpenwardError `option-missing` also where the name is empty, which would be the folder we are in."""
    return Path(given(option, (value or "").strip() or None, example))
