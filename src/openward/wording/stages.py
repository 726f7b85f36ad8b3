"""The stages of long work, by the slug that a `Progress` is called with, as a person reads them."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark for extraction; whoever shows a stage translates."""
    return message


STAGES: dict[str, str] = {
    "reading-extract": _("Reading the map extract"),
    "reading-relations": _("Reading boundaries and compounds"),
    "reading-nodes": _("Reading points"),
    "reading-ways": _("Reading lines"),
    "reading-outlines": _("Reading outlines"),
    "finding-city": _("Finding the city"),
    "merging-duplicates": _("Merging what is drawn twice"),
    "reading-buildings": _("Reading buildings"),
    "measuring-places": _("Measuring places"),
    "reading-streets": _("Reading the streets"),
    "finding-help": _("Finding the nearest help"),
    "estimating-people": _("Estimating people and the order of visits"),
    "choosing-programme": _("Choosing the programme"),
    "drawing-frontier": _("Finding what other budgets would buy"),
    "testing-effects": _("Trying other effects of the measures"),
    "writing-documents": _("Writing the documents"),
    "reading-basemap": _("Reading the base map"),
    "tiling-basemap": _("Cutting the base map into tiles"),
    "drawing-streets": _("Drawing streets"),
    "building-houses": _("Building houses"),
    "placing-places": _("Placing places"),
    "writing-map": _("Writing the map"),
    "reading-register": _("Reading the register"),
    "comparing-places": _("Comparing with the places that are stored"),
    "writing-places": _("Writing the places"),
    "ordering-visits": _("Ordering the visits"),
    "writing-screenings": _("Writing what follows for each place"),
    "checking-quotas": _("Checking the quotas"),
    "raising-levels": _("Raising the smallest chances"),
    "drawing-up-panels": _("Drawing up panels"),
    "proving-levels": _("Proving that no chances are fairer"),
    "drawing-lottery": _("Making the list of panels"),
}
