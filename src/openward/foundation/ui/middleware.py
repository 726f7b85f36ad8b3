"""The language of a page: what the person chose, else the browser's, else the installation's."""

from __future__ import annotations

from django.middleware.locale import LocaleMiddleware


class LanguageMiddleware(LocaleMiddleware):
    pass
