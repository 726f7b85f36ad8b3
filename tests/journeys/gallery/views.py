from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext

from openward.foundation.maps.points import box_of
from openward.foundation.maps.tiles import serve_tiles
from openward.foundation.ui import undo
from openward.foundation.ui.charts import FrontierPoint, frontier_chart, week_chart
from openward.foundation.ui.icons import kind_icon
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import Visibility
from openward.methods.ranges import Range
from openward.methods.typology import load_typology
from tests.journeys.gallery.city import city

PUBLIC = SimpleNamespace(label=Label.CLEAR, visibility=Visibility(), closed_to_police=False, owner_id=None)


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As people call it.")
    budget = forms.IntegerField(label="Budget", min_value=1)
    currency = forms.ChoiceField(label="Currency", choices=[("EUR", "EUR"), ("TND", "TND")])
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agree = forms.BooleanField(label="I was there myself")
    when = forms.ChoiceField(label="When", choices=[("day", "By day"), ("night", "By night")], widget=forms.RadioSelect)
    extract = forms.FileField(label="Map extract", required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    messages.info(request, "This says something that is good to know.")
    messages.warning(request, "This wants care: the extract is older than a year.")
    messages.error(request, "The file could not be read: it ends in the middle. Send it again.")
    undo.offer(request, "Saved.", "/gallery/")
    found = city()
    context: dict[str, Any] = {
        "labels": list(Label),
        "ranges": [(Range(120, 250, 900), "people"), (Range(40_000, 65_000, 110_000), "EUR"), (Range.exactly(12), "")],
        "places": found.places[:40],
        "bounds": found.bounds,
        "crumbs": [("/gallery/", "Gallery")],
        "now": timezone.now(),
        "slice": SimpleNamespace(earlier="?before=x", later="?after=y"),
        "print_label": Label.AMBER_STRICT,
        "form": Sample(),
        "nothing": None,
    }
    return render(request, "gallery/gallery.html", context)


def bare(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery/bare.html")


def form(request: HttpRequest) -> HttpResponse:
    return render(
        request, "gallery/form.html", {"form": Sample(request.POST or None)}, status=400 if request.POST else 200
    )


def week(request: HttpRequest) -> HttpResponse:
    def people(hour: int) -> Range:
        day, at = divmod(hour, 24)
        likely = max(0.0, math.sin((at - 6) / 14 * math.pi)) * (300 if day < 5 else 90) if 6 <= at <= 20 else 0.0
        return Range(likely / 2, likely, likely * 2)

    drawn = week_chart([people(hour) for hour in range(168)], get_language() or "en")
    return HttpResponse(drawn, content_type="image/svg+xml")


def frontier(request: HttpRequest) -> HttpResponse:
    points = [FrontierPoint(50_000 * n, 1 - math.exp(-n / 6)) for n in range(1, 21)]
    return HttpResponse(frontier_chart(points, points[9], "EUR", get_language() or "en"), content_type="image/svg+xml")


def map_points(request: HttpRequest) -> JsonResponse:
    box = box_of(request)
    kinds = load_typology().kinds
    features = [
        {
            "type": "Feature",
            "properties": {
                "id": place.id,
                "name": place.name,
                "kind": gettext(kinds[place.kind].label),
                "icon": kind_icon(place.kind),
                "family": place.family,
                "address": f"/gallery/?place={place.id}",
            },
            "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        }
        for place in city().places
        if box.west <= place.longitude <= box.east and box.south <= place.latitude <= box.north
    ]
    return JsonResponse(
        {"type": "FeatureCollection", "total": len(features), "is_counted": False, "features": features}
    )


def tiles(request: HttpRequest) -> HttpResponseBase:
    return serve_tiles(request, PUBLIC, city().tiles)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("what we know of it")
