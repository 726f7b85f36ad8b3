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
from openward.methods.screening.visits import default_weights, visit_guide
from openward.methods.typology import Kind, load_typology
from openward.rooms.places.compute import counted_range, duties_of, help_of, place_facts
from openward.rooms.places.models import Place, Screening
from openward.rooms.places.selectors import position_of


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
    position: int = 0  # in the order of visits of the whole register, 1 first
    earliest: int = 0
    latest: int = 0


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
        position=(position := position_of(screening)),
        earliest=min(screening.visit_earliest, position),
        latest=max(screening.visit_latest, position),
    )


def _reasons(screening: Screening) -> list[ReasonShown]:
    """Greatest contribution first."""
    guide, weights = visit_guide().duties, default_weights()
    weight_sum = sum(weights.values())
    duties = list(zip(DutyOfCare, duties_of(screening), strict=True))
    total = sum(value * weights[duty] / weight_sum for duty, value in duties) or 1.0
    shown = [
        ReasonShown(
            label=gettext(guide[duty].label),
            description=gettext(guide[duty].description),
            value=value,
            weight=weights[duty] / weight_sum,
            share=value * weights[duty] / weight_sum / total,
        )
        for duty, value in duties
    ]
    return sorted(shown, key=lambda reason: -reason.share)
