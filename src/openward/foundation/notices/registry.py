"""Texts of notices by code. An app declares its own in `notices.py`, which is imported when the site starts.

    message("register-imported", _("The register of %(city)s was imported: %(added)s places."))

`%(record)s` is the name of the record for who may read it. For a plural give `ngettext_lazy(one, many, "count")`.
`where` makes the address of a notice that is about no record from its parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Message:
    """`prepare` turns stored parameters into what the text shows (a slug into words), in the reader's language."""

    text: Any
    prepare: Callable[[Parameters], Parameters]
    where: Callable[[Parameters], str] | None


_messages: dict[str, Message] = {}


def message(
    code: str,
    text: Any,
    prepare: Callable[[Parameters], Parameters] = dict,
    where: Callable[[Parameters], str] | None = None,
) -> None:
    """Declare the text (a lazy translation) of a code. A code is declared once."""
    if code in _messages:
        raise ValueError(f"declared twice: {code}")
    _messages[code] = Message(text, prepare, where)


def is_declared(code: str) -> bool:
    return code in _messages


def message_of(code: str) -> Message | None:
    """None for a code of a room that was taken out."""
    return _messages.get(code)
