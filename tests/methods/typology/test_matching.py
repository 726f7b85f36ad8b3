"""Which kind the tags of an object show: by tags alone, whatever else it carries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.methods.typology import load_typology
from openward.methods.typology.matching import LeftOut, shipped_matcher

UNREAD = ["religion", "denomination", "lgbtq", "operator", "name:xx", "old_name", "description", "brand"]
EXAMPLES = [
    ({"amenity": "school"}, "school"),
    ({"amenity": "bar;restaurant"}, "restaurant"),
    ({"amenity": "parking; library"}, "library"),
    ({"tourism": "attraction", "amenity": "place_of_worship"}, "place-of-worship"),
    ({"historic": "castle", "tourism": "museum"}, "museum"),
    ({"highway": "pedestrian", "name": "Walk"}, "pedestrian-zone"),
    ({"highway": "pedestrian"}, None),
    ({"man_made": "bridge"}, None),
    ({"man_made": "bridge", "name": "Old Bridge"}, "bridge"),
    ({"power": "substation"}, None),
    ({"power": "substation", "substation": "minor_distribution"}, None),
    ({"power": "substation", "substation": "transmission"}, "substation"),
    ({"power": "substation", "voltage": "110000;20000"}, "substation"),
    ({"harbour": "yes"}, "port"),
    ({"harbour": "no"}, None),
    ({"amenity": "bench"}, None),
    ({"disused:amenity": "school"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("tags", "kind"), EXAMPLES)
def test_tags_show_a_kind(tags: dict[str, str], kind: str | None) -> None:
    assert shipped_matcher().kind_of(tags) == kind


@pytest.mark.parametrize(("tags", "kind"), EXAMPLES)
@given(
    others=st.dictionaries(
        st.sampled_from(
            ["religion", "denomination", "lgbtq", "operator", "name:xx", "old_name", "description", "brand"]
        ),
        st.text(max_size=20),
    )
)
def test_beliefs_names_and_remarks_never_change_what_is_seen(
    tags: dict[str, str], kind: str | None, others: dict[str, str]
) -> None:
    matcher = shipped_matcher()
    assert matcher.kind_of(tags | others) == kind
    assert matcher.left_out(tags | others) == matcher.left_out(tags)


@given(name=st.text(min_size=1, max_size=30))
def test_a_name_that_speaks_of_refuge_hides_no_school_and_shows_no_place(name: str) -> None:
    matcher = shipped_matcher()
    for spoken in (name, "Women's shelter", "Asylum centre", "Church school"):
        assert matcher.left_out({"amenity": "school", "name": spoken}) is None
        assert matcher.kind_of({"amenity": "school", "name": spoken}) == "school"
        assert matcher.kind_of({"building": "yes", "name": spoken}) is None


@given(
    st.dictionaries(st.sampled_from([*shipped_matcher().hints, "building", "name"]), st.text(max_size=8), max_size=4)
)
def test_the_hints_pass_over_nothing_that_shows_a_kind(tags: dict[str, str]) -> None:
    matcher = shipped_matcher()
    if matcher.kind_of(tags) is not None:
        assert any(matcher.may_matter(key, value) for key, value in tags.items())


def test_every_rule_of_what_is_never_imported_works_for_an_object_of_any_kind() -> None:
    matcher, typology = shipped_matcher(), load_typology()
    for never in typology.never_imported:
        for rule in never.tags:
            for key, values in rule.items():
                for value in values:
                    tags = {"office": "government", key: "anything" if value == "*" else value}
                    assert matcher.left_out(tags) is LeftOut.NEVER_IMPORTED, tags
        assert never.description


def test_what_is_out_of_use_is_left_out() -> None:
    assert shipped_matcher().left_out({"amenity": "school", "disused": "yes"}) is LeftOut.NOT_IN_USE
    assert shipped_matcher().left_out({"amenity": "school", "disused": "no"}) is None
