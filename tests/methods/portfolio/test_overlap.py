"""Credits of measures can be added: never more than they do together, and all of it where none is skipped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openward.methods.portfolio import load_catalogue
from openward.methods.portfolio.overlap import credits_of, in_order, removed

CATALOGUE = load_catalogue()
WEIGHING = [slug for slug, factor in CATALOGUE.factors.items() if factor.weighs]
kinds = st.sampled_from(sorted(CATALOGUE.weakness))
weaknesses = st.fixed_dictionaries({factor: st.sampled_from([0.0, 0.25, 0.5, 1.0]) for factor in WEIGHING})


def credits_at(kind):
    return credits_of(CATALOGUE, in_order(CATALOGUE, [one for one in CATALOGUE.measures.values() if kind in one.kinds]))


def counted(credited, chosen, weakness):
    return sum(
        share.likely * weakness[factor]
        for credit in credited
        if credit.measure in chosen
        for factor, share in credit.shares.items()
    )


@settings(deadline=None, max_examples=100)
@given(kinds, weaknesses, st.data())
def test_a_sum_is_never_more_than_measures_do_together(kind, weakness, data):
    credited = credits_at(kind)
    chosen = []
    for measure in data.draw(st.permutations([credit.measure for credit in credited])):
        if data.draw(st.booleans()) and not any(measure.slug in other.excludes for other in chosen):
            chosen.append(measure)
    assert counted(credited, chosen, weakness) <= removed(chosen, weakness, "likely") + 1e-9


@settings(deadline=None, max_examples=50)
@given(kinds, weaknesses, st.data())
def test_where_nothing_is_skipped_the_sum_is_exact(kind, weakness, data):
    able = [one for one in CATALOGUE.measures.values() if kind in one.kinds and not one.excludes]
    credited = credits_of(CATALOGUE, in_order(CATALOGUE, able))
    first = [credit.measure for credit in credited[: data.draw(st.integers(0, len(credited)))]]
    assert counted(credited, first, weakness) == pytest.approx(removed(first, weakness, "likely"))


@given(kinds)
def test_nothing_stands_before_what_it_requires(kind):
    seen = set()
    for credit in credits_at(kind):
        assert credit.measure.requires <= seen
        seen.add(credit.measure.slug)


@given(kinds)
def test_credits_keep_their_likely_value_within_their_range(kind):
    for credit in credits_at(kind):
        for share in credit.shares.values():
            assert 0 <= share.low <= share.likely <= share.high <= 1


def test_effects_on_one_factor_multiply():
    kits, courses = CATALOGUE.measures["bleeding-kits"], CATALOGUE.measures["first-aid-courses"]
    together = 1 - (1 - kits.effect.likely) * (1 - courses.effect.likely)
    assert removed([kits, courses], {"first-aid": 1.0}, "likely") == pytest.approx(together)
