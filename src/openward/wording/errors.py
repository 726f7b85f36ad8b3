"""Every error code of the domain with its sentence: what is wrong, and the mend. Named parameters, %-style.

A test holds that each code raised in the source stands here with just the parameters that it is raised with.
"""

from __future__ import annotations


def _(message: str) -> str:
    """Mark for extraction; `Words.error` translates."""
    return message


ERRORS: dict[str, str] = {
    "cancelled": _("Stopped, as you asked. Nothing was written."),
    "visit-weights-unusable": _(
        "The weights of the visit order cannot be used (%(weights)s). Give each duty a weight of 0 or more, not all 0."
    ),
    "command-line-wrong": _("%(detail)s. See: %(command)s"),
    "option-missing": _("%(option)s is missing. Example: %(example)s"),
    "language-unknown": _("There is no language %(language)s here. Choose one of: %(languages)s."),
    "source-date-wrong": _("SOURCE_DATE_EPOCH is %(value)s; it must be seconds since 1970 in digits, or not be set."),
    "budget-not-a-number": _(
        "The budget %(budget)s is not a number. Write it in whole units without separators, for example 500000."
    ),
    "budget-not-positive": _("A budget of %(budget)s buys nothing. Give an amount above 0."),
    "budget-absurd": _(
        "A budget of %(budget)s cannot be meant: the most is %(most)s. Give it in whole units of the currency."
    ),
    "currency-unknown": _(
        "There is no currency %(currency)s. Give its ISO 4217 code, for example EUR. Near it: %(near)s."
    ),
    "currency-without-rate": _(
        "The catalogue has no yearly rate for %(currency)s in %(year)s. Choose one of: %(currencies)s."
    ),
    "price-year-absurd": _("Prices of %(year)s cannot be reckoned. Give a year from %(first)s to %(last)s."),
    "no-places": _(
        "There is no place of any kind in %(city)s in this extract. Take an extract with buildings and amenities in it, or "
        "another city."
    ),
    "folder-unwritable": _("Nothing can be written to %(folder)s: %(detail)s. Choose another folder with --out."),
    "fonts-missing": _("The fonts for documents are not in %(folder)s. Run: make setup"),
    "basemap-failed": _("The base map could not be made: %(detail)s"),
    "fault": _("This is a fault of Openward (%(kind)s: %(detail)s). Nothing was written. Please report it."),
}
