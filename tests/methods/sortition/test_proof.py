"""A proof shows what it claims and nothing more; whatever is altered in it is found, and said in words of its own."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from openward.methods.errors import OpenwardError
from openward.methods.sortition.chances import chances_of
from openward.methods.sortition.generating import Recipe, generated
from openward.methods.sortition.model import Certificate, Chances, Leaf, Method, Pool, Quota, Selection, Split, Types
from openward.methods.sortition.proof import chances_by_type, check, levels_of, most
from openward.methods.sortition.types import types_of
from tests.methods.sortition.enumerated import leximin_of, seats_of
from tests.methods.sortition.small import all_panels, has_panel, selections, tight_selections
from tests.methods.sortition.test_feasibility import pool

NASH_WRONG = "panel-certificate-wrong"  # its weights must suit the chances
TASK = Selection(
    pool((4, "a"), (6, "b"), (9, "c")),
    (Quota("area", "a", 2, 2), Quota("area", "b", 1, 2), Quota("area", "c", 1, 2)),
    5,
)


@pytest.fixture(params=list(Method))
def chances(request: pytest.FixtureRequest) -> Chances:
    """Of people of three areas: two levels, two panels."""
    return chances_of(TASK, request.param)


def refused(chances: Chances, code: str) -> None:
    with pytest.raises(OpenwardError) as caught:
        check(chances)
    assert caught.value.code == code


def test_what_was_found_is_proved(chances: Chances) -> None:
    check(chances)
    assert chances.proved


def test_a_panel_that_breaks_a_quota_is_found(chances: Chances) -> None:
    panel = dict(chances.panels[0])
    panel[0] = panel.get(0, 0) + 1
    panel[1] = panel.get(1, 0) - 1
    altered = tuple(sorted((t, count) for t, count in panel.items() if count))
    refused(replace(chances, panels=(altered, *chances.panels[1:])), "panel-breaks-rule")


def test_so_is_one_that_counts_a_type_twice_or_seats_more_than_there_are(chances: Chances) -> None:
    for altered in (((0, 1), (0, 1)), ((0, 5),), ((-1, 5),), ((7, 5),), ((0, -1), (1, 6))):
        refused(replace(chances, panels=(altered, *chances.panels[1:])), "panel-breaks-rule")


def test_weights_that_do_not_belong_to_the_panels_are_found(chances: Chances) -> None:
    for altered in ((), chances.weights[1:], (0, *chances.weights[1:]), (-1, *chances.weights[1:])):
        refused(replace(chances, weights=altered), "panel-weights-wrong")


def test_other_weights_give_other_chances(chances: Chances) -> None:
    more = chances.weights[0] + sum(chances.weights)
    refused(replace(chances, weights=(more, *chances.weights[1:])), "panel-chances-wrong")
    refused(replace(chances, chances=tuple(2 * chance for chance in chances.chances)), "panel-chances-wrong")


@pytest.mark.parametrize("method", [Method.LEXIMIN, Method.MAXIMIN])
def test_a_level_that_is_settled_twice_left_out_or_made_better_is_found(method: Method) -> None:
    chances = chances_of(TASK, method)
    first = chances.levels[0]
    twice = replace(first, types=first.types * 2)
    refused(replace(chances, levels=(twice, *chances.levels[1:])), "panel-certificate-wrong")
    refused(replace(chances, levels=(first, *chances.levels)), "panel-certificate-wrong")
    if method is Method.LEXIMIN:
        refused(replace(chances, levels=chances.levels[:-1]), "panel-claims-more")
    refused(replace(chances, levels=()), "panel-claims-more")
    better = replace(first, ceiling=first.chance)
    if better != first:
        refused(replace(chances, levels=(better, *chances.levels[1:])), "panel-claims-more")
    refused(replace(chances, levels=(replace(first, bound=first.chance / 2), *chances.levels[1:])), "panel-claims-more")


@pytest.mark.parametrize("method", [Method.LEXIMIN, Method.MAXIMIN])
def test_an_altered_certificate_is_found_in_every_level(method: Method) -> None:
    chances = chances_of(TASK, method)
    for place, level in enumerate(chances.levels):

        def with_(certificate: Certificate, place: int = place) -> Chances:
            levels = list(chances.levels)
            levels[place] = replace(levels[place], certificate=certificate)
            return replace(chances, levels=tuple(levels))

        true = level.certificate
        assert isinstance(true.tree, Leaf)
        for wrong in (
            replace(true, scale=0),
            replace(true, weights=true.weights[1:]),
            replace(true, weights=(-1, *true.weights[1:])),
            replace(true, weights=(0,) * len(true.weights)),
            replace(true, tree=Leaf(true.tree.multipliers[1:])),
            replace(true, tree=Split((0,), 1, true.tree, true.tree)),
            replace(true, tree=Split((99,), 1, true.tree, true.tree)),
        ):
            refused(with_(wrong), "panel-certificate-wrong")
        multipliers = tuple(multiplier + true.scale for multiplier in true.tree.multipliers)
        refused(with_(replace(true, tree=Leaf(multipliers))), "panel-claims-more")


def test_a_gap_that_is_less_or_called_exact_is_found(chances: Chances) -> None:
    if chances.gap:
        refused(replace(chances, gap=chances.gap / 2), "panel-claims-more")
    stopped = replace(chances, weights=(1,), panels=chances.panels[:1], proved=True)
    by_type = chances_by_type(stopped.types, stopped.panels, stopped.weights)
    refused(replace(stopped, chances=by_type), "panel-claims-more" if chances.method is not Method.NASH else NASH_WRONG)


def test_who_claims_less_than_is_shown_claims_nothing_wrong(chances: Chances) -> None:
    # So that a record that an older version wrote, which could show less, still holds.
    check(replace(chances, gap=chances.gap + 1, proved=False))
    worse = tuple(replace(level, bound=Fraction(1), ceiling=Fraction(1)) for level in chances.levels)
    check(replace(chances, levels=worse))


def test_the_numbers_of_a_proof_are_such_as_every_reader_of_json_keeps() -> None:
    for method in Method:
        found = chances_of(generated(Recipe(24, 5, (2, 3, 3, 2), None), 1), method)
        check(found)
        assert found.proved
        certificates = [level.certificate for level in found.levels]
        for certificate in [*certificates, *([found.certificate] if found.certificate else [])]:
            assert max(map(abs, numbers(certificate.tree)), default=0) <= 2**53
            assert max(certificate.weights) <= 2**53


def numbers(tree: Leaf | Split) -> list[int]:
    return list(tree.multipliers) if isinstance(tree, Leaf) else numbers(tree.below) + numbers(tree.above)


@st.composite
def certificates(draw: st.DrawFn, types: Types) -> Certificate:
    """Any that has the right shape, good or bad."""
    whole = st.integers(-40, 40)

    def tree(depth: int, rows: int) -> Leaf | Split:
        if depth and draw(st.booleans()):
            within = tuple(sorted(draw(st.sets(st.sampled_from(range(len(types.members))), min_size=1))))
            return Split(within, draw(st.integers(-1, 4)), tree(depth - 1, rows + 1), tree(depth - 1, rows + 1))
        return Leaf(tuple(draw(st.lists(whole, min_size=rows, max_size=rows))))

    step = draw(st.sampled_from((1, 3, 20)))  # whole seats are a multiple of it, which the bound makes use of
    weights = draw(st.lists(st.integers(0, 4), min_size=len(types.members), max_size=len(types.members)))
    return Certificate(draw(st.integers(1, 9)), tuple(step * one for one in weights), tree(2, len(types.rows)))


@given(selections() | tight_selections(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_certificate_is_as_bad_as_it_likes_but_never_wrong(selection: Selection, data: st.DataObject) -> None:
    types = types_of(selection)
    assume(types.members)
    assume(has_panel(selection))
    certificate = data.draw(certificates(types))
    weight = {
        one: certificate.weights[t] / certificate.scale for t, members in enumerate(types.members) for one in members
    }
    best = max(sum(weight.get(one, 0.0) for one in panel) for panel in all_panels(selection))
    assert float(most(types, certificate)) >= best - 1e-9


def test_less_than_a_seat_is_none() -> None:
    types = types_of(TASK)  # rows: the size, a, b, c
    assert most(types, Certificate(10, (0, 10, 0), Leaf((0, 0, 12, 0)))) == 2  # not 2.4
    assert most(types, Certificate(10, (5, 10, 0), Leaf((0, 5, 12, 0)))) == 3  # not 3.4, of halves


@given(tight_selections(), st.data())
@settings(max_examples=50, deadline=None)
def test_no_certificate_brings_the_bound_of_the_first_level_below_the_best(
    selection: Selection, data: st.DataObject
) -> None:
    types = types_of(selection)
    assume(types.members)
    certificate = data.draw(certificates(types))
    assume(any(certificate.weights))
    chances = chances_of(selection)
    everybody = tuple(range(len(types.members)))
    (level,) = levels_of(types, chances.chances, [(everybody, certificate)])
    drawn = [one for members in types.members for one in members]
    best = leximin_of(seats_of(selection))
    assert float(level.bound) >= best[drawn].min() - 1e-6
    assert float(level.ceiling) >= best[drawn].max() - 1e-6 or float(level.bound) >= float(level.chance)


def test_the_proof_holds_for_any_order_of_the_pool() -> None:
    people = TASK.pool.people
    forth = chances_of(TASK)
    back = chances_of(replace(TASK, pool=Pool(("area",), people[::-1]), quotas=TASK.quotas[::-1]))
    assert forth.levels == back.levels
    assert forth.by_person == {len(people) - 1 - one: chance for one, chance in back.by_person.items()}
