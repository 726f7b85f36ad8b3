"""What a selection takes and gives. Volunteers who have the same values, and live in households of the same kind, are
interchangeable: they form a type, and all reckoning is done on types. A panel is then a count of seats for each type.

Exact means exact: counts and weights are integers, chances are fractions, and a certificate is checked without floats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Method(StrEnum):
    """What is made as equal as the quotas allow."""

    LEXIMIN = "leximin"  # the smallest chance as great as can be; of the rest the smallest as great as can be; ...
    MAXIMIN = "maximin"  # the smallest chance as great as can be; of the rest nothing is promised
    NASH = "nash"  # the geometric mean of all chances as great as can be


@dataclass(frozen=True, slots=True)
class Person:
    """One volunteer. `household` None: lives with no other volunteer, as far as is known."""

    id: str  # unique in its pool
    values: tuple[str, ...]  # one a feature, in the order of Pool.features
    household: str | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """The volunteers. Their order means nothing."""

    features: tuple[str, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """The fewest and the most seats for people with one value of one feature, reserved seats included."""

    feature: str
    value: str
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class ReservedSeat:
    """A seat that is filled outside of the lottery. It counts towards the size, and the quotas of the values given."""

    values: Mapping[str, str]  # feature -> value; a feature that is not there counts towards no quota


@dataclass(frozen=True, slots=True)
class Selection:
    """The task: `size` seats under all quotas. A value without a quota is free. `must_include` are ids of people of the
    pool who sit on every panel. With `households`, no two of a panel share a household."""

    pool: Pool
    quotas: tuple[Quota, ...]
    size: int
    households: bool = False
    must_include: frozenset[str] = frozenset()
    reserved: tuple[ReservedSeat, ...] = ()


class RowKind(StrEnum):
    SIZE = "size"
    QUOTA = "quota"
    HOUSEHOLDS = "households"


@dataclass(frozen=True, slots=True)
class Row:
    """minimum <= the seats of these types together <= maximum. A quota's limits are those that must-include people and
    reserved seats leave."""

    kind: RowKind
    types: tuple[int, ...]  # ascending
    minimum: int
    maximum: int
    quota: Quota | None = None  # of a QUOTA row


@dataclass(frozen=True, slots=True)
class Types:
    """The task on types. Integer counts that keep to `limits` and `rows` are the panels, all of them and no others.

    In canonical order, so that neither names nor the order of the pool matter. A HOUSEHOLDS row is of all households of
    one composition: as many seats as there are such households, since people of one type in them are interchangeable.
    """

    members: tuple[tuple[int, ...], ...]  # by type; each sorted by Person.id
    limits: tuple[int, ...]  # by type: the most seats it can take, at most its members
    rows: tuple[Row, ...]
    included: tuple[int, ...]  # people who sit on every panel: chance 1
    barred: tuple[int, ...]  # people who share a household with one of them: chance 0

    @property
    def sizes(self) -> tuple[int, ...]:
        """Members by type."""
        return tuple(len(members) for members in self.members)


Counts = tuple[tuple[int, int], ...]  # (type, seats > 0), ascending by type: a panel as counts of types


@dataclass(frozen=True, slots=True)
class Leaf:
    """Row multipliers, one a row of Types, over the certificate's scale. They bound the seats' weighted sum."""

    multipliers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A panel gives these types together either at most `most` seats, or more."""

    types: tuple[int, ...]
    most: int
    below: Leaf | Split
    above: Leaf | Split


@dataclass(frozen=True, slots=True)
class Certificate:
    """Weights by type, over `scale`, and a tree that bounds the weighted seats of every panel. `proof.py` says what
    follows from it. It holds whatever the numbers are: worse numbers only make a worse bound."""

    scale: int
    weights: tuple[int, ...]  # >= 0
    tree: Leaf | Split


@dataclass(frozen=True, slots=True)
class Level:
    """People of `types` have at least the chance `chance`. Nobody can give all of them more than `bound`, or any one
    of them more than `ceiling`, but by giving some type of an earlier level less than it has here, or one of a later
    level less than `chance`."""

    types: tuple[int, ...]
    chance: Fraction
    bound: Fraction
    ceiling: Fraction
    certificate: Certificate

    @property
    def gap(self) -> Fraction:
        return self.bound - self.chance


@dataclass(frozen=True, slots=True)
class Chances:
    """A way to draw a panel, and how good it is.

    The panel is drawn among `panels`, each with the share weight / sum(weights). `levels` are ascending by chance: all
    of them for leximin, the first for maximin. For Nash welfare they are of those who can have no chance, and
    `nash_ratio` is a proven lower bound of the others' geometric mean over the best possible one.
    """

    method: Method
    types: Types
    panels: tuple[Counts, ...]
    weights: tuple[int, ...]  # > 0
    chances: tuple[Fraction, ...]  # by type, of each of its members
    levels: tuple[Level, ...]
    gap: Fraction  # see proof.gap_of
    proved: bool  # the gap is at most GAP
    stopped: bool = False  # before its end: by the person who started it, or by its limit of work
    nash_ratio: Fraction | None = None
    certificate: Certificate | None = None  # of Nash welfare; its weights are at least 1 / chance

    @property
    def by_person(self) -> dict[int, Fraction]:
        """Exact chances by index into Pool.people, also of those who sit on every panel or on none."""
        found = dict.fromkeys(self.types.included, Fraction(1)) | dict.fromkeys(self.types.barred, Fraction(0))
        for members, chance in zip(self.types.members, self.chances, strict=True):
            found |= dict.fromkeys(members, chance)
        return found


GAP = Fraction(1, 1_000_000)  # in chances: what is proved to this is called exact


@dataclass(frozen=True, slots=True)
class Lottery:
    """Panels of equal chance, as indices into Pool.people, each ascending. Their order means nothing until it is
    published; then the drawn number picks one."""

    panels: tuple[tuple[int, ...], ...]
    chances: tuple[Fraction, ...]  # by person: the share of the panels they sit on
    deviation: Fraction  # the greatest difference between a person's share here and their exact chance
    bound: Fraction  # what the theory promises that some list reaches
    seed: str = field(default="")  # what shared out the seats among people of one type
