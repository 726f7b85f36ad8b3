"""Chances are the fairest there are, judged by trying all panels; and every rule holds in each panel that is drawn."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings

from openward.methods.errors import OpenwardError
from openward.methods.progress import silent
from openward.methods.sortition.certifying import proven
from openward.methods.sortition.chances import chances_of
from openward.methods.sortition.columns import WORK, true_levels
from openward.methods.sortition.lottery import lottery_of
from openward.methods.sortition.model import Chances, Method, Person, Pool, Quota, Selection, Split
from openward.methods.sortition.proof import check
from openward.methods.sortition.relaxation import polytope_of
from openward.methods.sortition.types import types_of
from tests.methods.sortition.enumerated import leximin_of, seats_of
from tests.methods.sortition.small import has_panel, is_panel, selections, tight_selections

EXACT = 1e-6


def by_person(chances: Chances) -> np.ndarray:
    found = chances.by_person
    return np.array([float(found[person]) for person in range(len(found))])


@given(selections() | tight_selections())
@settings(max_examples=200, deadline=None)
def test_leximin_is_that_of_trying_all_panels(selection: Selection) -> None:
    assume(has_panel(selection))
    chances = chances_of(selection)
    assert chances.proved
    assert by_person(chances) == pytest.approx(leximin_of(seats_of(selection)), abs=EXACT)


@given(selections() | tight_selections())
@settings(max_examples=100, deadline=None)
def test_so_is_the_one_that_is_found_without_the_relaxation(selection: Selection) -> None:
    assume(has_panel(selection))
    types = types_of(selection)
    assume(types.members)
    chances = proven(Method.LEXIMIN, types, true_levels(types, polytope_of(types), [], WORK, silent))
    check(chances)
    assert chances.proved
    assert by_person(chances) == pytest.approx(leximin_of(seats_of(selection)), abs=EXACT)


def test_where_mean_seats_keep_to_the_quotas_that_no_panels_have_the_true_problem_is_solved() -> None:
    # One seat of two for each value: only opposites sit together, and only the last two people have theirs.
    # Without whole seats the others could sit too: half a seat each for 011, 101, 110 and 000 fills all quotas.
    people = ("011", "101", "110", "000", "111")
    features = ("area", "age", "work")
    selection = Selection(
        Pool(features, tuple(Person(f"p{number}", tuple(values)) for number, values in enumerate(people))),
        tuple(Quota(feature, "0", 1, 1) for feature in features),
        2,
    )
    chances = chances_of(selection)
    check(chances)
    assert chances.proved
    assert by_person(chances) == pytest.approx([0, 0, 0, 1, 1], abs=EXACT)
    assert any(isinstance(level.certificate.tree, Split) for level in chances.levels)


@given(selections() | tight_selections())
@settings(max_examples=60, deadline=None)
def test_every_panel_of_the_lottery_keeps_to_every_rule(selection: Selection) -> None:
    assume(has_panel(selection))
    chances = chances_of(selection)
    lottery = lottery_of(selection, chances, 50)
    included = {place for place, person in enumerate(selection.pool.people) if person.id in selection.must_include}
    for panel in lottery.panels:
        assert is_panel(selection, panel)
        assert included <= set(panel)
        assert len(panel) + len(selection.reserved) == selection.size
    assert all(chances.by_person[one] == 1 for one in included)


@given(selections())
@settings(max_examples=60, deadline=None)
def test_clashing_quotas_are_an_error(selection: Selection) -> None:
    assume(not has_panel(selection))
    for method in Method:
        with pytest.raises(OpenwardError, match="panel-infeasible"):
            chances_of(selection, method)


def test_a_panel_of_those_alone_who_must_be_included_is_certain() -> None:
    people = (Person("p0", ("a",), "h"), Person("p1", ("a",), "h"))
    quotas = (Quota("area", "a", 0, 1),)
    selection = Selection(Pool(("area",), people), quotas, 1, households=True, must_include=frozenset({"p0"}))
    for method in Method:
        chances = chances_of(selection, method)
        check(chances)
        assert chances.proved
        assert chances.by_person == {0: Fraction(1), 1: Fraction(0)}
