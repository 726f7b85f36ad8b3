"""What must stay true of an organisation's people as a whole: somebody looks after them, and nobody lets themselves in
by a second door."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress

from openward.foundation.identity.models import Membership, Person, Role
from openward.foundation.visibility.powers import administrators
from openward.methods.errors import OpenwardError


def require_another_administrator(leaving: Membership) -> None:
    """Raises last-administrator when this membership is the last that manages the organisation's people."""
    if leaving.role != Role.ADMINISTRATOR:
        return
    # Locked, so that two administrators who leave at once don't each count on the other.
    others = administrators(leaving.organisation_id).exclude(pk=leaving.pk).select_for_update(of=("self",))
    if not list(others):
        raise OpenwardError("last-administrator")


def require_someone_else(inviter: UUID, email: str, organisation: UUID) -> None:
    """Raises own-invitation when the address is one of the inviter's own: with a second account they would agree with
    themselves, and take over what others left. Who has been alone in the organisation from its first day on has nobody
    else to ask and nobody's work to take, and may."""
    if _mailbox(email) in _mailboxes_of(inviter) and (
        Membership.objects.filter(organisation=organisation).exclude(person=inviter).exists()
    ):
        raise OpenwardError("own-invitation", email=email)


def _mailboxes_of(person: UUID) -> frozenset[str]:
    addresses = [
        *Person.objects.filter(pk=person).values_list("email", flat=True),
        *EmailAddress.objects.filter(user=person).values_list("email", flat=True),
    ]
    return frozenset(map(_mailbox, addresses))


def _mailbox(email: str) -> str:
    """Many mail servers deliver name+anything to name."""
    name, _at, host = email.casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"
