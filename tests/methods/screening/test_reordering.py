"""How many places move when an order becomes another."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from openward.methods.screening.reordering import moved

ORDERS = st.integers(0, 7).flatmap(
    lambda size: st.tuples(st.permutations(range(size)), st.permutations(range(size)))
)  # fmt: skip


def fewest(former, latter):
    """By trying: the fewest to take out so that the others stand in the same order in both."""
    for count in range(len(former) + 1):
        for out in combinations(former, count):
            if [one for one in former if one not in out] == [one for one in latter if one not in out]:
                return count
    raise AssertionError


@given(ORDERS)
def test_it_is_the_fewest_that_have_to_move(orders):
    former, latter = orders
    assert moved(former, latter) == fewest(former, latter)


def test_one_place_that_goes_first_moves_and_those_it_overtakes_do_not():
    assert moved("abcdefgh", "habcdefg") == 1


def test_who_is_new_or_gone_moves_nobody():
    assert moved("abc", "xbyc") == 0
