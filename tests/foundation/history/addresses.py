"""The addresses of the history: of one record for its readers, of an organisation for its coordinators."""

from __future__ import annotations

from typing import Any

from openward.foundation.history import log
from openward.foundation.visibility.policy import Verb
from tests.security.declarations import Scene, only, record, signed_in

COORDINATORS = {"coordinator", "assigned coordinator"}


def of_city(scene: Scene) -> dict[str, Any]:
    return {"key": scene.cast.city.id}


def of_kind(found: Any) -> dict[str, Any]:
    return {"kind": found._meta.label_lower, "key": found.pk}


def latest_change(found: Any) -> dict[str, Any]:
    with log.change(found) as told:
        found.name += "+"
        found.save()
    assert told.event
    return {"key": told.event.pk}


ADDRESSES = [
    signed_in("history:own-organisation", status={200, 302}),
    only("history:who-looked", COORDINATORS, of_city),
    only("history:who-changed", COORDINATORS, of_city),
    record("history:versions", "sample work", record_arguments=of_kind, shows=True),
    record("history:printed", "sample work", record_arguments=of_kind, post={}, status={204}),
    record("history:undo", "sample work", verb=Verb.CHANGE, record_arguments=latest_change, post={}),
]
