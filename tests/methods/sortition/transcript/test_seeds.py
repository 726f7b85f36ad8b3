"""A seed has one form, and gives each panel as often as any other."""

from __future__ import annotations

import hashlib
from collections import Counter
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.methods.errors import OpenwardError
from openward.methods.sortition.transcript.seeds import drawn_panel, normal_seed


@pytest.mark.parametrize("typed", ["3-14 15", " 3, 14, 15 ", "3/14/15", "٣ ١٤ ١٥", "３　14—15"])
def test_however_it_is_typed_a_seed_is_the_same(typed: str) -> None:
    assert normal_seed(typed) == "3 14 15"


@given(st.text(max_size=40))
def test_the_normal_form_is_its_own(text: str) -> None:
    if not any(character.isalnum() for character in normalize("NFKC", text).casefold()):
        with pytest.raises(OpenwardError):
            normal_seed(text)
        return
    seed = normal_seed(text)
    assert normal_seed(seed) == seed
    assert "\n" not in seed


def test_the_rule_is_the_one_that_a_pocket_script_follows() -> None:
    said = hashlib.sha256(b"openward-panel-draw/1\n" + b"ab" * 32 + b"\n0\n3 14 15").hexdigest()
    assert drawn_panel("3 14 15", "ab" * 32, 1000) == int(said, 16) % 1000


def test_every_panel_is_drawn_about_as_often() -> None:
    counts = Counter(drawn_panel(str(seed), "0" * 64, 7) for seed in range(7000))
    assert set(counts) == set(range(7))
    assert all(abs(count - 1000) < 150 for count in counts.values())


def test_a_number_beyond_the_last_whole_round_is_drawn_again() -> None:
    """With as many panels as three quarters of all hashes, one in four is beyond."""
    panels = 3 * 2**254
    seeds = [str(seed) for seed in range(40)]
    first = [int(hashlib.sha256(f"openward-panel-draw/1\nc\n0\n{seed}".encode()).hexdigest(), 16) for seed in seeds]
    assert any(number >= panels for number in first)
    for seed, number in zip(seeds, first, strict=True):
        assert (drawn_panel(seed, "c", panels) == number) == (number < panels)
