"""What every page's template knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language_info, get_language


def page(request: HttpRequest) -> dict[str, Any]:
    language = get_language_info(get_language() or "en")
    return {"direction": "rtl" if language["bidi"] else "ltr"}
