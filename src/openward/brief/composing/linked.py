"""The tables of money and the lines of the programme as one set of linked figures, for disclosure control.

Words: a *cell* is a kind in a district; it is *open* where lines do not say all that it gets; a *pool* is a line of
several kinds, or the sum told apart. The cells of a release are what the open cells get beyond what lines say of them,
and what each kind gets from each pool. Districts that will have no row are one district here: only the sums of their
cells matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openward.brief.composing.lines import Part, Told, Where
from openward.methods.disclosure import Figure, Protected, Release
from openward.methods.disclosure.primary import LEAST
from openward.methods.portfolio.model import Catalogue
from openward.methods.typology import Family, Typology

OUTSIDE = ""  # of every district
ELSEWHERE = "\x00"  # all districts that will have no row
MOVED_ELSEWHERE = "\x00\x00"  # the same, of cells that are open by what was moved to the sum told apart alone
APART = "apart"

Cell = tuple[str, str]  # kind, district


@dataclass(frozen=True, slots=True)
class Counted:
    """What the figures count of a part, and how uncertain a protected one must stay: by a `share` of itself, by `least`
    at any rate. `families`: whose sums are told. `capped`: no place gets more than all measures that fit its kind."""

    amount: Callable[[Part], float]
    share: float
    least: float
    families: frozenset[Family]
    capped: bool

    def sum(self, parts: Iterable[Part]) -> float:
        return sum(self.amount(part) for part in parts)

    def distance(self, value: float) -> float:
        return max(self.share * value, self.least)


class Linked:
    """What is known of every cell beforehand: its places, what lines say of it, and which pools it may draw on. `own`:
    the districts that may have a row."""

    def __init__(
        self, places: Mapping[Cell, int], told: Told, own: frozenset[str], typology: Typology, catalogue: Catalogue
    ) -> None:
        self.places = places
        self.own = own
        self._typology = typology
        self._catalogue = catalogue
        self._lines_told = [where for where, _ in told.gathered]
        exact = [group for where, group in told.gathered if where[3] is not None]
        self._said = [part for group in exact for part in group]
        by_kind = [group for where, group in told.gathered if where[3] is None and where[2] is not None]
        self._of_kinds = [part for group in by_kind for part in group]
        self._pools = {_pool(where): group for where, group in told.gathered if where[2] is None}
        if told.rest:
            self._pools[APART] = told.rest
        unsaid = [*self._of_kinds, *(part for pool in self._pools.values() for part in pool)]
        few = {cell for cell, count in places.items() if count < LEAST or cell[1] == OUTSIDE}
        self._open: dict[Cell, list[Cell]] = defaultdict(list)  # as the tables have it -> the cells in it
        for cell in sorted(few | {cell_of(part) for part in unsaid}):
            elsewhere = ELSEWHERE if cell in few else MOVED_ELSEWHERE
            self._open[cell if cell[1] in own else (cell[0], elsewhere)].append(cell)
        # Of these, lines of several districts say nothing: with five places or more a line would say kind and district.
        self._moved = {cell for cell, inner in self._open.items() if not few & set(inner)}
        self._draws_on = {name: self._may_draw(name, set(self._lines_told)) for name in self._pools}

    def release(self, parts: Sequence[Part], counted: Counted) -> Release:
        """What tables and lines tell; the tables' rows may be hidden. `parts` are all of the programme."""
        figures = [*self._lines(counted), *self._families(parts, counted), *self._margins(parts, counted)]
        return self._released(parts, counted, figures)

    def release_of_lines(self, parts: Sequence[Part], counted: Counted) -> Release:
        """What lines and families' shares tell, which may be hidden but for the sum told apart."""
        figures = [*self._lines(counted, may_go=True), *self._families(parts, counted, may_go=True)]
        return self._released(parts, counted, figures)

    def lines_in(self, figures: Collection[str]) -> frozenset[Where]:
        """The lines that these figures are of."""
        return frozenset(
            where
            for where in self._lines_told
            if where[3] is None and (_pool(where) if where[2] is None else _of_kind(where[2])) in figures
        )

    def _released(self, parts: Sequence[Part], counted: Counted, figures: list[Figure]) -> Release:
        unsaid = counted.sum(parts) - counted.sum(self._said)
        most = {_name(cell): max(unsaid, 2 * counted.least) for cell in self._open}
        if counted.capped:
            most = {_name(cell): min(most[_name(cell)], self._cap(inner)) for cell, inner in self._open.items()}
        for pool, kinds in self._draws_on.items():
            most |= {_name((kind, pool)): max(unsaid, 2 * counted.least) for kind in kinds}
        return Release(most, tuple(figures), tuple(self._protected(parts, counted)))

    def _lines(self, counted: Counted, may_go: bool = False) -> Iterator[Figure]:
        """What lines of several districts and of several kinds say."""
        for kind in sorted({kind for kind, _ in self._open}):
            of = {_name(cell): 1.0 for cell in self._open if cell[0] == kind and cell not in self._moved}
            drawn = {_name((kind, pool)): -1.0 for pool, kinds in self._draws_on.items() if kind in kinds}
            mine = [part for part in self._of_kinds if part.kind == kind]
            value = counted.sum(mine)
            yield Figure(_of_kind(kind), of | drawn, value, value if may_go and mine else None)
        for pool, kinds in self._draws_on.items():
            value = counted.sum(self._pools[pool])
            worth = value if may_go and pool != APART else None
            of = {_name((kind, pool)): 1.0 for kind in kinds}
            if pool == APART:
                of |= {_name(cell): 1.0 for cell in self._moved}
            yield Figure(pool, of, value, worth)

    def _families(self, parts: Sequence[Part], counted: Counted, may_go: bool = False) -> Iterator[Figure]:
        for family in sorted(counted.families):
            of = {_name(cell): 1.0 for cell in self._open if self._typology.kinds[cell[0]].family is family}
            whole = counted.sum(part for part in parts if part.family is family)
            said = counted.sum(part for part in self._said if part.family is family)
            if of:
                yield Figure(family_figure(family), of, max(0.0, whole - said), whole if may_go else None)

    def _margins(self, parts: Sequence[Part], counted: Counted) -> Iterator[Figure]:
        for at, what, keys in ((0, "kind", {kind for kind, _ in self.places}), (1, "district", self.own)):
            whole: dict[str, float] = defaultdict(float)
            unsaid: dict[str, float] = defaultdict(float)
            for part in parts:
                whole[cell_of(part)[at]] += counted.amount(part)
                unsaid[cell_of(part)[at]] += counted.amount(part)
            for part in self._said:
                unsaid[cell_of(part)[at]] -= counted.amount(part)
            inner: dict[str, dict[str, float]] = defaultdict(dict)
            for cell in self._open:
                inner[cell[at]][_name(cell)] = 1.0
            for key in sorted(keys):
                if inner[key]:
                    worth = whole[key] + counted.least / 100  # even that it is nothing is worth a little
                    yield Figure(margin(what, key), inner[key], max(0.0, unsaid[key]), worth)

    def _protected(self, parts: Sequence[Part], counted: Counted) -> Iterator[Protected]:
        gets: dict[Cell, float] = defaultdict(float)
        for part in parts:
            gets[cell_of(part)] += counted.amount(part)
        for part in self._said:
            gets[cell_of(part)] -= counted.amount(part)
        gets = defaultdict(float, {cell: max(0.0, value) for cell, value in gets.items()})
        for cell, inner in self._open.items():
            value = sum(gets[one] for one in inner)
            few = [one for one in inner if self.places[one] < LEAST]
            if len(inner) == 1 and few and counted.distance(value) > 0:
                yield Protected(_name(cell), {_name(cell): 1.0}, value, counted.distance(value))
            elif len(inner) > 1 and few:  # any of them could get all that the others get, or nothing
                reach = max(gets[one] + counted.distance(gets[one]) for one in few) - value
                if reach > 0:
                    yield Protected(_name(cell), {_name(cell): 1.0}, value, reach)
        for at, what in ((0, "kind"), (1, "district")):
            for key in sorted({cell[at] for cell in self._open}):
                cells = [cell for cell in self._open if cell[at] == key]
                inner = [one for cell in cells for one in self._open[cell]]
                value = sum(gets[one] for one in inner)
                is_few = len(inner) > 1 and sum(self.places[one] for one in inner) < LEAST
                if is_few and counted.distance(value) > 0:
                    of = {_name(cell): 1.0 for cell in cells}
                    yield Protected(f"rest of {what} {key}", of, value, counted.distance(value))

    def _cap(self, cells: Sequence[Cell]) -> float:
        fitting = sum(1 for measure in self._catalogue.measures.values() if cells[0][0] in measure.kinds)
        return float(fitting * sum(self.places[cell] for cell in cells))

    def _may_draw(self, pool: str, lines: set[Where]) -> tuple[str, ...]:
        """The kinds that a pool may speak of: those that its measures fit and that no closer line tells."""
        found = {part.kind for part in self._pools[pool]}
        for kind in {kind for kind, _ in self._open}:
            family = self._typology.kinds[kind].family
            for slug, measure in self._catalogue.measures.items():
                closer: list[tuple[str, Where]] = [
                    ("", (slug, family, kind, None)),
                    (_pool((slug, family, None, None)), (slug, family, None, None)),
                    (_pool((slug, None, None, None)), (slug, None, None, None)),
                ]
                first = next((name for name, where in closer if where in lines), APART)
                if kind in measure.kinds and first == pool:
                    found.add(kind)
                    break
        return tuple(sorted(found))


def cell_of(part: Part) -> Cell:
    return part.kind, part.district or OUTSIDE


def margin(what: str, key: str) -> str:
    """The name of the figure of a whole kind or district."""
    return f"{what} {key}"


def family_figure(family: Family) -> str:
    return f"family {family}"


def _pool(where: Where) -> str:
    return f"pool {where[0]} {where[1] or ''}"


def _of_kind(kind: str) -> str:
    return f"lines {kind}"


def _name(cell: tuple[str, str]) -> str:
    return "\x1f".join(cell)
