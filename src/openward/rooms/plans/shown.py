"""A brief's content (brief.json) in the reader's words: the documents have all of it, the page has the gist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from openward.foundation.ui.charts import FrontierPoint, frontier_chart
from openward.methods.portfolio import load_catalogue
from openward.methods.typology import Family, load_typology


@dataclass(frozen=True)
class LineShown:
    measure: str
    kind: str
    district: str
    places: int
    low: float
    likely: float
    high: float
    stays_chosen: float


@dataclass(frozen=True)
class BriefShown:
    """`frontier` are the points of brief.json: budget, cost, share, gap."""

    places: int
    people: Mapping[str, float] | None
    cost: float
    assumed_share: float
    lines: list[LineShown]
    frontier: list[Mapping[str, Any]]


def brief_shown(content: Mapping[str, Any], language: str) -> BriefShown:
    programme = content["programme"]
    districts = {d["id"]: d["names"].get(language) or d["name"] for d in content["districts"] if d["id"]}
    return BriefShown(
        places=content["places"],
        people=content["people"],
        cost=programme["cost"],
        assumed_share=programme["assumed_share"],
        lines=[_line(line, districts) for line in programme["lines"]],
        frontier=programme["frontier"],
    )


def _line(line: Mapping[str, Any], districts: Mapping[str, str]) -> LineShown:
    measure = load_catalogue().measures.get(line["measure"])
    return LineShown(
        measure=gettext(measure.label) if measure else line["measure"],
        kind=_kind(line["kind"], line["family"]),
        district=districts.get(line["district"], "") if line["district"] else gettext("several districts"),
        places=line["places"],
        low=line["cost"]["low"],
        likely=line["cost"]["likely"],
        high=line["cost"]["high"],
        stays_chosen=line["stays_chosen"],
    )


def _kind(kind: str | None, family: str | None) -> str:
    if kind:
        found = load_typology().kinds.get(kind)
        return gettext(found.label) if found else kind
    if family is None:
        return gettext("Several kinds")
    return {
        Family.PUBLIC_PLACES: gettext("Public places, several kinds"),
        Family.CRITICAL_INFRASTRUCTURE: gettext("Critical infrastructure, several kinds"),
    }[Family(family)]


def frontier_svg(content: Mapping[str, Any], language: str) -> bytes:
    points = [FrontierPoint(point["budget"], point["share"]) for point in content["programme"]["frontier"]]
    reached = max((point.share for point in points if point.budget <= content["budget"]), default=0.0)
    return frontier_chart(points, FrontierPoint(content["budget"], reached), content["currency"], language)
