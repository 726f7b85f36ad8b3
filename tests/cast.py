"""A cast of people around one city's records: every way to belong to it, to be let in, or to have no business there.

`READERS` is the table of who may see what, in literal names of the cast. The policy's tests and the walk over every
address both hold the software to it; it is written by hand from the product's table and computes nothing.

The records in question have the city as their owner, the circle as their sharing group and the operator's organisation
as the operator of the site. `Cast.joins(record)` assigns and names people on a record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
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
)
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import NamedReader
from tests import factories

ROLES = tuple(str(role) for role in Role)

# Members of the city who are assigned to the record, one a role, and those who are not.
ASSIGNED = frozenset(f"assigned {role}" for role in ROLES)
UNASSIGNED = frozenset(f"{role}" for role in ROLES)
FORMERLY_ASSIGNED = frozenset({"no longer assigned", "assigned from tomorrow"})

JOINING = ASSIGNED | {
    "police and assigned",
    "assigned by another city",
    "left the city",
    "joins the city tomorrow",
    "inactive and assigned",
}

EVERYONE = (
    ASSIGNED
    | UNASSIGNED
    | FORMERLY_ASSIGNED
    | {
        "anonymous",
        "left the city",
        "joins the city tomorrow",
        "inactive and assigned",
        "assigned by another city",
        "coordinator elsewhere",
        "client",
        "community",
        "operator",
        "police",
        "police and assigned",
        "UN body",
        "secretariat",
        "staff",
        "staff in session",
        "staff after session",
        "staff in session elsewhere",
        "no longer staff",
        "named",
        "named and inactive",
        "named and left the city",
        "named and moved on",
    }
)
NAMED = ("named", "named and inactive", "named and left the city", "named and moved on")

STRICT = ASSIGNED | {"police and assigned", "operator", "staff in session"}
AMBER = STRICT | {"client", "police"}
GREEN = AMBER | UNASSIGNED | FORMERLY_ASSIGNED | {"community"}

READERS: dict[str, frozenset[str]] = {
    Label.RED: frozenset({"named"}),
    Label.AMBER_STRICT: STRICT,
    Label.AMBER: AMBER,
    Label.GREEN: GREEN,
    Label.CLEAR: EVERYONE,
}
# Of a submission (not a row), UN bodies are clients and secretariats are in the community.
READERS_OF_SUBMISSIONS: dict[str, frozenset[str]] = {
    **READERS,
    Label.AMBER_STRICT: STRICT - {"operator"},
    Label.AMBER: (AMBER | {"UN body"}) - {"operator"},
    Label.GREEN: (GREEN | {"UN body", "secretariat"}) - {"operator"},
}
# A record that is closed to police and emergency services.
POLICE = frozenset({"police", "police and assigned"})


def readers(label: str, *, closed: bool = False, submission: bool = False) -> frozenset[str]:
    """Who of the cast may read a record of that label."""
    found = (READERS_OF_SUBMISSIONS if submission else READERS)[label]
    return found - POLICE if closed and label != Label.CLEAR else found


@dataclass
class Cast:
    city: Organisation
    other_city: Organisation
    operator: Organisation
    circle: SharingGroup
    people: dict[str, Person | None] = field(default_factory=dict)
    named_for: dict[str, Organisation] = field(default_factory=dict)
    _memberships: dict[str, Membership] = field(default_factory=dict)

    def __post_init__(self) -> None:
        assert not self.people or set(self.people) == EVERYONE

    def joins(self, record: Any, targets: Any = None) -> Any:
        """Assign the cast to the record (or to `targets`, what the record is part of) and name the named on it."""
        now, day = timezone.now(), timedelta(days=1)
        for target in targets or [record]:
            for name, belongs in sorted(self._memberships.items()):
                if name in JOINING:
                    factories.assignment(belongs, target)
                elif name == "no longer assigned":
                    factories.assignment(belongs, target, starts_at=now - 2 * day, ends_at=now - day)
                elif name == "assigned from tomorrow":
                    factories.assignment(belongs, target, starts_at=now + day)
        for name in NAMED:
            self.names(record, name)
        return record

    def names(self, record: Any, name: str) -> None:
        """Name one of NAMED on the record, as a member of the organisation that they belong or belonged to."""
        person, organisation = self.people[name], self.named_for[name]
        assert person is not None
        factories.named_reader(record, person, organisation)

    def leave(self, record: Any) -> None:
        """Undo `joins`."""
        Assignment.objects.filter(record=record.pk).delete()
        NamedReader.objects.filter(record=record.pk).delete()


def build() -> Cast:
    now, day = timezone.now(), timedelta(days=1)
    city = factories.organisation(name="Rivermouth")
    other_city = factories.organisation(name="Hilltop")
    neighbour = factories.organisation(name="Lakeside")
    client = factories.organisation(OrganisationKind.NATIONAL_AUTHORITY, name="Ministry of Examples")
    operator = factories.organisation(OrganisationKind.SITE_OPERATOR, name="Hall Company")
    police = factories.organisation(OrganisationKind.POLICE_AND_EMERGENCY, name="Rivermouth Police")
    un_body = factories.organisation(OrganisationKind.UN_BODY, name="UN Body")
    secretariat = factories.organisation(OrganisationKind.SECRETARIAT, name="Secretariat")
    partner = factories.organisation(OrganisationKind.CIVIL_SOCIETY, name="Partner")
    circle = factories.sharing_group(
        city,
        name="Circle",
        clients=[client, police, un_body],
        community=[neighbour, police, un_body, secretariat],
    )
    cast = Cast(city, other_city, operator, circle)
    people: dict[str, Person | None] = {"anonymous": None}

    def joins(name: str, organisation: Organisation, role: str = Role.PRACTITIONER, **fields: Any) -> Person:
        who = people.get(name) or factories.person(name=name, is_active="inactive" not in name)
        people[name] = who
        cast._memberships[name] = factories.membership(organisation, role, person=who, **fields)
        return who

    for role in ROLES:
        joins(f"assigned {role}", city, role)
        joins(role, city, role)
    joins("no longer assigned", city)
    joins("assigned from tomorrow", city)
    joins("left the city", city, starts_at=now - 2 * day, ends_at=now - day)
    joins("joins the city tomorrow", city, starts_at=now + day)
    joins("inactive and assigned", city)
    joins("assigned by another city", other_city)
    joins("coordinator elsewhere", other_city, Role.COORDINATOR)
    joins("client", client, Role.COORDINATOR)
    joins("community", neighbour)
    joins("operator", operator)
    joins("police", police, Role.COORDINATOR)
    # Of the police in both: in the city's organisation and assigned there.
    joins("police and assigned", police)
    joins("police and assigned", city)
    joins("UN body", un_body, Role.COORDINATOR)
    joins("secretariat", secretariat, Role.COORDINATOR)
    for name in ("staff", "staff in session", "staff after session", "staff in session elsewhere", "no longer staff"):
        people[name] = factories.person(name=name, is_staff=name != "no longer staff", is_superuser=True)
    factories.staff_session(people["staff in session"], city)
    factories.staff_session(people["staff after session"], city, starts_at=now - day)
    factories.staff_session(people["staff in session elsewhere"], other_city)
    factories.staff_session(people["no longer staff"], city)
    joins("named", partner)
    joins("named and inactive", partner)
    joins("named and left the city", city, starts_at=now - 2 * day, ends_at=now - day)
    # They belong to another organisation now than the one that they were named with.
    joins("named and moved on", partner, starts_at=now - 2 * day, ends_at=now - day)
    factories.membership(other_city, person=people["named and moved on"])
    cast.named_for = dict.fromkeys(NAMED, partner) | {"named and left the city": city}
    cast.people = people
    cast.__post_init__()
    return cast
