"""The catalogue's money becomes a city's, or says why it cannot."""

from __future__ import annotations

from itertools import pairwise

import pytest

from openward.methods.errors import OpenwardError
from openward.methods.portfolio.prices import currencies, load_prices, per_euro


def test_the_catalogues_own_money_is_not_changed():
    assert per_euro("EUR", 2024) == per_euro("EUR") == 1


def test_later_prices_are_higher_and_no_year_jumps():
    years = [per_euro("EUR", year) for year in range(2015, load_prices().last_year + 1)]
    assert all(one <= other <= one * 1.1 for one, other in pairwise(years))


def test_a_year_moves_every_currency_alike():
    assert per_euro("JPY", 2030) / per_euro("JPY", 2024) == pytest.approx(per_euro("XOF", 2030) / per_euro("XOF", 2024))


def test_currencies_are_codes_in_order():
    assert list(currencies()) == sorted(currencies())
    assert all(len(code) == 3 and code.isupper() for code in currencies())
    assert {"EUR", "USD", "GBP", "CHF", "MAD", "KES"} <= set(currencies())


def test_an_unknown_currency_is_answered_with_those_there_are():
    with pytest.raises(OpenwardError) as raised:
        per_euro("ZZZ", 2026)
    assert raised.value.code == "currency-without-rate"
    assert "EUR" in raised.value.parameters["currencies"]


@pytest.mark.parametrize("year", [1066, 2014, 2041])
def test_a_year_without_prices_is_refused(year):
    with pytest.raises(OpenwardError) as raised:
        per_euro("EUR", year)
    assert raised.value.code == "price-year-absurd"
