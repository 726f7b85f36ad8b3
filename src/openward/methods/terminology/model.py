"""The words of the guard. A *concept* is one body, instrument or idea; its *terms* are what languages call it. A
*confusion* is a form that is known to be written for a concept and to say something else. A *finding* is what a check
found: spans count characters, end exclusive; a mend is the words that should stand there.

The hard part is what may block: a finding is an error only where people checked the term that it rests on, or where the
confusion is one to forbid. All else tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    ORGANISATION = "organisation"
    ACRONYM = "acronym"
    INSTRUMENT = "legal-instrument"
    DOMAIN_TERM = "domain-term"
    PLACE = "place-name"
    KEPT = "do-not-translate"


class Status(StrEnum):
    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


class Form(StrEnum):
    """How much of a name a term is: two full names of one body in a text are one too many, its acronym is not."""

    FULL = "full"
    SHORT = "short"
    ACRONYM = "acronym"


class Certainty(StrEnum):
    CHECKED = "checked"
    UNCHECKED = "unchecked"


class Action(StrEnum):
    """What a known confusion calls for: it blocks, a person looks, or the long form has to be asked for."""

    FORBID = "forbid"
    ALERT = "alert"
    ASK = "ask"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    ENTITY_CHANGED = "entity-changed"
    ENTITY_INVENTED = "entity-invented"
    ENTITY_INCONSISTENT = "entity-inconsistent"
    ACRONYM_UNKNOWN = "acronym-unknown"
    TERM_FORBIDDEN = "term-forbidden"
    TERM_INCONSISTENT = "term-inconsistent"
    NUMBER_CHANGED = "number-changed"
    NUMBER_STRANDED = "number-stranded"
    DATE_CHANGED = "date-changed"
    UNIT_CHANGED = "unit-changed"
    NEGATION_LOST = "negation-lost"
    SYMBOL_ALTERED = "symbol-altered"
    SENTENCE_DROPPED = "sentence-dropped"
    SENTENCE_DOUBLED = "sentence-doubled"
    UNTRANSLATED = "untranslated"
    HONORIFIC_MERGED = "honorific-merged"
    SOURCE_TYPO_LITERAL = "source-typo-literal"


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """What a language calls a concept. `exact` terms are found only as they are written: acronyms, and names that are
    common words."""

    concept: str
    language: str
    words: str
    form: Form = Form.FULL
    status: Status = Status.PREFERRED
    certainty: Certainty = Certainty.UNCHECKED
    source: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """`field_words` are stems, by language, of words that show that a sentence is about this body's work. A `generic`
    concept (the United Nations) is part of so much that its coming and going tells nothing."""

    id: str
    kind: Kind
    terms: tuple[Term, ...]
    definition: str = ""
    checked_by: str = ""
    generic: bool = False
    field_words: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def preferred(self, language: str) -> Term | None:
        """The term to write in that language; for a body whose name nobody translates, its own."""
        for form in (Form.ACRONYM, Form.FULL, Form.SHORT):
            for term in self.terms:
                if term.language == language and term.form is form and term.status is Status.PREFERRED:
                    return term
        return None


@dataclass(frozen=True, slots=True)
class Confusion:
    """`form` is written in `language` where `concept` is meant. `denotes` is the concept that it names, empty where it
    names nothing. With `where` it is wrong only where the source has one of these words; `anywhere` also in a text of
    which no source is known."""

    id: str
    concept: str
    language: str
    form: str
    action: Action
    denotes: str = ""
    where: tuple[str, ...] = ()
    anywhere: bool = False
    number: bool = False
    mend: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Termbase:
    """Compared by identity: what is reckoned from one is kept with it."""

    concepts: dict[str, Concept]
    confusions: tuple[Confusion, ...] = ()
    acronyms: frozenset[str] = frozenset()  # everyday ones that are nobody's name


@dataclass(frozen=True, slots=True)
class Finding:
    code: Code
    severity: Severity
    concept: str | None = None
    source_span: Span | None = None
    source_text: str | None = None
    target_span: Span | None = None
    target_text: str | None = None
    mend: str | None = None
