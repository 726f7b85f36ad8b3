"""Make the demonstration once; a second start finds it and changes nothing."""

from __future__ import annotations

import csv
import os
import secrets
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files import File
from django.db import transaction

from openward.city import CityFiles, demonstration_city, write_city
from openward.foundation.history import log
from openward.foundation.identity.actions.assign import assign
from openward.foundation.identity.models import Membership, Organisation, OrganisationKind, Person, Role, SharingGroup
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.running import run_job
from openward.foundation.visibility.actions.share import share
from openward.foundation.visibility.actor import Actor, actor_of
from openward.foundation.visibility.policy import record_or_404
from openward.rooms.places.actions.change_place import change_place
from openward.rooms.places.actions.upload_extract import upload_extract
from openward.rooms.places.models import Place, Register
from openward.rooms.plans.actions.ask_for_brief import ask_for_brief
from openward.rooms.plans.models import Brief

INVENTED_COUNTRY = "ZZ"  # ISO 3166-1 leaves it to users
KINDS = {
    "city": OrganisationKind.CITY,
    "authority": OrganisationKind.NATIONAL_AUTHORITY,
    "un-body": OrganisationKind.UN_BODY,
    "secretariat": OrganisationKind.SECRETARIAT,
    "operator": OrganisationKind.SITE_OPERATOR,
    "police": OrganisationKind.POLICE_AND_EMERGENCY,
    "civil-society": OrganisationKind.CIVIL_SOCIETY,
}
CLIENTS = frozenset({OrganisationKind.POLICE_AND_EMERGENCY, OrganisationKind.NATIONAL_AUTHORITY})
BUDGET = Decimal(500_000)
VISITED = ("hospital", "street-market", "school")  # kinds of which the assessor is assigned some


def password() -> str:
    """The one password of all demonstration accounts, made at the first start and kept with mode 0600."""
    file = Path(settings.HOME) / "demonstration-password"
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write("-".join(secrets.token_hex(2) for _ in range(4)))
    return file.read_text(encoding="ascii")


def make(say: Callable[[str], None]) -> None:
    """Does nothing where an invented organisation stands already. `say` takes a line for the person who waits."""
    if Register.objects.for_system("whether the demonstration was made").filter(is_invented=True).exists():
        return
    with TemporaryDirectory() as folder:
        say("Inventing a city ...")
        invented = demonstration_city()
        city = write_city(invented, Path(folder))
        organisations = make_organisations(city)
        people = make_people(city, organisations)
        coordinator = people[Role.COORDINATOR, OrganisationKind.CITY]
        say("Reading its map into a register ...")
        with log.context(person=coordinator):
            actor = actor_of(coordinator)
            with city.map.open("rb") as opened:
                job = upload_extract(actor, organisations["city"], File(opened, city.map.name), invented.name.fr)
            run_here(job)
            say("Making the brief for its mayor ...")
            actor = actor_of(coordinator)
            register = record_or_404(Register.objects, actor, is_invented=True)
            brief, job = ask_for_brief(actor, register, BUDGET, "EUR", None, settings.LANGUAGE_CODE)
            run_here(job)
            brief.refresh_from_db()
            give_everyone_work(actor_of(coordinator), register, brief, organisations, people)


def give_everyone_work(
    actor: Actor,
    register: Register,
    brief: Brief,
    organisations: dict[str, Organisation],
    people: dict[tuple[str, str], Person],
) -> None:
    """As a coordinator would: members are assigned, partners read the register and the brief, the operator sees its
    market. Without this every account but the coordinator's would find empty pages."""

    def member(role: Role) -> Membership:
        found: Membership = Membership.objects.get(person=people[role, OrganisationKind.CITY])
        return found

    group = SharingGroup.objects.get(owner=organisations["city"])
    places = Place.objects.visible_to(actor).filter(register=register).order_by("source_id")
    with transaction.atomic():
        assign(actor, member(Role.PRACTITIONER), register)
        assign(actor, member(Role.READER), register)
        for kind in VISITED:
            for place in places.filter(kind=kind)[:2]:
                assign(actor, member(Role.ASSESSOR), place)
        for record in (register, brief):
            share(actor, record, group, "they plan with us")
        market = places.filter(kind="street-market").first()
        if market is not None:
            change_place(actor, market, {"site_operator": organisations["operator"]}, "they run it")


def run_here(job: Job) -> None:
    """Run a started job in this process, as a worker would. Raises RuntimeError when it did not end well."""
    run_job.func(str(job.id), job.attempt)
    job.refresh_from_db()
    if job.state != State.DONE:
        raise RuntimeError(f"the demonstration could not be made: {job.work} {job.state} {job.error_code}")


def make_organisations(city: CityFiles) -> dict[str, Organisation]:
    """By the slug that the city's tables use. The city's sharing group has police and the national authority as
    clients, and a community."""
    with city.organisations.open(encoding="utf-8") as file, transaction.atomic():
        made = {}
        for row in csv.DictReader(file):
            organisation, _is_new = Organisation.objects.get_or_create(
                name=row["name"],
                country=INVENTED_COUNTRY,
                defaults={
                    "kind": KINDS[row["organisation"]],
                    "latitude": float(row["latitude"]),
                    "longitude": float(row["longitude"]),
                    "is_invented": True,
                },
            )
            made[row["organisation"]] = organisation
        group, _is_new = SharingGroup.objects.get_or_create(owner=made["city"], name="Partners")
        group.clients.set([o for o in made.values() if o.kind in CLIENTS])
        group.community.set([o for o in made.values() if o.kind != OrganisationKind.UN_BODY])
    return made


def make_people(city: CityFiles, organisations: dict[str, Organisation]) -> dict[tuple[str, str], Person]:
    """One account a role; by role and kind of organisation."""
    people = {}
    with city.people.open(encoding="utf-8") as file, transaction.atomic():
        for row in csv.DictReader(file):
            organisation = organisations[row["organisation"]]
            person = Person.objects.filter(email=row["account"]).first() or Person.objects.create_user(
                row["account"], password(), name=f"{Role(row['role']).label}, {organisation.name}"[:200]
            )
            Membership.objects.get_or_create(person=person, organisation=organisation, role=Role(row["role"]))
            people[row["role"], organisation.kind] = person
        staff = "staff@openward.example"
        if not Person.objects.filter(email=staff).exists():
            Person.objects.create_superuser(staff, password(), name="Staff of this installation")
    return people


def accounts_shown() -> str:
    """The demonstration accounts for the person who started the server."""
    rows = (
        Membership.objects.current()
        .filter(organisation__is_invented=True, person__email__endswith=".example")
        .order_by("organisation__kind", "role")
        .select_related("person", "organisation")
    )
    accounts = [(row.person.email, f"{row.get_role_display()}, {row.organisation}") for row in rows]
    accounts.append(("staff@openward.example", "staff of this installation"))
    width = max(len(email) for email, _who in accounts)
    lines = [f"  {email:{width}}  {who}" for email, who in accounts]
    return "\n".join(
        ["Demonstration accounts (invented city; all data fictitious):", *lines, f"Password: {password()}"]
    )
