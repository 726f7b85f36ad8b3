"""Words(language): translated messages, and numbers, money, dates as that language writes them."""

from __future__ import annotations

import gettext as gettext_module
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent, parse_pattern
from babel.units import format_unit

from openward.methods.errors import OpenwardError
from openward.wording.errors import ERRORS

LOCALE_DIRECTORY = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("en", "fr", "ar")
COMMAS = {"ar": "، "}
SEMICOLONS = {"fr": "\u00a0; ", "ar": "؛ "}
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})


class Words:
    """Messages and formats of one language. Make one with `words(language)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language)
        self.right_to_left = language in RIGHT_TO_LEFT
        self._messages = gettext_module.translation("django", LOCALE_DIRECTORY, [language], fallback=True)

    def gettext(self, message: str) -> str:
        """The message in this language; the English one where it has no translation. The empty text stays empty."""
        return self._messages.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self._messages.ngettext(singular, plural, count)

    def by_commas(self, items: Iterable[str]) -> str:
        """Several things in one row, none of which has a comma within."""
        return COMMAS.get(self.language, ", ").join(items)

    def by_semicolons(self, items: Iterable[str]) -> str:
        """Several things in one row, some of which may have commas within."""
        return SEMICOLONS.get(self.language, "; ").join(items)

    def number(self, value: float, decimals: int = 0) -> str:
        return format_decimal(round(value, decimals), locale=self.locale, decimal_quantization=False)

    def percent(self, share: float, decimals: int = 0) -> str:
        """`share` 0..1."""
        return format_percent(round(share, decimals + 2), locale=self.locale, decimal_quantization=False)

    def money(self, amount: float, currency: str) -> str:
        """Whole units of an ISO 4217 currency."""
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "")
        pattern = parse_pattern(self.locale.currency_formats["standard"].pattern)
        pattern.frac_prec = (0, 0)  # the locale's own pattern would print cents
        return str(pattern.apply(round(amount), self.locale, currency=currency, currency_digits=False))

    def square_metres(self, value: float) -> str:
        """Whole square metres, with the sign of the unit that the language writes."""
        return str(format_unit(round(value), "area-square-meter", "short", locale=self.locale))

    def date(self, value: date) -> str:
        return format_date(value, format="d MMMM y", locale=self.locale)

    def moment(self, value: datetime) -> str:
        """An aware datetime, with its zone."""
        return format_datetime(value, format="d MMMM y HH:mm z", locale=self.locale)

    def error(self, error: OpenwardError) -> str:
        """What is wrong and how to mend it, in one sentence or two; a line for each of several rows. An unknown code is
        shown as it is: better so."""
        template = ERRORS.get(error.code)
        if template is None:
            return str(error)
        shown = {name: self._shown(value) for name, value in error.parameters.items()}
        return self.gettext(template) % shown

    def _shown(self, value: object) -> str:
        if isinstance(value, Mapping):  # an error within an error
            return self.error(OpenwardError(str(value["code"]), **value["parameters"]))
        if isinstance(value, (list, tuple)):
            shown = [self._shown(item) for item in value]
            return "\n".join(shown) if value and isinstance(value[0], Mapping) else self.by_commas(shown)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self.number(value, 0 if isinstance(value, int) else 2)
        return str(value)


@cache
def words(language: str) -> Words:
    """The words of a language in LANGUAGES; of English for any other."""
    return Words(language if language in LANGUAGES else "en")
