"""What the reader must know before trusting a figure: every limit's code with its sentence."""

from __future__ import annotations

from openward.brief.model import Limit
from openward.wording import Words


def _(message: str) -> str:
    """Mark for extraction; `sentence` translates."""
    return message


LIMITS: dict[str, str] = {
    "map-as-it-is": _(
        "The register is what volunteers drew in the map. Places that nobody drew are missing, and what the map does "
        "not say counts as unknown, never as no."
    ),
    "map-undated": _("The file does not say when the map was drawn."),
    "whole-extract": _("No boundary of a city bounds this brief: every place of the extract was taken."),
    "districts-are-cells": _("The map has no districts of the city; hexagonal cells (H3) stand in for them."),
    "outside-districts": _("%(places)s places lie outside every district."),
    "no-facility": _("The extract has no place of this service: %(service)s. How long it takes is therefore unknown."),
    "no-streets": _("The map has no streets: how long help takes could not be worked out."),
    "streets-lead-nowhere": _(
        "No street of the extract leads from its services to the places: how long help takes is therefore unknown."
    ),
    "perhaps-nearer-outside": _(
        "For %(share)s of the answers on help, the edge of the extract is nearer than the service found."
    ),
    "people-estimated": _(
        "Numbers of people are estimates from size and kind. %(share)s of the likely number rests on assumed figures."
    ),
    "programme-indicative": _(
        "The programme speaks of kinds and districts from assumed weaknesses. Only an assessment on site can say "
        "what a place needs."
    ),
    "programme-assessed": _(
        "Findings of assessments replaced the assumptions for %(places)s places; all other lines rest on assumptions."
    ),
    "costs-converted": _(
        "Costs of the catalogue were brought from euros of %(from_year)s to %(currency)s of %(year)s with yearly "
        "averages; local prices can differ widely."
    ),
    "no-forecast": _("Nothing here says how likely an attack is; benefits compare measures with each other only."),
    "never-imported": _(
        "Refuges, accommodation of asylum seekers and similar places are never taken from a map, and religion is "
        "never read."
    ),
    "fictitious": _("The city is invented. All of this is fictitious exercise data."),
}


def sentence(limit: Limit, words: Words) -> str:
    """The limit in the words of a language. A parameter `share` is shown as a percentage, a number as a number."""
    shown = {
        name: words.percent(value)
        if name == "share" and isinstance(value, float)
        else words.number(value)
        if isinstance(value, (int, float)) and "year" not in name
        else str(value)
        for name, value in limit.parameters.items()
    }
    return words.gettext(LIMITS[limit.code]) % shown
