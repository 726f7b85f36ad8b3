"""A city with a coordinator and an officer who are assigned to one work with a site, another city, and someone who runs
the installation: what most tests of the foundation begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openward.foundation.identity.models import Organisation, Person, Role
from openward.foundation.visibility.actor import Actor, actor_of
from tests import factories
from tests.sample.models import Site, Work


@dataclass
class Scene:
    city: Organisation
    other_city: Organisation
    work: Work
    site: Site
    coordinator: Person
    officer: Person
    stranger: Person
    staff: Person

    def actor(self, name: str) -> Actor:
        return actor_of(getattr(self, name))


def a_city(**site: Any) -> Scene:
    """The site is TLP:AMBER+STRICT unless said otherwise."""
    city, other = factories.organisation(), factories.organisation()
    work = Work.objects.create(owner=city, name="Work")
    record = Site.objects.create(owner=city, work=work, **{"name": "Site", **site})
    return Scene(
        city=city,
        other_city=other,
        work=work,
        site=record,
        coordinator=factories.member(city, Role.COORDINATOR, [work], name="Coordinator"),
        officer=factories.member(city, Role.PRACTITIONER, [work], name="Officer"),
        stranger=factories.member(other, Role.COORDINATOR, name="Stranger"),
        staff=factories.person(is_staff=True, name="Staff"),
    )
