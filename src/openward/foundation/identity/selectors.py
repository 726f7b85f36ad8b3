"""Reads of people and organisations. Organisations are listed to all who sign in; people to their own organisation.

Nothing here is a record of a room: what someone is assigned to is shown by name only where the policy opens it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from openward.foundation.identity.in_charge import lately_in_charge
from openward.foundation.identity.models import (
    Assignment,
    Invitation,
    Membership,
    Organisation,
    SharingGroup,
    StaffSession,
    TakeOver,
)
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_coordinate, may_found, may_manage_people, may_see_people

SHOWN_AFTER_END = timedelta(days=90)


def organisations(actor: Actor, text: str = "", kind: str = "", country: str = "") -> QuerySet[Organisation]:
    """Those whose name or city holds the text. Nobody who is not signed in sees any."""
    if not actor.is_signed_in:
        return Organisation.objects.none()
    found = Organisation.objects.all()
    for word in text.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(place_name__icontains=word))
    if kind:
        found = found.filter(kind=kind)
    if country:
        found = found.filter(country=country.upper())
    return found.order_by("name", "id")


def organisation_or_404(actor: Actor, key: UUID) -> Organisation:
    organisation = organisations(actor).filter(pk=key).first()
    if organisation is None:
        raise Http404
    return organisation


def organisation_of_text_or_404(actor: Actor, text: str) -> Organisation:
    """The organisation whose key someone chose in a form."""
    try:
        return organisation_or_404(actor, UUID(text))
    except ValueError as error:
        raise Http404 from error


def own_organisation_or_404(actor: Actor, key: UUID) -> Organisation:
    if key not in actor.organisations:
        raise Http404
    return organisation_or_404(actor, key)


def countries_in_use(actor: Actor) -> frozenset[str]:
    """Codes of countries with an organisation."""
    return frozenset(organisations(actor).order_by().values_list("country", flat=True).distinct())


def members(actor: Actor, organisation: Organisation) -> QuerySet[Membership]:
    """Current and coming members, and those who left of late, for their own organisation; for nobody else any."""
    if not may_see_people(actor, organisation.id):
        return Membership.objects.none()
    found = Membership.objects.filter(organisation=organisation).select_related("person")
    current = Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now())
    if may_manage_people(actor, organisation.id):
        current |= Q(ends_at__gt=timezone.now() - SHOWN_AFTER_END)
    return found.filter(current).order_by("person__name", "person__email", "role", "id")


def membership_or_404(actor: Actor, key: UUID) -> Membership:
    """A membership that the actor manages, or their own."""
    membership = Membership.objects.select_related("person", "organisation").filter(pk=key).first()
    if membership is None or not (
        membership.person_id == actor.person or may_manage_people(actor, membership.organisation_id)
    ):
        raise Http404
    return membership


def invitations(actor: Actor, organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations that wait for an answer, for who can withdraw them."""
    if not (may_manage_people(actor, organisation.id) or may_found(actor)):
        return Invitation.objects.none()
    found = Invitation.objects.filter(
        organisation=organisation, accepted_at=None, withdrawn_at=None, ends_at__gt=timezone.now()
    ).select_related("invited_by")
    if not may_manage_people(actor, organisation.id):
        found = found.filter(invited_by=actor.person)
    return found.order_by("-sent_at", "id")


def invitation_or_404(actor: Actor, key: UUID) -> Invitation:
    invitation = Invitation.objects.select_related("organisation").filter(pk=key).first()
    if invitation is None or not invitations(actor, invitation.organisation).filter(pk=key).exists():
        raise Http404
    return invitation


def sharing_groups(actor: Actor, organisation: Organisation) -> QuerySet[SharingGroup]:
    """Groups of one's own organisation. With whom a city shares is the city's own matter."""
    if organisation.id not in actor.organisations:
        return SharingGroup.objects.none()
    return (
        SharingGroup.objects.filter(owner=organisation).prefetch_related("clients", "community").order_by("name", "id")
    )


def sharing_group_or_404(actor: Actor, key: UUID) -> SharingGroup:
    """A group that the actor coordinates."""
    group = SharingGroup.objects.select_related("owner").filter(pk=key).first()
    if group is None or not may_coordinate(actor, group.owner_id):
        raise Http404
    return group


def staff_sessions(actor: Actor, organisation: Organisation) -> QuerySet[StaffSession]:
    """Sessions on the organisation's records, the latest first: for its own members."""
    if organisation.id not in actor.organisations:
        return StaffSession.objects.none()
    return StaffSession.objects.filter(organisation=organisation).select_related("person").order_by("-starts_at", "id")


def own_staff_sessions(actor: Actor) -> QuerySet[StaffSession]:
    return StaffSession.objects.filter(person=actor.person).select_related("organisation").order_by("-starts_at", "id")


def staff_session_or_404(actor: Actor, key: UUID) -> StaffSession:
    session = StaffSession.objects.select_related("organisation", "person").filter(pk=key).first()
    if session is None or not (
        session.person_id == actor.person
        or may_manage_people(actor, session.organisation_id)
        or may_coordinate(actor, session.organisation_id)
    ):
        raise Http404
    return session


def assignments_to(actor: Actor, record: Any) -> QuerySet[Assignment]:
    """Who is assigned to a record that the actor reads as a member of its owner: now, or from a day to come."""
    if record.owner_id not in actor.organisations:
        return Assignment.objects.none()
    now = timezone.now()
    members = Membership.objects.current(now).filter(organisation=record.owner_id, person__is_active=True)
    return (
        Assignment.objects.filter(record=record.pk, membership__in=members)
        .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))
        .select_related("membership__person")
        .order_by("membership__person__name", "id")
    )


def own_assignments(actor: Actor) -> QuerySet[Assignment]:
    return (
        Assignment.objects.current()
        .filter(membership__in=[membership.id for membership in actor.memberships])
        .select_related("membership__organisation")
        .order_by("id")
    )


def assignable_members(organisation: UUID) -> QuerySet[Membership]:
    return (
        Membership.objects.current()
        .filter(organisation=organisation, person__is_active=True)
        .select_related("person")
        .order_by("person__name", "person__email", "role", "id")
    )


def watched_organisation_or_404(actor: Actor, key: UUID) -> Organisation:
    """One that the actor is in charge of, or lately was."""
    organisation = organisation_or_404(actor, key)
    if not lately_in_charge(key, timezone.now()).filter(pk=actor.person).exists():
        raise Http404
    return organisation


def open_take_overs(organisation: Organisation) -> QuerySet[TakeOver]:
    return (
        TakeOver.objects.open()
        .filter(organisation=organisation)
        .select_related("asked_by", "organisation")
        .order_by("asked_at", "id")
    )


def take_over_or_404(actor: Actor, key: UUID) -> TakeOver:
    """A request that the actor may refuse, or made."""
    found = TakeOver.objects.select_related("organisation", "asked_by").filter(pk=key).first()
    if found is None or not (lately_in_charge(found.organisation_id, found.asked_at).filter(pk=actor.person).exists()):
        raise Http404
    return found
