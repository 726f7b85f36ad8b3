"""The annex as a document: the first visits by name, each with its reasons; people and help in tables of their own.

On paper the list is bounded: nobody visits a thousand places in one round, and annex.json has them all.
"""

from __future__ import annotations

from collections.abc import Sequence

from openward.brief.document import Block, Bullets, Column, Document, Heading, Paragraph, Table
from openward.brief.model import Annex, AnnexVisit, Edition
from openward.brief.telling.brief import label_meaning, made, vocabulary
from openward.brief.telling.limits import LIMITS
from openward.brief.telling.programme import exactly_where, status
from openward.brief.telling.vocabulary import Vocabulary, left_to_right, two_digits
from openward.methods.register.model import FacilityKind, Known
from openward.methods.screening.model import DutyOfCare, Help, HelpState, VisitReason
from openward.methods.screening.visits import visit_guide

MOST_VISITS = 200
MOST_LINES = 100


def annex_document(annex: Annex, edition: Edition) -> Document:
    speak = vocabulary(edition.language, annex.district_names)
    _, words = speak.words.gettext, speak.words
    told = annex.visits[:MOST_VISITS]
    subtitle = _("Annex to the brief: which places to visit first. State of %(date)s.")
    return Document(
        language=words.language,
        right_to_left=words.right_to_left,
        title=_("Visits in %(city)s") % {"city": speak.name(annex.city, annex.city_names)},
        subtitle=subtitle % {"date": words.date(annex.on)},
        label=annex.label.value,
        label_meaning=label_meaning(annex.label, words),
        made=made(edition, words),
        page=_("Page {page} of {pages}"),
        banner=_("Fictitious exercise data") if annex.fictitious else "",
        blocks=(
            *_opening(annex, speak),
            *_order(told, speak),
            *_people(told, speak),
            *_help(annex, told, speak),
            *_programme(annex, speak),
        ),
    )


def _opening(annex: Annex, speak: Vocabulary) -> list[Block]:
    _, words = speak.words.gettext, speak.words
    warning = _(
        "This is an order of visits and no assessment: it says where people depend most on the city's care, not "
        "where an attack is likely or easy. Names must not leave the circle that the label draws."
    )
    guide = visit_guide()
    blocks: list[Block] = [Paragraph(warning, "warning")]
    if len(annex.visits) > MOST_VISITS:
        bounded = _("The first %(shown)s of %(count)s places; annex.json has them all.")
        blocks.append(
            Paragraph(bounded % {"shown": words.number(MOST_VISITS), "count": words.number(len(annex.visits))}, "note")
        )
    blocks.append(Heading(2, _("By what the order goes")))
    pattern = _("%(duty)s, weight %(weight)s: %(description)s")
    blocks.append(
        Bullets(
            tuple(
                pattern
                % {
                    "duty": _(duty.label),
                    "weight": words.percent(duty.weight),
                    "description": _(duty.description),
                }
                for duty in guide.duties.values()
            )
        )
    )
    blocks.append(
        Paragraph(
            _(
                "The weights are a judgement (%(basis)s). Each row says how much each duty of care contributes to "
                "the position. Range of positions: how far the place moves when every weight moves by a quarter. How "
                "fast help comes plays no part in the order."
            )
            % {"basis": speak.basis(guide.basis)}
        )
    )
    return blocks


def _order(visits: Sequence[AnnexVisit], speak: Vocabulary) -> list[Block]:
    _, words = speak.words.gettext, speak.words
    return [
        Heading(2, _("The visits")),
        Table(
            _("Places in the order of visits, and what each reason contributes"),
            (
                Column(_("No."), numeric=True, weight=0.5),
                Column(_("Place"), weight=2.2),
                Column(_("Kind"), weight=1.5),
                Column(_("District"), weight=1.7),
                *(Column(_(duty.label), numeric=True, weight=0.88) for duty in visit_guide().duties.values()),
                Column(_("Range of positions"), numeric=True, weight=1.15),
                Column(_("Source id"), weight=1.1),
            ),
            tuple(
                (
                    words.number(visit.position),
                    _name_on_site(visit, speak),
                    speak.kind(visit.kind),
                    speak.district(visit.district),
                    *_shares(visit.reasons, speak),
                    speak.span(words.number(visit.earliest), words.number(visit.latest)),
                    left_to_right(visit.place),
                )
                for visit in visits
            ),
        ),
    ]


