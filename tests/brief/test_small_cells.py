"""What is hidden cannot be worked out from what is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openward.brief.small_cells import hidden, rounded_median
from openward.methods.disclosure.primary import LEAST

CELLS = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 30), max_size=12)


@given(CELLS)
def test_no_figure_of_fewer_than_five_places_is_told(cells: dict[str, int]) -> None:
    concealed = hidden(cells)
    assert all(cell in concealed for cell, places in cells.items() if 0 < places < LEAST)


@given(CELLS)
def test_the_total_less_the_told_never_gives_one_small_group_away(cells: dict[str, int]) -> None:
    concealed = hidden(cells)
    rest = [places for cell, places in cells.items() if cell in concealed]
    everything_hidden = len(rest) == sum(1 for places in cells.values() if places)
    assert not rest or everything_hidden or (len(rest) >= 2 and sum(rest) >= LEAST)


@given(CELLS)
def test_nothing_is_hidden_without_need(cells: dict[str, int]) -> None:
    if all(places == 0 or places >= LEAST for places in cells.values()):
        assert hidden(cells) == frozenset()


@given(CELLS, st.randoms())
def test_the_order_of_the_cells_is_irrelevant(cells: dict[str, int], random) -> None:  # type: ignore[no-untyped-def]
    pairs = list(cells.items())
    random.shuffle(pairs)
    assert hidden(dict(pairs)) == hidden(cells)


def test_one_small_kind_takes_the_next_smallest_with_it() -> None:
    assert hidden({"school": 20, "library": 9, "stadium": 1}) == {"stadium", "library"}


def test_medians_are_told_to_the_half_minute() -> None:
    assert rounded_median([61, 100, 500]) == 90
    assert rounded_median([]) is None
