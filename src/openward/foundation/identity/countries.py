"""Countries and territories of ISO 3166-1, named in the reader's language (CLDR, through Babel)."""

from __future__ import annotations

from functools import cache

from babel import Locale

# What CLDR names beside countries: groups, reserved codes, and the code for an unknown one.
NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})


@cache
def country_names(language: str) -> dict[str, str]:
    """Code -> name, sorted by name as a reader of that language expects."""
    from openward.foundation.identity.city_names import plain

    territories = Locale.parse(language).territories
    names = {code: name for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    kept = {code: name for code, name in names.items() if code not in NO_COUNTRY}
    return dict(sorted(kept.items(), key=lambda item: (plain(item[1]), item[0])))


def country_name(code: str, language: str) -> str:
    """The name, or the code where CLDR has none."""
    return country_names(language).get(code, code)
