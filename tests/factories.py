"""Records for tests, made in one line. Each room appends its own; whatever a test does not say is filled in."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from openward.foundation.identity.models import (
    Assignment,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Role,
    SharingGroup,
    StaffSession,
)

_numbers = count(1)


def organisation(kind: str = OrganisationKind.CITY, **fields: Any) -> Organisation:
    number = next(_numbers)
    defaults = {"name": f"Organisation {number}", "kind": kind, "country": "FR", "is_invented": True}
    return Organisation.objects.create(**{**defaults, **fields})


def person(**fields: Any) -> Person:
    """Without a password: sign in with `client.force_login`."""
    number = next(_numbers)
    return Person.objects.create_user(**{"email": f"person{number}@example.org", "name": f"Person {number}", **fields})


def membership(organisation: Organisation, role: str = Role.PRACTITIONER, **fields: Any) -> Membership:
    who = fields.pop("person", None) or person()
    return Membership.objects.create(person=who, organisation=organisation, role=role, **fields)


def member(organisation: Organisation, role: str = Role.PRACTITIONER, assigned_to: Any = (), **fields: Any) -> Person:
    """A person with a membership, assigned to these records."""
    who = person(**fields)
    belongs = membership(organisation, role, person=who)
    for record in assigned_to:
        assignment(belongs, record)
    return who


def assignment(membership: Membership, record: Any, **fields: Any) -> Assignment:
    return Assignment.objects.create(
        membership=membership, record=record.pk, record_kind=record._meta.label_lower, **fields
    )


def named_reader(record: Any, person: Person, organisation: Organisation) -> Any:
    """Named on a record that is TLP:RED, as a member of that organisation."""
    from openward.foundation.visibility.models import NamedReader

    return NamedReader.objects.create(
        record=record.pk, record_kind=record._meta.label_lower, person=person, organisation=organisation
    )


def sharing_group(owner: Organisation, clients: Any = (), community: Any = (), **fields: Any) -> SharingGroup:
    group = SharingGroup.objects.create(**{"owner": owner, "name": f"Group {next(_numbers)}", **fields})
    group.clients.set(clients)
    group.community.set(community)
    return group


def staff_session(person: Person, organisation: Organisation, minutes: int = 30, **fields: Any) -> StaffSession:
    starts = fields.pop("starts_at", timezone.now())
    return StaffSession.objects.create(
        person=person,
        organisation=organisation,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=minutes),
        **{"reason": "a fault was reported", **fields},
    )


def extract(owner: Organisation, **fields: Any) -> Any:
    """An uploaded map extract; the file itself is empty."""
    from django.core.files.base import ContentFile

    from openward.rooms.places.models import Extract

    made = Extract(
        owner=owner, **{"name": "a.osm.pbf", "bytes": 0, "sha256": "0" * 64, "uploaded_by": person(), **fields}
    )
    made.file.save("a.osm.pbf", ContentFile(b""), save=False)
    made.save()
    return made


def register(owner: Organisation, screened: Any, **fields: Any) -> Any:
    """A register written as an import writes it. `screened` is a Screened of the brief."""
    from django.db import transaction

    from openward.methods.progress import silent
    from openward.rooms.places.actions.write_register import write_register

    with transaction.atomic():
        made, _counts = write_register(extract(owner, **fields), screened, silent)
    return made
