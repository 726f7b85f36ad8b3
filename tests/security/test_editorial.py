"""Wagtail's administration is for editorial pages alone: it shows no record and no people, and has no own door."""

from __future__ import annotations

import re

import pytest
from django.urls import resolve

from tests.security import resolving
from tests.security.declarations import kinds
from tests.security.walking import LABELS, Visitor, make

pytestmark = [
    pytest.mark.django_db,
    # Wagtail's reports page through lists without an order.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
]

# What stands in the place of parameters; what does not exist is fine, so long as it is asked for.
FILLED = {
    "int": "1",
    "str": "identity.person",
    "slug": "person",
    "uuid": "0190f0c0-7f00-7000-8000-00000000dead",
    "path": "x",
}
CLOSED = ["users", "groups", "documents", "images", "forms", "reports", "snippets", "collections", "api/main/images",
          "api/main/documents", "login", "password_reset", "bulk/identity/person/delete",
          "bulk/identity/person/set_active_state", "editing-sessions/ping/identity/person/1/1",
          "tag-autocomplete", "embeds/chooser", "failwhale", "test404"]  # fmt: skip


def filled(route: str) -> str:
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda match: FILLED.get(match.group(1) or "str", "1"), route)
    path = re.sub(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)", "1", path)
    return "/" + re.sub(r"[\^$\\]|\(\?!.*\)\.\*", "", path)


def paths() -> list[str]:
    return sorted({filled(pattern.route) for pattern in resolving.of_wagtail()})


@pytest.mark.parametrize("part", CLOSED)
@pytest.mark.parametrize("name", ["anonymous", "reader", "staff"])
def test_what_goes_round_the_policy_is_closed_even_to_staff(visitors, part, name):
    for path in (f"/cms/{part}/", f"/cms/{part}"):
        response = visitors[name].asks(path)
        assert response.status_code in {404, 301}, path
        assert response.status_code == 404 or response.headers["Location"].endswith("/")
    assert visitors[name].asks(f"/cms/{part}/", "POST").status_code == 404


def test_staff_reach_pages_and_nothing_that_names_people_or_records(scene, visitors):
    for kind in kinds().values():
        for label in LABELS:
            make(scene, kind, label)
    shut = [*scene.markers.values(), *(p.email for n, p in scene.cast.people.items() if p and n != "staff")]
    reached = set()
    for path in paths():
        for method in ("GET", "POST"):
            # Wagtail's own views stumble over what is missing in a form; what they showed before is what counts.
            visitors["staff"].client.raise_request_exception = False
            response = visitors["staff"].asks(path, method)
            text = response.body.decode("utf-8", "replace")
            assert not [word for word in shut if word in text], path
            if response.status_code == 200:
                reached.add(path)
    assert "/cms/" in reached
    assert "/cms/choose-page/" in reached


def test_nobody_but_staff_gets_in(visitors):
    for name in ("anonymous", "reader", "assigned administrator", "named"):
        for path in paths():
            response = visitors[name].asks(path)
            of_everyone = path.endswith(("/jsi18n/", "/sprite/", "/logout/"))
            assert response.status_code in {302, 404, 405, 301} or of_everyone, (name, path)
            if response.status_code == 302:
                elsewhere = path in {"/cms/account/", "/cms/logout/"}
                assert "/accounts/login/" in response.headers["Location"] or elsewhere, (name, path)


def test_there_is_no_second_sign_in(visitors):
    """Wagtail's own sign-in knows no second factor and no lock-out."""
    assert resolve("/cms/login/").url_name == "editorial_closed"
    assert visitors["anonymous"].asks("/cms/").headers["Location"].startswith("/accounts/login/")


def test_menus_lead_to_what_is_open(visitors):
    text = visitors["staff"].asks("/cms/").body.decode()
    for address in set(re.findall(r'"url": "(/cms/[^"]*)"', text)):
        assert visitors["staff"].asks(address).status_code in {200, 302}, address


def test_django_admin_is_not_installed(visitors):
    from django.conf import settings

    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert visitors["staff"].asks("/admin/").status_code == 404


def test_wagtail_keeps_no_index_of_what_our_records_point_to(scene):
    from wagtail.models import ReferenceIndex

    for kind in kinds().values():
        make(scene, kind, "TLP:AMBER+STRICT")
    assert not ReferenceIndex.objects.exists()


def test_signing_out_of_the_editorial_pages_signs_out(scene):
    visitor = Visitor(scene, "staff")
    assert visitor.asks("/cms/logout/", "POST").status_code == 302
