"""Pages of the register. Thin: each asks selectors and actions, and renders."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openward.brief.model import Edition
from openward.foundation.cards.registry import cards_for
from openward.foundation.history import log
from openward.foundation.history.selectors import versions_of
from openward.foundation.identity.models import Organisation
from openward.foundation.maps.points import box_of
from openward.foundation.maps.points import points as map_points
from openward.foundation.maps.tiles import serve_tiles
from openward.foundation.traces.selectors import traces_of
from openward.foundation.ui.charts import week_chart
from openward.foundation.ui.icons import kind_icon
from openward.foundation.ui.paging import keyset
from openward.foundation.visibility.labels import labelled_file_name, stricter, strictest
from openward.foundation.visibility.policy import ROLES_FOR, Verb, effective_label, may
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError
from openward.methods.typology import load_typology
from openward.rooms.places import selectors
from openward.rooms.places.actions.change_place import change_place
from openward.rooms.places.actions.upload_extract import upload_extract
from openward.rooms.places.actions.work_anew import under_way, work_anew
from openward.rooms.places.counted import LEFT_OUT, in_words
from openward.rooms.places.explain import place_explained
from openward.rooms.places.exporters import register_file
from openward.rooms.places.forms import PlaceForm, UploadForm
from openward.rooms.places.labels import kind_choices, kind_label, place_names, place_title
from openward.rooms.places.models import Place, Register
from openward.wording import words


def owners(request: HttpRequest) -> Any:
    """Organisations for which this person may make a register."""
    creators = [m.organisation for m in request.actor.memberships if m.role in ROLES_FOR[Verb.CREATE]]
    return Organisation.objects.filter(id__in=creators)


@login_required
@require_GET
def registers(request: HttpRequest) -> HttpResponse:
    """Registers, and the places that are open without theirs."""
    found = keyset(request, selectors.single_places(request.actor), selectors.SORTS["name"])
    red_wholes: dict[Any, frozenset[UUID]] = {}
    labels = {place.id: effective_label(place, red_wholes) for place in found.rows}
    for owner, places in groupby(sorted(found.rows, key=attrgetter("owner_id")), attrgetter("owner_id")):
        shown = [labels[place.id] for place in places]
        log.read_many(Place, owner, len(shown), "view", label=strictest(shown))
    context = {
        "registers": selectors.registers(request.actor),
        "slice": found,
        "places": [(place, *place_names(place), kind_label(place.kind), labels[place.id]) for place in found.rows],
        "may_upload": owners(request).exists(),
    }
    return render(request, "places/registers.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None, owners=owners(request))
    if request.method == "POST" and form.is_valid():
        try:
            job = upload_extract(
                request.actor, form.cleaned_data["owner"], form.cleaned_data["extract"], form.cleaned_data["city"]
            )
            return redirect(job)
        except OpenwardError as error:
            form.add_error("extract", words(get_language() or "en").error(error))
    status = 400 if request.method == "POST" else 200
    return render(request, "places/upload.html", {"form": form, "may_upload": owners(request).exists()}, status=status)


def wanted(request: HttpRequest) -> selectors.PlaceFilter:
    return selectors.PlaceFilter(
        text=request.GET.get("q", "")[:200],
        kind=request.GET.get("kind", "")[:40],
        district=request.GET.get("district", "")[:40],
        gone=request.GET.get("gone") == "1",
    )


@login_required
@require_GET
def register(request: HttpRequest, key: UUID) -> HttpResponse:
    """List and map side by side; htmx asks for the list alone."""
    found = selectors.register_or_404(request.actor, key)
    filters = wanted(request)
    page, sort, sees_screenings = listed(request, found, filters)
    is_list_alone = request.htmx and (request.htmx.target or "").endswith("places")
    tell_places_read(found, filters, len(page.places), page.label)
    districts = selectors.district_names(request.actor, found, get_language() or "en")
    context = {
        "register": found,
        "filters": filters,
        "sort": sort,
        "page_of_places": page,
        "places": [
            (place, *place_names(place), kind_label(place.kind), districts.get(place.district_code, ""))
            for place in page.places
        ],
        "kinds": kinds_offered(page.kinds),
        "district_names": districts,
        "bounds": found.bounds,
        "query": request.GET.urlencode(),
        "sees_screenings": sees_screenings,
        "cards": cards_for(request.actor, found),
        "traces": traces_of(request.actor, found),
        "may_export": bool(may(request.actor, Verb.EXPORT, found)),
        "may_work_anew": bool(may(request.actor, Verb.CREATE, found)),
        "job": under_way(request.actor, found),
        "left_out": [pair for pair in in_words(LEFT_OUT, found.left_out) if pair[1]],
        "is_exercise": found.is_invented,
        "is_list_alone": is_list_alone,
        "print_label": stricter(found.label, page.label),
        "print_address": f"{reverse('places:printed', args=[key])}?{request.GET.urlencode()}",
    }
    return render(request, "places/_list.html" if is_list_alone else "places/register.html", context)


@login_required
@require_POST
def work_out_anew(request: HttpRequest, key: UUID) -> HttpResponse:
    return redirect(work_anew(request.actor, selectors.register_or_404(request.actor, key)))


@login_required
@require_POST
def printed(request: HttpRequest, key: UUID) -> HttpResponse:
    """The browser tells that it prints this page of the list."""
    found = selectors.register_or_404(request.actor, key)
    page, _sort, _sees_screenings = listed(request, found, wanted(request))
    log.read_many(Place, found.owner, len(page.places), "print", label=stricter(found.label, page.label))
    return HttpResponse(status=204)


def listed(request: HttpRequest, found: Register, filters: selectors.PlaceFilter) -> tuple[selectors.Page, str, bool]:
    """The page of the list that is asked for, its order, and whether screenings are shown. The order of visits is for
    who sees screenings; others get that of names."""
    sort = request.GET.get("sort", "name")
    if sort not in selectors.SORTS:
        sort = "name"
    page = selectors.page_of_places(request, request.actor, found, filters, sort)
    sees_screenings = selectors.sees_screenings(request.actor, found, page.places)
    if sort == "visit" and not sees_screenings:
        sort = "name"
        page = selectors.page_of_places(request, request.actor, found, filters, sort)
    return page, sort, sees_screenings


def tell_places_read(register: Register, filters: selectors.PlaceFilter, count: int, label: str) -> None:
    """Tell that so many places are shown; `label` is the strictest of what is shown of them."""
    how = "search" if filters.text else "view"
    log.read_many(Place, register.owner, count, how, query=filters.text, label=stricter(register.label, label))


def kinds_offered(counts: Mapping[str, int] | None) -> list[tuple[str, str, int | None]]:
    """(slug, label, places). Where too many places were found to count, every kind, and no number."""
    return [
        (slug, label, None if counts is None else counts[slug])
        for slug, label in kind_choices()
        if counts is None or slug in counts
    ]


@login_required
@require_GET
def points(request: HttpRequest, key: UUID) -> JsonResponse:
    """Places of the filtered register for the map's view, as GeoJSON; counted cells where there are very many."""
    found = selectors.register_or_404(request.actor, key)
    labels = dict(kind_choices())
    of_kind = {
        slug: {"kind": labels[slug], "icon": kind_icon(slug), "family": str(kind.family)}
        for slug, kind in load_typology().kinds.items()
    }
    nowhere = UUID(int=0)
    address = reverse("places:place", args=[nowhere])

    def feature(place: Place) -> dict[str, Any]:
        key = str(place.id)
        own = {"id": key, "name": place_title(place), "address": address.replace(str(nowhere), key)}
        return {**own, **of_kind[place.kind]}

    def tell(total: int, label: str) -> None:
        tell_places_read(found, filters, total, label)

    filters = wanted(request)
    shown = ("id", "label", "name", "kind", "latitude", "longitude")
    found_places = selectors.places(request.actor, found, filters).only(*shown)
    return map_points(request, found_places, box_of(request), feature, cell="cell", tell=tell)


