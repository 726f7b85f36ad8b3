"""A place page's numbers, opened: people present step by step, help by service, the reasons of its position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from openward.foundation.visibility.actor import Actor
from openward.methods.ranges import Range
from openward.methods.screening.model import DutyOfCare, Help, Presence
from openward.methods.screening.presence import presence, presence_steps, week
from openward.methods.screening.visits import visit_guide
from openward.methods.typology import Kind, load_typology
from openward.rooms.places.compute import counted_range, help_of, place_facts
from openward.rooms.places.models import Place, Screening


@dataclass(frozen=True)
class ReasonShown:
    """One duty of care: `value` and `weight` 0..1, `share` of the sum of contributions."""

    label: str
    description: str
    value: float
    weight: float
    share: float


@dataclass(frozen=True)
class Explained:
    """`presence` and what follows are None for whoever may not see the screening."""

    kind: Kind | None
    presence: Presence | None
    steps: Sequence[Any]
    week: Sequence[Range]
    help: Sequence[Help]
    reasons: Sequence[ReasonShown]


def place_explained(actor: Actor, place: Place, screening: Screening | None) -> Explained:
    typology = load_typology()
    kind = typology.kinds.get(place.kind)
    if screening is None:
        return Explained(kind, None, (), (), (), ())
    facts, counted = place_facts(place), counted_range(place)
    found = presence(facts, typology, counted)
    return Explained(
        kind=kind,
        presence=found,
        steps=presence_steps(facts, typology, counted),
        week=week(found, typology),
        help=help_of(screening.help),
        reasons=_reasons(screening),
    )


def _reasons(screening: Screening) -> list[ReasonShown]:
    guide = visit_guide().duties
    total = sum(reason["value"] * reason["weight"] for reason in screening.visit_reasons) or 1.0
    return [
        ReasonShown(
            label=gettext(guide[DutyOfCare(reason["duty"])].label),
            description=gettext(guide[DutyOfCare(reason["duty"])].description),
            value=reason["value"],
            weight=reason["weight"],
            share=reason["value"] * reason["weight"] / total,
        )
        for reason in screening.visit_reasons
    ]
