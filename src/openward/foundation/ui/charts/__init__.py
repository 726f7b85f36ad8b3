"""Charts: a Vega-Lite spec becomes an SVG that a page shows as an image of its own address, behind the policy of the
record it tells of, with its numbers as a table beside it. Strict content security forbids styles inside pages, not
inside images. Words are in the reader's language, and in Arabic the axes run from right to left."""

from openward.foundation.ui.charts.frontier import FrontierPoint, frontier_chart
from openward.foundation.ui.charts.rendering import svg
from openward.foundation.ui.charts.week import week_chart

__all__ = ["FrontierPoint", "frontier_chart", "svg", "week_chart"]