@login_required
@require_GET
def tiles(request: HttpRequest, key: UUID) -> HttpResponseBase:
    found = selectors.register_or_404(request.actor, key)
    if not found.tiles:
        raise Http404  # the extract had nothing to draw
    return serve_tiles(request, found, Path(found.tiles.path))


@login_required
@require_GET
def export(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """The register's map facts as GeoJSON or XLSX: what this person may see, and logged."""
    found = selectors.register_or_404(request.actor, key)
    require(may(request.actor, Verb.EXPORT, found))
    edition = Edition(get_language() or "en", str(request.user), timezone.now())
    file = register_file(request.actor, found, name, edition)
    log.read(found, "export")
    log.read_many(Place, found.owner, file.places, "export", label=file.label)
    response = HttpResponse(file.data, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{labelled_file_name(name, file.label)}"'
    return response


@login_required
@require_GET
def place(request: HttpRequest, key: UUID) -> HttpResponse:
    found = selectors.place_or_404(request.actor, key)
    screening = selectors.screening_of(request.actor, found)
    log.read(screening or found, "view")
    return render(
        request,
        "places/place.html",
        {
            "place": found,
            "title": place_title(found),
            "own": place_names(found)[1],
            "label": effective_label(screening or found),
            "printed": screening or found,
            "kind": kind_label(found.kind),
            "explained": place_explained(request.actor, found, screening),
            "screening": screening,
            "register": selectors.registers(request.actor).filter(id=found.register_id).first(),
            "cards": cards_for(request.actor, found),
            "versions": versions_of(request.actor, found),
            "may_change": bool(may(request.actor, Verb.CHANGE, found)),
            "is_exercise": found.owner.is_invented,
        },
    )


@login_required
@require_GET
def people(request: HttpRequest, key: UUID) -> HttpResponse:
    """The plot of people by hour of the week. Part of the screening, and so behind its label."""
    found = selectors.place_or_404(request.actor, key)
    screening = selectors.screening_or_404(request.actor, found)
    log.read(screening, "view")
    explained = place_explained(request.actor, found, screening)
    response = HttpResponse(week_chart(explained.week, get_language() or "en"), content_type="image/svg+xml")
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    found = selectors.place_or_404(request.actor, key)
    require(may(request.actor, Verb.CHANGE, found))
    form = PlaceForm(request.POST or None, instance=selectors.place_or_404(request.actor, key), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        changed = change_place(request.actor, found, form.values(), form.cleaned_data["reason"])
        messages.success(request, _("Saved.") if changed else _("Nothing was different, so nothing was saved."))
        return redirect("places:place", found.id)
    # The form shows what the place has, and what was counted there to those who see its screening.
    shown = (form.may_count and selectors.screening_of(request.actor, found)) or found
    log.read(shown, "view")
    return render(
        request,
        "places/edit.html",
        {
            "form": form,
            "place": found,
            "title": place_title(found),
            "is_exercise": found.owner.is_invented,
            "print_label": effective_label(shown),
            "print_record": shown,
        },
        status=400 if request.method == "POST" else 200,
    )
