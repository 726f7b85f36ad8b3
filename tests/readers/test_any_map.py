"""Whatever people draw (rings that cross themselves, boundaries of nothing, relations of anything), reading it gives a
register that holds its own rules, or one of our errors."""

from __future__ import annotations

import tempfile
from pathlib import Path

import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openward.methods.errors import OpenwardError
from openward.readers.extracts import read_register
from tests.readers.drawn import DrawnMap

GRID = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda at: (10 + at[0] / 1000, 50 + at[1] / 1000))
NAMES = st.sampled_from(["", "A", "a", "École", "東", "\u202e", " ", "A" * 300])
KEYS = """amenity leisure building highway natural boundary admin_level type name name:fr area landuse waterway"""
VALUES = """school hospital park stadium yes no pedestrian primary water coastline wood administrative 8 9 10 -1
    multipolygon site river forest ; bar;;pub *"""
TAGS = st.dictionaries(st.sampled_from(KEYS.split()), st.sampled_from(VALUES.split()) | NAMES, max_size=5)
ROLES = st.sampled_from(["outer", "inner", "", "label", "admin_centre", "outline", "entrance"])


@st.composite
def maps(draw: st.DrawFn) -> DrawnMap:
    drawn = DrawnMap(draw(st.sampled_from([None, (10, 50, 10.006, 50.006), (-180, -90, 180, 90), (0, 0, 1, 1)])))
    ids = [drawn.node(draw(GRID), **draw(TAGS)) for _ in range(draw(st.integers(0, 4)))]
    for _ in range(draw(st.integers(1, 6))):
        points = draw(st.lists(GRID, min_size=1, max_size=7))
        closed = draw(st.booleans())
        ids.append(drawn.way([*points, points[0]] if closed else points, **draw(TAGS)))
    for _ in range(draw(st.integers(0, 4))):
        members = draw(st.lists(st.tuples(st.sampled_from(ids), ROLES), max_size=5))
        ids.append(drawn.relation(members, **draw(TAGS)))
    for gone in draw(st.sets(st.sampled_from(ids), max_size=2)):
        drawn.remove(gone)
    return drawn


@given(drawn=maps(), city=st.sampled_from([None, "A", "École"]))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_reading_any_map_holds_the_rules_of_a_register(drawn: DrawnMap, city: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = drawn.write(Path(folder) / "any.osm")
        try:
            register = read_register(path, city)
        except OpenwardError:
            return
        again = read_register(path, city)
    assert register == again
    identities = [place.id for place in register.places]
    sources = [source for place in register.places for source in place.source_ids]
    districts = {district.id: district for district in register.districts}
    assert len(set(identities)) == len(identities)
    assert len(set(sources)) == len(sources)
    for place in register.places:
        assert place.source_ids[0] == place.id
        assert 10 <= place.longitude <= 10.006
        assert 50 <= place.latitude <= 50.006
        assert place.district is None or place.district in districts
        assert (place.footprint is None) == (place.footprint_m2 is None)
        assert place.footprint_m2 is None or place.footprint_m2 > 0
    areas = [shapely.MultiPolygon([(p[0], p[1:]) for p in d.geometry]).buffer(0) for d in register.districts]
    for index, area in enumerate(areas):
        for other in areas[:index]:
            assert shapely.intersection(area, other).area < 1e-9
