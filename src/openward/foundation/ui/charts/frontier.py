"""What more or less money would buy: the benefit of the best programme for each budget, stepped, because a measure is
bought whole; the budget that was asked for is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openward.foundation.ui.charts.rendering import ACCENT, INK, PAPER, WARM, svg
from openward.wording import words


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """`budget` in whole money, `share` 0..1 of the greatest benefit shown."""

    budget: float
    share: float


def frontier_chart(points: Sequence[FrontierPoint], asked: FrontierPoint | None, currency: str, language: str) -> bytes:
    """SVG in UTF-8."""
    reader = words(language)
    ordered = sorted(points, key=lambda point: point.budget)
    highest = max([point.budget for point in ordered] + ([asked.budget] if asked else []), default=0.0)
    ticks = _round_steps(highest)
    money = {str(tick): reader.money(tick, currency) for tick in ticks}
    percent = {str(tick): reader.percent(tick) for tick in (0, 0.25, 0.5, 0.75, 1)}
    rows = [{"budget": 0.0, "share": 0.0}, *({"budget": p.budget, "share": p.share} for p in ordered)]
    x = {
        "field": "budget",
        "type": "quantitative",
        "scale": {"domain": [0, ticks[-1]], "nice": False, "reverse": reader.right_to_left},
        "axis": _axis(reader.gettext("Budget"), money, grid=False, orient="bottom"),
    }
    y = {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": _axis(None, percent, grid=True, orient="right" if reader.right_to_left else "left"),
    }
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2.2, "color": ACCENT}},
        {
            "transform": [{"filter": "datum.budget > 0"}],
            "mark": {"type": "point", "size": 32, "fill": PAPER, "stroke": ACCENT, "strokeWidth": 1.5, "opacity": 1},
        },
    ]
    if asked is not None:
        layers += _marked(asked, reader.money(asked.budget, currency), ticks[-1], reader.right_to_left)
    spec = {
        "width": 720,
        "height": 260,
        "data": {"values": rows},
        "encoding": {"x": x, "y": y},
        "layer": layers,
    }
    return svg(spec, language, reader.gettext("Share of the greatest benefit by budget"))


def _axis(title: str | None, labels: dict[str, str], *, grid: bool, orient: str) -> dict[str, Any]:
    """An axis whose labels were written in the reader's language beforehand."""
    pairs = ", ".join(f"'{value}': '{_quoted(text)}'" for value, text in labels.items())
    return {
        "title": title,
        "values": [float(value) for value in labels],
        "labelExpr": f"({{{pairs}}})[toString(datum.value)]",
        "grid": grid,
        "orient": orient,
    }


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _marked(asked: FrontierPoint, text: str, right: float, right_to_left: bool) -> list[dict[str, Any]]:
    here = {"values": [{"budget": asked.budget, "share": asked.share, "text": text}]}
    is_far = asked.budget > right / 2
    return [
        {
            "data": here,
            "mark": {"type": "rule", "color": WARM, "strokeDash": [4, 3]},
            "encoding": {"y": {"value": 260}, "y2": {"value": 14}},
        },
        {
            "data": here,
            "mark": {"type": "point", "size": 110, "filled": True, "color": WARM, "stroke": PAPER, "opacity": 1},
        },
        {
            "data": here,
            "mark": {
                "type": "text",
                "fontWeight": 700,
                "color": INK,
                "align": "right" if is_far != right_to_left else "left",
                "dx": -8 if is_far != right_to_left else 8,
            },
            "encoding": {"text": {"field": "text"}, "y": {"value": 12}},
        },
    ]


def _round_steps(highest: float) -> list[int]:
    """Four to six round amounts from zero to just above the highest."""
    if highest <= 0:
        return [0, 1]
    power = 10 ** (len(str(int(highest))) - 1)
    step = next(s for s in (power // 5, power // 2, power, power * 2, power * 5) if s and s * 6 >= highest)
    return [step * count for count in range(int(-(-highest // step)) + 1)]
