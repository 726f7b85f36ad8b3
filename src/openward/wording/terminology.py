"""What is said of findings of the terminology guard: what is wrong, in which words, and the mend."""

from __future__ import annotations

from openward.methods.terminology.model import Code, Finding, Severity
from openward.wording.languages import Words


def _(message: str) -> str:
    """Mark for extraction; the functions below translate."""
    return message


CHANGED = {
    Code.ENTITY_CHANGED: _("“%(target)s” is not what is meant by “%(source)s”: it is another body, or none."),
    Code.ENTITY_INVENTED: _("“%(target)s” is a body that the source does not name."),
    Code.ENTITY_INCONSISTENT: _("“%(target)s” is a second name for a body that the text calls by another."),
    Code.ACRONYM_UNKNOWN: _("No body is known by the acronym “%(target)s”."),
    Code.TERM_FORBIDDEN: _("“%(target)s” should not stand here: it says something else, or is no longer used."),
    Code.TERM_INCONSISTENT: _("“%(target)s” is a second form for what the text writes otherwise."),
    Code.NUMBER_CHANGED: _("The number differs: the source has “%(source)s”, the translation “%(target)s”."),
    Code.NUMBER_STRANDED: _("The number “%(target)s” stands apart from what it counts."),
    Code.DATE_CHANGED: _("The date differs: the source has “%(source)s”, the translation “%(target)s”."),
    Code.UNIT_CHANGED: _("The unit differs: the source has “%(source)s”, the translation “%(target)s”."),
    Code.NEGATION_LOST: _("The source denies (“%(source)s”), and “%(target)s” affirms."),
    Code.SYMBOL_ALTERED: _("“%(source)s” stays as it is in every language; here it is “%(target)s”."),
    Code.SENTENCE_DROPPED: _("This sentence of the source is missing: “%(source)s”."),
    Code.SENTENCE_DOUBLED: _("This sentence stands there twice: “%(target)s”."),
    Code.UNTRANSLATED: _("This is not in the language of the text: “%(target)s”."),
    Code.HONORIFIC_MERGED: _("The title in “%(source)s” became part of the name: “%(target)s”."),
    Code.SOURCE_TYPO_LITERAL: _("“%(source)s” in the source is a typing error."),
}
# Where one side has nothing to show.
ONE_SIDED = {
    Code.ENTITY_CHANGED: _("“%(target)s” is another body than the one that is meant, or none."),
    Code.NUMBER_CHANGED: _("The source has no number “%(target)s”."),
}
MISSING = {
    Code.NUMBER_CHANGED: _("The number “%(source)s” of the source is missing."),
    Code.DATE_CHANGED: _("The date “%(source)s” of the source is missing."),
    Code.SYMBOL_ALTERED: _("“%(source)s” of the source is missing; it stays as it is in every language."),
}
TYPO_TAKEN_OVER = _("“%(source)s” in the source is a typing error, and became “%(target)s”.")
MEND = _("Write: %(mend)s")
SEVERITIES = {Severity.ERROR: _("error"), Severity.WARNING: _("warning")}


def finding_told(finding: Finding, speak: Words) -> str:
    """A sentence or two: what is wrong, and what should stand there if that is known."""
    if finding.code is Code.SOURCE_TYPO_LITERAL and finding.target_text is not None:
        sentence = TYPO_TAKEN_OVER
    elif finding.source_text is None and finding.code in ONE_SIDED:
        sentence = ONE_SIDED[finding.code]
    elif finding.target_text is None and finding.code in MISSING:
        sentence = MISSING[finding.code]
    else:
        sentence = CHANGED[finding.code]
    told = speak.gettext(sentence) % {"source": finding.source_text or "", "target": finding.target_text or ""}
    return told if finding.mend is None else f"{told} {speak.gettext(MEND) % {'mend': finding.mend}}"


def severity_told(severity: Severity, speak: Words) -> str:
    return speak.gettext(SEVERITIES[severity])
