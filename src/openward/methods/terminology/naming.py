"""Which names of two texts denote which bodies: what both have, what only one has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from openward.methods.terminology.matching import Occurrence
from openward.methods.terminology.model import Certainty, Concept, Form, Kind, Severity, Status, Term, Termbase
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.values import Beads

BODIES = frozenset({Kind.ORGANISATION, Kind.INSTRUMENT, Kind.PLACE, Kind.KEPT, Kind.ACRONYM})


@dataclass(frozen=True)
class Naming:
    """Bodies named in a pair of texts."""

    termbase: Termbase
    source: Passage
    target: Passage

    def bodies(self, passage: Passage) -> list[Occurrence]:
        """Names of bodies and instruments, and forms that are known to be written for one."""
        return self._bodies[passage is self.target]

    @cached_property
    def _bodies(self) -> tuple[list[Occurrence], list[Occurrence]]:
        return self._among(self.source), self._among(self.target)

    def _among(self, passage: Passage) -> list[Occurrence]:
        return [name for name in passage.names if any(self.is_body(concept) for concept in name.concepts)]

    def is_body(self, concept: str) -> bool:
        return self.termbase.concepts[concept].kind in BODIES

    def generic(self, name: Occurrence) -> bool:
        return all(self.termbase.concepts[concept].generic for concept in name.concepts)

    @cached_property
    def meant(self) -> Counter[str]:
        """How often the source names each body."""
        return Counter(concept for name in self.bodies(self.source) if name.terms for concept in name.concepts)

    @cached_property
    def said(self) -> Counter[str]:
        return Counter(concept for name in self.bodies(self.target) if name.terms for concept in name.concepts)

    def missing(self, name: Occurrence, beads: Beads) -> Occurrence | None:
        """A name of the source whose body the target names too seldom: that of a sentence that belongs to this
        name's first."""
        said = self.said
        here = self.target.sentence_at(name.start)
        seen: Counter[str] = Counter()
        found: list[tuple[bool, bool, int, Occurrence]] = []
        for one in self.bodies(self.source):
            if not one.terms or self.generic(one):
                continue
            seen.update(one.concepts)
            if any(said[concept] >= seen[concept] for concept in one.concepts):
                continue
            there = self.source.sentence_at(one.start)
            near = beads.together(there, here)
            never = not any(said[concept] for concept in one.concepts)
            if near or never:
                found.append((not near, not never, one.start, one))
        return min(found, key=lambda row: row[:3])[3] if found else None


def severity_of(terms: Sequence[Term]) -> Severity:
    """A finding that rests on terms that nobody checked only tells."""
    return Severity.ERROR if any(term.certainty is Certainty.CHECKED for term in terms) else Severity.WARNING


def mend_of(concept: Concept, passage: Passage, but: Occurrence | None = None) -> str | None:
    """How the text calls the body already, else how it should be called there."""
    for name in passage.names:
        if name is not but and any(
            term.concept == concept.id
            and term.status in (Status.PREFERRED, Status.ADMITTED)
            and term.form is not Form.SHORT
            for term in name.terms
        ):
            return name.text
    preferred = concept.preferred(passage.language) or concept.preferred("en")
    return preferred.words if preferred else None
