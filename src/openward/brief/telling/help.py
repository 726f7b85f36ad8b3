"""How long help takes: medians and three states, for the city, kinds and districts; never for a place."""

from __future__ import annotations

from openward.brief.document import Block, Column, Heading, Paragraph, Table
from openward.brief.model import Brief, HelpRow
from openward.brief.telling.limits import LIMITS
from openward.brief.telling.vocabulary import Vocabulary
from openward.methods.register.model import FacilityKind

WITHOUT_TIMES = frozenset({"no-streets", "streets-lead-nowhere"})
MOST_ROWS = 60  # told in a table; brief.json has all


def help_by_time(brief: Brief, speak: Vocabulary) -> list[Block]:
    _ = speak.words.gettext
    city = [row for row in brief.help if row.kind is None and row.district is None]
    if not any(row.places for row in city):
        return []
    reason = next((limit.code for limit in brief.limits if limit.code in WITHOUT_TIMES), None)
    if reason is not None:
        return [Heading(2, _("How long help takes by road")), Paragraph(_(LIMITS[reason]))]
    kinds = [row for row in brief.help if row.kind is not None]
    districts = [row for row in brief.help if row.district is not None]
    blocks: list[Block] = [
        Heading(2, _("How long help takes by road")),
        Paragraph(
            _(
                "Driving time from the nearest service to the places, on the streets of the map at ordinary speeds: "
                "one-way streets count, traffic, alarm and turn-out time do not. Times are medians to the half "
                "minute, never of one place. Where the edge of the extract is nearer than the service, a nearer one "
                "may stand outside it. None in the extract means that no service of the kind leads there by street."
            )
        ),
        _states(city, speak),
    ]
    untagged = next((row.untagged for row in city if row.service is FacilityKind.EMERGENCY_HOSPITAL), None)
    if untagged:
        told = speak.words.ngettext(
            "For %(count)s place, the map does not say whether the nearest hospital has emergency care.",
            "For %(count)s places, the map does not say whether the nearest hospital has emergency care.",
            untagged,
        )
        blocks.append(Paragraph(told % {"count": speak.words.number(untagged)}))
    blocks.append(
        _medians(
            _("Median time by kind"), _("Kind"), {row.kind: speak.kind(row.kind or "") for row in kinds}, kinds, speak
        )
    )
    keys = {row.district: speak.district(row.district or None) for row in districts}
    blocks.append(_medians(_("Median time by district"), _("District"), keys, districts, speak))
    return blocks


def _states(rows: list[HelpRow], speak: Vocabulary) -> Table:
    _ = speak.words.gettext
    return Table(
        _("What can be said of help, in all places"),
        (
            Column(_("Service"), weight=2),
            Column(_("Median time"), numeric=True),
            Column(_("Found"), numeric=True),
            Column(_("Perhaps nearer outside"), numeric=True),
            Column(_("None in the extract"), numeric=True),
        ),
        tuple(
            (
                speak.service(row.service),
                _time(row, speak),
                _share(row.found, row.places, speak),
                _share(row.perhaps_nearer_outside, row.places, speak),
                _share(row.none_in_extract, row.places, speak),
            )
            for row in rows
        ),
    )


def _share(count: int | None, places: int, speak: Vocabulary) -> str:
    if count is None or places == 0:
        return speak.hidden()
    return speak.words.percent(count / places)


def _time(row: HelpRow, speak: Vocabulary) -> str:
    """The median; a dash where no place of the row has a time."""
    if row.found is not None and row.median_seconds is None:
        return "–"
    return speak.minutes(row.median_seconds)


def _medians(
    caption: str, heading: str, names: dict[str | None, str], rows: list[HelpRow], speak: Vocabulary
) -> Table | Paragraph:
    """A row for each kind or district that may be told, a column for each service; those with most places first."""
    _ = speak.words.gettext
    cells: dict[str | None, dict[FacilityKind, HelpRow]] = {}
    for row in rows:
        cells.setdefault(row.kind if row.kind is not None else row.district, {})[row.service] = row
    places = {key: max(row.places for row in by_service.values()) for key, by_service in cells.items()}
    told = [key for key, by_service in cells.items() if all(row.found is not None for row in by_service.values())]
    told.sort(key=lambda key: (-places[key], key or ""))
    notes = []
    if len(told) < len(cells):
        sentence = _("Hidden, because they have fewer than five places or would give such a one away: %(count)s.")
        notes.append(sentence % {"count": speak.words.number(len(cells) - len(told))})
    if len(told) > MOST_ROWS:
        sentence = _("%(count)s more stand in brief.json.")
        notes.append(sentence % {"count": speak.words.number(len(told) - MOST_ROWS)})
    if not told:
        return Paragraph(f"{caption}: {' '.join(notes)}", "note")
    return Table(
        caption,
        (
            Column(heading, weight=2),
            Column(_("Places"), numeric=True, weight=0.8),
            *(Column(speak.service(service), numeric=True, weight=1.2) for service in FacilityKind),
        ),
        tuple(
            (
                names[key],
                speak.words.number(places[key]),
                *(_time(cells[key][service], speak) for service in FacilityKind),
            )
            for key in told[:MOST_ROWS]
        ),
        " ".join(notes),
    )
