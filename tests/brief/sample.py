"""An invented town by hand, small enough to reckon with: four districts, a river, places named in many scripts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from openward.brief.model import BriefRequest, Edition
from openward.methods.register import CityFrame, District, ExtractFacts, Facility, MapBackdrop, PlaceFacts, Register
from openward.methods.register.model import CityBasis, DistrictBasis, FacilityKind, Known, MultiPolygon
from openward.methods.screening.model import Help, HelpState

REQUEST = BriefRequest(budget=500_000, currency="EUR", price_year=2026, on=date(2026, 11, 24))
MADE_AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

# Nobody's names; the last ones try to break out of whatever they are set in.
NAMES = [
    "Old Mill",
    "Αγορά Ήλιου",
    "Школа у реки",
    "مدرسة النهر",
    "בית הספר",
    "河畔学校",
    "中央図書館",
    "강변 시장",
    "ნათელი სკოლა",
    "Լուսավոր շուկա",
    "नदी विद्यालय",
    "নদী বাজার",
    "የወንዝ ገበያ",
    "โรงเรียนริมน้ำ",
    '=HYPERLINK("x")',
    "<script>alert(1)</script>",
    "#import sys; $x$ *b* `c` \\ @ref",
    "\u202egnirts\u202c \U0001f600 தமிழ்",
]


def square(west: float, south: float, size: float = 0.01) -> MultiPolygon:
    east, north = west + size, south + size
    return ((((west, south), (east, south), (east, north), (west, north), (west, south)),),)


def edition(language: str = "en") -> Edition:
    return Edition(language, "R. Keeper", MADE_AT)


def district(index: int) -> District:
    west, south = (index % 2) * 0.01, (index // 2) * 0.01
    names = {"fr": f"Quartier {index}", "ar": f"الحي {index}"}
    return District(f"r{index}", f"Quarter {index}", names, DistrictBasis.BOUNDARY, 9, square(west, south), 1.2e6)


def place(
    number: int, kind: str, where: int, *, capacity: int | None = None, name: str | None = None, built: float = 900.0
) -> PlaceFacts:
    west, south = (where % 2) * 0.01, (where // 2) * 0.01
    return PlaceFacts(
        id=f"n{number}",
        kind=kind,
        name=NAMES[number % len(NAMES)] if name is None else name,
        names={"fr": f"Lieu {number}"},
        longitude=west + 0.001 + 0.0007 * (number % 11),
        latitude=south + 0.001 + 0.0006 * (number % 13),
        district=f"r{where}",
        footprint=None,
        footprint_m2=built,
        levels=2.0,
        capacity=capacity,
        operator=None,
        wheelchair=None,
        emergency=Known.UNKNOWN,
        source_ids=(f"n{number}",),
        built_m2=built,
    )


def town(*, fictitious: bool = True, counts: Mapping[str, tuple[int, ...]] | None = None) -> Register:
    """`counts`: kind -> number of places in each district."""
    counts = counts or {
        "school": (6, 7, 3, 1),
        "place-of-worship": (2, 2, 1, 0),
        "hospital": (1, 0, 0, 0),
        "street-market": (2, 1, 0, 0),
        "library": (1, 5, 6, 2),
        "stadium": (0, 0, 1, 0),
    }
    places = []
    for kind, by_district in sorted(counts.items()):
        for where, count in enumerate(by_district):
            for _ in range(count):
                number = len(places) + 1
                capacity = 400 if kind == "school" and number % 2 else None
                places.append(place(number, kind, where, capacity=capacity))
    return Register(
        city=CityFrame(
            "Testbridge", {"fr": "Pont-d'Essai", "ar": "جسر التجربة"}, CityBasis.BOUNDARY, "r100", square(0, 0, 0.02)
        ),
        extract=ExtractFacts(
            "testbridge.osm.pbf", "ab" * 32, 12345, "2026-11-01T00:00:00Z", (0, 0, 0.02, 0.02), None, fictitious
        ),
        districts=tuple(district(index) for index in range(4)),
        places=tuple(sorted(places, key=lambda one: one.id)),
        facilities=(
            Facility("n9001", FacilityKind.EMERGENCY_HOSPITAL, "River Hospital", 0.004, 0.004, Known.UNKNOWN),
            Facility("n9002", FacilityKind.FIRE, "Watch Two", 0.014, 0.004, Known.UNKNOWN),
        ),
        backdrop=MapBackdrop(
            water=((((-0.01, 0.0095), (0.03, 0.0095), (0.03, 0.0105), (-0.01, 0.0105), (-0.01, 0.0095)),),),
            green=square(0.012, 0.002, 0.004),
            main_roads=(((0.0, 0.005), (0.02, 0.005)), ((0.005, 0.0), (0.005, 0.02))),
        ),
        typology_version="1",
        left_out={"merged-duplicate": 3, "outside-city": 12, "never-imported": 1},
    )


def helps(register: Register) -> dict[str, tuple[Help, ...]]:
    """A hospital and a fire station with times that rise with the number of the place; no police at all."""
    found = {}
    for place in register.places:
        number = int(place.id[1:])
        state = HelpState.PERHAPS_NEARER_OUTSIDE if number % 5 == 0 else HelpState.FOUND
        found[place.id] = (
            Help(FacilityKind.EMERGENCY_HOSPITAL, state, 60.0 + 7 * number, "n9001", Known.UNKNOWN),
            Help(FacilityKind.FIRE, HelpState.FOUND, 30.0 + 11 * number, "n9002", Known.UNKNOWN),
            Help(FacilityKind.POLICE, HelpState.NONE_IN_EXTRACT, None, None, Known.UNKNOWN),
        )
    return found
