"""Every address x everybody of the cast x every label: who may, does; who may not, learns nothing.

The addresses come from the resolver and what is expected of each from `addresses.py` beside each room's tests, so that
a new address without a declaration fails here.
"""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import pytest

from tests import cast as casting
from tests.security import resolving
from tests.security.declarations import Access, addresses, kinds
from tests.security.walking import LABELS, anonymised, is_sign_in, make, marker, path_of

pytestmark = pytest.mark.django_db

DECLARED = addresses()
KINDS = kinds()
OF_RECORDS = [address for address in DECLARED if address.access is Access.RECORD]
OTHERS = [address for address in DECLARED if address.access is not Access.RECORD]
NOWHERE = UUID("0190f0c0-7f00-7000-8000-00000000dead")
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
PAGES = [address for address in DECLARED if address.post is None and address.access is not Access.CLOSED]
# One for each way to be let in or kept out.
LOOKERS = (
    "anonymous",
    "administrator",
    "assigned by another city",
    "assigned coordinator",
    "assigned reader",
    "client",
    "community",
    "coordinator",
    "left the city",
    "named",
    "no longer assigned",
    "operator",
    "police",
    "secretariat",
    "staff",
    "staff in session",
    "UN body",
)


def of(address) -> str:
    return f"{address.name} {address.verb}" if address.access is Access.RECORD else address.name


def test_every_address_is_declared_and_every_declaration_is_an_address():
    there = {pattern.name for pattern in resolving.of_openward()}
    declared = {address.name for address in DECLARED}
    assert there - declared == set(), "declare these in an addresses.py beside the room's tests"
    assert declared - there == set(), "declared, but there is no such address"


def test_a_record_has_one_declaration_for_each_of_its_kinds():
    doubled = [key for key, count in Counter((of(a), a.kind, a.path) for a in DECLARED).items() if count > 1]
    assert not doubled


def method_of(address) -> str:
    return "POST" if address.post is not None else "GET"


def form(address, scene):
    return address.post(scene) if address.post is not None else address.query


@pytest.mark.parametrize("address", OF_RECORDS, ids=of)
def test_a_records_address_is_open_to_those_whom_the_policy_names(scene, visitors, address):
    kind = KINDS[address.kind]
    for label in LABELS:
        for is_closed in (False, True):
            if is_closed and label not in ("TLP:AMBER+STRICT", "TLP:GREEN"):
                continue
            record = make(scene, kind, label, is_closed)
            path = path_of(address, address.record_arguments(record))
            may, reads = address.may(kind, label, is_closed), kind.readers(label, is_closed)
            for name in sorted(casting.EVERYONE):
                response = visitors[name].asks(path, method_of(address), form(address, scene))
                told = f"{name} {label}{' closed' if is_closed else ''}: {response.status_code}"
                if visitors[name].is_anonymous and not address.to_anonymous:
                    assert is_sign_in(response), told
                elif name in may:
                    assert response.status_code in address.status, told
                    if address.shows and method_of(address) == "GET":
                        assert marker(scene, kind, label, is_closed).encode() in response.body, told
                elif name in reads:
                    assert response.status_code == 403, told
                else:
                    assert response.status_code == 404, told
                if name not in reads:
                    assert marker(scene, kind, label, is_closed).encode() not in response.body, told


@pytest.mark.parametrize("address", OF_RECORDS, ids=of)
def test_a_foreign_record_answers_like_one_that_does_not_exist(scene, visitors, address):
    """By every method, byte for byte but for tokens, the moment, and the key that was asked for."""
    kind = KINDS[address.kind]
    record = make(scene, kind, "TLP:AMBER+STRICT")
    arguments = address.record_arguments(record)
    key = arguments["key"]
    foreign, nowhere = (path_of(address, {**arguments, "key": value}) for value in (key, NOWHERE))
    for method in METHODS:
        data = form(address, scene) if method == "POST" else {}
        for name in ("anonymous", "reader", "coordinator elsewhere", "staff"):
            if name == "reader" and name in kind.readers(record.label):
                continue
            one, other = (visitors[name].asks(path, method, data) for path in (foreign, nowhere))
            assert anonymised(one, key) == anonymised(other, NOWHERE), f"{name} {method}"
            if method == "HEAD":
                assert not one.body


@pytest.mark.parametrize("address", OTHERS, ids=lambda address: address.path or address.name)
def test_an_address_without_a_record_is_open_to_those_who_are_declared(scene, visitors, address):
    path = path_of(address, address.arguments(scene))
    everyone = casting.EVERYONE if address.access is Access.ONLY else LOOKERS
    for name in sorted(everyone):
        response = visitors[name].asks(path, method_of(address), form(address, scene))
        told = f"{name}: {response.status_code} {response.headers.get('Location', '')}"
        if address.access is Access.CLOSED:
            assert response.status_code == 404, told
        elif address.access is Access.PUBLIC:
            assert response.status_code in address.status, told
        elif visitors[name].is_anonymous:
            assert is_sign_in(response), told
        elif address.access is Access.SIGNED_IN or name in address.who:
            assert response.status_code in address.status, told
        else:
            assert response.status_code in {403, 404}, told


@pytest.mark.parametrize("address", PAGES, ids=of)
def test_no_page_anywhere_shows_what_its_reader_may_not_see(scene, visitors, address):
    """Records of every kind and label stand in the database: lists, searches, exports, home and all other pages hold
    nothing of those that are shut."""
    for kind in KINDS.values():
        for label in LABELS:
            make(scene, kind, label)
    for name in LOOKERS:
        shut = [
            marker(scene, kind, label) for kind in KINDS.values() for label in LABELS if name not in kind.readers(label)
        ]
        if address.access is Access.RECORD:
            kind = KINDS[address.kind]
            records = [make(scene, kind, label) for label in LABELS if name in kind.readers(label)]
            asked = [(path_of(address, address.record_arguments(record)), address.query) for record in records]
        else:
            path = path_of(address, address.arguments(scene))
            asked = [(path, {}), (path, {"q": "Zq"}), *([(path, address.query)] if address.query else [])]
        for path, query in asked:
            body = visitors[name].asks(path, "GET", query).body.decode("utf-8", "replace")
            leaked = [text for text in shut if text in body]
            assert not leaked, f"{name}: {path} {query} shows {leaked}: {scene.markers}"


@pytest.mark.parametrize("address", [a for a in DECLARED if a.post is not None], ids=of)
def test_what_changes_something_is_sent_with_a_token_and_never_asked_for(scene, address):
    from tests.security.walking import Visitor

    if address.access is Access.RECORD:
        kind = KINDS[address.kind]
        record = make(scene, kind, "TLP:AMBER+STRICT")
        path, who = path_of(address, address.record_arguments(record)), address.may(kind, "TLP:AMBER+STRICT")
    else:
        path, who = path_of(address, address.arguments(scene)), address.who or {"reader"}
    for name in sorted(who - {"anonymous"}) or ["reader"]:
        visitor = Visitor(scene, name, enforce_csrf_checks=True)
        answer = visitor.asks(path, "POST", address.post(scene))
        assert answer.status_code == 403, f"{name}: sent without a token and taken: {answer.status_code}"


def test_no_view_is_exempt_from_tokens():
    exempt = {pattern.name for pattern in resolving.of_openward() if getattr(pattern.view, "csrf_exempt", False)}
    assert exempt == set()
