"""Names fold alike when people take them for the same, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.methods.register.names import LONGEST_NAME, clean, every_name, fold, names_by_language


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("École Saint-Rémi", "ecole saint remi"), ("STRASSE", "Straße"), ("Łódka", "lodka"),
        ("Smørrebrød", "smorrebrod"), ("Œuvre", "oeuvre"), ("مَدْرَسَة", "مدرسة"), ("مــدرسة", "مدرسة"),
        ("Ёлка", "елка"), ("L'Arc", "L’Arc"),
        ("ﬁne", "FINE"), ("  two   words ", "Two Words"), ("Ἀθηνᾶ", "αθηνα"), ("カフェ", "ｶﾌｪ"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("हिन्दी", "हन्द"), ("東", "西"), ("а", "a"), ("School 1", "School 2")])
def test_different_names_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_clean_name_is_one_line_and_bounded(text: str) -> None:
    cleaned = clean(text)
    assert cleaned is None or (0 < len(cleaned) <= LONGEST_NAME and cleaned == " ".join(cleaned.split()))
    assert cleaned is None or not any(ord(sign) < 32 for sign in cleaned)


def test_only_languages_are_languages() -> None:
    tags = {"name": "A", "name:de": "B", "name:zh-Hant": "C", "name:etymology": "x", "name:old": "x", "name:left": "x"}
    assert names_by_language(tags | {"name:fr": " \n "}) == {"de": "B", "zh-Hant": "C"}
    assert every_name(tags | {"alt_name": "D; E", "old_name": "x"}) == ["A", "B", "C", "D", "E"]
