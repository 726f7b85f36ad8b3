"""Where the places are and what they are: the map by district, the districts, the kinds; then the people in them."""

from __future__ import annotations

from collections.abc import Sequence

from openward.brief.document import Block, Column, Figure, Heading, Paragraph, Table
from openward.brief.drawings.city_map import Area, city_map
from openward.brief.drawings.week_plot import week_plot
from openward.brief.model import Brief, DistrictRow
from openward.brief.telling.vocabulary import HOURS_A_DAY, Vocabulary
from openward.methods.ranges import Range
from openward.methods.register import Register
from openward.methods.register.model import CityBasis, DistrictBasis
from openward.methods.typology import Family

MOST_DISTRICTS = 60  # told in the table; the rest is summed up and stands in brief.json
TOLD_KINDS = 3
TOLD_HOURS = (3, 9, 13, 17, 21)


def places(brief: Brief, register: Register, speak: Vocabulary) -> list[Block]:
    _ = speak.words.gettext
    blocks: list[Block] = [Heading(2, _("The places, by district and kind")), Paragraph(_division(brief, speak))]
    drawing = city_map(
        register.city.geometry,
        [
            Area(_label(district.id, speak), _count(brief, district.id), district.geometry)
            for district in register.districts
        ],
        register.backdrop,
        speak.words.number,
    )
    if drawing is not None:
        description = _("Map of %(city)s: a darker district has more places. The numbers stand in the next table.")
        city = speak.name(brief.city, brief.city_names)
        caption = _("Places by district: how many the map shows, not how they are protected")
        blocks.append(Figure(drawing, caption, description % {"city": city}))
        if not brief.fictitious:
            blocks.append(Paragraph("© OpenStreetMap contributors, ODbL 1.0", "note"))
    blocks.append(_districts(brief, speak))
    blocks.append(_kinds(brief, speak))
    return blocks


def people(brief: Brief, speak: Vocabulary) -> list[Block]:
    _, words = speak.words.gettext, speak.words
    if not brief.week:
        return []
    blocks: list[Block] = [Heading(2, _("The people in them, through the week"))]
    told = _(
        "An ordinary week in local time, estimated from each place's size and kind. Of the likely number, %(share)s "
        "rests on assumed figures. Events, holidays and seasons are not in it: whoever runs a place knows better."
    )
    blocks.append(Paragraph(told % {"share": words.percent(brief.people_assumed_share)}))
    untold = sum(1 for row in brief.kinds if row.people is None)
    if untold:
        left_out = words.ngettext(
            "%(count)s kind whose figure is hidden is left out of the curve.",
            "%(count)s kinds whose figures are hidden are left out of the curve.",
            untold,
        )
        blocks.append(Paragraph(left_out % {"count": words.number(untold)}, "note"))
    drawing = week_plot(brief.week, speak.days(), speak.people, _("People, likely; the band is low to high"))
    if drawing is not None:
        busiest = max(range(len(brief.week)), key=lambda hour: (brief.week[hour].likely, -hour))
        peak = brief.week[busiest]
        description = _("Line over seven days. Most people at %(hour)s: likely %(likely)s, %(range)s.") % {
            "hour": speak.hour(busiest),
            "likely": speak.people(peak.likely),
            "range": speak.people_range(peak),
        }
        blocks.append(Figure(drawing, _("People in the places, hour by hour"), description))
    blocks.append(_hours(brief.week, speak))
    blocks.append(Paragraph(_capacities(brief, speak)))
    return blocks


def _label(district: str, speak: Vocabulary) -> str:
    """The name for the map; a hexagon's number says nothing there."""
    row = speak.districts.get(district)
    return "" if row is None or not row.name or row.name == district else speak.district(district)


def _count(brief: Brief, district: str) -> int:
    return next((row.places for row in brief.districts if row.id == district), 0)


def _division(brief: Brief, speak: Vocabulary) -> str:
    _ = speak.words.gettext
    city = (
        _("The whole extract is taken for the city: the map has no boundary of one, or none was asked for.")
        if brief.city_basis is CityBasis.WHOLE_EXTRACT
        else _("The city is what lies within its administrative boundary in the map.")
    )
    if brief.district_basis is DistrictBasis.BOUNDARY:
        return f"{city} " + _("Districts are its administrative boundaries of level 9 or 10.")
    if brief.district_basis is DistrictBasis.H3:
        return f"{city} " + _("The map has no districts of the city; hexagonal cells (H3) stand in for them.")
    return city


