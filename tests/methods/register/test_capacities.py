"""Tagged capacities stand beside the estimates, and few of them prove nothing."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.methods.register.capacities import LEAST_PAIRS, capacity_report, rank_correlation
from openward.methods.register.model import Known, PlaceFacts
from openward.methods.typology import load_typology


def place(number: int, square_metres: float, capacity: int | None) -> PlaceFacts:
    return PlaceFacts(
        id=f"w{number}", kind="theatre", name=None, names={}, longitude=0, latitude=0, district=None, footprint=None,
        footprint_m2=square_metres, levels=1, capacity=capacity, operator=None, wheelchair=None,
        emergency=Known.UNKNOWN, source_ids=(f"w{number}",), built_m2=square_metres,
    )  # fmt: skip


def test_every_tagged_capacity_stands_beside_an_estimate_made_without_it() -> None:
    report = capacity_report([place(1, 1000, 200), place(2, 1000, None), place(3, 1000, 9000)], load_typology())
    assert [(pair.place, pair.tagged, pair.within) for pair in report.pairs] == [("w1", 200, True), ("w3", 9000, False)]
    assert report.pairs[0].estimate == report.pairs[1].estimate


@pytest.mark.parametrize(("pairs", "given_out"), [(LEAST_PAIRS - 1, False), (LEAST_PAIRS, True)])
def test_no_correlation_is_given_of_few_pairs(pairs: int, given_out: bool) -> None:
    report = capacity_report([place(n, 100.0 * n, 10 * n) for n in range(1, pairs + 1)], load_typology())
    assert (report.correlation is not None) is given_out


def test_the_correlation_is_that_of_ranks() -> None:
    rising = [(float(n), float(n) ** 3) for n in range(40)]
    assert rank_correlation(rising) == pytest.approx(1)
    assert rank_correlation([(one, -other) for one, other in rising]) == pytest.approx(-1)
    assert rank_correlation([(1.0, other) for _, other in rising]) is None


def by_definition(values: Sequence[int]) -> list[float]:
    """Mean ranks, counted value by value."""
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) - 1) / 2 for value in values
    ]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=60))
def test_the_correlation_is_pearsons_of_mean_ranks(pairs: list[tuple[int, int]]) -> None:
    ranks = [by_definition(side) for side in zip(*pairs, strict=True)]
    found = rank_correlation([(float(one), float(other)) for one, other in pairs])
    if all(len(set(side)) > 1 for side in ranks):
        assert found == pytest.approx(statistics.correlation(*ranks), abs=1e-9)
    else:
        assert found is None
