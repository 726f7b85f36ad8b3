"""Tags written by hand: what can be read is read, and an absurd value is no value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.methods.register.model import Known
from openward.readers import facts


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("500", 500), ("1,200", 1200), ("1.200", 1200), ("1 200", 1200), ("1\u202f200", 1200), ("1'200", 1200),
        ("12,345,678", None), ("~300", 300), ("ca. 240", 240), ("300 seats", 300), ("200-300", 300), ("300+", 300),
        ("٥٠٠", 500), ("120;80", 120), ("0", None), ("-5", None), ("many", None), ("", None), ("99999999", None),
        ("42.0", 42),
    ],
)  # fmt: skip
def test_a_capacity_is_read_as_people_mean_it(written: str, people: int | None) -> None:
    assert facts.capacity({"capacity": written}) == people


def test_persons_and_seats_are_read_where_there_is_no_plain_capacity() -> None:
    assert facts.capacity({"capacity": "unknown", "capacity:persons": "80", "seats": "70"}) == 80
    assert facts.capacity({"seats": "70"}) == 70
    assert facts.capacity({"capacity:disabled": "4", "rooms": "9"}) is None


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("3", 3), ("2.5", 2.5), ("2;3", 2.5), ("1-4", 2.5), ("2, 4", 3), (" 7 ", 7), ("0", None), ("-1", None),
        ("400", None), ("three", None), ("3;x", None), ("", None), ("1e3", None), ("nan", None),
    ],
)  # fmt: skip
def test_levels_are_read_and_of_several_parts_the_mean(written: str, levels: float | None) -> None:
    assert facts.levels({"building:levels": written}) == levels


@given(st.text())
def test_any_text_gives_a_sensible_value_or_none(text: str) -> None:
    people = facts.capacity({"capacity": text})
    levels = facts.levels({"building:levels": text})
    assert people is None or 1 <= people <= facts.MOST_PEOPLE
    assert levels is None or 0 < levels <= facts.MOST_LEVELS
    assert facts.wheelchair({"wheelchair": text}) in {None, "yes", "limited", "no", "designated"}


@pytest.mark.parametrize(
    ("tags", "known"),
    [
        ({"emergency": "yes"}, Known.YES), ({"emergency": "24/7"}, Known.YES), ({"emergency": "No"}, Known.NO),
        ({"emergency": "landing_site"}, Known.UNKNOWN), ({}, Known.UNKNOWN),
    ],
)  # fmt: skip
def test_untagged_emergency_care_is_unknown_and_never_no(tags: dict[str, str], known: Known) -> None:
    assert facts.emergency_care(tags) is known
