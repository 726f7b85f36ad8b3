"""Words of a language: a number takes the form that its grammar has for it."""

from __future__ import annotations

import pytest

from openward.wording import words


@pytest.mark.parametrize(("language", "shown"), [("en", "1,234 m²"), ("fr", "1\u202f234\u202fm²"), ("ar", "1,234 م²")])
def test_square_metres_have_the_sign_of_the_language(language: str, shown: str) -> None:
    assert words(language).square_metres(1234.4) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "1 lieu"), (0, "0 lieu"), (2, "2 lieux"), (1_000, "1000 lieux")],
)
def test_french_counts_nothing_and_one_in_the_singular(count: int, shown: str) -> None:
    assert words("fr").ngettext("%(count)s place", "%(count)s places", count) % {"count": count} == shown


@pytest.mark.parametrize(
    ("count", "noun"),
    [
        (3, "أماكن"),
        (10, "أماكن"),
        (11, "مكانًا"),
        (25, "مكانًا"),
        (99, "مكانًا"),
        (100, "مكان"),
        (101, "مكان"),
        (111, "مكانًا"),
    ],
)
def test_arabic_counts_from_eleven_to_ninety_nine_in_the_accusative(count: int, noun: str) -> None:
    assert words("ar").ngettext("%(count)s place", "%(count)s places", count) % {"count": count} == f"{count} {noun}"


@pytest.mark.parametrize(
    ("language", "commas", "semicolons"),
    [("en", "a, b", "a; b"), ("fr", "a, b", "a\u00a0; b"), ("ar", "a، b", "a؛ b")],
)
def test_a_row_of_things_is_parted_as_the_language_parts_them(language: str, commas: str, semicolons: str) -> None:
    assert words(language).by_commas(["a", "b"]) == commas
    assert words(language).by_semicolons(["a", "b"]) == semicolons
