"""Small pools, and every panel of them by trying all: the judge of what the methods say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import strategies as st

from openward.methods.sortition.model import Person, Pool, Quota, ReservedSeat, Selection


def all_panels(selection: Selection) -> Iterator[tuple[int, ...]]:
    """Every panel, as indices into the pool, by trying all sets of people."""
    people = selection.pool.people
    included = {place for place, person in enumerate(people) if person.id in selection.must_include}
    seats = selection.size - len(selection.reserved)
    for panel in combinations(range(len(people)), seats) if seats >= 0 else ():
        if included <= set(panel) and is_panel(selection, panel):
            yield panel


def is_panel(selection: Selection, panel: tuple[int, ...]) -> bool:
    people = [selection.pool.people[place] for place in panel]
    homes = [person.household for person in people if person.household is not None]
    if selection.households and len(set(homes)) < len(homes):
        return False
    for quota in selection.quotas:
        place = selection.pool.features.index(quota.feature)
        count = sum(person.values[place] == quota.value for person in people)
        count += sum(seat.values.get(quota.feature) == quota.value for seat in selection.reserved)
        if not quota.minimum <= count <= quota.maximum:
            return False
    return True


def has_panel(selection: Selection) -> bool:
    return next(all_panels(selection), None) is not None


@st.composite
def selections(draw: st.DrawFn, most_people: int = 8) -> Selection:
    """Tasks of a few people: with quotas that may clash, households, must-include people and reserved seats."""
    features = ("area", "age")[: draw(st.integers(1, 2))]
    values = ("a", "b", "c")[: draw(st.integers(2, 3))]
    count = draw(st.integers(2, most_people))
    size = draw(st.integers(1, min(count, 4)))
    households = draw(st.booleans())
    homes = st.none() | st.sampled_from(["h1", "h2"]) if households else st.none()
    people = tuple(
        Person(f"p{number}", tuple(draw(st.sampled_from(values)) for _ in features), draw(homes))
        for number in range(count)
    )
    quotas = []
    for feature in features:
        for value in values:
            minimum = draw(st.integers(0, 2))
            quotas.append(Quota(feature, value, minimum, draw(st.integers(minimum, 4))))
    selection = Selection(Pool(features, people), tuple(quotas), size, households)
    if draw(st.integers(0, 3)) == 0:
        included = draw(st.sampled_from(people))
        selection = Selection(selection.pool, selection.quotas, size, households, must_include=frozenset({included.id}))
    if size > 1 and not selection.must_include and draw(st.integers(0, 3)) == 0:
        seat = ReservedSeat({features[0]: draw(st.sampled_from(values))})
        selection = Selection(selection.pool, selection.quotas, size, households, reserved=(seat,))
    return selection


@st.composite
def tight_selections(draw: st.DrawFn, most_people: int = 9) -> Selection:
    """Tasks with a panel, many of them with few others: quotas within a seat or none of those of a panel."""
    values = ("a", "b", "c")
    features = ("area", "age", "work")[: draw(st.integers(2, 3))]
    count = draw(st.integers(4, most_people))
    size = draw(st.integers(2, min(count - 1, 4)))
    homes = st.none() | st.sampled_from(["h1", "h2", "h3"]) if draw(st.booleans()) else st.none()
    people = []
    for number in range(count):
        # The first people are the panel, so they live apart.
        home = draw(homes) if number >= size else None
        people.append(Person(f"p{number}", tuple(draw(st.sampled_from(values)) for _ in features), home))
    slack = draw(st.integers(0, 1))
    quotas = []
    for place, feature in enumerate(features):
        for value in values:
            there = sum(person.values[place] == value for person in people[:size])
            quotas.append(Quota(feature, value, max(there - slack, 0), there + slack))
    included = frozenset({"p0"}) if draw(st.integers(0, 5)) == 0 else frozenset()
    return Selection(Pool(features, tuple(people)), tuple(quotas), size, True, must_include=included)
