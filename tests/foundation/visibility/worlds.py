"""Any world: organisations, sharing groups, records of every kind and one person, described as data, and the table of
who may see what read off that description. The description knows nothing of the policy's code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from openward.foundation.identity.models import Organisation, OrganisationKind, Role, SharingGroup
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import Holding
from openward.foundation.visibility.references import kind_of
from tests import factories
from tests.sample.models import Finding, Note, Site, Submission, Work

# One organisation of every kind, and a second city.
KINDS = [*OrganisationKind, OrganisationKind.CITY]
OWNERS = (KINDS.index(OrganisationKind.CITY), len(KINDS) - 1)
# From when to when, in days from now; None is open.
PERIODS = {"now": (-2, None), "until tomorrow": (-2, 1), "ended": (-2, -1), "from tomorrow": (1, None)}
CURRENT = {"now", "until tomorrow"}


@dataclass(frozen=True)
class GroupFacts:
    owner: int
    clients: frozenset[int]
    community: frozenset[int]


@dataclass(frozen=True)
class RecordFacts:
    """`within` is the index of the record that this one is part of, always an earlier one of the right kind."""

    model: type
    owner: int
    label: str
    group: int | None
    closed: bool
    operator: int | None = None
    within: int | None = None
    named: int | None = None  # the organisation that the person is named with
    tells_of: int | None = None  # of a submission: an earlier record that became what it is after it was made


@dataclass(frozen=True)
class MembershipFacts:
    organisation: int
    role: str
    period: str
    assigned: tuple[tuple[int, str], ...]  # record, period


@dataclass(frozen=True)
class PersonFacts:
    signed_in: bool
    active: bool
    staff: bool
    session: tuple[int, str] | None  # organisation, period
    memberships: tuple[MembershipFacts, ...]


@dataclass(frozen=True)
class World:
    groups: tuple[GroupFacts, ...]
    records: tuple[RecordFacts, ...]
    person: PersonFacts


PART_OF = {Site: Work, Finding: Site, Note: Finding}
ORGANISATIONS = st.integers(0, len(KINDS) - 1)
SOME_ORGANISATIONS = st.frozensets(ORGANISATIONS, max_size=3)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    groups = tuple(
        draw(
            st.lists(
                st.builds(GroupFacts, st.sampled_from(OWNERS), SOME_ORGANISATIONS, SOME_ORGANISATIONS),
                min_size=1,
                max_size=3,
            )
        )
    )
    records: list[RecordFacts] = []
    for _ in range(draw(st.integers(1, 8))):
        model = draw(st.sampled_from([Work, Site, Finding, Note, Submission]))
        above = [index for index, record in enumerate(records) if record.model is PART_OF.get(model)]
        within = draw(st.sampled_from(above)) if above and draw(st.integers(0, 4)) else None
        if model is Finding and within is None:
            model = Site
        records.append(
            RecordFacts(
                model=model,
                owner=draw(st.sampled_from(OWNERS)),
                label=draw(st.sampled_from(list(Label))),
                group=draw(st.none() | st.integers(0, len(groups) - 1)),
                closed=draw(st.booleans()),
                operator=draw(st.none() | ORGANISATIONS) if model is Site else None,
                within=within,
                named=draw(st.none() | ORGANISATIONS),
                tells_of=(
                    draw(st.none() | st.integers(0, len(records) - 1)) if model is Submission and records else None
                ),
            )
        )
    assigned = st.tuples(st.integers(0, len(records) - 1), st.sampled_from(sorted(PERIODS)))
    memberships = st.builds(
        MembershipFacts,
        organisation=ORGANISATIONS,
        role=st.sampled_from(list(Role)),
        period=st.sampled_from(sorted(PERIODS)),
        assigned=st.lists(assigned, max_size=4, unique_by=lambda pair: pair[0]).map(tuple),
    )
    person = PersonFacts(
        signed_in=draw(st.integers(0, 9)) > 0,
        active=draw(st.integers(0, 9)) > 0,
        staff=draw(st.booleans()),
        session=draw(st.none() | st.tuples(ORGANISATIONS, st.sampled_from(sorted(PERIODS)))),
        memberships=tuple(draw(st.lists(memberships, max_size=4, unique_by=lambda m: (m.organisation, m.role)))),
    )
    return World(groups, tuple(records), person)


def table_says(world: World, index: int) -> bool:
    """Whether the person may read the record, by the product's table read aloud."""
    record, person = world.records[index], world.person
    if record.within is not None and record.model in (Finding, Note) and not table_says(world, record.within):
        return False
    if record.model is Site and record.within is not None and not _named_on_red(world, record.within):
        return False
    if record.tells_of is not None and not _named_on_red(world, record.tells_of):
        return False
    if record.label == Label.CLEAR:
        return True
    if not person.signed_in or not person.active:
        return False
    mine = [m for m in person.memberships if m.period in CURRENT]
    if record.closed and any(KINDS[m.organisation] == OrganisationKind.POLICE_AND_EMERGENCY for m in mine):
        return False
    if record.label == Label.RED:
        return any(m.organisation == record.named for m in mine)
    works = {index} | _part_of(world, index)
    assigned = any(
        m.organisation == record.owner and any(at in works and period in CURRENT for at, period in m.assigned)
        for m in mine
    )
    operates = _operator(world, index)
    operating = any(
        m.organisation == operates and KINDS[m.organisation] == OrganisationKind.SITE_OPERATOR for m in mine
    )
    in_session = (
        person.staff
        and person.session is not None
        and (person.session[0] == record.owner and person.session[1] in {"until tomorrow", "now"})
    )
    if assigned or operating or in_session:
        return True
    if record.label == Label.AMBER_STRICT:
        return False
    rows = record.model is not Submission
    no_rows = {OrganisationKind.UN_BODY, OrganisationKind.SECRETARIAT}
    let_in = {m.organisation for m in mine if not (rows and KINDS[m.organisation] in no_rows)}
    group = world.groups[record.group] if record.group is not None else None
    if group and let_in & group.clients:
        return True
    if record.label == Label.AMBER:
        return False
    return any(m.organisation == record.owner for m in mine) or bool(group and let_in & group.community)


