"""The transcript of a lottery, and its text.

Words: the *commitment* is the hash of `Committed`, published before the seed is known; everything that could be chosen
hangs on it. The *announcement* fixes, before the pool closes, where the seed will come from and when. `Draw` is added
when the seed is known. Nothing here holds a feature, a quota or a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from fractions import Fraction
from typing import Any, TypeVar

from openward.methods.errors import OpenwardError
from openward.methods.sortition.transcript.canonical import canonical, digest, parsed
from openward.methods.sortition.transcript.moments import is_written
from openward.methods.sortition.transcript.salts import PSEUDONYM_CHARACTERS, PoolLeaf

FORMAT = "openward-panel-transcript/1"
COMMITMENT = "openward-panel-commitment/1"
ANNOUNCEMENT = "openward-panel-announcement/1"
PANELS = "openward-panel-lottery/1"
MALFORMED = "transcript-malformed"
Panels = tuple[tuple[int, ...], ...]
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Announcement:
    """Made before the pool closes. `seed_source` says in words where the seed will come from and how it is written."""

    title: str
    closes_at: str
    seed_source: str
    seed_at: str  # when it becomes known

    @property
    def digest(self) -> str:
        return digest(ANNOUNCEMENT, asdict(self))


@dataclass(frozen=True, slots=True)
class Committed:
    """What is fixed before the seed is known. Hashes in hexadecimal, fractions as "1/11"."""

    announcement: Announcement | None
    committed_at: str
    size: int  # people on each panel
    method: str
    volunteers: int
    pool: str  # the root of the tree over the pool's leaves
    task: str  # commits to quotas and rules, under the auditor's salt
    chances: str  # commits to each volunteer's exact chance, likewise
    panels: int
    lottery: str  # the hash of the list of panels
    deviation: str  # the greatest difference of a share of the list from the exact chance
    gap: str  # how far the chances may be from the best, by the proof that the auditor checks
    replaces: str | None = None  # the commitment of the lottery whose panel lost members

    @property
    def digest(self) -> str:
        """The commitment itself."""
        return digest(COMMITMENT, asdict(self))


@dataclass(frozen=True, slots=True)
class Draw:
    seed: str  # in its normal form
    seed_at: str
    panel: int
    members: tuple[str, ...]  # pseudonyms, ascending


@dataclass(frozen=True, slots=True)
class Transcript:
    committed: Committed
    commitment: str
    leaves: tuple[PoolLeaf, ...]  # ascending
    panels: Panels  # ascending; each of ascending indices of leaves
    draw: Draw | None = None

    def text(self) -> str:
        """As JSON, on one line a part, so that a person can look at it."""
        parts: dict[str, Any] = {
            "format": FORMAT,
            "commitment": self.commitment,
            "committed": asdict(self.committed),
            "draw": None if self.draw is None else asdict(self.draw) | {"members": list(self.draw.members)},
        }
        head = ",\n".join(f"{canonical(key).decode()}: {canonical(value).decode()}" for key, value in parts.items())
        leaves = ",\n".join(canonical([leaf.pseudonym, leaf.identity, leaf.record]).decode() for leaf in self.leaves)
        panels = ",\n".join(canonical(list(panel)).decode() for panel in self.panels)
        return f'{{{head},\n"leaves": [\n{leaves}\n],\n"panels": [\n{panels}\n]}}\n'


def lottery_digest(panels: Panels) -> str:
    return digest(PANELS, [list(panel) for panel in panels])


def transcript_from(text: str) -> Transcript:
    """Raises OpenwardError `transcript-malformed`: nothing may be missing, of another type, or added."""
    value = parsed(text, MALFORMED)
    if value.get("format") != FORMAT:
        raise OpenwardError(MALFORMED, detail="format")
    _keys(value, {"format", "commitment", "committed", "draw", "leaves", "panels"})
    draw = value["draw"]
    return Transcript(
        _committed(value["committed"]),
        _hash(value["commitment"], "commitment"),
        tuple(_leaf(leaf) for leaf in _list(value["leaves"], "leaves")),
        tuple(_indices(panel) for panel in _list(value["panels"], "panels")),
        None if draw is None else _draw(draw),
    )


def announcement_from(text: str) -> Announcement:
    """Raises OpenwardError `announcement-malformed`."""
    value = parsed(text, "announcement-malformed")
    if value.pop("format", None) != ANNOUNCEMENT or value.pop("digest", None) is None:
        raise OpenwardError("announcement-malformed", detail="format")
    try:
        return _announcement(value)
    except OpenwardError as error:
        raise OpenwardError("announcement-malformed", detail=error.parameters["detail"]) from error


def announcement_text(announcement: Announcement) -> str:
    value = {"format": ANNOUNCEMENT, **asdict(announcement), "digest": announcement.digest}
    return ",\n".join(f"{canonical(k).decode()}: {canonical(v).decode()}" for k, v in value.items()).join(("{", "}\n"))


def fraction_from(text: str) -> Fraction:
    """Raises ValueError for anything but two whole numbers in lowest terms."""
    made = Fraction(text)
    if fraction_text(made) != text:
        raise ValueError(text)
    return made


def fraction_text(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def _announcement(value: object) -> Announcement:
    made = _record(Announcement, value)
    _moments(closes_at=made.closes_at, seed_at=made.seed_at)
    return made


def _committed(value: object) -> Committed:
    if isinstance(value, dict) and value.get("announcement") is not None:
        value = value | {"announcement": _announcement(value["announcement"])}
    made = _record(Committed, value)
    _moments(committed_at=made.committed_at)
    for name in ("pool", "task", "chances", "lottery"):
        _hash(getattr(made, name), name)
    if made.replaces is not None:
        _hash(made.replaces, "replaces")
    for name in ("deviation", "gap"):
        try:
            fraction_from(getattr(made, name))
        except (ValueError, ZeroDivisionError) as error:
            raise OpenwardError(MALFORMED, detail=name) from error
    if min(made.size, made.volunteers, made.panels) < 1:
        raise OpenwardError(MALFORMED, detail="size, volunteers, panels")
    return made


def _draw(value: object) -> Draw:
    if isinstance(value, dict):
        value = value | {"members": tuple(_list(value.get("members"), "members"))}
    made = _record(Draw, value)
    _moments(seed_at=made.seed_at)
    if not all(isinstance(member, str) for member in made.members):
        raise OpenwardError(MALFORMED, detail="members")
    return made


def _record(kind: type[Record], value: object) -> Record:
    """A dataclass of plain fields from an object that has just these, of just these types."""
    if not isinstance(value, dict):
        raise OpenwardError(MALFORMED, detail=kind.__name__.lower())
    named = {field.name: str(field.type) for field in fields(kind)}  # type: ignore[arg-type]
    _keys(value, set(named))
    allowed: dict[str, Any] = {"str": str, "int": int, "str | None": (str, type(None))}
    for name, annotation in named.items():
        expected = allowed.get(annotation)
        if expected is not None and (not isinstance(value[name], expected) or isinstance(value[name], bool)):
            raise OpenwardError(MALFORMED, detail=name)
    return kind(**value)


def _keys(value: Mapping[str, object], expected: set[str]) -> None:
    if set(value) != expected:
        raise OpenwardError(MALFORMED, detail=", ".join(sorted(set(value) ^ expected)))


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise OpenwardError(MALFORMED, detail=name)
    return value


def _hash(value: object, name: str, characters: int = 64) -> str:
    if not isinstance(value, str) or not re.fullmatch(rf"[0-9a-f]{{{characters}}}", value):
        raise OpenwardError(MALFORMED, detail=name)
    return value


def _leaf(value: object) -> PoolLeaf:
    if not isinstance(value, list) or len(value) != 3:
        raise OpenwardError(MALFORMED, detail="leaves")
    pseudonym = _hash(value[0], "leaves", PSEUDONYM_CHARACTERS)
    return PoolLeaf(pseudonym, _hash(value[1], "leaves"), _hash(value[2], "leaves"))


def _indices(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(type(index) is int for index in value):
        raise OpenwardError(MALFORMED, detail="panels")
    return tuple(value)


def _moments(**named: str) -> None:
    for name, text in named.items():
        if not is_written(text):
            raise OpenwardError(MALFORMED, detail=name)