def _people(visits: Sequence[AnnexVisit], speak: Vocabulary) -> list[Block]:
    """In the order of ids, so that the table is no ranking by crowd."""
    _, words = speak.words.gettext, speak.words
    return [
        Heading(2, _("People at the busiest hour")),
        Paragraph(_("Estimates beside the capacity in the map, in the order of the map's ids.")),
        Table(
            _("Estimated people and tagged capacity"),
            (
                Column(_("Source id"), weight=1.2),
                Column(_("Place"), weight=2.6),
                Column(_("Likely people"), numeric=True),
                Column(_("Low to high"), numeric=True, weight=1.6),
                Column(_("Tagged capacity"), numeric=True),
                Column(_("Rests on"), weight=1.2),
            ),
            tuple(
                (
                    left_to_right(visit.place),
                    _name(visit, speak),
                    speak.people(visit.presence.peak.likely),
                    speak.people_range(visit.presence.peak),
                    "–" if visit.presence.tagged_capacity is None else words.number(visit.presence.tagged_capacity),
                    speak.basis(visit.presence.basis),
                )
                for visit in sorted(visits, key=_by_id)
            ),
        ),
    ]


def _help(annex: Annex, visits: Sequence[AnnexVisit], speak: Vocabulary) -> list[Block]:
    """In the order of ids, so that the table is no ranking by slowness."""
    _ = speak.words.gettext
    names = {facility.id: facility.name for facility in annex.facilities}
    if any(one.state is HelpState.NO_STREETS for visit in annex.visits for one in visit.help):
        why = LIMITS["no-streets"]
        return [Heading(2, _("Help by road")), Paragraph(_(why))]
    return [
        Heading(2, _("Help by road")),
        Paragraph(
            _(
                "Driving time from the nearest service to the place, without alarm, turn-out and traffic, in the "
                "order of the map's ids. ? a nearer service may stand outside the extract. * the map does not say "
                "whether the hospital has emergency care."
            )
        ),
        Table(
            _("Nearest services"),
            (
                Column(_("Source id"), weight=1.1),
                Column(_("Place"), weight=2.2),
                *(Column(speak.service(service), weight=1.9) for service in FacilityKind),
            ),
            tuple(
                (
                    left_to_right(visit.place),
                    _name(visit, speak),
                    *(_one_help(visit.help, service, names, speak) for service in FacilityKind),
                )
                for visit in sorted(visits, key=_by_id)
            ),
        ),
    ]


def _programme(annex: Annex, speak: Vocabulary) -> list[Block]:
    """Every line by kind and district, as far as paper goes: the brief tells small ones together."""
    _, words = speak.words.gettext, speak.words
    if not annex.programme:
        return []
    note = ""
    if len(annex.programme) > MOST_LINES:
        bounded = _("The dearest %(shown)s of %(count)s lines; annex.json has them all.")
        note = bounded % {"shown": words.number(MOST_LINES), "count": words.number(len(annex.programme))}
    return [
        Heading(2, _("The programme by kind and district")),
        Table(
            _("Lines of the programme, by cost"),
            (
                Column(_("Measure"), weight=3),
                Column(_("Where"), weight=2.4),
                Column(_("Places"), numeric=True, weight=0.9),
                Column(_("Cost"), numeric=True, weight=1.1),
                Column(_("Status"), weight=1.5),
            ),
            tuple(
                (
                    speak.measure(line.measure),
                    exactly_where(line, speak),
                    speak.some_of(line.places, line.of_places),
                    words.money(two_digits(line.cost.likely), annex.currency),
                    status(line, speak),
                )
                for line in annex.programme[:MOST_LINES]
            ),
            note,
        ),
    ]


def _by_id(visit: AnnexVisit) -> tuple[str, int]:
    return visit.place[:1], int(visit.place[1:]) if visit.place[1:].isdecimal() else 0


def _name_on_site(visit: AnnexVisit, speak: Vocabulary) -> str:
    return _name(visit, speak) if visit.name is None else speak.names_on_site(visit.name, visit.names)


def _name(visit: AnnexVisit, speak: Vocabulary) -> str:
    if visit.name is None:
        return speak.words.gettext("(no name in the map)")
    return speak.name(visit.name, visit.names)


def _shares(reasons: Sequence[VisitReason], speak: Vocabulary) -> list[str]:
    """What each duty of care contributes to the position, of 100 %."""
    total = sum(reason.contribution for reason in reasons)
    by_duty = {reason.duty: reason.contribution for reason in reasons}
    return [speak.words.percent(by_duty.get(duty, 0.0) / total) if total > 0 else "–" for duty in DutyOfCare]


def _one_help(helps: Sequence[Help], service: FacilityKind, names: dict[str, str | None], speak: Vocabulary) -> str:
    found = next((one for one in helps if one.service is service), None)
    if found is None or found.state is HelpState.NONE_IN_EXTRACT or found.seconds is None:
        return speak.words.gettext("none in the extract")
    unsure = "?" if found.state is HelpState.PERHAPS_NEARER_OUTSIDE else ""
    hospital = service is FacilityKind.EMERGENCY_HOSPITAL
    untagged = "*" if hospital and found.emergency is Known.UNKNOWN else ""
    name = names.get(found.facility or "") or left_to_right(found.facility or "")
    return f"{speak.minutes(found.seconds)}{unsure}{untagged} · {speak.name(name, {})}"
