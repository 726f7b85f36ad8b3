"""Quotas that clash are named, and what is offered instead is enough and no more; judged by trying everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from openward.methods.errors import OpenwardError
from openward.methods.sortition.bounds import Bound, Side, a_panel
from openward.methods.sortition.checking import check_selection
from openward.methods.sortition.clashes import Clash, ClashKind, clashes_of
from openward.methods.sortition.model import Person, Pool, Quota, Selection
from openward.methods.sortition.relaxations import relaxations_of, relaxed
from openward.methods.sortition.scarcity import scarcities_of
from openward.methods.sortition.types import types_of
from tests.methods.sortition.small import all_panels, has_panel, selections


def without(selection: Selection, clash: Clash, bounds: tuple[Bound, ...] | None = None) -> Selection:
    """The selection with a clash let go, or only some of its bounds."""
    dropped = set(clash.bounds if bounds is None else bounds)
    quotas = tuple(
        replace(
            quota,
            minimum=0 if Bound(quota, Side.MINIMUM) in dropped else quota.minimum,
            maximum=10**6 if Bound(quota, Side.MAXIMUM) in dropped else quota.maximum,
        )
        for quota in selection.quotas
    )
    return replace(
        selection,
        quotas=quotas,
        households=selection.households and not clash.households,
        must_include=frozenset() if clash.must_include else selection.must_include,
    )


def pool(*groups: tuple[int, str]) -> Pool:
    people = [value for count, value in groups for _ in range(count)]
    return Pool(("area",), tuple(Person(f"p{number}", (value,)) for number, value in enumerate(people)))


@given(selections())
def test_a_panel_is_found_exactly_where_one_exists(selection: Selection) -> None:
    assert (a_panel(types_of(selection)) is not None) == has_panel(selection)


@given(selections())
@settings(max_examples=250)
def test_without_the_named_clashes_a_panel_exists(selection: Selection) -> None:
    clashes = clashes_of(selection)
    assert bool(clashes) == (not has_panel(selection))
    freed = selection
    bounds = tuple(bound for clash in clashes for bound in clash.bounds)
    for clash in clashes:
        freed = without(replace(selection, households=freed.households, must_include=freed.must_include), clash, bounds)
    assert has_panel(freed)


@given(selections())
@settings(max_examples=250)
def test_the_first_clash_is_one_and_each_part_of_it_is_needed(selection: Selection) -> None:
    """With all other bounds let go it still clashes; without any one of its own it doesn't."""
    clashes = clashes_of(selection)
    if not clashes:
        return
    clash = clashes[0]
    every = [Bound(quota, side) for quota in selection.quotas for side in Side]
    alone = Clash(ClashKind.TOGETHER, (), households=not clash.households, must_include=not clash.must_include)
    if clash.kind is not ClashKind.TOGETHER:
        alone = replace(alone, households=True, must_include=clash.kind is not ClashKind.TAKEN_ABOVE_MAXIMUM)
        if selection.must_include or selection.households:
            return  # counted together with what these take
    others = tuple(bound for bound in every if bound not in clash.bounds)
    assert not has_panel(without(selection, alone, others))
    for bound in clash.bounds:
        assert has_panel(without(selection, alone, (*others, bound)))


@given(selections(most_people=6))
@settings(max_examples=120)
def test_each_relaxation_is_enough_and_none_smaller_is(selection: Selection) -> None:
    offered = relaxations_of(selection)
    if has_panel(selection):
        assert offered == ()
        return
    assert len({frozenset(move.bound for move in one.moves) for one in offered}) == len(offered)
    assert [one.change for one in offered] == sorted(one.change for one in offered)
    for one in offered:
        assert has_panel(relaxed(selection, one))
        # Any of its moves by a seat less is not enough.
        for move in one.moves:
            back = 1 if move.bound.side is Side.MINIMUM else -1
            less = replace(one, moves=tuple(replace(m, to=m.to + back) if m == move else m for m in one.moves))
            assert not has_panel(relaxed(selection, less))
    assert least_change(selection) == (offered[0].change if offered else None)


def least_change(selection: Selection) -> int | None:
    """The least change of quotas after which a panel exists, over all sets of people of the right size."""
    free = replace(selection, quotas=())
    changes = []
    for panel in all_panels(free):
        change = 0
        for quota in selection.quotas:
            place = selection.pool.features.index(quota.feature)
            count = sum(selection.pool.people[one].values[place] == quota.value for one in panel)
            count += sum(seat.values.get(quota.feature) == quota.value for seat in selection.reserved)
            change += max(quota.minimum - count, 0, count - quota.maximum)
        changes.append(change)
    return min(changes, default=None)


