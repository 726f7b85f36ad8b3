"""Change what a register says of one place: a person knows better than the map. The next refresh keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from openward.foundation.history import log
from openward.foundation.history.registry import after_undo
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import Verb, Verdict, may
from openward.foundation.visibility.refusal import require
from openward.rooms.places.actions.screen_register import screen_place
from openward.rooms.places.compute import name_columns
from openward.rooms.places.models import Place, Screening

CHANGEABLE = ("name", "kind", "levels", "capacity", "operator", "wheelchair", "counted", "site_operator", "last_visit")
# Facts of the map among them: a refresh would overwrite these if `edited` did not name them.
OVER_THE_MAP = frozenset({"name", "kind", "levels", "capacity", "operator", "wheelchair"})
MOVES_VISITS = frozenset({"kind", "levels", "counted", "last_visit"})


def may_count(actor: Actor, place: Place) -> Verdict:
    """People counted are part of a place's screening: for those who see that, and may change the place."""
    screening = Screening.objects.visible_to(actor).filter(place=place).first()
    return may(actor, Verb.CHANGE, place) if screening else Verdict(False, "not-assigned")


def change_place(actor: Actor, place: Place, values: Mapping[str, Any], reason: str = "") -> list[str]:
    """Names of the fields that changed. `values` are clean; fields outside CHANGEABLE raise ValueError. Raises Refused;
    also for `counted` of one who may not see what it goes into."""
    unknown = set(values) - set(CHANGEABLE)
    if unknown:
        raise ValueError(f"no field of a place that people change: {sorted(unknown)}")
    require(may(actor, Verb.CHANGE, place))
    changed = [name for name in CHANGEABLE if name in values and getattr(place, name) != values[name]]
    if not changed:
        return []
    if "site_operator" in changed:
        # It lets another organisation read the place: a coordinator's decision, like an assignment.
        require(may(actor, Verb.ASSIGN, place))
    if "counted" in changed:
        require(may_count(actor, place))
    with transaction.atomic():
        # What is stricter than the place is an event of its own, so that the rest stays open to its readers.
        for names in ([name for name in changed if name != "counted"], [name for name in changed if name == "counted"]):
            if names:
                _change(place, {name: values[name] for name in names}, reason)
        if MOVES_VISITS.intersection(changed):
            screen_place(place)
    return changed


def _change(place: Place, values: Mapping[str, Any], reason: str) -> None:
    with log.change(place, "changed", reason):
        for name, value in values.items():
            setattr(place, name, value)
        place.edited = sorted({*place.edited, *OVER_THE_MAP.intersection(values)})
        for column, value in name_columns(place.name, place.names).items():
            setattr(place, column, value)
        place.save()


@after_undo("places.place")
def screen_what_was_undone(place: Place, fields: frozenset[str]) -> None:
    if MOVES_VISITS.intersection(fields):
        screen_place(place)
