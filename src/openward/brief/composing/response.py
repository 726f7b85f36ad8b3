"""How long help takes, in medians and in three states, for the city, for each kind and for each district.

Never for a place, and never for the places of one kind in one district: the brief must not say where help is slow for
whom. Rows of too few places are hidden, with as many others as it takes that they cannot be worked out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from openward.brief.model import HelpRow
from openward.brief.small_cells import hidden, rounded_median
from openward.methods.disclosure.primary import LEAST
from openward.methods.register import Register
from openward.methods.register.model import FacilityKind, Known, PlaceFacts
from openward.methods.screening.model import Help, HelpState

HelpOf = Mapping[str, Sequence[Help]]  # place id -> one Help a service


def help_rows(register: Register, helps: HelpOf) -> tuple[HelpRow, ...]:
    """The city, then kinds, then districts, each for every service."""
    by_kind: dict[str, list[PlaceFacts]] = defaultdict(list)
    by_district: dict[str, list[PlaceFacts]] = defaultdict(list)
    for place in register.places:
        by_kind[place.kind].append(place)
        by_district[place.district or ""].append(place)
    rows: list[HelpRow] = []
    for service in FacilityKind:
        everyone = _of(service, register.places, helps)
        rows.append(_row(service, None, None, everyone, len(everyone) < LEAST or 0 < _timed(everyone) < LEAST))
        kinds = {kind: _of(service, places, helps) for kind, places in sorted(by_kind.items())}
        concealed = _concealed(kinds)
        rows += [_row(service, kind, None, found, kind in concealed) for kind, found in kinds.items()]
        districts = {district: _of(service, places, helps) for district, places in sorted(by_district.items())}
        concealed = _concealed(districts)
        rows += [_row(service, None, district, found, district in concealed) for district, found in districts.items()]
    return tuple(rows)


def _concealed(groups: Mapping[str, Sequence[Help]]) -> frozenset[str]:
    """Groups of too few places, and groups with too few that have a time: a median of one time is that place's own."""
    return hidden({key: len(found) for key, found in groups.items()}) | hidden(
        {key: _timed(found) for key, found in groups.items()}
    )


def _timed(found: Sequence[Help]) -> int:
    return sum(1 for one in found if one.seconds is not None)


def _of(service: FacilityKind, places: Iterable[PlaceFacts], helps: HelpOf) -> list[Help]:
    return [found for place in places for found in helps.get(place.id, ()) if found.service is service]


def _row(
    service: FacilityKind, kind: str | None, district: str | None, found: Sequence[Help], concealed: bool
) -> HelpRow:
    def count(*states: HelpState) -> int | None:
        return None if concealed else sum(1 for one in found if one.state in states)

    seconds = [one.seconds for one in found if one.seconds is not None]
    hospital = service is FacilityKind.EMERGENCY_HOSPITAL
    untagged = sum(1 for one in found if one.facility is not None and one.emergency is Known.UNKNOWN)
    return HelpRow(
        service=service,
        kind=kind,
        district=district,
        places=len(found),
        found=count(HelpState.FOUND),
        none_in_extract=count(HelpState.NONE_IN_EXTRACT, HelpState.NO_STREETS),
        perhaps_nearer_outside=count(HelpState.PERHAPS_NEARER_OUTSIDE),
        median_seconds=None if concealed else rounded_median(seconds),
        untagged=untagged if hospital and not concealed else None,
    )
