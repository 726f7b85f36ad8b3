"""Charts are the same bytes for the same numbers, name themselves, and ask nobody for anything."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from openward.foundation.ui.charts import FrontierPoint, frontier_chart, svg, week_chart
from openward.methods.ranges import Range

LANGUAGES = ("en", "fr", "ar")
SVG = "{http://www.w3.org/2000/svg}"
WEEK = [Range(hour % 24, 2 * (hour % 24), 5 * (hour % 24)) for hour in range(168)]
POINTS = [FrontierPoint(10_000.0 * n, n / 20) for n in range(1, 21)]


def texts(chart: bytes) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(chart).iter(f"{SVG}text")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_names_itself_and_is_the_same_each_time(language: str) -> None:
    chart = week_chart(WEEK, language)
    assert chart == week_chart(list(WEEK), language)
    root = ElementTree.fromstring(chart)
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text


@pytest.mark.parametrize("chart", [week_chart(WEEK, "en"), frontier_chart(POINTS, POINTS[4], "EUR", "en")])
def test_a_chart_refers_to_nothing_outside_itself(chart: bytes) -> None:
    assert not re.search(rb"(href|src)=|url\((?!#)|@import|<script|<style|<foreignObject", chart)
    addresses = set(re.findall(rb"https?://[^\"' <]+", chart))
    assert addresses <= {b"http://www.w3.org/2000/svg", b"http://www.w3.org/1999/xlink"}


def test_the_days_run_with_the_text() -> None:
    def first_day(language: str) -> float:
        monday = {"en": "Mon", "ar": "الاثنين"}[language]
        for element in ElementTree.fromstring(week_chart(WEEK, language)).iter(f"{SVG}text"):
            if element.text == monday:
                return float(re.search(r"translate\(([\d.]+)", element.get("transform", "")).group(1))  # type: ignore[union-attr]
        raise AssertionError(f"{monday} is not on the axis")

    assert first_day("en") < 100
    assert first_day("ar") > 600


def test_amounts_are_written_as_the_reader_writes_them() -> None:
    assert "€200,000" in texts(frontier_chart(POINTS, None, "EUR", "en"))
    assert "200 000 €" in [
        t.replace("\u202f", " ").replace("\xa0", " ") for t in texts(frontier_chart(POINTS, None, "EUR", "fr"))
    ]


def test_the_budget_that_was_asked_for_is_marked() -> None:
    assert "€50,000" in texts(frontier_chart(POINTS, POINTS[4], "EUR", "en"))
    assert "€50,000" in texts(frontier_chart([], POINTS[4], "EUR", "en"))


@pytest.mark.parametrize("highest", [1.0, 7.0, 99.0, 101.0, 12_345.0, 9_999_999.0])
def test_the_axis_reaches_the_highest_budget_in_few_round_steps(highest: float) -> None:
    shown = [t for t in texts(frontier_chart([FrontierPoint(highest, 1.0)], None, "EUR", "en")) if t.startswith("€")]
    amounts = [int(t.removeprefix("€").replace(",", "")) for t in shown]
    assert amounts[0] == 0
    assert amounts[-1] >= highest
    assert 2 <= len(amounts) <= 8


def test_a_place_where_nobody_is_has_a_chart_all_the_same() -> None:
    assert week_chart([Range(0, 0, 0)] * 168, "en").startswith(b"<svg")


def test_a_title_cannot_break_out() -> None:
    spec = {"data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
    root = ElementTree.fromstring(svg(spec, "en", '<script>&"', "2 < 3"))
    assert root[0].text == '<script>&"'
    assert root[1].text == "2 < 3"


def test_a_chart_that_asks_another_host_is_not_drawn() -> None:
    spec = {"data": {"url": "https://example.org/data.json"}, "mark": "point", "encoding": {}}
    with pytest.raises(ValueError, match=r".*"):
        svg(spec, "en", "t")
