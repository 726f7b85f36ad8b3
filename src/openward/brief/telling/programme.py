"""The programme: every line with its cost, on what it rests and what must be asked before it is built; then what more
or less money would buy."""

from __future__ import annotations

from math import ceil

from openward.brief.document import Block, Bullets, Column, Figure, Heading, Paragraph, Table
from openward.brief.drawings.frontier_plot import PlotPoint, frontier_plot
from openward.brief.model import Brief, ProgrammeLine
from openward.brief.telling.money import money
from openward.brief.telling.vocabulary import Vocabulary, two_digits
from openward.methods.portfolio import load_catalogue

MOST_LINES = 25  # told on paper; the rest is summed up and stands in brief.json


def where(line: ProgrammeLine, speak: Vocabulary) -> str:
    """The kind and district of a line, or what stands for several of them."""
    _ = speak.words.gettext
    if line.family is None:
        return _("Several kinds, several districts")
    if line.kind is None:
        return _("%(family)s, several kinds, several districts") % {"family": speak.family(line.family)}
    if line.district is None:
        return _("%(kind)s, several districts") % {"kind": speak.kind(line.kind)}
    return exactly_where(line, speak)


def exactly_where(line: ProgrammeLine, speak: Vocabulary) -> str:
    """The kind and district of a line that speaks of one of each."""
    told = speak.words.gettext("%(kind)s, %(district)s")
    return told % {"kind": speak.kind(line.kind or ""), "district": speak.district(line.district)}


def status(line: ProgrammeLine, speak: Vocabulary) -> str:
    _ = speak.words.gettext
    return _("subject to assessment") if line.subject_to_assessment else _("assessed")


def programme(brief: Brief, speak: Vocabulary) -> list[Block]:
    _, words = speak.words.gettext, speak.words
    facts = brief.programme
    if facts.cost <= 0:
        return []
    blocks: list[Block] = [Heading(2, _("The programme")), Paragraph(_chosen(brief, speak))]
    blocks += money(brief, speak)
    if facts.family_shares:
        shares = [
            _("%(family)s: %(share)s") % {"family": speak.family(family), "share": words.percent(share)}
            for family, share in facts.family_shares.items()
        ]
        blocks.append(Paragraph(_("Share of the money: %(shares)s.") % {"shares": words.by_semicolons(shares)}))
    if facts.lines:
        blocks += [Heading(3, _("The lines")), _lines(brief, speak), Paragraph(_how_told(brief, speak), "note")]
    if facts.told_together:
        note = words.ngettext(
            "%(count)s line that would speak of fewer than five places is told together with others.",
            "%(count)s lines that would speak of fewer than five places are told together with others.",
            facts.told_together,
        )
        blocks.append(Paragraph(note % {"count": words.number(facts.told_together)}, "note"))
    if facts.told_apart.likely > 0:
        blocks.append(Paragraph(_apart(brief, speak), "note" if facts.lines else "plain"))
    if facts.lines:
        blocks.append(Paragraph(_weakness(brief, speak)))
    blocks.append(Heading(3, _("To be asked before anything is built")))
    blocks.append(
        Paragraph(
            _(
                "Every measure must be lawful, suitable, the least intrusive that does the job, and keep the place "
                "open to everybody. These questions are answered in writing, with the reviewer's name, before a line "
                "is carried out."
            )
        )
    )
    blocks += _checks(brief, speak)
    return blocks


def _how_told(brief: Brief, speak: Vocabulary) -> str:
    """How much of the money is told how closely."""
    _, words = speak.words.gettext, speak.words
    facts = brief.programme
    told = _(
        "Of the money, %(both)s is told by kind and district, %(kind)s by kind alone and %(neither)s by neither, so "
        "that no line points at a place."
    )
    both = sum(line.cost.likely for line in facts.lines if line.kind and line.district)
    kind = sum(line.cost.likely for line in facts.lines if line.kind and not line.district)
    neither = max(0.0, facts.cost - both - kind)
    shares = {"both": both, "kind": kind, "neither": neither}
    return told % {name: words.percent(money / facts.cost) for name, money in shares.items()}


def _apart(brief: Brief, speak: Vocabulary) -> str:
    """What would point at single places: one sum, without saying what."""
    _, words = speak.words.gettext, speak.words
    facts = brief.programme
    if facts.lines:
        told = _(
            "Besides, %(cost)s, %(share)s of the money, go to measures that would point at single places if they were "
            "told one by one. They stand in the annex."
        )
    else:
        told = _(
            "The whole programme, %(cost)s, goes to measures that would point at single places if they were told one "
            "by one. They stand in the annex."
        )
    apart = facts.told_apart.likely
    return told % {
        "cost": words.money(two_digits(apart), brief.currency),
        "share": words.percent(apart / facts.cost),
    }


def _chosen(brief: Brief, speak: Vocabulary) -> str:
    _, words = speak.words.gettext, speak.words
    told = _(
        "Chosen by exact optimisation: no other programme within %(budget)s does better by more than %(gap)s of its "
        "benefit, by the catalogue's costs and effects at prices of %(year)s. Every line is subject to assessment."
    )
    return told % {
        "budget": words.money(brief.budget, brief.currency),
        "gap": _gap(brief.programme.gap, speak),
        "year": str(brief.price_year),
    }


