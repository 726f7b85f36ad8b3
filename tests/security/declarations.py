"""What each address is for, declared beside the tests of the room that has it (`addresses.py`), and walked from the
resolver: an address that nobody declared fails the walk.

    RECORDS = [kind("place", make_place)]
    ADDRESSES = [
        public("health"),
        signed_in("network:organisations"),
        record("places:place", "place"),
        record("places:edit", "place", verb=Verb.CHANGE),
        record("places:delete", "place", verb=Verb.DELETE, post={}),
        only("network:people", who={...}, arguments=lambda scene: {"key": scene.cast.city.id}),
        closed("account_closed", path="accounts/signup/"),
    ]

`make(scene, label, closed, marker)` makes a record of the cast's city with that label, which holds the marker in a text
that its page shows; `scene.cast.joins(record)` has assigned and named people on it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from openward.foundation.identity.models import Role
from openward.foundation.visibility.policy import Verb
from tests import cast as casting
from tests.cast import Cast

TESTS = Path(__file__).resolve().parent.parent


class Access(StrEnum):
    PUBLIC = "public"  # to anybody
    SIGNED_IN = "signed in"  # to everybody who has signed in
    RECORD = "record"  # to those whom the policy opens the record, and who may do the verb
    ONLY = "only"  # to those of the cast who are named
    CLOSED = "closed"  # to nobody


# Who may do what to a record that they read: roles in the city, of those who are assigned. By hand, like the table.
MAY = {
    Verb.CHANGE: {Role.ASSESSOR, Role.PRACTITIONER, Role.COORDINATOR},
    Verb.EXPORT: {Role.PRACTITIONER, Role.COORDINATOR},
    Verb.ASSIGN: {Role.COORDINATOR},
    Verb.LABEL: {Role.COORDINATOR},
    Verb.DELETE: {Role.COORDINATOR},
}
ROLE_OF = {
    **{f"assigned {role}": role for role in casting.ROLES},
    **{str(role): role for role in casting.ROLES},
    "no longer assigned": Role.PRACTITIONER,
    "assigned from tomorrow": Role.PRACTITIONER,
    "police and assigned": Role.PRACTITIONER,
}


@dataclass
class Scene:
    """The cast, and the records that were made of each kind, by label."""

    cast: Cast
    records: dict[tuple[str, str], Any] = field(default_factory=dict)
    markers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of record and how to make one. `is_submission`: UN bodies and secretariats may be given it.
    `has_operator`: the cast's operator runs the site."""

    name: str
    make: Callable[[Scene, str, bool, str], Any]
    is_submission: bool = False
    has_operator: bool = True

    def readers(self, label: str, closed: bool = False) -> frozenset[str]:
        found = casting.readers(label, closed=closed, submission=self.is_submission)
        if self.has_operator or self.is_submission or label == "TLP:CLEAR":
            return found
        return found - {"operator"}


Arguments = Callable[[Scene], Mapping[str, Any]]


@dataclass(frozen=True)
class Address:
    """`post` None is an address to read; else the form that is sent to it. `status` is what those who may get; `shows`:
    the page of a record shows its marker. `path` is for addresses that have no name of their own."""

    name: str
    access: Access
    arguments: Arguments = lambda scene: {}
    kind: str = ""
    record_arguments: Callable[[Any], Mapping[str, Any]] = lambda record: {"key": record.pk}
    verb: Verb = Verb.READ
    who: frozenset[str] = frozenset()
    post: Callable[[Scene], Mapping[str, Any]] | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    status: frozenset[int] = frozenset({200})
    shows: bool = False
    path: str = ""
    also: frozenset[str] = frozenset()  # readers who may do it beside those with the role
    to_anonymous: bool = False

    def may(self, kind: Kind, label: str, closed: bool = False) -> frozenset[str]:
        """Who of the cast may do what the address is for."""
        readers = kind.readers(label, closed)
        if self.verb is Verb.READ:
            return readers
        roles = {str(role) for role in MAY[self.verb]}
        # A staff session reads and does nothing else; it is no member either.
        return frozenset(name for name in readers if str(ROLE_OF.get(name, "")) in roles) | (readers & self.also)


def _form(post: Any) -> Any:
    return post if post is None or callable(post) else lambda scene: post


def kind(name: str, make: Callable[[Scene, str, bool, str], Any], **more: Any) -> Kind:
    return Kind(name, make, **more)


def public(name: str, arguments: Arguments = lambda scene: {}, status: set[int] | None = None, **more: Any) -> Address:
    return Address(name, Access.PUBLIC, arguments, status=frozenset(status or {200}), **more)


def signed_in(
    name: str, arguments: Arguments = lambda scene: {}, status: set[int] | None = None, post: Any = None, **more: Any
) -> Address:
    return Address(name, Access.SIGNED_IN, arguments, status=frozenset(status or {200}), post=_form(post), **more)


def record(name: str, kind: str, status: set[int] | None = None, post: Any = None, **more: Any) -> Address:
    default = {200} if post is None else {200, 302}
    return Address(name, Access.RECORD, kind=kind, status=frozenset(status or default), post=_form(post), **more)


def only(
    name: str,
    who: set[str] | frozenset[str],
    arguments: Arguments = lambda scene: {},
    status: set[int] | None = None,
    post: Any = None,
    **more: Any,
) -> Address:
    default = {200} if post is None else {200, 302}
    return Address(
        name, Access.ONLY, arguments, who=frozenset(who), status=frozenset(status or default), post=_form(post), **more
    )


def closed(name: str, path: str = "", arguments: Arguments = lambda scene: {}) -> Address:
    return Address(name, Access.CLOSED, arguments, path=path, status=frozenset({404}))


def _declared(attribute: str) -> list[Any]:
    found = []
    for file in sorted(TESTS.rglob("addresses.py")):
        module = importlib.import_module("tests." + ".".join(file.relative_to(TESTS).with_suffix("").parts))
        found += getattr(module, attribute, [])
    return found


def addresses() -> list[Address]:
    return _declared("ADDRESSES")


def kinds() -> dict[str, Kind]:
    found = _declared("RECORDS")
    assert len({kind.name for kind in found}) == len(found), "two kinds of record of one name"
    return {kind.name: kind for kind in found}
