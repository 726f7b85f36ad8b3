"""Districts tile the city: no gap, no overlap, and parts tile their district."""

from __future__ import annotations

import pytest
import shapely

from openward.city import InventedCity
from openward.city.districts import divide
from openward.city.fabric import weave
from openward.city.plan import lay_plan


def test_districts_cover_the_city_and_do_not_overlap(town: InventedCity) -> None:
    shapes = [district.shape for district in town.districts if district.level == 9]
    assert len(shapes) >= 3
    together = shapely.union_all(shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(together.area, rel=1e-9)
    assert together.symmetric_difference(town.plan.city).area < 1e-4 * together.area


def test_parts_tile_their_districts() -> None:
    plan = lay_plan(3, 1300.0)
    divided = divide(3, plan, weave(3, plan), count=5, parts=4)
    districts = [shape for shape, level, _ in divided if level == 9]
    assert len(districts) == 5
    for number, district in enumerate(districts):
        parts = [shape for shape, level, within in divided if level == 10 and within == number]
        assert 1 <= len(parts) <= 4
        assert sum(part.area for part in parts) == pytest.approx(district.area, rel=1e-9)
        assert shapely.union_all(parts).symmetric_difference(district).area < 1


def test_the_old_town_is_a_district_round_the_centre(town: InventedCity) -> None:
    assert town.districts[0].name.en == "Old Quarter"
    assert town.districts[0].shape.contains(shapely.Point(0, 0))
