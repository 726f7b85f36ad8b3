"""{% load places %}: facts, help and steps of an estimate in the reader's words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openward.methods.register.model import FacilityKind, Known
from openward.methods.screening.model import Help, HelpState
from openward.methods.screening.presence import PresenceCode, PresenceStep
from openward.rooms.places.explain import Explained
from openward.rooms.places.models import Place
from openward.wording import words

register = template.Library()

MONDAY_FIRST = 7


@register.filter
def facts_shown(place: Place) -> list[tuple[str, str, str]]:
    """(name, value, who says so) of what is known; an unknown fact is said to be unknown."""
    reader = words(get_language() or "en")
    unknown = _("unknown")

    def square_metres(value: float | None) -> str:
        return unknown if value is None else reader.square_metres(value)

    def said_by(field: str) -> str:
        return _("changed by hand") if field in place.edited else _("from the map")

    emergency = {Known.YES: _("yes"), Known.NO: _("no"), Known.UNKNOWN: unknown}[Known(place.emergency)]
    rows = [
        (_("Levels"), unknown if place.levels is None else reader.number(place.levels, 1), said_by("levels")),
        (_("Footprint"), square_metres(place.footprint_m2), _("from the map")),
        (_("Ground under buildings"), square_metres(place.built_m2), _("from the map")),
        (
            _("Tagged capacity"),
            unknown if place.capacity is None else reader.number(place.capacity),
            said_by("capacity"),
        ),
        (_("Operator"), place.operator or unknown, said_by("operator")),
        (_("Wheelchair access"), _(place.wheelchair) if place.wheelchair else unknown, said_by("wheelchair")),
        (_("Position"), f"{place.latitude:.5f}, {place.longitude:.5f}", _("from the map")),
        (_("Last visit"), reader.date(place.last_visit) if place.last_visit else _("never recorded"), ""),
    ]
    if place.kind == "hospital":
        rows.insert(5, (_("Emergency care"), emergency, _("from the map")))
    return rows


@register.filter
def service_label(found: Help) -> str:
    return {
        FacilityKind.EMERGENCY_HOSPITAL: _("Hospital with emergency care"),
        FacilityKind.FIRE: _("Fire service"),
        FacilityKind.POLICE: _("Police"),
    }[found.service]


@register.filter
def help_shown(found: Help) -> str:
    reader = words(get_language() or "en")
    if found.state is HelpState.NO_STREETS:
        return _("not worked out: the map has no streets")
    if found.state is HelpState.NONE_IN_EXTRACT or found.seconds is None:
        return _("none in the map extract")
    shown = _("%(minutes)s min") % {"minutes": reader.number(found.seconds / 60, 1)}
    if found.state is HelpState.PERHAPS_NEARER_OUTSIDE:
        shown = _("%(time)s; perhaps nearer outside the extract") % {"time": shown}
    if found.service is FacilityKind.EMERGENCY_HOSPITAL and found.emergency is Known.UNKNOWN:
        shown = _("%(time)s (whether it has emergency care is not in the map)") % {"time": shown}
    return shown


@register.filter
def step_shown(step: PresenceStep) -> str:
    """One quantity of the estimate, with what it rests on."""
    reader = words(get_language() or "en")
    decimals = 3 if step.value.high < 10 else 0
    low, likely, high = (reader.number(v, decimals) for v in (step.value.low, step.value.likely, step.value.high))
    value = likely if low == high else f"{likely} ({low}–{high})"
    sentence = {
        PresenceCode.COUNTED: _("%(value)s people, as counted"),
        PresenceCode.BUILT_AREA: _("%(value)s m² of ground under the buildings"),
        PresenceCode.GROUND_AREA: _("%(value)s m² of open ground"),
        PresenceCode.STOREYS_TAGGED: _("times %(value)s levels, as tagged"),
        PresenceCode.STOREYS_LIMITED: _("times %(value)s levels: such a place seldom fills the whole building"),
        PresenceCode.STOREYS_ASSUMED: _("times %(value)s levels, assumed"),
        PresenceCode.LOAD: _("times %(value)s people a square metre"),
        PresenceCode.WITHOUT_AREA: _("%(value)s people in a place of this kind; the map gives no area"),
        PresenceCode.CEILING: _("scaled down to %(value)s people, the most for this kind"),
        PresenceCode.PEAK: _("gives %(value)s people at the busiest hour"),
    }[step.code] % {"value": value}
    if step.source:
        sentence = _("%(step)s. Basis: %(source)s") % {"step": sentence, "source": _(step.source)}
    return sentence


@register.filter
def days_shown(explained: Explained) -> list[str]:
    from babel.dates import get_day_names

    names = get_day_names("abbreviated", locale=get_language() or "en")
    return [names[day] for day in range(MONDAY_FIRST)]


@register.filter
def hours_shown(explained: Explained) -> list[tuple[str, list[Any]]]:
    """("08:00", the seven days at that hour), 24 rows."""
    return [(f"{hour:02d}:00", [explained.week[day * 24 + hour] for day in range(MONDAY_FIRST)]) for hour in range(24)]
