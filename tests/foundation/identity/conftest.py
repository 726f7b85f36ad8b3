"""A city with its people, for tests of what they do."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from openward.foundation.history.models import Event
from openward.foundation.identity.models import Organisation, OrganisationKind, Person, Role
from openward.foundation.notices.models import Notice
from openward.foundation.visibility.actor import Actor, actor_of
from tests import factories


@dataclass
class City:
    organisation: Organisation
    people: dict[str, Person]

    def actor(self, name: str) -> Actor:
        return actor_of(self.people[name])

    def membership(self, name: str):  # type: ignore[no-untyped-def]
        return self.people[name].memberships.get(organisation=self.organisation)


@pytest.fixture
def city(db) -> City:
    organisation = factories.organisation(name="Rivermouth")
    people = {str(role): factories.member(organisation, role) for role in Role}
    people["second administrator"] = factories.member(organisation, Role.ADMINISTRATOR)
    elsewhere = factories.organisation(name="Hilltop")
    people["administrator elsewhere"] = factories.member(elsewhere, Role.ADMINISTRATOR)
    people["coordinator elsewhere"] = factories.member(elsewhere, Role.COORDINATOR)
    people["staff"] = factories.person(is_staff=True, is_superuser=True)
    secretariat = factories.organisation(OrganisationKind.SECRETARIAT, name="Secretariat")
    people["secretariat"] = factories.member(secretariat, Role.COORDINATOR)
    people["nobody"] = factories.person()
    return City(organisation, people)


@pytest.fixture
def told():
    """What was logged and who was told: `told.verbs(organisation)`, `told.codes(person)`."""

    def verbs(organisation: Organisation) -> list[str]:
        return list(Event.objects.filter(chain=organisation.id).order_by("sequence").values_list("verb", flat=True))

    def codes(person: Person) -> list[str]:
        return list(Notice.objects.filter(person=person).order_by("id").values_list("code", flat=True))

    return SimpleNamespace(verbs=verbs, codes=codes)
