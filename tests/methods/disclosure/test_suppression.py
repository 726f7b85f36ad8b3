"""No attacker narrows down what is protected beyond the stated distance."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openward.methods.disclosure import Attacker, Figure, Protected, Release, suppress
from openward.methods.disclosure.secondary import wanted
from tests.methods.disclosure.tables import Table, cell, interval, release, tables

NEAR = 1e-4


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """Each cell is told, protected or simply not told."""
    table = draw(tables())
    role = st.sampled_from(["told", "protected", "neither"])
    roles = {(r, c): draw(role) for r in range(len(table)) for c in range(len(table[0]))}
    told = [at for at, of in roles.items() if of == "told"]
    return release(table, told, [at for at, of in roles.items() if of == "protected"])


@given(releases())
@settings(max_examples=80, deadline=None)
def test_an_attacker_with_another_solver_cannot_come_nearer_than_stated(of: Release) -> None:
    found = suppress(of)
    for one in of.protected:
        if one.name not in found.pinned:
            low, high = interval(of, found.hidden, one.of)
            least, most = wanted(one, of)
            assert low <= least + NEAR
            assert high >= most - NEAR


@given(releases())
@settings(max_examples=30, deadline=None)
def test_what_is_pinned_is_so_by_what_is_told_in_any_case_and_by_nothing_else(of: Release) -> None:
    everything = {figure.name for figure in of.figures if figure.worth is not None}
    for one in of.protected:
        if one.name in suppress(of).pinned:
            low, high = interval(of, everything, one.of)
            least, most = wanted(one, of)
            assert low > least + NEAR / 100 or high < most - NEAR / 100
            told = interval(of, suppress(of).hidden, one.of)
            assert (max(told[0], least), min(told[1], most)) == pytest.approx(
                (max(low, least), min(high, most)), abs=NEAR
            )


@given(releases())
@settings(max_examples=30, deadline=None)
def test_nothing_is_hidden_where_nobody_could_come_too_near(of: Release) -> None:
    ends = [(interval(of, (), one.of), wanted(one, of)) for one in of.protected]
    if all(low <= least - NEAR and high >= most + NEAR for (low, high), (least, most) in ends):
        assert suppress(of).hidden == frozenset()


@given(releases(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_mappings_is_irrelevant(of: Release, chance: random.Random) -> None:
    def shuffled(mapping: dict[str, float]) -> dict[str, float]:
        pairs = list(mapping.items())
        chance.shuffle(pairs)
        return dict(pairs)

    other = Release(
        shuffled(dict(of.most)),
        tuple(replace(figure, of=shuffled(dict(figure.of))) for figure in of.figures),
        of.protected,
    )
    assert suppress(other) == suppress(of)


@given(tables(3))
@settings(max_examples=40, deadline=None)
def test_the_attacker_is_as_strong_as_another_one(table: Table) -> None:
    of = release(table, [], [(0, 0)])
    attacker = Attacker(of)
    ends = (attacker.least({cell(0, 0): 1.0})[0], attacker.greatest({cell(0, 0): 1.0})[0])
    assert ends == pytest.approx(interval(of, (), {cell(0, 0): 1.0}), abs=NEAR)


def test_a_margin_that_gives_one_cell_away_is_hidden_and_its_fellow_too() -> None:
    """Rows of which the first has one cell that is not told: the row less what is told is that cell."""
    table = [[40, 7, 30], [20, 3, 25], [10, 50, 60]]
    told = [(r, c) for r in range(3) for c in range(3) if (r, c) not in {(0, 1), (1, 1)}]
    found = suppress(release(table, told, [(0, 1)]))
    assert found.pinned == frozenset()
    assert len(found.hidden) > 1  # of one row alone, the total would give it away
    assert interval(release(table, told, []), (), {cell(0, 1): 1.0}) == pytest.approx((7, 7))
    low, high = interval(release(table, told, []), found.hidden, {cell(0, 1): 1.0})
    assert low <= 3.5 + NEAR
    assert high >= 10.5 - NEAR


def test_hiding_one_row_alone_hides_nothing_while_the_total_is_told() -> None:
    of = release([[5], [100]], [], [(0, 0)])
    assert interval(of, ["row 0", "column 0"], {cell(0, 0): 1.0}) == pytest.approx((5, 5))
    assert {"row 0", "row 1"} <= suppress(of).hidden


def test_what_is_told_in_any_case_can_pin_a_cell_and_that_is_said() -> None:
    of = Release({"a": 9.0}, (Figure("all", {"a": 1.0}, 4.0),), (Protected("a", {"a": 1.0}, 4.0, 2.0),))
    assert suppress(of).pinned == {"a"}


def test_figures_hidden_for_their_own_sake_stay_hidden() -> None:
    assert "row 1" in suppress(release([[5, 6], [7, 8]], [], []), {"row 1"}).hidden