def _named_on_red(world: World, index: int) -> bool:
    """Whether it is not TLP:RED, or the person is named on it: a work's sites are shut to others, and documents."""
    whole, person = world.records[index], world.person
    mine = {m.organisation for m in person.memberships if m.period in CURRENT and person.signed_in and person.active}
    return whole.label != Label.RED or whole.named in mine


def _part_of(world: World, index: int) -> set[int]:
    """What opens it when assigned: a site's work; a finding's site and work; a note's finding's site."""
    record = world.records[index]
    if record.within is None:
        return set()
    above = world.records[record.within]
    if record.model is Site:
        return {record.within}
    if record.model is Finding:
        return {record.within} | ({above.within} if above.within is not None else set())
    return {above.within} if above.within is not None else set()


def _operator(world: World, index: int) -> int | None:
    record = world.records[index]
    if record.model is Finding and record.within is not None:
        return world.records[record.within].operator
    return record.operator


def build(world: World):  # type: ignore[no-untyped-def]
    """The world in the database: the person (None if nobody is signed in) and the records."""
    now = timezone.now()

    def period(name: str) -> dict[str, object]:
        start, end = PERIODS[name]
        return {
            "starts_at": now + timedelta(days=start),
            "ends_at": None if end is None else now + timedelta(days=end),
        }

    organisations: list[Organisation] = [factories.organisation(kind) for kind in KINDS]
    groups: list[SharingGroup] = [
        factories.sharing_group(
            organisations[group.owner],
            clients=[organisations[i] for i in sorted(group.clients)],
            community=[organisations[i] for i in sorted(group.community)],
        )
        for group in world.groups
    ]
    person = factories.person(is_active=world.person.active, is_staff=world.person.staff)
    records: list[object] = []
    for facts in world.records:
        fields = {
            "owner": organisations[facts.owner],
            "label": facts.label,
            "sharing_group": groups[facts.group] if facts.group is not None else None,
            "closed_to_police": facts.closed,
        }
        if facts.model in PART_OF:
            name = {Site: "work", Finding: "site", Note: "finding"}[facts.model]
            fields[name] = records[facts.within] if facts.within is not None else None
        if facts.model is Site:
            fields["operator"] = organisations[facts.operator] if facts.operator is not None else None
        record = facts.model.objects.create(**fields)  # type: ignore[attr-defined]
        records.append(record)
        if facts.named is not None:
            factories.named_reader(record, person, organisations[facts.named])
        if facts.tells_of is not None:
            held: Any = records[facts.tells_of]
            Holding.objects.create(
                document=record.pk, document_kind=kind_of(record), record=held.pk, record_kind=kind_of(held)
            )
    for membership in world.person.memberships:
        belongs = factories.membership(
            organisations[membership.organisation], membership.role, person=person, **period(membership.period)
        )
        for index, name in membership.assigned:
            factories.assignment(belongs, records[index], **period(name))
    if world.person.session:
        organisation, name = world.person.session
        start, end = PERIODS[name]
        factories.staff_session(
            person,
            organisations[organisation],
            starts_at=now + timedelta(days=start),
            minutes=((2 if end is None else end) - start) * 24 * 60,
        )
    return (person if world.person.signed_in else None), records


def shared_by(record: Any) -> list[dict[str, Any]]:
    """What lists may be narrowed to that hold the record: each way to what it is part of, and all of them at once."""
    ways: dict[type, tuple[str, ...]] = {
        Site: ("work_id",),
        Finding: ("site_id", "site__work_id"),
        Note: ("finding__site_id", "finding__site__work_id"),
    }
    found = {}
    for path in ways.get(type(record), ()):
        value = record
        for step in path.split("__"):
            value = getattr(value, step, None)
        if value is not None:
            found[path] = value
    return [*({path: value} for path, value in found.items()), *([found] if len(found) > 1 else [])]
