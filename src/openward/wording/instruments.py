"""What is said of an instrument that was read: kinds of paragraphs, the force of verbs, and why a place is unsure.

Codes are those of readers/instruments/model.py; a test holds that each has its words.
"""

from __future__ import annotations

from openward.wording.languages import Words


def _(message: str) -> str:
    """Mark for extraction; the functions below translate."""
    return message


KINDS = {
    "heading": _("heading"),
    "document-symbol": _("document symbol"),
    "adoption": _("adoption"),
    "enacting": _("enacting line"),
    "preambular": _("preambular"),
    "operative": _("operative"),
    "subparagraph": _("subparagraph"),
    "continuation": _("continuation"),
    "quotation": _("quotation"),
    "section": _("section"),
    "annex-heading": _("annex, heading"),
    "annex-paragraph": _("annex"),
    "footnote": _("footnote"),
}
FORCES = {
    "decision": _("decision"),
    "demand": _("demand"),
    "call": _("call"),
    "recommendation": _("recommendation"),
    "statement": _("statement"),
}
DOUBTS = {
    "misread": _("seems misread by a scanner"),
    "out-of-sequence": _("does not follow the number before it"),
    "two-readings": _("can be read in two ways"),
    "no-verb": _("opens with no verb that is known"),
    "recital-among-operative": _("reads like a recital, but stands among operative paragraphs"),
    "below-the-vote": _("stands below the vote"),
    "no-date": _("states no date"),
    "not-valid": _("the file breaks the official schema"),
}


def kind_told(kind: str, speak: Words) -> str:
    return speak.gettext(KINDS[kind])


def force_told(force: str, speak: Words) -> str:
    return speak.gettext(FORCES[force])


def doubt_told(why: str, speak: Words) -> str:
    return speak.gettext(DOUBTS[why])
