"""From the catalogue's money to a city's: one rate a currency, one index of prices for all. Orders of magnitude.

Money of another year is moved by the consumer prices of the euro area whatever the currency (assumed): a city whose
prices ran otherwise gives its budget in prices of the catalogue's year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from openward.methods.errors import OpenwardError
from openward.methods.ranges import Basis


@dataclass(frozen=True, slots=True)
class Prices:
    """prices.yaml. `index` of consumer prices by year, `per_euro` units of a currency for one euro of `price_year`."""

    currency: str
    price_year: int
    basis: Basis
    source: str  # English message id
    index: Mapping[int, float]
    later_growth: float  # a year, after the last of `index`
    last_year: int
    per_euro: Mapping[str, float]


@cache
def load_prices() -> Prices:
    """The prices that ship."""
    data = yaml.safe_load(files("openward.methods.portfolio").joinpath("prices.yaml").read_text("utf-8"))
    return Prices(
        currency=data["currency"],
        price_year=data["price_year"],
        basis=Basis(data["basis"]),
        source=data["source"],
        index=data["price_index"],
        later_growth=data["later_growth"],
        last_year=data["last_year"],
        per_euro={code: float(rate) for code, rate in data["per_euro"].items()},
    )


def currencies() -> tuple[str, ...]:
    """ISO 4217 codes that have a rate, sorted."""
    return tuple(sorted(load_prices().per_euro))


def per_euro(currency: str, price_year: int | None = None) -> float:
    """Units of `currency` at prices of `price_year` (None: the catalogue's) for one unit of the catalogue's money.

    Raises OpenwardError `currency-without-rate`, `price-year-absurd`.
    """
    prices = load_prices()
    year = prices.price_year if price_year is None else price_year
    if currency not in prices.per_euro:
        raise OpenwardError("currency-without-rate", currency=currency, year=str(year), currencies=currencies())
    first = min(prices.index)
    if not first <= year <= prices.last_year:
        raise OpenwardError("price-year-absurd", year=str(year), first=str(first), last=str(prices.last_year))
    return prices.per_euro[currency] * _index(prices, year) / prices.index[prices.price_year]


def _index(prices: Prices, year: int) -> float:
    last = max(prices.index)
    return prices.index[year] if year <= last else prices.index[last] * (1 + prices.later_growth) ** (year - last)
