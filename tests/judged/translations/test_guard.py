"""The guard on the half of the judged translations that it was made with."""

from __future__ import annotations

from tests.judged.translations.scoring import ASKED, score


def test_names_acronyms_and_numbers_are_found_and_little_else_is_said():
    seen = score("seen")
    assert seen.recall(ASKED) >= 0.95, seen.told()
    assert seen.precision >= 0.9, seen.told()
    assert seen.clean_flagged <= 2, seen.told()