def _gap(gap: float, speak: Vocabulary) -> str:
    """Rounded up to a hundredth of a per cent: what was proven, and not a digit better."""
    return speak.words.percent(ceil(max(gap, 0.0) * 1e4 - 1e-9) / 1e4, 2)


def _weakness(brief: Brief, speak: Vocabulary) -> str:
    _, words = speak.words.gettext, speak.words
    facts = brief.programme
    told = _(
        "By the catalogue, the programme removes %(likely)s of the weakness of these places, %(range)s; %(assumed)s "
        "of that rests on weakness that is assumed of their kinds."
    )
    removed = facts.weakness_removed
    return told % {
        "likely": words.percent(removed.likely, 1),
        "range": speak.span(words.percent(removed.low, 1), words.percent(removed.high, 1)),
        "assumed": words.percent(facts.assumed_weakness),
    }


def _lines(brief: Brief, speak: Vocabulary) -> Table:
    _, words = speak.words.gettext, speak.words
    lines = brief.programme.lines
    rows = [
        (
            _("%(measure)s (%(class)s)")
            % {"measure": speak.measure(line.measure), "class": speak.measure_class(line.measure_class)},
            where(line, speak),
            speak.some_of(line.places, line.of_places),
            words.money(two_digits(line.cost.likely), brief.currency),
            speak.money_range(line.cost, brief.currency),
            speak.basis(line.basis),
            words.percent(line.stays_chosen),
            status(line, speak),
        )
        for line in lines[:MOST_LINES]
    ]
    note = _(
        "Cost: to build or set up, and to run for %(years)s years, likely and from low to high. Stays chosen: in how "
        "many of the drawn sets of effects the line remains in the best programme; a low share means that the choice "
        "hangs on an assumption."
    ) % {"years": words.number(brief.programme.period_years)}
    if len(lines) > MOST_LINES:
        rest = lines[MOST_LINES:]
        told = _("%(count)s more lines cost %(cost)s together; brief.json has them all.")
        cost = words.money(two_digits(sum(line.cost.likely for line in rest)), brief.currency)
        note = f"{note} {told % {'count': words.number(len(rest)), 'cost': cost}}"
    return Table(
        _("Lines of the programme, by cost"),
        (
            Column(_("Measure"), weight=2.3),
            Column(_("Where"), weight=1.8),
            Column(_("Places"), numeric=True, weight=0.8),
            Column(_("Cost"), numeric=True, weight=1.05),
            Column(_("Low to high"), numeric=True, weight=1.4),
            Column(_("Effect rests on"), weight=1.2),
            Column(_("Stays chosen"), numeric=True, weight=0.85),
            Column(_("Status"), weight=1.4),
        ),
        tuple(rows),
        note,
    )


def _checks(brief: Brief, speak: Vocabulary) -> list[Block]:
    """What is asked of every measure, then every other question with the measures that it is asked of."""
    _ = speak.words.gettext
    catalogue = load_catalogue()
    asked = {line.measure: line.checks for line in brief.programme.lines[:MOST_LINES]}
    by_check = {
        check: [speak.measure(slug) for slug, checks in sorted(asked.items()) if check in checks]
        for check in catalogue.checks
        if check not in catalogue.always
    }
    always = Bullets(tuple(_(catalogue.checks[check]) for check in catalogue.always))
    if not any(by_check.values()):
        return [always]
    return [
        always,
        Table(
            _("Further questions, and the measures that they are asked of"),
            (Column(_("Question"), weight=1.6), Column(_("Measures"), weight=2.4)),
            tuple(
                (
                    _(catalogue.checks[check]),
                    _("every measure above") if len(of) == len(asked) else speak.words.by_semicolons(of),
                )
                for check, of in by_check.items()
                if of
            ),
        ),
    ]


def frontier(brief: Brief, speak: Vocabulary) -> list[Block]:
    _, words = speak.words.gettext, speak.words
    points = brief.programme.frontier
    if not points or points[-1].benefit <= 0:
        return []
    best = max(point.benefit for point in points)
    drawing = frontier_plot(
        [PlotPoint(point.budget, point.benefit / best) for point in points],
        PlotPoint(brief.budget, brief.programme.benefit / best),
        lambda amount: words.money(amount, brief.currency),
        words.percent,
        _("Budget"),
        _("Benefit, as a share of the greatest shown"),
    )
    blocks: list[Block] = [
        Heading(2, _("What more or less money would buy")),
        Paragraph(
            _(
                "Each point is the best whole programme for its budget. The benefit has no unit: it compares "
                "programmes within this brief, and no city with another. Where the line is flat, more money buys "
                "little."
            )
        ),
    ]
    if drawing is not None:
        description = _("Line from no benefit to the greatest shown, over budgets from %(low)s to %(high)s.") % {
            "low": words.money(points[0].budget, brief.currency),
            "high": words.money(points[-1].budget, brief.currency),
        }
        blocks.append(Figure(drawing, _("Benefit of the best programme for each budget"), description))
    blocks.append(
        Table(
            _("The points of the line"),
            (
                Column(_("Budget"), numeric=True),
                Column(_("Cost"), numeric=True),
                Column(_("Benefit"), numeric=True),
                Column(_("Proven gap"), numeric=True),
            ),
            tuple(
                (
                    words.money(point.budget, brief.currency),
                    words.money(point.cost, brief.currency),
                    words.percent(point.benefit / best, 1),
                    _gap(point.gap, speak),
                )
                for point in points
            ),
        )
    )
    return blocks
