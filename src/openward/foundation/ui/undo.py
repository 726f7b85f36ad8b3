"""What was just done can be taken back: a message with a button. It stays until the reader goes on, for nobody reads
as fast as a timer runs."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

PREFIX = "undo:"


def offer(request: HttpRequest, text: str, address: str) -> None:
    """Say `text`, with a button that posts to `address`."""
    messages.success(request, text, extra_tags=PREFIX + address)


def address_of(message: Message) -> str:
    """Where the button of this message posts to; empty when it offers none."""
    tags = message.extra_tags or ""
    return tags.removeprefix(PREFIX) if tags.startswith(PREFIX) else ""
