"""A notice is told once, in the words of its reader, and names no record that they may not see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext_lazy, ngettext_lazy

from openward.foundation.history import log
from openward.foundation.identity.models import Assignment, Role
from openward.foundation.notices import registry
from openward.foundation.notices.actions import mark_all_read, mark_read, notify
from openward.foundation.notices.models import Notice
from openward.foundation.notices.selectors import mine, shown, unread, unread_count
from openward.foundation.visibility.actor import NOBODY
from tests import factories
from tests.foundation.scene import Scene
from tests.sample.models import Site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def messages() -> Iterator[None]:
    known = dict(registry._messages)
    registry.message("seen", gettext_lazy("yes"))
    registry.message("named", "Look at %(record)s.")
    registry.message("counted", ngettext_lazy("%(count)s place", "%(count)s places", "count"))
    registry.message("led", "There.", where=lambda parameters: f"/there/{parameters['where']}")
    yield
    registry._messages.clear()
    registry._messages.update(known)


def test_a_notice_is_unread_until_its_person_has_seen_it(scene: Scene) -> None:
    notify([scene.officer, scene.coordinator], "seen")
    [notice] = unread(scene.actor("officer"))
    assert (notice.code, notice.text, notice.is_read) == ("seen", "yes", False)
    assert mark_read(scene.actor("officer"), notice.id)
    assert unread(scene.actor("officer")) == []
    officer = scene.actor("officer")
    assert shown(officer, mine(officer))[0].is_read
    assert unread_count(scene.actor("coordinator")) == 1


def test_a_person_named_twice_is_told_once_and_nobody_is_told_nothing(scene: Scene) -> None:
    assert len(notify([scene.officer, scene.officer, None], "seen")) == 1
    assert notify([], "seen") == []
    assert unread(NOBODY) == list(mine(NOBODY)) == []
    assert unread_count(NOBODY) == mark_all_read(NOBODY) == 0


def test_a_code_that_nobody_declared_is_a_mistake_of_ours(scene: Scene) -> None:
    with pytest.raises(LookupError):
        notify([scene.officer], "no-such-code")
    with pytest.raises(ValueError, match="twice"):
        registry.message("seen", "again")


def test_the_text_is_in_the_language_of_the_moment_it_is_read(scene: Scene) -> None:
    notify([scene.officer], "seen")
    with translation.override("fr"):
        assert unread(scene.actor("officer"))[0].text == "oui"


def test_counts_have_their_plural(scene: Scene) -> None:
    for count in (1, 5):
        notify([scene.officer], "counted", parameters={"count": count})
    assert [notice.text for notice in unread(scene.actor("officer"))] == ["5 places", "1 place"]


def test_a_record_is_named_only_while_its_reader_may_see_it(scene: Scene) -> None:
    notify([scene.officer], "named", record=scene.site)
    assert unread(scene.actor("officer"))[0].text == "Look at \u2068Site\u2069."
    Assignment.objects.all().delete()
    assert unread(scene.actor("officer"))[0].text == "Look at a record that you may not see now."
    Site.objects.for_system("test").all().delete()
    assert "Site" not in unread(scene.actor("officer"))[0].text


def test_a_notice_about_no_record_may_lead_somewhere(scene: Scene) -> None:
    notify([scene.officer], "led", parameters={"where": 7})
    assert unread(scene.actor("officer"))[0].address == "/there/7"


def test_a_notice_of_a_room_that_was_taken_out_is_shown_by_its_code(scene: Scene) -> None:
    notify([scene.officer], "counted", parameters={})
    Notice.objects.create(person=scene.officer, code="gone")
    assert [notice.text for notice in unread(scene.actor("officer"))] == ["gone", "counted"]


def test_nobody_puts_away_the_notices_of_another(scene: Scene) -> None:
    [notice] = notify([scene.officer], "seen")
    assert not mark_read(scene.actor("coordinator"), notice.id)
    mark_all_read(scene.actor("coordinator"))
    assert unread_count(scene.actor("officer")) == 1


def test_the_number_of_queries_does_not_grow_with_notices(scene: Scene) -> None:
    counts = []
    for _ in range(2):
        for _ in range(10):
            notify([scene.officer], "named", record=scene.site)
        actor = scene.actor("officer")
        with CaptureQueriesContext(connection) as captured:
            assert unread(actor)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_many_records_that_leave_at_once_are_told_to_the_coordinators_of_their_owner(scene: Scene) -> None:
    ended = factories.member(scene.city, Role.COORDINATOR)
    ended.memberships.update(ends_at=scene.officer.joined_at, starts_at=scene.officer.joined_at)
    with log.context(scene.officer):
        log.read_many(Site, scene.city, 49, "export")
        log.read_many(Site, scene.city, 1200, "view")
        assert not Notice.objects.exists()
        log.read_many(Site, scene.city, 1200, "export")
    assert Notice.objects.get().person == scene.coordinator
    [notice] = unread(scene.actor("coordinator"))
    assert "1200" in notice.text
    assert "sites" in notice.text
    assert notice.address == f"/history/who-looked/{scene.city.id}/?how=export"


class TestPages:
    def test_the_page_shows_my_notices_and_puts_them_away(self, scene: Scene, client: Client) -> None:
        [own] = notify([scene.officer], "named", record=scene.site)
        [theirs] = notify([scene.coordinator], "seen")
        client.force_login(scene.officer)
        page = client.get("/notices/")
        assert "Look at \u2068Site\u2069." in page.content.decode()
        assert str(theirs.id) not in page.content.decode()
        assert client.post(f"/notices/{theirs.id}/read").status_code == 404
        assert client.post(f"/notices/{own.id}/read").status_code == 302
        assert client.post("/notices/read").status_code == 302
        assert unread_count(scene.actor("officer")) == 0
        assert unread_count(scene.actor("coordinator")) == 1

    def test_htmx_gets_an_empty_answer_to_take_the_row_away(self, scene: Scene, client: Client) -> None:
        [own] = notify([scene.officer], "seen")
        client.force_login(scene.officer)
        answer = client.post(f"/notices/{own.id}/read", headers={"HX-Request": "true"})
        assert (answer.status_code, answer.content) == (200, b"")

    def test_many_notices_are_paged(self, scene: Scene, client: Client) -> None:
        for _ in range(60):
            notify([scene.officer], "seen")
        client.force_login(scene.officer)
        first = client.get("/notices/")
        assert len(first.context["notices"]) == 50
        second = client.get(first.context["slice"].later)
        assert (len(second.context["notices"]), second.context["slice"].later) == (10, "")

    def test_nothing_yet_says_so(self, scene: Scene, client: Client) -> None:
        client.force_login(scene.officer)
        assert "Nothing yet" in client.get("/notices/").content.decode()

    def test_who_is_not_signed_in_is_asked_to(self, client: Client) -> None:
        assert client.get("/notices/").status_code == 302
