"""Points of a map: those in view, all of them or counted, never more than the map can bear."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from openward.foundation.identity.models import Organisation
from openward.foundation.maps.points import WORLD, Box, box_of, points
from tests import factories


def request(query: str = "") -> Any:
    return RequestFactory().get(f"/points.json{query}")


def answered(box: Box, **options: Any) -> dict[str, Any]:
    told = points(request(), Organisation.objects.all(), box, lambda o: {"id": str(o.id), "name": o.name}, **options)
    assert told["Cache-Control"] == "no-store, private"
    return json.loads(told.content)


def placed(*positions: tuple[float, float]) -> list[Organisation]:
    return [factories.organisation(longitude=longitude, latitude=latitude) for longitude, latitude in positions]


@pytest.mark.django_db
def test_only_what_lies_in_the_box_is_given() -> None:
    inside, _outside = placed((5.0, 45.0), (6.0, 45.0))
    told = answered(Box(4.9, 44.9, 5.1, 45.1))
    assert [feature["properties"]["id"] for feature in told["features"]] == [str(inside.id)]
    assert told["features"][0]["geometry"]["coordinates"] == [5.0, 45.0]
    assert (told["total"], told["is_counted"]) == (1, False)


@pytest.mark.django_db
def test_a_box_across_the_180th_meridian_has_both_sides() -> None:
    placed((179.5, 0.0), (-179.5, 0.0), (0.0, 0.0))
    assert answered(Box(179.0, -1.0, -179.0, 1.0))["total"] == 2


@pytest.mark.django_db
def test_where_there_are_too_many_they_are_counted_and_none_is_lost() -> None:
    placed(*((x / 100, y / 100) for x in range(8) for y in range(5)))
    told = answered(Box(-0.1, -0.1, 0.2, 0.2), cap=10)
    assert told["is_counted"]
    assert told["total"] == 40 == sum(cell["properties"]["count"] for cell in told["features"])
    assert all(set(cell["properties"]) == {"count"} for cell in told["features"])
    assert len(told["features"]) < 40 or all(c["properties"]["count"] == 1 for c in told["features"])


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_what_is_there(django_assert_max_num_queries: Any) -> None:
    placed(*((x / 100, 0.0) for x in range(30)))
    for cap in (5, 100):
        with django_assert_max_num_queries(2):
            answered(WORLD, cap=cap)


@pytest.mark.django_db
def test_the_same_question_has_the_same_answer() -> None:
    placed(*((x / 50, x / 70) for x in range(20)))
    assert answered(WORLD) == answered(WORLD)
    assert answered(WORLD, cap=3) == answered(WORLD, cap=3)


@given(st.text(max_size=30))
def test_any_text_is_a_box_or_is_refused(text: str) -> None:
    try:
        box = box_of(RequestFactory().get("/points.json", {"box": text}))
    except BadRequest:
        return
    assert box.south <= box.north


@pytest.mark.parametrize("text", ["1,2,3", "1,2,3,4,5", "a,b,c,d", "nan,0,1,1", "0,inf,1,1", "0,5,1,4", "-181,0,0,0"])
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        box_of(request(f"?box={text}"))


@given(
    st.tuples(
        st.floats(-180, 180, allow_nan=False), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90)
    ).filter(lambda b: b[1] <= b[3])
)
def test_every_box_on_earth_is_read(numbers: tuple[float, float, float, float]) -> None:
    box = box_of(request("?box=" + ",".join(map(repr, numbers))))
    assert math.isclose(box.west, numbers[0])
    assert 0 < box.width <= 360
