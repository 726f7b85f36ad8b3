"""People present through the week: the likely number as a line, low to high as a band around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from openward.brief.drawings.drawing import QUIET, RULE, Drawing, TextLabel
from openward.brief.drawings.scale import ticks
from openward.brief.markup import element
from openward.methods.ranges import Range

WIDTH, HEIGHT = 480.0, 190.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 8.0, 16.0, 24.0
LINE, BAND = "#574391", "#cdc1e4"


def week_plot(
    hours: Sequence[Range], days: Sequence[str], number: Callable[[float], str], y_title: str
) -> Drawing | None:
    """`hours`: one range for every hour from Monday 00:00; `days`: seven names, Monday first. None where nobody is
    ever there."""
    highest = max((hour.high for hour in hours), default=0)
    if highest <= 0:
        return None
    steps = ticks(highest, 4)
    top = steps[-1]

    def x(hour: float) -> float:
        return round(LEFT + hour / len(hours) * (WIDTH - LEFT - RIGHT), 1)

    def y(people: float) -> float:
        return round(TOP + (1 - people / top) * (HEIGHT - TOP - BOTTOM), 1)

    shapes = []
    labels = [TextLabel(y_title, 2, 6, 9, anchor="start", colour=QUIET)]
    for step in steps:
        shapes.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y(step), y2=y(step), stroke=RULE, stroke_width=0.6))
        labels.append(TextLabel(number(step), LEFT - 6, y(step), 9, anchor="end"))
    above = [f"{x(index + 0.5):g} {y(hour.high):g}" for index, hour in enumerate(hours)]
    below = [f"{x(index + 0.5):g} {y(hour.low):g}" for index, hour in enumerate(hours)]
    middle = [f"{x(index + 0.5):g} {y(hour.likely):g}" for index, hour in enumerate(hours)]
    shapes.append(element("path", d="M" + "L".join(above + below[::-1]) + "Z", fill=BAND, fill_opacity=0.75))
    shapes.append(element("path", d="M" + "L".join(middle), fill="none", stroke=LINE, stroke_width=1.6))
    for index, day in enumerate(days):
        at = x(index * 24)
        shapes.append(element("line", x1=at, x2=at, y1=TOP, y2=y(0) + 4, stroke=RULE, stroke_width=0.6))
        labels.append(TextLabel(day, x(index * 24 + 12), HEIGHT - 10, 9))
    return Drawing(WIDTH, HEIGHT, tuple(shapes), tuple(labels))
