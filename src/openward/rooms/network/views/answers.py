"""How a page answers an action: with a message where it went well, with the error in the reader's words where not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import get_language

from openward.methods.errors import OpenwardError
from openward.wording import words


def in_words(error: OpenwardError) -> str:
    return words(get_language() or "en").error(error)


def done(request: HttpRequest, action: Callable[[], Any], message: Any, form: BaseForm | None = None) -> bool:
    """Whether the action went well. An error stands at the form, or above the next page where there is none."""
    try:
        action()
    except OpenwardError as error:
        if form is None:
            messages.error(request, in_words(error))
        else:
            form.add_error(None, in_words(error))
        return False
    messages.success(request, message)
    return True


def is_fragment(request: HttpRequest, name: str) -> bool:
    """Whether htmx asks for this part of the page alone: it sends "tag#id" of what it will replace."""
    target = getattr(request.htmx, "target", None) if request.htmx else None
    return bool(target) and (target == name or target.endswith(f"#{name}"))


def status_of(form: BaseForm) -> int:
    return 400 if form.is_bound and form.errors else 200
