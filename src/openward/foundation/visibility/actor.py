"""The actor: what is true of a person at the moment they ask. Nothing is remembered between requests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from openward.foundation.identity.models import (
    Assignment,
    Membership,
    OrganisationKind,
    Person,
    Role,
    SharingGroup,
    StaffSession,
)
from openward.foundation.visibility.labels import Label

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openward.foundation.visibility.models import NamedReader

# They see submissions, never rows (unless the rows are their own).
SEE_NO_ROWS = frozenset({OrganisationKind.UN_BODY, OrganisationKind.SECRETARIAT})


@dataclass(frozen=True)
class MembershipFacts:
    id: UUID
    organisation: UUID
    kind: str
    role: str


@dataclass(frozen=True)
class Actor:
    """`person` None is someone who has not signed in. Made by `actor_of`, one a request.

    `is_staff` is someone who runs this installation: it opens staff sessions and new organisations, and no record.
    """

    person: UUID | None = None
    is_staff: bool = False
    memberships: tuple[MembershipFacts, ...] = ()
    staff_organisation: UUID | None = None
    staff_session: UUID | None = None
    # What it asked of the database. Not `init`: an actor made from another (`replace`) asks anew.
    _groups: dict[str, frozenset[UUID]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _shut: dict[Any, frozenset[UUID]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def is_signed_in(self) -> bool:
        return self.person is not None

    @cached_property
    def organisations(self) -> frozenset[UUID]:
        return frozenset(membership.organisation for membership in self.memberships)

    @cached_property
    def operator_organisations(self) -> frozenset[UUID]:
        return frozenset(m.organisation for m in self.memberships if m.kind == OrganisationKind.SITE_OPERATOR)

    @cached_property
    def is_police(self) -> bool:
        """Any membership counts: whoever serves in both reads what the stricter of the two may read."""
        return any(membership.kind == OrganisationKind.POLICE_AND_EMERGENCY for membership in self.memberships)

    def roles_in(self, organisation: UUID) -> frozenset[str]:
        return frozenset(m.role for m in self.memberships if m.organisation == organisation)

    def has_role(self, organisation: UUID, roles: Iterable[Role | str]) -> bool:
        return not self.roles_in(organisation).isdisjoint({str(role) for role in roles})

    def without_staff_session(self) -> Actor:
        """Itself where there is none, with all that it has asked already."""
        return replace(self, staff_organisation=None, staff_session=None) if self.staff_organisation else self

    def groups(self, relation: str, rows: bool) -> frozenset[UUID]:
        """Sharing groups that name an organisation of the actor as `clients` or in the `community`."""
        key = f"{relation}-{rows}"
        if key not in self._groups:
            eligible = [m.organisation for m in self.memberships if not (rows and m.kind in SEE_NO_ROWS)]
            self._groups[key] = (
                frozenset(SharingGroup.objects.filter(**{f"{relation}__in": eligible}).values_list("id", flat=True))
                if eligible
                else frozenset()
            )
        return self._groups[key]

    def assignments(self, owner: str | UUID | Any) -> QuerySet[Assignment]:
        """Current assignments of the actor as a member of `owner` (a key, or an outer reference in a query)."""
        return Assignment.objects.current().filter(
            membership__in=[membership.id for membership in self.memberships], membership__organisation=owner
        )

    @cached_property
    def assigned_records(self) -> frozenset[tuple[UUID, UUID]]:
        """(organisation, record) of every current assignment."""
        if not self.memberships:
            return frozenset()
        current = Assignment.objects.current().filter(membership__in=[m.id for m in self.memberships])
        return frozenset(current.values_list("membership__organisation", "record"))

    def named(self) -> QuerySet[NamedReader]:
        """Where the actor is named as a reader, as a member of an organisation that they belong to still."""
        from openward.foundation.visibility.models import NamedReader

        return NamedReader.objects.filter(person=self.person, organisation__in=self.organisations)

    @cached_property
    def named_records(self) -> frozenset[UUID]:
        """Keys of the records that name the actor as a reader."""
        return frozenset(self.named().values_list("record", flat=True))

    def shut_wholes(self, model: Any) -> frozenset[UUID]:
        """Keys of the model's records that are TLP:RED and do not name the actor: their parts are shut as well."""
        if model in self._shut:
            return self._shut[model]
        shut = red_keys(model) - self.named_records
        # NOBODY outlives the request: what it remembered would leave new TLP:RED open to whoever has not signed in.
        if self.is_signed_in:
            self._shut[model] = shut
        return shut

    def shut_documents(self) -> frozenset[UUID]:
        """Keys of the documents that tell of a record which is TLP:RED by now and does not name the actor."""
        if "documents" in self._shut:
            return self._shut["documents"]
        shut = frozenset(document for document, record in red_holdings() if record not in self.named_records)
        if self.is_signed_in:
            self._shut["documents"] = shut
        return shut


NOBODY = Actor()


def red_keys(model: Any) -> frozenset[UUID]:
    """Keys of the model's records that are TLP:RED, whoever may read them."""
    rows = model.objects.for_system("what is TLP:RED keeps its parts shut, whoever asks").filter(label=Label.RED)
    return frozenset(rows.order_by().values_list("pk", flat=True))


def red_holdings() -> list[tuple[UUID, UUID]]:
    """(document, record) where the document tells of a record that is TLP:RED by now, whoever may read them."""
    from openward.foundation.visibility.models import Holding
    from openward.foundation.visibility.references import protected_model_of

    rows = list(Holding.objects.order_by("id").values_list("document", "record", "record_kind"))
    models = {kind: protected_model_of(kind) for kind in sorted({row[2] for row in rows})}
    red = {kind: red_keys(model) for kind, model in models.items() if model is not None}
    return [(document, record) for document, record, kind in rows if record in red.get(kind, ())]


def actor_of(person: Any) -> Actor:
    """The actor that a person is right now: memberships that are current, a staff session that has not run out.

    Two queries; sharing groups and assignments are asked for when a rule needs them.
    """
    if not isinstance(person, Person) or not person.is_active:
        return NOBODY
    memberships = tuple(
        MembershipFacts(id=row[0], organisation=row[1], kind=row[2], role=row[3])
        for row in Membership.objects.current()
        .filter(person=person)
        .order_by("id")
        .values_list("id", "organisation", "organisation__kind", "role")
    )
    staff = (
        StaffSession.objects.current().filter(person=person).order_by("-starts_at").first() if person.is_staff else None
    )
    return Actor(
        person=person.id,
        is_staff=person.is_staff,
        memberships=memberships,
        staff_organisation=staff.organisation_id if staff else None,
        staff_session=staff.id if staff else None,
    )
