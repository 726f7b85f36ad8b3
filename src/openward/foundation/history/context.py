"""Who does this, in which request and staff session: set once around an operation, read by whatever is logged in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from openward.foundation.identity.models import Person
from openward.foundation.visibility.actor import NOBODY, Actor, actor_of
from openward.foundation.visibility.models import Protected
from openward.foundation.visibility.policy import may_read


@dataclass
class Context:
    """`find_actor` is asked once, when the first event is written; most requests write none."""

    find_actor: Callable[[], Actor] = lambda: NOBODY
    request: str = ""
    forced_staff_session: UUID | None = None

    @cached_property
    def actor(self) -> Actor:
        return self.find_actor()

    def staff_session(self, owner: UUID) -> UUID | None:
        if self.forced_staff_session:
            return self.forced_staff_session
        return self.actor.staff_session if self.actor.staff_organisation == owner else None

    def organisation(self, owner: UUID, record: Any = None) -> UUID | None:
        """The one that the person acts for: the owner if they are its member, else the one that opens the record."""
        mine = sorted(self.actor.organisations)
        if owner in mine:
            return owner
        if len(mine) > 1 and isinstance(record, Protected):
            for organisation in mine:
                memberships = tuple(m for m in self.actor.memberships if m.organisation == organisation)
                if may_read(replace(self.actor, memberships=memberships), record):
                    return organisation
        return mine[0] if mine else None


_current: ContextVar[Context | None] = ContextVar("history_context", default=None)


def current() -> Context:
    """The context of this operation. Outside of any, events name no person: the installation itself did it."""
    return _current.get() or Context()


@contextmanager
def entered(context: Context) -> Iterator[Context]:
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)


def of_person(person: Person | UUID | None, request: str = "", staff_session: Any = None) -> Context:
    """For a job, a command or a test: the person as they are when the first event is written."""

    def find_actor() -> Actor:
        return actor_of(Person.objects.filter(pk=person).first() if isinstance(person, UUID) else person)

    return Context(find_actor, request, getattr(staff_session, "id", staff_session))
