"""What more or less money would buy: benefit of the best programme for each budget, and the proven bound above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openward.brief.drawings.drawing import INK, PAPER, QUIET, RULE, Drawing, TextLabel
from openward.brief.drawings.scale import ticks
from openward.brief.markup import element

WIDTH, HEIGHT = 480.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 36.0, 22.0, 40.0
LINE, POINT = "#574391", "#b4532a"


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """Budget in money, benefit as a share 0..1 of the greatest benefit shown."""

    budget: float
    share: float


def frontier_plot(
    points: Sequence[PlotPoint],
    asked: PlotPoint | None,
    money: Callable[[float], str],
    percent: Callable[[float], str],
    x_title: str,
    y_title: str,
) -> Drawing | None:
    """A stepped line through the points (a programme is bought whole), the budget that was asked for marked. None
    without points."""
    if not points or max(point.budget for point in points) <= 0:
        return None
    steps = ticks(max(point.budget for point in points))
    right = steps[-1]

    def x(budget: float) -> float:
        return round(LEFT + budget / right * (WIDTH - LEFT - RIGHT), 1)

    def y(share: float) -> float:
        return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 1)

    shapes = []
    labels = [
        TextLabel(x_title, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, 9, colour=QUIET),
        TextLabel(y_title, 2, 8, 9, anchor="start", colour=QUIET),
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        shapes.append(
            element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y(share), y2=y(share), stroke=RULE, stroke_width=0.6)
        )
        labels.append(TextLabel(percent(share), LEFT - 6, y(share), 9, anchor="end"))
    for step in steps:
        shapes.append(element("line", x1=x(step), x2=x(step), y1=y(0), y2=y(0) + 4, stroke=QUIET, stroke_width=0.8))
        labels.append(TextLabel(money(step), x(step), y(0) + 13, 9))
    path = f"M{x(0):g} {y(0):g}"
    height = 0.0
    for point in sorted(points, key=lambda one: one.budget):
        path += f"L{x(point.budget):g} {y(height):g}L{x(point.budget):g} {y(point.share):g}"
        height = point.share
    shapes.append(element("path", d=path, fill="none", stroke=LINE, stroke_width=2, stroke_linejoin="round"))
    shapes += [
        element("circle", cx=x(p.budget), cy=y(p.share), r=2.2, fill=PAPER, stroke=LINE, stroke_width=1.3)
        for p in points
    ]
    if asked is not None and asked.budget <= right:
        at = x(asked.budget)
        shapes.append(
            element("line", x1=at, x2=at, y1=y(0), y2=TOP, stroke=POINT, stroke_width=1, stroke_dasharray="4 3")
        )
        shapes.append(element("circle", cx=at, cy=y(asked.share), r=4.2, fill=POINT, stroke=PAPER, stroke_width=1.2))
        anchored = "end" if at > WIDTH / 2 else "start"
        offset = -7 if anchored == "end" else 7
        labels.append(
            TextLabel(money(asked.budget), at + offset, TOP + 4, 9, anchored, bold=True, halo=True, colour=INK)  # type: ignore[arg-type]
        )
    return Drawing(WIDTH, HEIGHT, tuple(shapes), tuple(labels))
