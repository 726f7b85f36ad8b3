"""Change what a register says of one place: a person knows better than the map. The next refresh keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from openward.foundation.history import log
from openward.foundation.history.registry import after_undo
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.refusal import require
from openward.rooms.places.actions.screen_register import screen_place
from openward.rooms.places.compute import name_columns
from openward.rooms.places.models import Place

CHANGEABLE = ("name", "kind", "levels", "capacity", "operator", "wheelchair", "counted", "site_operator", "last_visit")
# Facts of the map among them: a refresh would overwrite these if `edited` did not name them.
FROM_THE_MAP = frozenset({"name", "kind", "levels", "capacity", "operator", "wheelchair"})
MOVES_VISITS = frozenset({"kind", "levels", "counted", "last_visit"})


def change_place(actor: Actor, place: Place, values: Mapping[str, Any], reason: str = "") -> list[str]:
    """Names of the fields that changed. `values` are clean; fields outside CHANGEABLE raise ValueError."""
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
    with transaction.atomic(), log.change(place, "changed", reason):
        for name in changed:
            setattr(place, name, values[name])
        place.edited = sorted({*place.edited, *FROM_THE_MAP.intersection(changed)})
        for column, value in name_columns(place.name, place.names).items():
            setattr(place, column, value)
        place.save()
        if MOVES_VISITS.intersection(changed):
            screen_place(place)
    return changed


@after_undo("places.place")
def screen_what_was_undone(place: Place, fields: frozenset[str]) -> None:
    if MOVES_VISITS.intersection(fields):
        screen_place(place)
