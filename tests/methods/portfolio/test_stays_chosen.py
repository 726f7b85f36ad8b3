"""How often a choice stays is drawn evenly over the effect ranges, and is the same for the same input."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.methods.portfolio.formulation import formulate
from openward.methods.portfolio.model import Proposal, Rules
from openward.methods.portfolio.optimise import Solver
from openward.methods.portfolio.robustness import stays_chosen, triangle
from openward.methods.ranges import Range


def proposal(name: str, benefit: Range) -> Proposal:
    return Proposal(name, f"measure-{name}", "target", 10, benefit, frozenset())


def stays(*proposals: Proposal, budget: float = 10):
    solver = Solver(formulate(proposals, Rules()))
    return stays_chosen(solver.relaxation, proposals, solver.solve(budget, 1e-4).chosen, budget)


def test_what_is_always_better_always_stays():
    assert stays(proposal("a", Range(8, 9, 10)), proposal("b", Range(1, 2, 3))) == {"a": 1.0}


def test_two_that_are_alike_stay_about_half_the_time():
    found = stays(proposal("a", Range(0, 5.01, 10)), proposal("b", Range(0, 5, 10)))
    assert found["a"] == pytest.approx(0.5, abs=0.12)


def test_a_wider_range_of_the_other_makes_a_choice_less_firm():
    narrow = stays(proposal("a", Range(9, 10, 11)), proposal("b", Range(8, 9, 10)))["a"]
    wide = stays(proposal("a", Range(9, 10, 11)), proposal("b", Range(0, 9, 30)))["a"]
    assert wide < narrow < 1


def test_the_same_input_gives_the_same_shares_in_any_order():
    one, other = proposal("a", Range(0, 5, 10)), proposal("b", Range(2, 4.9, 9))
    assert stays(one, other) == stays(other, one)


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_the_triangle_rises_from_low_to_high(first, second, third):
    low, likely, high = (np.array([value]) for value in sorted((first, second, third)))
    drawn = [triangle(np.array([level]), low, likely, high)[0] for level in (0.0, 0.2, 0.5, 0.8, 1.0)]
    assert drawn[0] == pytest.approx(low[0], abs=1e-9)
    assert drawn[-1] == pytest.approx(high[0], abs=1e-9)
    assert all(one <= other + 1e-9 for one, other in pairwise(drawn))
