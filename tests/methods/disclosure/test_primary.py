"""Sums that speak of few places are not told for their own sake."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openward.methods.disclosure import points_at_few
from openward.methods.disclosure.primary import LEAST

AMOUNTS = st.lists(st.floats(0, 1e6), max_size=12)


@given(AMOUNTS)
def test_fewer_than_five_are_few_and_nobody_is_not(amounts: list[float]) -> None:
    assert points_at_few(amounts) or not 0 < len(amounts) < LEAST
    assert not points_at_few([])


@given(st.lists(st.floats(1, 100), min_size=LEAST, max_size=12))
def test_one_that_has_nearly_all_makes_a_sum_speak_of_it(amounts: list[float]) -> None:
    assert points_at_few([*amounts, 3 * sum(amounts)])
    assert not points_at_few([amounts[0]] * LEAST)


@given(AMOUNTS, st.randoms(use_true_random=False))
def test_the_order_is_irrelevant(amounts, chance) -> None:  # type: ignore[no-untyped-def]
    mixed = list(amounts)
    chance.shuffle(mixed)
    assert points_at_few(mixed) == points_at_few(amounts)


def test_those_that_get_nothing_count_as_contributors() -> None:
    assert not points_at_few([0.0] * LEAST)
    assert points_at_few([0.0, 0.0, 0.0, 0.0, 10.0])
