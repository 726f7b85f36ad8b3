"""The catalogue is whole, speaks of what is there, says on what it rests, and asks before it closes a place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openward.methods.portfolio import load_catalogue
from openward.methods.portfolio.model import MeasureClass, Phase
from openward.methods.portfolio.proposing import load_stakes
from openward.methods.portfolio.source import check_catalogue
from openward.methods.ranges import Basis
from openward.methods.typology import load_typology

CATALOGUE = load_catalogue()


def test_every_class_and_phase_has_measures():
    assert 45 <= len(CATALOGUE.measures) <= 70
    assert {measure.measure_class for measure in CATALOGUE.measures.values()} == set(MeasureClass)
    assert {phase for measure in CATALOGUE.measures.values() for phase in measure.phases} == set(Phase)


def test_every_kind_of_the_typology_has_an_assumed_weakness_and_measures():
    kinds = set(load_typology().kinds)
    assert set(CATALOGUE.weakness) == kinds
    assert kinds == {kind for measure in CATALOGUE.measures.values() for kind in measure.kinds}


def test_every_factor_has_five_anchors_and_a_measure_that_acts_on_it():
    acted_on = {factor for measure in CATALOGUE.measures.values() for factor in measure.factors}
    assert acted_on == set(CATALOGUE.factors)
    assert all(len(set(factor.anchors)) == 5 for factor in CATALOGUE.factors.values())


def cited(work: str) -> set[str]:
    return {slug for slug, measure in CATALOGUE.measures.items() if work in measure.source}


def test_a_work_is_cited_for_what_it_speaks_of_and_for_nothing_else():
    assert cited("Terrorism (Protection of Premises) Act 2025") == {
        "evacuation-procedure", "shelter-procedure", "closing-procedure", "communication-procedure",
    }  # fmt: skip
    assert cited("ISO 22301:2019") == {"continuity-plan"}
    assert cited("Goralnick and others 2018") == {"first-aid-courses"}  # kits without courses did not help in it


def test_no_effect_is_called_evidence_and_every_source_says_whose_judgement_it_is():
    for measure in CATALOGUE.measures.values():
        assert measure.basis in {Basis.EXPERT, Basis.ASSUMED}
        assert "our judgement" in measure.source or "our assumption" in measure.source


def test_slow_help_never_multiplies_a_crowd():
    assert [slug for slug, factor in CATALOGUE.factors.items() if not factor.weighs] == ["response-time"]


def test_no_effect_is_called_evidence_and_every_one_says_what_it_rests_on():
    assert {measure.basis for measure in CATALOGUE.measures.values()} == {Basis.EXPERT, Basis.ASSUMED}
    assert all(measure.source for measure in CATALOGUE.measures.values())
    assert CATALOGUE.cost_source
    assert CATALOGUE.weakness_source
    assert load_stakes().source


def test_every_measure_asks_about_rights_or_access_and_every_question_is_asked():
    assert all(measure.checks for measure in CATALOGUE.measures.values())
    asked = {check for measure in CATALOGUE.measures.values() for check in measure.checks} | set(CATALOGUE.always)
    assert asked == set(CATALOGUE.checks)


def test_whatever_closes_a_place_asks_whether_it_stays_open():
    closing = [measure for measure in CATALOGUE.measures.values() if measure.openness < 0]
    assert closing
    assert all({"openness", "freedoms"} <= set(measure.checks) for measure in closing)


def test_exclusions_are_mutual():
    for slug, measure in CATALOGUE.measures.items():
        assert all(slug in CATALOGUE.measures[other].excludes for other in measure.excludes)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"factors": ("charm",)}, "acts on a factor"),
        ({"factors": ("response-time",)}, "no factor that weighs"),
        ({"checks": ("charm",)}, "asks a question"),
        ({"checks": ("proportionate",)}, "repeats a question"),
        ({"kinds": frozenset({"castle-in-the-air"})}, "fits a kind"),
        ({"requires": frozenset({"charm"})}, "names charm"),
        ({"requires": frozenset({"continuity-plan"})}, "fits where continuity-plan does not"),
        ({"openness": 3}, "openness"),
        ({"life_years": 0}, "life"),
    ],
)
def test_a_wrong_line_is_named(change, wrong):
    measures = {**CATALOGUE.measures, "bleeding-kits": replace(CATALOGUE.measures["bleeding-kits"], **change)}
    with pytest.raises(ValueError, match=f"bleeding-kits .*{wrong}"):
        check_catalogue(replace(CATALOGUE, measures=measures))
