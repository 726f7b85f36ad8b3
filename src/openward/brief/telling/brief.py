"""The whole brief as a document: the first page, then its chapters."""

from __future__ import annotations

from collections.abc import Mapping

from openward.brief.document import Block, Document, PageBreak
from openward.brief.model import Brief, DistrictRow, Edition, Label
from openward.brief.telling.help import help_by_time
from openward.brief.telling.method import method_and_limits, sources
from openward.brief.telling.places import people, places
from openward.brief.telling.programme import frontier, programme
from openward.brief.telling.summary import summary
from openward.brief.telling.vocabulary import Vocabulary, isolated
from openward.methods.portfolio import load_catalogue
from openward.methods.register import Register
from openward.methods.typology import load_typology
from openward.wording import Words, words


def brief_document(brief: Brief, register: Register, edition: Edition) -> Document:
    """`register` is the one the brief was composed of: the map is drawn from its shapes."""
    speak = vocabulary(edition.language, {row.id: row for row in brief.districts if row.id is not None})
    _ = speak.words.gettext
    chapters: list[Block] = [
        *summary(brief, speak),
        PageBreak(),
        *programme(brief, speak),
        *frontier(brief, speak),
        PageBreak(),
        *places(brief, register, speak),
        *people(brief, speak),
        *help_by_time(brief, speak),
        *method_and_limits(brief, speak),
        *sources(brief, speak),
    ]
    city = speak.name(brief.city, brief.city_names)
    subtitle = _("Brief for the mayor: which places matter, and what %(budget)s can do. Prices of %(year)s.")
    return Document(
        language=speak.words.language,
        right_to_left=speak.words.right_to_left,
        title=_("Protecting the places people use in %(city)s") % {"city": city},
        subtitle=subtitle % {"budget": speak.words.money(brief.budget, brief.currency), "year": str(brief.price_year)},
        label=brief.label.value,
        label_meaning=label_meaning(brief.label, speak.words),
        made=made(edition, speak.words),
        page=_("Page {page} of {pages}"),
        banner=_("Fictitious exercise data") if brief.fictitious else "",
        blocks=tuple(chapters),
    )


def vocabulary(language: str, districts: Mapping[str, DistrictRow]) -> Vocabulary:
    measures = {slug: measure.label for slug, measure in load_catalogue().measures.items()}
    return Vocabulary(words(language), load_typology(), measures, districts)


def label_meaning(label: Label, of: Words) -> str:
    """What the label asks of whoever holds the document; the label itself is never translated."""
    _ = of.gettext
    if label is Label.AMBER:
        return _(
            "For the city's organisation and, where they need to know, those it works for. Only its owner may widen "
            "this, by a signed decision."
        )
    return _("For the city's own organisation alone, for those who need to know. Do not pass it on.")


def made(edition: Edition, of: Words) -> str:
    """By whom and when, for the foot of every page."""
    told = of.gettext("Made by %(maker)s, %(moment)s, with Openward")
    return told % {"maker": isolated(edition.maker), "moment": isolated(of.moment(edition.made_at))}
