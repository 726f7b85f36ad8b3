"""Which kind a set of map tags shows, and which objects are left out whatever they show.

Only tags decide, never a name. Tag values of maps may hold several values ("bar;restaurant"): each of them counts.
Built for millions of objects: `hints` lets a reader pass over nearly all of them with one look-up a tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache

from openward.methods.typology.model import ANY_VALUE, TagRule, Typology
from openward.methods.typology.source import load_typology

Tags = Mapping[str, str]


class LeftOut(StrEnum):
    """Why an object that shows a kind is not taken, as `Register.left_out` counts it."""

    NEVER_IMPORTED = "never-imported"
    NOT_IN_USE = "not-in-use"
    MERGED_DUPLICATE = "merged-duplicate"
    OUTSIDE_CITY = "outside-city"
    UNUSABLE_GEOMETRY = "unusable-geometry"


class KindMatcher:
    """The tag rules of a typology, arranged by tag."""

    def __init__(self, typology: Typology) -> None:
        self._order = {slug: position for position, slug in enumerate(typology.kinds)}
        self._rules: dict[str, list[tuple[TagRule, str]]] = {}
        for kind in typology.kinds.values():
            for rule in kind.tags:
                self._rules.setdefault(next(iter(rule)), []).append((rule, kind.slug))
        self._never = typology.never_imported
        self._not_in_use = typology.not_in_use
        self.hints: Mapping[str, frozenset[str]] = self._collect_hints(typology)

    @staticmethod
    def _collect_hints(typology: Typology) -> Mapping[str, frozenset[str]]:
        """Key -> values of which an object must have one before `kind_of` or `left_out` can say anything of it."""
        hints: dict[str, set[str]] = {}
        rules = [rule for kind in typology.kinds.values() for rule in kind.tags]
        rules += [rule for never in typology.never_imported for rule in never.tags]
        for rule in rules:
            key = next(iter(rule))
            hints.setdefault(key, set()).update(rule[key])
        return {key: frozenset(values) for key, values in sorted(hints.items())}

    def may_matter(self, key: str, value: str) -> bool:
        """Whether an object with this tag deserves a closer look."""
        hinted = self.hints.get(key)
        return hinted is not None and (value in hinted or ANY_VALUE in hinted or ";" in value)

    def kind_of(self, tags: Tags) -> str | None:
        """The slug of the first kind, in the typology's order, that these tags show."""
        found: str | None = None
        for key, rules in self._rules.items():
            if key in tags:
                for rule, slug in rules:
                    if (found is None or self._order[slug] < self._order[found]) and _fits(rule, tags):
                        found = slug
        return found

    def left_out(self, tags: Tags) -> LeftOut | None:
        """Why an object with these tags is not taken, or None."""
        for never in self._never:
            if any(_fits(rule, tags) for rule in never.tags) and not any(_only(rule, tags) for rule in never.unless):
                return LeftOut.NEVER_IMPORTED
        if any(_fits(rule, tags) for rule in self._not_in_use):
            return LeftOut.NOT_IN_USE
        return None


@cache
def shipped_matcher() -> KindMatcher:
    """The matcher of the typology that ships."""
    return KindMatcher(load_typology())


def _values(text: str) -> Iterable[str]:
    return (text,) if ";" not in text else [value.strip() for value in text.split(";") if value.strip()]


def _allowed(rule: TagRule, tags: Tags) -> Iterator[list[bool]]:
    for key, allowed in rule.items():
        text = tags.get(key)
        yield [] if text is None else [
            value in allowed or (ANY_VALUE in allowed and value != "no") for value in _values(text)
        ]


def _fits(rule: TagRule, tags: Tags) -> bool:
    """Each key of the rule is there with one of its values."""
    return all(any(allowed) for allowed in _allowed(rule, tags))


def _only(rule: TagRule, tags: Tags) -> bool:
    """Each key of the rule is there with nothing but its values."""
    return all(allowed and all(allowed) for allowed in _allowed(rule, tags))
