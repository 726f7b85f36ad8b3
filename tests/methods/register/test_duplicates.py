"""One place is one place however often it is drawn, and two places stay two."""

from __future__ import annotations

import shapely
from hypothesis import given
from hypothesis import strategies as st

from openward.methods.register.duplicates import METRES_PER_DEGREE, merge
from openward.methods.register.sighting import Sighting
from openward.methods.typology import load_typology

KINDS = load_typology().kinds
METRE = 1 / METRES_PER_DEGREE


def seen(identity: str, kind: str, shape: shapely.Geometry, name: str = "", **tags: str) -> Sighting:
    return Sighting(identity, kind, shape, tags | ({"name": name} if name else {}))


def at(x: float, y: float) -> shapely.Point:
    """Metres from where the equator meets the first meridian."""
    return shapely.Point(x * METRE, y * METRE)


def square(x: float, y: float, size: float) -> shapely.Polygon:
    return shapely.box((x - size / 2) * METRE, (y - size / 2) * METRE, (x + size / 2) * METRE, (y + size / 2) * METRE)


def groups(*sightings: Sighting) -> list[tuple[str, ...]]:
    return [tuple(sighting.id for sighting in group) for group in merge(sightings, KINDS)]


def test_a_node_without_a_name_joins_what_it_lies_in_and_nothing_beside_it() -> None:
    house = seen("w1", "school", square(0, 0, 40), "Elms")
    assert groups(seen("n1", "school", at(5, 5)), house) == [("w1", "n1")]
    assert groups(seen("n1", "school", at(30, 0)), house) == [("n1",), ("w1",)]


def test_the_same_name_joins_over_a_short_distance_only() -> None:
    for metres, joined in ((20, True), (30, False)):
        nodes = seen("n1", "restaurant", at(0, 0), "Owl"), seen("n2", "restaurant", at(metres, 0), "OWL")
        assert (len(groups(*nodes)) == 1) is joined
    for metres, joined in ((45, True), (60, False)):
        parts = seen("w1", "park", square(0, 0, 20), "Lea"), seen("w2", "park", square(metres + 20, 0, 20), "Lea")
        assert (len(groups(*parts)) == 1) is joined


def test_a_name_in_another_language_is_the_same_name() -> None:
    pair = seen("n1", "library", at(0, 0), "Elms", **{"name:ru": "Вязы"}), seen("n2", "library", at(5, 0), "вязы")
    assert groups(*pair) == [("n1", "n2")]


def test_a_longer_name_joins_only_within() -> None:
    house = seen("w1", "hotel", square(0, 0, 40), "Grand Hotel Lea")
    assert groups(house, seen("n1", "hotel", at(0, 0), "Grand Hotel")) == [("w1", "n1")]
    assert groups(house, seen("n1", "hotel", at(25, 0), "Grand Hotel")) == [("n1",), ("w1",)]


def test_two_names_in_one_yard_stay_two_even_when_the_yard_has_none() -> None:
    yard = seen("w1", "school", square(0, 0, 100))
    upper, lower = seen("n1", "school", at(-20, 0), "Upper"), seen("n2", "school", at(20, 0), "Lower")
    assert len(groups(yard, upper, lower)) == 2
    assert not any({"n1", "n2"} <= set(group) for group in groups(yard, upper, lower))


def test_another_kind_is_another_place_unless_one_of_them_is_an_honour() -> None:
    church = seen("w1", "place-of-worship", square(0, 0, 30), "Old Abbey")
    assert groups(church, seen("n1", "tourist-site", at(0, 0), "Old Abbey")) == [("w1", "n1")]
    assert groups(church, seen("n1", "tourist-site", at(0, 0), "Fresco")) == [("n1",), ("w1",)]
    assert groups(church, seen("n1", "school", at(0, 0), "Old Abbey")) == [("n1",), ("w1",)]


def test_grounds_come_before_the_house_on_them() -> None:
    assert groups(seen("w1", "school", square(0, 0, 20)), seen("w2", "school", square(0, 0, 90), "Elms")) == [
        ("w2", "w1")
    ]


@st.composite
def sightings(draw: st.DrawFn) -> list[Sighting]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        x, y = draw(st.tuples(st.integers(0, 120), st.integers(0, 120)))
        shape = draw(st.sampled_from([at(x, y), square(x, y, 10), square(x, y, 60)]))
        kind = draw(st.sampled_from(["school", "park", "tourist-site"]))
        found.append(
            seen(
                f"{draw(st.sampled_from('nwr'))}{number + 1}", kind, shape, draw(st.sampled_from(["", "A", "B", "A B"]))
            )
        )
    return found


@given(sightings(), st.randoms(use_true_random=False))
def test_the_order_of_sightings_is_irrelevant_and_each_is_in_one_group(found: list[Sighting], chance: object) -> None:
    expected = groups(*found)
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert groups(*shuffled) == expected
    assert sorted(identity for group in expected for identity in group) == sorted(sighting.id for sighting in found)


@given(sightings())
def test_no_group_holds_two_names_that_differ_or_two_kinds_of_use(found: list[Sighting]) -> None:
    for group in merge(found, KINDS):
        names = {frozenset(name.split()) for sighting in group for name in sighting.names}
        assert all(one <= other or other <= one for one in names for other in names)
        assert len({sighting.kind for sighting in group if not KINDS[sighting.kind].yields}) <= 1
