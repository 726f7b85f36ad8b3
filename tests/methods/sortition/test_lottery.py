"""The list of panels: every one is a panel, and nobody's share of it is far from their exact chance."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openward.methods.sortition import apportioning
from openward.methods.sortition.chances import chances_of
from openward.methods.sortition.generating import Recipe, generated
from openward.methods.sortition.lottery import lottery_of
from openward.methods.sortition.model import Chances, Method, Selection
from openward.methods.sortition.types import types_of
from tests.methods.sortition.small import all_panels, is_panel, selections


def evenly(selection: Selection) -> Chances | None:
    """Every panel of types equally likely."""
    types = types_of(selection)
    kind = {place: one for one, members in enumerate(types.members) for place in members}
    found = set()
    for panel in all_panels(selection):
        counts: dict[int, int] = {}
        for place in panel:
            if place in kind:
                counts[kind[place]] = counts.get(kind[place], 0) + 1
        found.add(tuple(sorted(counts.items())))
    if not found:
        return None
    panels, weights = tuple(sorted(found)), (1,) * len(found)
    seats = [sum(dict(panel).get(one, 0) for panel in panels) for one in range(len(types.members))]
    chances = tuple(Fraction(sum_, len(panels) * size) for sum_, size in zip(seats, types.sizes, strict=True))
    return Chances(Method.LEXIMIN, types, panels, weights, chances, (), Fraction(0), True)


@given(selections(), st.integers(1, 60), st.text(max_size=3))
@settings(max_examples=150)
def test_each_panel_of_the_list_keeps_to_the_rules_and_the_deviation_is_as_said(
    selection: Selection, count: int, seed: str
) -> None:
    chances = evenly(selection)
    if chances is None:
        return
    lottery = lottery_of(selection, chances, count, seed)
    assert len(lottery.panels) == count
    included = {place for place, person in enumerate(selection.pool.people) if person.id in selection.must_include}
    for panel in lottery.panels:
        assert len(panel) + len(selection.reserved) == selection.size
        assert is_panel(selection, panel)
        assert included <= set(panel)
    exact = dict.fromkeys(range(len(selection.pool.people)), Fraction(0)) | dict.fromkeys(included, Fraction(1))
    for members, chance in zip(chances.types.members, chances.chances, strict=True):
        exact |= dict.fromkeys(members, chance)
    shares = [Fraction(sum(place in panel for panel in lottery.panels), count) for place in exact]
    assert list(lottery.chances) == shares
    assert lottery.deviation == max(abs(share - exact[place]) for place, share in enumerate(shares))
    if not selection.households:
        for members in chances.types.members:
            places = [lottery.chances[one] * count for one in members]
            assert max(places) - min(places) <= 1


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(150, 22, (2, 3, 4, 4)),
        Recipe(150, 22, (2, 3, 4, 4), household=0.4),
        Recipe(120, 16, (2, 3, 3, 3), None),
        Recipe(50, 8, (2, 3, 4, 3), None),
    ],
)
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("count", [1000, 137])
def test_everyone_is_on_as_many_panels_as_they_are_due_rounded_down_or_up(
    recipe: Recipe, seed: int, count: int
) -> None:
    selection = generated(recipe, seed)
    lottery = lottery_of(selection, chances_of(selection), count)
    assert all(is_panel(selection, panel) for panel in lottery.panels)
    assert lottery.deviation < Fraction(1, count) < lottery.bound


def test_where_no_panels_come_out_even_known_panels_are_as_near_as_they_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    selection = generated(Recipe(150, 22, (2, 3, 4, 4)), 1)
    chances = chances_of(selection)
    monkeypatch.setattr(apportioning._Rounding, "whole", lambda *_: None)
    lottery = lottery_of(selection, chances, 1000)
    assert all(is_panel(selection, panel) for panel in lottery.panels)
    assert lottery.deviation < lottery.bound


def test_neither_names_nor_the_order_of_the_pool_change_how_far_the_list_is_off() -> None:
    selection = generated(Recipe(150, 22, (2, 3, 4, 4)), 3)
    people = tuple(replace(person, id=f"x{person.id}") for person in reversed(selection.pool.people))
    other = replace(selection, pool=replace(selection.pool, people=people))
    ours, theirs = (lottery_of(one, chances_of(one), 200) for one in (selection, other))
    assert ours.deviation == theirs.deviation
    assert sorted(ours.chances) == sorted(theirs.chances)
