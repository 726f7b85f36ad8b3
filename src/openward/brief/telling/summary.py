"""The first page: what is proposed, for whom, at what cost, and what is not known. It stands alone."""

from __future__ import annotations

from collections import defaultdict

from openward.brief.document import Block, Bullets, Column, Heading, KeyFigures, Paragraph, Table
from openward.brief.model import Brief, FrontierRow
from openward.brief.telling.vocabulary import Vocabulary, two_digits

FIRST_MEASURES = 6


def summary(brief: Brief, speak: Vocabulary) -> list[Block]:
    _, words = speak.words.gettext, speak.words
    programme = brief.programme
    budget = words.money(brief.budget, brief.currency)
    cost = words.money(programme.cost, brief.currency)
    figures = [(words.number(brief.places), _("places where people gather or on which the city depends"))]
    if brief.people is not None and brief.busiest_hour is not None:
        at = _("people likely in them at the busiest hour (%(hour)s); the estimate goes from %(range)s")
        about = {"hour": speak.hour(brief.busiest_hour), "range": speak.people_range(brief.people)}
        figures.append((speak.people(brief.people.likely), at % about))
    figures.append((cost, _("cost of the programme, of %(budget)s") % {"budget": budget}))
    figures.append(
        (
            words.percent(programme.assumed_share),
            _("of that cost goes to measures whose effect is assumed, not measured"),
        )
    )
    blocks: list[Block] = [KeyFigures(tuple(figures))]
    if programme.cost <= 0:
        blocks.append(Paragraph(_("No measure of the catalogue fits this budget and these places."), "lead"))
    elif not programme.lines:
        lead = _(
            "With %(budget)s, the best proportionate programme by what is known today costs %(cost)s. All of it goes "
            "to measures that would point at single places if they were told one by one: they stand in the annex. It "
            "is indicative: every measure is subject to assessment on site, with the people who use the place."
        )
        blocks.append(Paragraph(lead % {"budget": budget, "cost": cost}, "lead"))
    else:
        lead = _(
            "With %(budget)s, the best proportionate programme by what is known today is the one below. It is "
            "indicative: every line is subject to assessment on site, with the people who use the place."
        )
        blocks.append(Paragraph(lead % {"budget": budget}, "lead"))
        blocks.append(_first_measures(brief, speak))
    blocks.append(Heading(2, _("If nothing is done")))
    blocks.append(Paragraph(_nothing_done(brief, speak)))
    more = _more_or_less(brief, speak)
    if more:
        blocks += [Heading(2, _("With less or more money")), Paragraph(more)]
    blocks.append(Heading(2, _("What this brief is not")))
    blocks.append(
        Bullets(
            (
                _("It is no assessment and no forecast: it does not say where or how likely an attack is."),
                _(
                    "It names no place and shows no weakness of one. The order in which to visit named places is in an "
                    "annex for those who make the visits."
                ),
                _(
                    "It does not say that the city complies with any text. Reporting to the United Nations is "
                    "voluntary."
                ),
            )
        )
    )
    return blocks


def _first_measures(brief: Brief, speak: Vocabulary) -> Table:
    """The measures that most of the money goes to, over all lines that are told."""
    _, words = speak.words.gettext, speak.words
    cost: dict[str, float] = defaultdict(float)
    places: dict[str, int] = defaultdict(int)
    for line in brief.programme.lines:
        cost[line.measure] += line.cost.likely
        places[line.measure] += line.places
    order = sorted(cost, key=lambda measure: (-cost[measure], measure))
    rest = order[FIRST_MEASURES:]
    notes = []
    if rest:
        more = words.ngettext("One more measure.", "%(count)s more measures.", len(rest))
        notes.append(more % {"count": words.number(len(rest))})
    if brief.programme.told_apart.likely > 0:
        apart = _("Not counted here: %(cost)s for measures that would point at single places.")
        notes.append(apart % {"cost": words.money(two_digits(brief.programme.told_apart.likely), brief.currency)})
    return Table(
        _("The largest measures of the programme, each subject to assessment"),
        (
            Column(_("Measure"), weight=4),
            Column(_("Places"), numeric=True),
            Column(_("Cost"), numeric=True, weight=1.2),
        ),
        tuple(
            (
                speak.measure(measure),
                words.number(places[measure]),
                words.money(two_digits(cost[measure]), brief.currency),
            )
            for measure in order[:FIRST_MEASURES]
        ),
        " ".join(notes),
    )


def _nothing_done(brief: Brief, speak: Vocabulary) -> str:
    _ = speak.words.gettext
    if brief.people is None:
        return _("The places keep the protection that they have today. Nobody can say how likely an attack is.")
    told = _(
        "The places keep the protection that they have today, with likely %(people)s people in them at the busiest "
        "hour. Nobody can say how likely an attack is; what can be known is whether people would be warned, reached "
        "and helped in time."
    )
    return told % {"people": speak.people(brief.people.likely)}


def _more_or_less(brief: Brief, speak: Vocabulary) -> str:
    """What the nearest points of the frontier to half and twice the budget buy, against this programme."""
    _, words = speak.words.gettext, speak.words
    if brief.programme.benefit <= 0:
        return ""
    sentences = []
    less = _nearest(brief, 0.5)
    if less is not None:
        told = _("With %(budget)s, %(share)s of this programme's benefit could be had.")
        share = words.percent(less.benefit / brief.programme.benefit)
        sentences.append(told % {"budget": words.money(less.budget, brief.currency), "share": share})
    more = _nearest(brief, 2.0)
    if more is not None:
        gain = more.benefit / brief.programme.benefit - 1
        told = _("With %(budget)s, the benefit would grow by %(gain)s.")
        sentences.append(
            told % {"budget": words.money(more.budget, brief.currency), "gain": words.percent(max(0.0, gain))}
        )
    return " ".join(sentences)


def _nearest(brief: Brief, factor: float) -> FrontierRow | None:
    """The point of the frontier whose budget is nearest to so many times the budget, if it is within a quarter."""
    wanted = brief.budget * factor
    points = [point for point in brief.programme.frontier if abs(point.budget - wanted) <= 0.25 * wanted]
    return min(points, key=lambda point: abs(point.budget - wanted), default=None)
