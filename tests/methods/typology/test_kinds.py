"""The kinds that ship are complete and coherent, and wrong data is refused with the name of what is wrong."""

from __future__ import annotations

import copy
from importlib.resources import files
from typing import Any

import pytest
import yaml

from openward.methods.ranges import Basis
from openward.methods.typology import Family, LoadUnit, load_typology
from openward.methods.typology.hours import parse_profile
from openward.methods.typology.source import parse_typology

# The asset kinds that guidance on vulnerable targets names, as far as a map can show them.
NAMED_BY_GUIDANCE = {
    "school", "university", "hospital", "hotel", "restaurant", "nightclub", "shopping-centre", "street-market",
    "square", "park", "stadium", "theatre", "museum", "heritage-site", "place-of-worship", "transport-hub",
    "government", "tourist-site", "beach", "pedestrian-zone", "community-centre", "library",
}  # fmt: skip
INFRASTRUCTURE = {
    "power-plant", "substation", "water-works", "waste-water", "telecoms", "data-centre", "fuel-depot", "port",
    "airport", "rail-yard", "dam", "bridge", "tunnel", "fire-station", "police-station", "emergency-service",
}  # fmt: skip


def shipped() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    folder = files("openward.methods.typology")
    kinds, hours = (yaml.safe_load(folder.joinpath(name).read_text("utf-8")) for name in ("kinds.yaml", "hours.yaml"))
    return copy.deepcopy(kinds), copy.deepcopy(hours)


def test_every_kind_that_guidance_names_is_there() -> None:
    kinds = load_typology().kinds
    assert set(kinds) >= NAMED_BY_GUIDANCE | INFRASTRUCTURE
    assert {slug for slug, kind in kinds.items() if kind.family is Family.CRITICAL_INFRASTRUCTURE} == INFRASTRUCTURE


def test_every_load_factor_has_a_source_and_does_not_claim_evidence_that_it_has_not() -> None:
    for kind in load_typology().kinds.values():
        load = kind.load
        assert load.source
        assert load.basis in {Basis.EXPERT, Basis.ASSUMED}
        assert (load.basis is Basis.ASSUMED) == load.source.startswith("Our assumption")
        assert load.without_area.likely <= load.ceiling
        if load.unit is LoadUnit.PLACE:
            assert load.people == load.without_area


def test_every_profile_reaches_its_peak_and_is_used() -> None:
    typology = load_typology()
    for profile in typology.profiles.values():
        assert len(profile.shares) == 168
        assert max(profile.shares) == 1
        assert min(profile.shares) >= 0
    assert {kind.hours for kind in typology.kinds.values()} == set(typology.profiles)


def test_no_belief_is_told_by_the_hours_of_worship() -> None:
    shares = load_typology().profiles["worship"].shares
    days = [max(shares[day * 24 : day * 24 + 24]) for day in range(7)]
    assert days[4] == days[5] == days[6] == 1


def test_no_rule_reads_a_tag_of_religion_or_of_persons() -> None:
    typology = load_typology()
    keys = {key for kind in typology.kinds.values() for rule in kind.tags for key in rule}
    assert not keys & {"religion", "denomination", "lgbtq", "gay", "ethnicity", "language", "operator:type"}


LOAD = "load: {{unit: floor-m2, people: {}, without_area: {}, ceiling: 9, rests_on: {}}}"
WRONG: list[tuple[str, tuple[str, ...]]] = [
    ("hours: nowhen", ("school", "hours")),
    ("zones: [moon]", ("school", "zones")),
    ("needs: 5", ("school", "needs")),
    ("criticality: -1", ("school", "criticality")),
    ("review_months: 0", ("school", "review_months")),
    ("tags: []", ("school", "tags")),
    ("tags: [{amenity: [yes]}]", ("school", "amenity")),
    ("tags: [{}]", ("school",)),
    ("family: other", ("other",)),
    (
        LOAD.format("[2, 1, 3]", "[1, 2, 3]", "chairs"),
        ("load.people",),
    ),
    (
        LOAD.format("[0, 1, 9]", "[1, 2, 3]", "chairs"),
        ("load.people",),
    ),
    (LOAD.format("[0, 1]", "[1, 2, 3]", "chairs"), ("load.people",)),
    (
        LOAD.format("[0, 1, 2]", "[1, 20, 30]", "chairs"),
        ("ceiling",),
    ),
    (
        LOAD.format("[0, 1, 2]", "[1, 2, 3]", "hearsay"),
        ("rests_on",),
    ),
    ("slug: Not A Slug", ("slug",)),
    ("slug: hospital", ("hospital", "slug")),
]


@pytest.mark.parametrize(("line", "named"), WRONG)
def test_a_wrong_line_is_refused_by_name(line: str, named: tuple[str, ...]) -> None:
    kinds, hours = shipped()
    school = next(row for row in kinds["kinds"] if row["slug"] == "school")
    school.update(yaml.safe_load(line))
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        parse_typology(kinds, hours)
    assert all(name in str(caught.value) for name in named)


@pytest.mark.parametrize("field", ["label", "family", "tags", "load", "hours", "zones", "needs", "review_months"])
def test_a_missing_field_is_named(field: str) -> None:
    kinds, hours = shipped()
    del next(row for row in kinds["kinds"] if row["slug"] == "school")[field]
    with pytest.raises(ValueError, match=f"school.*{field}"):
        parse_typology(kinds, hours)


@pytest.mark.parametrize(
    "row",
    [
        {"slug": "x", "workdays": ["8-25 1"]},
        {"slug": "x", "workdays": ["9-8 1"]},
        {"slug": "x", "workdays": ["8-9 1.5"]},
        {"slug": "x", "workdays": ["8-10 1", "9-11 0.5"]},
        {"slug": "x", "workdays": ["noon"]},
        {"slug": "x", "workdays": ["8-9 0.5"]},
        {"slug": "x", "monday": ["8-9 1"]},
    ],
)
def test_a_wrong_hour_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="profile x"):
        parse_profile(row)


def test_a_special_day_replaces_the_general_one() -> None:
    shares = parse_profile({"slug": "x", "every_day": ["8-9 1"], "workdays": ["9-10 1"], "friday": ["10-11 1"]}).shares
    hours = [[hour for hour in range(24) if shares[day * 24 + hour]] for day in range(7)]
    assert hours == [[9], [9], [9], [9], [10], [8], [8]]
