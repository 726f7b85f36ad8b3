"""How the figures came about, where they may be wrong, and on what they rest."""

from __future__ import annotations

from openward.brief.document import Block, Bullets, Column, Heading, Paragraph, Table
from openward.brief.model import Brief, Limit, Source
from openward.brief.telling.limits import sentence
from openward.brief.telling.vocabulary import Vocabulary, left_to_right
from openward.methods.register.model import FacilityKind


def method_and_limits(brief: Brief, speak: Vocabulary) -> list[Block]:
    _, words = speak.words.gettext, speak.words
    blocks: list[Block] = [
        Heading(2, _("Method and limits")),
        Bullets(tuple(sentence(_spoken(limit, speak), words) for limit in brief.limits)),
    ]
    if brief.hidden_cells:
        told = words.ngettext(
            "%(count)s figure is hidden because it speaks of fewer than five places or would give such a one away.",
            "%(count)s figures are hidden because they speak of fewer than five places or would give such a one away.",
            brief.hidden_cells,
        )
        blocks.append(Paragraph(told % {"count": words.number(brief.hidden_cells)}))
    blocks.append(
        Table(
            _("Methods used and their versions"),
            (Column(_("Method"), weight=3), Column(_("Version"))),
            tuple((method_name(name, speak), left_to_right(version)) for name, version in brief.methods.items()),
        )
    )
    left_out = _left_out(brief, speak)
    if left_out:
        blocks.append(left_out)
    return blocks


def method_name(name: str, speak: Vocabulary) -> str:
    _ = speak.words.gettext
    return {
        "openward": "Openward",
        "typology": _("Kinds of place and their load factors"),
        "presence": _("People present"),
        "visits": _("Order of visits"),
        "catalogue": _("Catalogue of measures"),
    }.get(name, name)


def sources(brief: Brief, speak: Vocabulary) -> list[Block]:
    _, words = speak.words.gettext, speak.words
    extract = brief.extract
    facts = [
        (_("File"), left_to_right(extract.name)),
        (_("Date of the map"), left_to_right(extract.timestamp) if extract.timestamp else _("not stated")),
        (_("Size in bytes"), words.number(extract.bytes)),
        ("SHA-256", left_to_right(extract.sha256)),
    ]
    if not brief.fictitious:
        facts.insert(0, (_("Map"), _("OpenStreetMap, by its contributors, Open Database License 1.0")))
    return [
        Heading(2, _("Sources")),
        Table(_("The map extract"), (Column(_("Fact")), Column(_("Value"), weight=3)), tuple(facts)),
        Table(
            _("On what figures rest"),
            (Column(_("What"), weight=2.4), Column(_("Basis"), weight=0.9), Column(_("Source"), weight=3)),
            tuple(
                (_of(source, speak), speak.basis(source.basis) if source.basis else "–", _(source.text))
                for source in brief.sources
            ),
        ),
    ]


def _of(source: Source, speak: Vocabulary) -> str:
    """What a source is the source of: kinds or measures, in words."""
    topic, _colon, slugs = source.of.partition(":")
    names = slugs.split(",")
    if topic == "people":
        return speak.words.gettext("People: %(kinds)s") % {
            "kinds": speak.words.by_semicolons(speak.kind(slug) for slug in names)
        }
    if topic == "measure":
        label = speak.words.gettext("Measure: %(measures)s")
        return label % {"measures": speak.words.by_semicolons(speak.measure(slug) for slug in names)}
    _ = speak.words.gettext
    return {
        "storeys": _("Storeys"),
        "speeds": _("Driving speeds"),
        "weakness": _("Weakness before an assessment"),
        "costs": _("Costs of measures"),
        "prices": _("Currencies and years of prices"),
    }.get(topic, topic)


def _spoken(limit: Limit, speak: Vocabulary) -> Limit:
    """With the services named by slug put into words."""
    if "service" in limit.parameters:
        service = speak.service(FacilityKind(str(limit.parameters["service"])))
        return Limit(limit.code, {**limit.parameters, "service": service})
    return limit


def _left_out(brief: Brief, speak: Vocabulary) -> Table | None:
    _, words = speak.words.gettext, speak.words
    reasons = {
        "merged-duplicate": _("Drawn twice and merged into one place"),
        "outside-city": _("Outside the city"),
        "not-in-use": _("Disused, abandoned or only planned"),
        "unusable-geometry": _("Drawn in a way that has no position"),
    }
    rows = [(text, words.number(brief.left_out[code])) for code, text in reasons.items() if brief.left_out.get(code)]
    if not rows:
        return None
    return Table(
        _("Map objects that are not in the register"),
        (Column(_("Reason"), weight=3), Column(_("Objects"), numeric=True)),
        tuple(rows),
    )
