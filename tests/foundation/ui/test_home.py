"""Home tells a person what needs them, and nothing of what they may not see."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from openward.foundation.identity.models import Membership
from openward.foundation.ui import home, navigation
from tests import factories
from tests.sample.models import Work

pytestmark = pytest.mark.django_db


def seen_by(person: Any) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_is_told_what_openward_is_and_how_to_sign_in() -> None:
    page = Client().get("/").content.decode()
    assert "/accounts/login/" in page
    assert "aria-current" not in page.split("<main")[1]


def test_a_newcomer_without_an_organisation_is_told_what_to_do() -> None:
    assert "You belong to no organisation yet" in seen_by(factories.person())


def test_a_member_without_work_is_told_that_all_is_quiet() -> None:
    assert "All quiet" in seen_by(factories.member(factories.organisation()))


def test_what_one_is_assigned_to_stands_there_with_its_label() -> None:
    city = factories.organisation()
    work = Work.objects.create(owner=city, name="Markets of the north")
    page = seen_by(factories.member(city, assigned_to=[work]))
    assert "Markets of the north" in page
    assert "TLP:AMBER+STRICT" in page


def test_an_assignment_in_an_organisation_that_one_left_shows_nothing() -> None:
    from django.utils import timezone

    city = factories.organisation()
    work = Work.objects.create(owner=city, name="Markets of the north")
    person = factories.member(city, assigned_to=[work])
    Membership.objects.filter(person=person).update(ends_at=timezone.now())
    assert "Markets of the north" not in seen_by(person)


def test_an_assignment_to_a_record_of_others_shows_nothing() -> None:
    work = Work.objects.create(owner=factories.organisation(), name="Markets of the north")
    assert "Markets of the north" not in seen_by(factories.member(factories.organisation(), assigned_to=[work]))


def test_the_queries_of_home_do_not_grow_with_assignments(django_assert_max_num_queries: Any) -> None:
    city = factories.organisation()
    works = [Work.objects.create(owner=city, name=f"Work {n}") for n in range(30)]
    client = Client()
    client.force_login(factories.member(city, assigned_to=works))
    with django_assert_max_num_queries(18):
        client.get("/")


def test_a_part_of_home_is_left_out_where_nothing_needs_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_sections", {})
    home.section("second", order=2)(lambda request: home.Section("B", "b.html"))
    home.section("first", order=1)(lambda request: home.Section("A", "a.html"))
    home.section("none", order=0)(lambda request: None)
    assert [section.title for section in home.sections(None)] == ["A", "B"]  # type: ignore[arg-type]


def test_what_one_may_begin_is_what_one_may_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_starts", {})
    home.offer(home.Start("home", "Mine", "", "map", order=1, shown=lambda request: True))
    home.offer(home.Start("language", "Not mine", "", "map", order=0, shown=lambda request: False))
    assert [start.label for start in home.starts(None)] == ["Mine"]  # type: ignore[arg-type]


def test_the_rail_marks_where_one_is(rf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    everyone = {"shown": lambda request: True}
    navigation.add(navigation.Entry("home", "Home", "house", 0, **everyone))
    navigation.add(navigation.Entry("jobs:list", "Jobs", "clock", 1, **everyone))

    def current(path: str) -> list[str]:
        return [link.label for link in navigation.links(rf.get(path)) if link.is_current]

    assert current("/") == ["Home"]
    assert current("/jobs/") == ["Jobs"]
    assert current("/jobs/0190/") == ["Jobs"]
    assert current("/elsewhere/") == []
