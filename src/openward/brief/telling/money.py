"""Where the money goes: one table by kind, one by district, each with its sum."""

from __future__ import annotations

from collections.abc import Sequence

from openward.brief.document import Block, Column, Heading, Paragraph, Table
from openward.brief.model import Brief, DistrictMoney, KindMoney
from openward.brief.telling.vocabulary import Vocabulary, two_digits
from openward.methods.typology import Family

MOST_ROWS = 40  # told on paper; the rest is summed up and stands in brief.json

Row = KindMoney | DistrictMoney


def money(brief: Brief, speak: Vocabulary) -> list[Block]:
    """Nothing where neither kinds nor districts can be told apart."""
    _ = speak.words.gettext
    facts = brief.programme
    tables = []
    if any(row.kind is not None for row in facts.by_kind):
        labels = [_kind(row, speak) for row in facts.by_kind]
        tables.append(_table(_("Money by kind of place"), _("Kind"), facts.by_kind, labels, brief, speak))
    if len(facts.by_district) > 1:
        labels = [_district(row, speak) for row in facts.by_district]
        tables.append(_table(_("Money by district"), _("District"), facts.by_district, labels, brief, speak))
    if not tables:
        return []
    how = _(
        "Likely cost over %(years)s years. A measure at three places counts as three. Kinds and districts stand "
        "together in one row where a figure of their own would speak of fewer than five places, or where such a figure "
        "could be worked out from it and the rest of this brief."
    ) % {"years": speak.words.number(facts.period_years)}
    return [Heading(3, _("Where the money goes")), *tables, Paragraph(how, "note")]


def _kind(row: KindMoney, speak: Vocabulary) -> str:
    words = speak.words
    if row.kind is not None:
        return speak.kind(row.kind)
    if row.family is Family.PUBLIC_PLACES:
        told = words.ngettext(
            "Public places of %(count)s other kind", "Public places of %(count)s other kinds", row.kinds
        )
    elif row.family is Family.CRITICAL_INFRASTRUCTURE:
        told = words.ngettext(
            "Critical infrastructure of %(count)s other kind",
            "Critical infrastructure of %(count)s other kinds",
            row.kinds,
        )
    else:
        told = words.ngettext("%(count)s other kind", "%(count)s other kinds", row.kinds)
    return told % {"count": words.number(row.kinds)}


def _district(row: DistrictMoney, speak: Vocabulary) -> str:
    words = speak.words
    if row.district is not None or row.districts == 0:
        return speak.district(row.district)
    told = words.ngettext("%(count)s other district", "%(count)s other districts", row.districts)
    return told % {"count": words.number(row.districts)}


def _table(
    caption: str, what: str, rows: Sequence[Row], labels: Sequence[str], brief: Brief, speak: Vocabulary
) -> Table:
    _, words = speak.words.gettext, speak.words
    whole = sum(row.cost for row in rows)
    told = [
        (
            label,
            words.number(row.places),
            words.number(row.measures),
            words.money(two_digits(row.cost), brief.currency),
            words.percent(row.cost / whole if whole > 0 else 0.0),
        )
        for label, row in zip(labels, rows, strict=True)
    ]
    shown, rest = told[:MOST_ROWS], rows[MOST_ROWS:]
    note = ""
    if rest:
        note = _("%(count)s more rows come to %(cost)s together; brief.json has them all.") % {
            "count": words.number(len(rest)),
            "cost": words.money(two_digits(sum(row.cost for row in rest)), brief.currency),
        }
    every = (
        _("All"),
        words.number(sum(row.places for row in rows)),
        words.number(sum(row.measures for row in rows)),
        words.money(two_digits(whole), brief.currency),
        words.percent(1.0),
    )
    return Table(
        caption,
        (
            Column(what, weight=3),
            Column(_("Places"), numeric=True, weight=0.9),
            Column(_("Measures"), numeric=True, weight=1),
            Column(_("Cost"), numeric=True, weight=1.2),
            Column(_("Of the money"), numeric=True, weight=1),
        ),
        (*shown, every),
        note,
    )
