"""People present through the week: the likely number as a line, from low to high as a band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel.dates import get_day_names

from openward.foundation.ui.charts.rendering import ACCENT, BAND, svg
from openward.methods.ranges import Range
from openward.wording import words

HOURS_A_DAY = 24
NOON = 12


def week_chart(week: Sequence[Range], language: str) -> bytes:
    """`week`: people for each hour from Monday 00:00 local time (168 of them). SVG in UTF-8."""
    reader = words(language)
    days = get_day_names("abbreviated", locale=reader.locale)
    rows = [
        {"hour": hour + 0.5, "low": round(r.low, 1), "likely": round(r.likely, 1), "high": round(r.high, 1)}
        for hour, r in enumerate(week)
    ]
    midnights = list(range(0, len(week) + 1, HOURS_A_DAY))
    noons = [midnight + NOON for midnight in midnights[:-1]]
    names = ", ".join(f"'{days[index % 7]}'" for index in range(len(noons)))
    axis: dict[str, Any] = {
        "orient": "bottom",
        "values": sorted([*midnights, *noons]),
        "grid": True,
        "gridColor": {"condition": {"test": f"datum.value % {HOURS_A_DAY} == 0", "value": "#c9d1d9"}, "value": None},
        "ticks": False,
        "labelExpr": f"datum.value % {HOURS_A_DAY} == {NOON} ? [{names}][floor(datum.value / {HOURS_A_DAY})] : ''",
        "labelFontSize": 13,
        "labelAngle": 0,
        "labelOverlap": False,
        "title": None,
    }
    x = {
        "field": "hour",
        "type": "quantitative",
        "scale": {"domain": [0, len(week)], "nice": False, "reverse": reader.right_to_left},
        "axis": axis,
    }
    people = {"orient": "right" if reader.right_to_left else "left", "title": None, "tickCount": 5, "format": ",d"}
    band, line = reader.gettext("from low to high"), reader.gettext("likely")
    legend = {"scale": {"domain": [line, band], "range": [ACCENT, BAND]}, "legend": {"symbolType": "square"}}
    spec = {
        "width": 720,
        "height": 220,
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "area", "interpolate": "monotone", "opacity": 0.75},
                "encoding": {
                    "x": x,
                    "y": {"field": "low", "type": "quantitative", "axis": people},
                    "y2": {"field": "high"},
                    "color": {"datum": band, **legend},
                },
            },
            {
                "mark": {"type": "line", "interpolate": "monotone", "strokeWidth": 2.2},
                "encoding": {
                    "x": x,
                    "y": {"field": "likely", "type": "quantitative"},
                    "color": {"datum": line, **legend},
                },
            },
        ],
    }
    return svg(spec, language, reader.gettext("People present by hour of the week"))
