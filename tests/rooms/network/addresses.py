"""The network room's addresses, and the sample records on which its pages for records of any kind are tried."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from openward.foundation.identity.models import Assignment, Role, StaffSession, TakeOver
from openward.foundation.visibility.policy import Verb
from tests import cast as casting
from tests.sample.models import Submission, Work
from tests.security.declarations import Scene, kind, only, public, record, signed_in

MEMBERS = casting.ASSIGNED | casting.UNASSIGNED | casting.FORMERLY_ASSIGNED | {"police and assigned"}
COORDINATORS = {"coordinator", "assigned coordinator"}
ADMINISTRATORS = {"administrator", "assigned administrator"}
STAFF = {"staff", "staff in session", "staff after session", "staff in session elsewhere"}
FOUNDERS = STAFF | {"secretariat"}


def make_work(scene: Scene, label: str, closed: bool, marker: str) -> Work:
    return Work.objects.create(
        owner=scene.cast.city, label=label, sharing_group=scene.cast.circle, closed_to_police=closed, name=marker
    )


def make_submission(scene: Scene, label: str, closed: bool, marker: str) -> Submission:
    return Submission.objects.create(
        owner=scene.cast.city, label=label, sharing_group=scene.cast.circle, closed_to_police=closed
    )


def city(scene: Scene) -> dict[str, Any]:
    return {"key": scene.cast.city.id}


def of(key: str) -> Any:
    """The address of a membership of the city."""
    return lambda scene: {"key": scene.cast.people[key].memberships.get(organisation=scene.cast.city).pk}


def of_kind(found: Any) -> dict[str, Any]:
    return {"kind": found._meta.label_lower, "key": found.pk}


def running_session(scene: Scene) -> dict[str, Any]:
    return {"key": StaffSession.objects.get(person=scene.cast.people["staff in session"]).pk}


def membership_of_reader(scene: Scene) -> dict[str, str]:
    membership = scene.cast.people["reader"].memberships.get()
    return {"membership": str(membership.pk), "until": ""}


def assignment_of_reader(found: Any) -> dict[str, Any]:
    """Of someone who may not end it themselves."""
    made = Assignment.objects.filter(record=found.pk, membership__person__name="assigned reader").first()
    return {"key": made.pk if made else found.pk}


def work_that_everyone_left(scene: Scene) -> dict[str, Any]:
    left = Work.objects.create(owner=scene.cast.city, name="Left behind")
    return of_kind(left)


def request_to_take_over(scene: Scene) -> dict[str, Any]:
    """Of the coordinator, who has waited."""
    left = Work.objects.create(owner=scene.cast.city, name="Left behind")
    asked = TakeOver.objects.create(
        organisation=scene.cast.city,
        record=left.pk,
        record_kind=left._meta.label_lower,
        reason="its people left",
        asked_by=scene.cast.people["coordinator"],
        asked_at=timezone.now() - timedelta(days=4),
    )
    return {"key": asked.pk}


RECORDS = [
    kind("sample work", make_work, has_operator=False),
    kind("sample submission", make_submission, is_submission=True),
]

ADDRESSES = [
    signed_in("network:organisations"),
    only("network:create_organisation", FOUNDERS),
    signed_in("network:account"),
    public("network:accept_invitation", lambda scene: {"token": "no-such-token"}, status={404}),
    only("network:withdraw_invitation", ADMINISTRATORS, lambda scene: invitation(scene), post={}),
    # Their own membership is known to the reader, who may end it and not change it.
    only("network:change_role", ADMINISTRATORS, of("reader"), post={"role": "assessor"}),
    only("network:end_membership", ADMINISTRATORS | {"reader"}, of("reader"), post={}),
    signed_in("network:organisation", city),
    only("network:edit_organisation", ADMINISTRATORS, city),
    only("network:people", MEMBERS, city),
    only("network:assignments", COORDINATORS, city),
    only("network:sharing_groups", MEMBERS, city),
    only("network:staff_sessions", MEMBERS, city),
    only("network:sharing_group", COORDINATORS, lambda scene: {"key": scene.cast.circle.id}),
    only("network:delete_sharing_group", COORDINATORS, lambda scene: {"key": scene.cast.circle.id}, post={}),
    only("network:own_staff_sessions", STAFF),
    only(
        "network:end_staff_session", COORDINATORS | ADMINISTRATORS | {"staff in session"}, running_session, post={}
    ),
    record("network:record", "sample work", record_arguments=of_kind, shows=True),
    record("network:record", "sample submission", record_arguments=of_kind),
    record("network:assign", "sample work", verb=Verb.ASSIGN, record_arguments=of_kind, post=membership_of_reader),
    record(
        "network:change_label", "sample work", verb=Verb.CHANGE, record_arguments=of_kind,
        post={"label": "TLP:RED", "reason": "caution"}, status={302, 400},
    ),
    record(
        "network:change_readers", "sample work", verb=Verb.LABEL, record_arguments=of_kind,
        post={"email": "nobody@example.org"},
    ),
    # Taking a record out of its group is the coordinator's alone; closing it to police is for all who may change it.
    record(
        "network:share", "sample work", verb=Verb.CHANGE, record_arguments=of_kind,
        post={"group": "", "closed_to_police": "on", "reason": "caution"}, status={302, 403},
    ),
    record(
        "network:end_assignment", "sample work", verb=Verb.ASSIGN, record_arguments=assignment_of_reader,
        also=frozenset({"assigned reader"}), post={},
    ),
    only("network:ask_to_take_over", COORDINATORS, work_that_everyone_left, post={"reason": "its people left"}),
    only("network:take_overs", COORDINATORS | ADMINISTRATORS, city),
    only("network:refuse_take_over", COORDINATORS | ADMINISTRATORS, request_to_take_over, post={}),
    only("network:take_over", {"coordinator"}, request_to_take_over, post={}),
]  # fmt: skip


def invitation(scene: Scene) -> dict[str, Any]:
    from openward.foundation.identity.models import Invitation

    made = Invitation.objects.create(
        organisation=scene.cast.city,
        email="new@example.org",
        role=Role.READER,
        invited_by=scene.cast.people["administrator"],
        token_digest="0" * 64,
        ends_at=timezone.now() + timedelta(days=1),
    )
    return {"key": made.pk}