def _districts(brief: Brief, speak: Vocabulary) -> Table:
    _, words = speak.words.gettext, speak.words
    rows = sorted(brief.districts, key=lambda row: (-row.places, row.id or ""))
    told, rest = rows[:MOST_DISTRICTS], rows[MOST_DISTRICTS:]
    note = ""
    if rest:
        note = _("%(count)s more districts have %(places)s places together; brief.json has them all.") % {
            "count": words.number(len(rest)),
            "places": words.number(sum(row.places for row in rest)),
        }
    return Table(
        _("Places by district"),
        (
            Column(_("District"), weight=1.6),
            Column(_("Places"), numeric=True, weight=0.7),
            Column(_("Public places"), numeric=True, weight=0.9),
            Column(_("Critical infrastructure"), numeric=True, weight=0.9),
            Column(_("Most frequent kinds"), weight=3),
        ),
        tuple(
            (
                speak.district(row.id),
                words.number(row.places),
                words.number(_of_family(row, Family.PUBLIC_PLACES, speak)),
                words.number(_of_family(row, Family.CRITICAL_INFRASTRUCTURE, speak)),
                _frequent(row, speak),
            )
            for row in told
        ),
        note,
    )


def _of_family(row: DistrictRow, family: Family, speak: Vocabulary) -> int:
    return sum(count for kind, count in row.kinds.items() if speak.typology.kinds[kind].family is family)


def _frequent(row: DistrictRow, speak: Vocabulary) -> str:
    most = sorted(row.kinds.items(), key=lambda pair: (-pair[1], pair[0]))[:TOLD_KINDS]
    pattern = speak.words.gettext("%(kind)s (%(count)s)")
    return speak.words.by_commas(
        pattern % {"kind": speak.kind(kind), "count": speak.words.number(count)} for kind, count in most
    )


def _kinds(brief: Brief, speak: Vocabulary) -> Table:
    _, words = speak.words.gettext, speak.words
    return Table(
        _("Places by kind, and the people in them at the kind's own busiest hour"),
        (
            Column(_("Kind"), weight=2),
            Column(_("Family"), weight=1.6),
            Column(_("Places"), numeric=True, weight=0.8),
            Column(_("Likely people"), numeric=True, weight=1),
            Column(_("Low to high"), numeric=True, weight=1.7),
        ),
        tuple(
            (
                speak.kind(row.kind),
                speak.family(row.family),
                words.number(row.places),
                speak.hidden() if row.people is None else speak.people(row.people.likely),
                speak.people_range(row.people),
            )
            for row in sorted(brief.kinds, key=lambda row: (row.family.value != "public-places", -row.places, row.kind))
        ),
        _("Hidden: a figure that would speak of fewer than five places, or give such a one away."),
    )


def _hours(week: Sequence[Range], speak: Vocabulary) -> Table:
    """Likely people at five hours of each day."""
    _ = speak.words.gettext
    return Table(
        _("Likely people in the places at five hours of each day"),
        (Column(_("Hour")), *(Column(day, numeric=True) for day in speak.days())),
        tuple(
            (f"{hour:02}:00", *(speak.people(week[day * HOURS_A_DAY + hour].likely) for day in range(7)))
            for hour in TOLD_HOURS
        ),
    )


def _capacities(brief: Brief, speak: Vocabulary) -> str:
    _, words = speak.words.gettext, speak.words
    tagged = sum(row.tagged for row in brief.kinds)
    told = words.ngettext(
        "The map gives the capacity of %(count)s place; the annex shows it beside the estimate.",
        "The map gives the capacity of %(count)s places; the annex shows each beside its estimate.",
        tagged,
    ) % {"count": words.number(tagged)}
    if brief.capacity_correlation is not None:
        more = _("Rank correlation of the two: %(value)s.") % {"value": words.number(brief.capacity_correlation, 2)}
    else:
        more = _("No correlation is given: that would want at least 30 of them.")
    return f"{told} {more}"
