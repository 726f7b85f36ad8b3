"""Which kind a set of map tags shows, and which objects are left out whatever they show.

Only tags decide, never a name. Tag values of maps may hold several values ("bar;restaurant"): each of them counts.
Built for millions of objects: `hints` lets a reader pass over nearly all of them with one look-up a tag.
"""

from __future__ import annotations

from collections.abc import Mapping
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
        self._kinds: dict[str, dict[str, list[tuple[int, str, TagRule]]]] = {}
        for position, kind in enumerate(typology.kinds.values()):
            for rule in kind.tags:
                key = next(iter(rule))
                for value in rule[key]:
                    self._kinds.setdefault(key, {}).setdefault(value, []).append((position, kind.slug, rule))
        self._never: dict[str, dict[str, list[tuple[TagRule, tuple[TagRule, ...]]]]] = {}
        for never in typology.never_imported:
            for rule in never.tags:
                key = next(iter(rule))
                for value in rule[key]:
                    self._never.setdefault(key, {}).setdefault(value, []).append((rule, never.unless))
        self._not_in_use: dict[str, list[TagRule]] = {}
        for rule in typology.not_in_use:
            self._not_in_use.setdefault(next(iter(rule)), []).append(rule)
        self.hints: Mapping[str, frozenset[str]] = self._collect_hints(typology)

    def _collect_hints(self, typology: Typology) -> Mapping[str, frozenset[str]]:
        """Key -> values of which an object must have one before it can show a kind, or be refused for showing one that
        is never imported under the same key."""
        hints: dict[str, set[str]] = {key: set() for key in sorted(self._kinds)}
        rules = [rule for kind in typology.kinds.values() for rule in kind.tags]
        rules += [rule for never in typology.never_imported for rule in never.tags]
        for rule in rules:
            key = next(iter(rule))
            if key in hints:
                hints[key] |= rule[key]
        return {key: frozenset(values) for key, values in hints.items()}

    def may_matter(self, key: str, value: str) -> bool:
        """Whether an object with this tag deserves a closer look."""
        hinted = self.hints.get(key)
        return hinted is not None and (value in hinted or ANY_VALUE in hinted or ";" in value)

    def kind_of(self, tags: Tags) -> str | None:
        """The slug of the first kind, in the typology's order, that these tags show."""
        fitting = [
            (position, slug)
            for key in tags.keys() & self._kinds.keys()
            for value in (*_values(tags[key]), ANY_VALUE)
            for position, slug, rule in self._kinds[key].get(value, ())
            if _fits(rule, tags)
        ]
        return min(fitting)[1] if fitting else None

    def left_out(self, tags: Tags) -> LeftOut | None:
        """Why an object with these tags is not taken, or None."""
        for key in tags.keys() & self._never.keys():
            for value in (*_values(tags[key]), ANY_VALUE):
                for rule, unless in self._never[key].get(value, ()):
                    if _fits(rule, tags) and not any(_has_only(ordinary, tags) for ordinary in unless):
                        return LeftOut.NEVER_IMPORTED
        for key in tags.keys() & self._not_in_use.keys():
            if any(_fits(rule, tags) for rule in self._not_in_use[key]):
                return LeftOut.NOT_IN_USE
        return None


@cache
def shipped_matcher() -> KindMatcher:
    """The matcher of the typology that ships."""
    return KindMatcher(load_typology())


def _values(text: str) -> list[str]:
    return [text] if ";" not in text else [value.strip() for value in text.split(";") if value.strip()]


def _fits(rule: TagRule, tags: Tags) -> bool:
    """Each key of the rule is there with one of its values."""
    for key, allowed in rule.items():
        text = tags.get(key)
        if text is None or not (text in allowed or any(_is_allowed(value, allowed) for value in _values(text))):
            return False
    return True


def _has_only(rule: TagRule, tags: Tags) -> bool:
    """Each key of the rule is there with nothing but its values."""
    return all(
        (text := tags.get(key)) is not None and all(_is_allowed(value, allowed) for value in _values(text))
        for key, allowed in rule.items()
    )


def _is_allowed(value: str, allowed: frozenset[str]) -> bool:
    return value in allowed or (ANY_VALUE in allowed and value != "no")