def test_limits_move_no_further_than_the_organisers_allow() -> None:
    selection = Selection(
        pool((9, "north"), (1, "south")), (Quota("area", "north", 0, 3), Quota("area", "south", 3, 6)), 6
    )
    flex = {("area", "north"): (0, 3), ("area", "south"): (0, 6)}
    assert relaxations_of(selection, flex)[0].within_flex is False
    wide = {("area", "north"): (0, 5), ("area", "south"): (1, 6)}
    (only,) = relaxations_of(selection, wide)
    assert only.within_flex
    assert [(move.bound.quota.value, move.bound.side, move.to) for move in only.moves] == [
        ("north", Side.MAXIMUM, 5),
        ("south", Side.MINIMUM, 1),
    ]


@pytest.mark.parametrize(
    ("quotas", "kind", "number"),
    [
        ((Quota("area", "north", 0, 9), Quota("area", "south", 3, 9)), ClashKind.TOO_FEW_PEOPLE, 2),
        ((Quota("area", "north", 4, 9), Quota("area", "south", 2, 9)), ClashKind.MINIMA_ABOVE_SIZE, 5),
        ((Quota("area", "north", 0, 2), Quota("area", "south", 0, 1)), ClashKind.MAXIMA_BELOW_SIZE, 5),
    ],
)
def test_what_a_count_shows_is_told_by_the_count(quotas: tuple[Quota, ...], kind: ClashKind, number: int) -> None:
    (clash,) = clashes_of(Selection(pool((8, "north"), (2, "south")), quotas, 5))
    assert (clash.kind, clash.number) == (kind, number)


def test_a_clash_across_features_names_just_its_parts() -> None:
    people = tuple(
        Person(f"p{number}", ("north" if number < 6 else "south", "old" if number < 6 else "young", "x"))
        for number in range(12)
    )
    quotas = (
        Quota("area", "north", 3, 6),
        Quota("area", "south", 0, 6),
        Quota("age", "old", 0, 2),
        Quota("age", "young", 1, 6),
        Quota("work", "x", 0, 6),
    )
    (clash,) = clashes_of(Selection(Pool(("area", "age", "work"), people), quotas, 5))
    assert [(bound.quota.value, bound.side) for bound in clash.bounds] == [
        ("old", Side.MAXIMUM),
        ("north", Side.MINIMUM),
    ]


def test_households_are_named_where_they_are_the_reason() -> None:
    people = tuple(Person(f"p{number}", ("north",), f"h{number // 4}") for number in range(8))
    (clash,) = clashes_of(Selection(Pool(("area",), people), (Quota("area", "north", 3, 5),), 3, households=True))
    assert clash.households
    assert clash.bounds == ()


def test_a_value_that_hardly_gets_a_seat_is_warned_of_and_named() -> None:
    selection = Selection(
        pool((100, "north"), (20, "south")), (Quota("area", "north", 0, 1), Quota("area", "south", 0, 20)), 20
    )
    (warning,) = scarcities_of(selection)
    assert (warning.bound.quota.value, warning.bound.side, warning.people) == ("north", Side.MAXIMUM, 100)
    assert warning.chance == pytest.approx(0.01)
    assert warning.average == pytest.approx(1 / 6)
    easy = Selection(selection.pool, (Quota("area", "north", 0, 15), Quota("area", "south", 0, 20)), 20)
    assert scarcities_of(easy) == ()


@given(selections())
def test_nobody_who_is_warned_of_can_have_more(selection: Selection) -> None:
    """No panel seats more of the people warned of than the bound says."""
    panels = list(all_panels(selection))
    for warning in scarcities_of(selection) if panels else ():
        assert warning.chance < warning.average
        assert warning.people <= len(selection.pool.people)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"size": 0}, "panel-size-wrong"),
        ({"size": -2}, "panel-size-wrong"),
        ({"size": 11}, "pool-smaller-than-panel"),
        ({"quotas": (Quota("area", "north", 3, 2),)}, "quota-minimum-above-maximum-of"),
        ({"quotas": (Quota("trade", "north", 1, 2),)}, "quota-feature-unknown"),
        ({"quotas": (Quota("area", "north", 1, 2), Quota("area", "north", 0, 2))}, "quota-twice-of"),
        ({"must_include": frozenset({"nobody"})}, "include-unknown"),
        ({"must_include": frozenset(f"p{number}" for number in range(6))}, "panel-places-taken"),
    ],
)
def test_a_task_that_makes_no_sense_is_refused(change: dict, code: str) -> None:
    selection = Selection(pool((8, "north"), (2, "south")), (Quota("area", "north", 0, 9),), 5)
    check_selection(selection)
    with pytest.raises(OpenwardError) as caught:
        check_selection(replace(selection, **change))
    assert caught.value.code == code
