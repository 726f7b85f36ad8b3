"""Chances are the fairest there are, judged by trying all panels; and every rule holds in each panel that is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from fractions import Fraction
from random import Random
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from openward.methods.errors import Cancelled, OpenwardError
from openward.methods.sortition.chances import chances_of
from openward.methods.sortition.generating import Recipe, generated
from openward.methods.sortition.lottery import lottery_of
from openward.methods.sortition.model import GAP, Chances, Method, Person, Pool, Quota, Selection, Split
from openward.methods.sortition.proof import check
from tests.methods.sortition.enumerated import best_product_gap, leximin_of, seats_of
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
def test_maximin_has_the_greatest_smallest_chance(selection: Selection) -> None:
    assume(has_panel(selection))
    chances = chances_of(selection, Method.MAXIMIN)
    check(chances)
    assert chances.proved
    assert by_person(chances).min() == pytest.approx(leximin_of(seats_of(selection)).min(), abs=EXACT)


@given(selections() | tight_selections())
@settings(max_examples=200, deadline=None)
def test_nash_welfare_is_the_greatest_product_of_whoever_can_have_a_chance(selection: Selection) -> None:
    assume(has_panel(selection))
    chances = chances_of(selection, Method.NASH)
    check(chances)
    assert chances.proved
    is_best_product(selection, by_person(chances))


def is_best_product(selection: Selection, found: np.ndarray) -> None:
    seats = seats_of(selection)
    assert list(found > 0) == list(seats.any(axis=0))
    assert best_product_gap(seats, found) < EXACT


@given(selections() | tight_selections(), st.sampled_from(Method))
@settings(max_examples=150, deadline=None)
def test_so_are_those_that_are_found_without_mean_seats(selection: Selection, method: Method) -> None:
    assume(has_panel(selection))
    with without_mean_seats():
        chances = chances_of(selection, method)
    check(chances)
    assert chances.proved
    if method is Method.NASH:
        is_best_product(selection, by_person(chances))
        return
    best, found = leximin_of(seats_of(selection)), by_person(chances)
    assert found.min() == pytest.approx(best.min(), abs=EXACT)
    if method is Method.LEXIMIN:
        assert found == pytest.approx(best, abs=EXACT)


@contextmanager
def without_mean_seats() -> Iterator[None]:
    """As where no panels have the mean seats that the relaxation finds: by columns alone."""
    with ExitStack() as stack:
        for module in ("chances", "welfare"):
            stack.enter_context(patch(f"openward.methods.sortition.{module}.carried_out", return_value=None))
        yield


@given(tight_selections(), st.sampled_from(Method))
@settings(max_examples=60, deadline=None)
def test_what_is_found_with_little_work_says_how_far_it_is_from_the_best(selection: Selection, method: Method) -> None:
    with without_mean_seats():
        chances = chances_of(selection, method, work=1)
    check(chances)
    assert chances.proved == (chances.gap <= GAP)
    seats, found = seats_of(selection), by_person(chances)
    if method is not Method.NASH:
        assert leximin_of(seats).min() <= found.min() + float(chances.gap) + EXACT
    elif not chances.proved and chances.nash_ratio:
        best = by_person(chances_of(selection, Method.NASH))
        able = seats.any(axis=0)
        assert np.exp(np.log(found[able] / best[able]).mean()) >= float(chances.nash_ratio) - EXACT


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("calls", range(2, 9))
def test_whoever_stops_it_keeps_the_best_so_far_with_its_gap(method: Method, calls: int) -> None:
    # Of this invented pool a proof takes a search, and no panels have the relaxation's mean seats.
    selection = generated(Recipe(24, 5, (2, 3, 3, 2), None), 8)
    left = [calls]

    def stop(stage: str, done: int = 0, total: int | None = None) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Cancelled

    try:
        chances = chances_of(selection, method, progress=stop)
    except Cancelled:
        pytest.fail("there was a panel already")
    check(chances)
    if left[0] <= 0:
        assert chances.stopped
        assert not chances.proved
        assert chances.gap > GAP
    best = chances_of(selection, Method.MAXIMIN)
    if method is not Method.NASH:
        assert min(best.chances) <= min(chances.chances) + chances.gap + GAP


@pytest.mark.parametrize("seed", range(1, 11))
@pytest.mark.parametrize("method", list(Method))
def test_small_pools_whose_quotas_leave_no_room_are_proved(method: Method, seed: int) -> None:
    chances = chances_of(generated(Recipe(24, 5, (2, 3, 3, 2), None), seed), method)
    check(chances)
    assert chances.proved


def test_whoever_stops_it_before_there_is_a_panel_has_nothing() -> None:
    def stop(stage: str, done: int = 0, total: int | None = None) -> None:
        raise Cancelled

    for method in Method:
        with pytest.raises(Cancelled):
            chances_of(generated(Recipe(24, 5, (2, 3, 3, 2), None), 1), method, progress=stop)


def test_stopped_while_panels_are_drawn_up_it_keeps_those() -> None:
    selection = generated(Recipe(200, 30, (2, 4, 3)), 1)

    def stop(stage: str, done: int = 0, total: int | None = None) -> None:
        if stage == "drawing-up-panels":
            raise Cancelled

    for method in Method:
        chances = chances_of(selection, method, progress=stop)
        check(chances)
        assert chances.stopped
        assert not chances.proved
        assert GAP < chances.gap <= 1
        assert all(is_panel(selection, panel) for panel in lottery_of(selection, chances, 20).panels)


@given(selections() | tight_selections(), st.randoms(use_true_random=False), st.sampled_from(Method))
@settings(max_examples=60, deadline=None)
def test_neither_the_order_of_rows_nor_names_matter(selection: Selection, random: Random, method: Method) -> None:
    assume(has_panel(selection))
    number = len(selection.pool.people)
    order, names = list(range(number)), [f"name {one}" for one in range(number)]
    random.shuffle(order)
    random.shuffle(names)
    people = [replace(person, id=names[one]) for one, person in enumerate(selection.pool.people)]
    other = replace(
        selection,
        pool=replace(selection.pool, people=tuple(people[one] for one in order)),
        quotas=tuple(random.sample(selection.quotas, len(selection.quotas))),
        must_include=frozenset(
            names[one] for one, person in enumerate(selection.pool.people) if person.id in selection.must_include
        ),
    )
    first, second = chances_of(selection, method).by_person, chances_of(other, method).by_person
    assert [first[one] for one in order] == [second[place] for place in range(number)]


@given(selections() | tight_selections(), st.sampled_from(Method))
@settings(max_examples=60, deadline=None)
def test_people_alike_have_the_same_chance(selection: Selection, method: Method) -> None:
    assume(has_panel(selection))
    found = chances_of(selection, method).by_person
    alike: dict[tuple[str, ...], set[Fraction]] = {}
    for place, person in enumerate(selection.pool.people):
        if person.id not in selection.must_include and (person.household is None or not selection.households):
            alike.setdefault(person.values, set()).add(found[place])
    assert all(len(chances) == 1 for chances in alike.values())


@given(selections() | tight_selections(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_volunteer_more_takes_from_the_smallest_chance_no_more_than_sharing_does(
    selection: Selection, data: st.DataObject
) -> None:
    # The seats of those who are like them, shared by one more, are a lottery too; so the best one is no worse.
    assume(has_panel(selection))
    before = chances_of(selection)
    apart = [
        (t, members)
        for t, members in enumerate(before.types.members)
        if all(selection.pool.people[one].household is None for one in members)
    ]
    assume(apart)
    t, members = data.draw(st.sampled_from(apart))
    another = replace(selection.pool.people[members[0]], id="another")
    pool = replace(selection.pool, people=(*selection.pool.people, another))
    after = chances_of(replace(selection, pool=pool))
    shared = before.chances[t] * Fraction(len(members), len(members) + 1)
    assert min(after.chances) >= min([*before.chances[:t], shared, *before.chances[t + 1 :]]) - GAP


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
