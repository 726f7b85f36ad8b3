"""Amounts and years as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.cli.asked import asked_amount, asked_language, asked_year, moment_now
from openward.methods.errors import OpenwardError


@pytest.mark.parametrize(
    "text",
    ["500000", " 500 000 ", "500\u202f000", "500\u00a0000", "500_000", "500'000", "500000.00", "٥٠٠٠٠٠", "५०००००"],
)
def test_half_a_million_is_understood(text: str) -> None:
    assert asked_amount(text) == 500_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "500,000",
        "5e5",
        "0x10",
        "nan",
        "inf",
        "1.2.3",
        "--5",
        "5 0 0 0 €",
        "9" * 60,
        "²",
        "½",
        "1 " + "0" * 40,
    ],
)
def test_what_could_be_misunderstood_is_refused(text: str) -> None:
    with pytest.raises(OpenwardError) as raised:
        asked_amount(text)
    assert raised.value.code == "budget-not-a-number"


@pytest.mark.parametrize("text", ["500.000", "1 500.000", "٥٠٠.٠٠٠", "-1.500"])
def test_a_point_before_three_digits_is_refused_with_both_readings(text: str) -> None:
    with pytest.raises(OpenwardError) as raised:
        asked_amount(text)
    assert raised.value.code == "budget-ambiguous"
    told = raised.value.parameters
    assert asked_amount(str(told["thousands"])) == 1000 * asked_amount(str(told["decimals"]))


@given(st.text())
def test_any_text_is_an_amount_or_a_clear_refusal(text: str) -> None:
    code = ""
    try:
        asked_amount(text)
    except OpenwardError as error:
        code = error.code
    assert code in ("", "budget-not-a-number", "budget-ambiguous")


@given(st.integers(0, 10**12))
def test_plain_digits_are_taken_as_they_are(amount: int) -> None:
    assert asked_amount(str(amount)) == amount


def test_a_year_is_digits() -> None:
    assert asked_year("2026") == asked_year("٢٠٢٦") == 2026
    assert asked_year(None) is None
    for text in ("", "-1", "20 26", "twenty", "2026.5"):
        with pytest.raises(OpenwardError) as raised:
            asked_year(text)
        assert raised.value.code == "price-year-not-a-number"


def test_an_unknown_language_is_named_with_those_there_are() -> None:
    with pytest.raises(OpenwardError) as raised:
        asked_language("de")
    assert raised.value.parameters == {"language": "de", "languages": ("en", "fr", "ar")}


def test_now_can_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    assert moment_now().isoformat() == "2025-11-24T16:00:00+00:00"
    for wrong in ("", "yesterday", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(OpenwardError) as raised:
            moment_now()
        assert raised.value.code == "source-date-wrong"
