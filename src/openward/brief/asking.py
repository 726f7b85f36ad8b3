"""Check what a brief is asked for with: an amount, a currency, a year. The command line and the web ask alike."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from math import isfinite

from openward.brief.model import BriefRequest
from openward.methods.errors import OpenwardError
from openward.methods.portfolio import load_catalogue, prices

# Euros; beyond what any city spends on everything.
MOST = 1e11


def check_request(budget: float, currency: str, price_year: int | None, on: date) -> BriefRequest:
    """The request. `currency` in any case; `price_year` None is the catalogue's. Raises OpenwardError
    `currency-unknown`, `price-year-absurd`, `budget-not-positive` or `budget-absurd`."""
    code = currency.strip().upper()
    known = prices.currencies()
    if code not in known:
        near = get_close_matches(code, known, n=3, cutoff=0.3) or ["EUR", "USD"]
        raise OpenwardError("currency-unknown", currency=code[:12] or "''", near=near)
    year = load_catalogue().price_year if price_year is None else price_year
    rate = prices.per_euro(code, year)
    if not budget > 0:
        raise OpenwardError("budget-not-positive", budget=budget)
    most = MOST * rate
    if not isfinite(budget) or budget > most:
        raise OpenwardError("budget-absurd", budget=budget if isfinite(budget) else str(budget), most=round(most))
    return BriefRequest(budget=float(budget), currency=code, price_year=year, on=on)
