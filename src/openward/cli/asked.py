"""What was asked for on the command line, as values: a language, an amount of money, a day."""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import UTC, datetime

from openward.methods.errors import OpenwardError
from openward.wording import LANGUAGES, Words, words

# Spaces and marks that people group thousands with. A comma is a decimal point to some and groups to others.
_GROUPING = re.compile(r"(?<=\d)[\s_'\u2019\u066c](?=\d)")
_AMOUNT = re.compile(r"[+-]?\d+(\.\d+)?")


def asked_language(language: str) -> Words:
    """Raises OpenwardError `language-unknown`."""
    if language not in LANGUAGES:
        raise OpenwardError("language-unknown", language=language, languages=LANGUAGES)
    return words(language)


def asked_amount(text: str) -> float:
    """An amount as people write it: digits of any script, thousands perhaps set apart, perhaps a decimal point.
    Raises OpenwardError `budget-not-a-number`, or `budget-ambiguous` where a point stands before the last three digits,
    as many write thousands."""
    plain = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text.strip()
    )
    plain = _GROUPING.sub("", plain)
    if not _AMOUNT.fullmatch(plain) or len(plain) > 30:
        raise OpenwardError("budget-not-a-number", budget=text.strip()[:40] or "''")
    if re.search(r"\.\d{3}$", plain):
        raise OpenwardError(
            "budget-ambiguous",
            budget=text.strip()[:40],
            thousands=plain.replace(".", ""),
            decimals=plain[:-1],
        )
    return float(plain)


def asked_year(text: str | None) -> int | None:
    """A year in digits of any script. Raises OpenwardError `price-year-not-a-number`."""
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,6}", text.strip()):
        raise OpenwardError("price-year-not-a-number", year=text.strip()[:40] or "''")
    return int(text)


def moment_now() -> datetime:
    """The moment that documents carry: SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else now. UTC.
    Raises OpenwardError `source-date-wrong`."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise OpenwardError("source-date-wrong", value=fixed[:40]) from error
