"""What an event tells: who, what from what to what, why, under which label."""

from __future__ import annotations

import pytest

from openward.foundation.history import log
from openward.foundation.history.models import Act, Event, RecordChange
from openward.foundation.history.notes import COUNTS, REASON, ROWS
from openward.foundation.history.sealed import Pair, unseal
from openward.foundation.identity.models import Role
from openward.foundation.visibility.labels import Label
from tests import factories
from tests.foundation.scene import Scene
from tests.sample.models import Finding, Note, Site, Work

pytestmark = pytest.mark.django_db


def values(event: Event, position: int = 1) -> dict[str, Pair | None]:
    return unseal(RecordChange.objects.get(event=event, position=position).values)


def test_a_change_tells_what_from_what_to_what_who_and_why(scene: Scene) -> None:
    with log.context(scene.officer, request_id="request 1"), log.change(scene.site, "corrected", "it moved") as told:
        scene.site.name = "Market hall"
        scene.site.save()
    event = Event.objects.get()
    assert told.event == event
    assert (event.person, event.organisation, event.request) == (scene.officer, scene.city, "request 1")
    assert (event.verb, event.record, event.record_kind) == ("corrected", scene.site.id, "sample.site")
    assert (event.chain, event.label) == (scene.city.id, Label.AMBER_STRICT)
    assert values(event) == {"name": Pair("Site", "Market hall")}
    assert unseal(event.notes) == {REASON: Pair(None, "it moved")}


def test_a_change_that_changes_nothing_is_no_event(scene: Scene) -> None:
    with log.change(scene.site) as told:
        scene.site.save()
    assert told.event is None
    assert not Event.objects.exists()


def test_a_change_that_fails_leaves_neither_the_change_nor_an_event(scene: Scene) -> None:
    def fail() -> None:
        with log.change(scene.site):
            scene.site.name = "Market hall"
            scene.site.save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert Site.objects.for_system("test").get().name == "Site"
    assert not Event.objects.exists()


def test_what_the_database_held_counts_not_what_the_object_in_hand_said(scene: Scene) -> None:
    stale = Site.objects.for_system("test").get()
    with log.change(scene.site):
        scene.site.name = "Market hall"
        scene.site.save()
    with log.change(stale):
        stale.name = "Covered market"
        stale.save()
    assert values(Event.objects.latest("sequence")) == {"name": Pair("Market hall", "Covered market")}


def test_nested_changes_of_two_records_are_two_events(scene: Scene) -> None:
    with log.change(scene.site), log.change(scene.work):
        scene.site.name, scene.work.name = "A", "B"
        scene.site.save()
        scene.work.save()
    assert sorted(Event.objects.values_list("record_kind", flat=True)) == ["sample.site", "sample.work"]


def test_relations_to_many_are_told_as_well(scene: Scene) -> None:
    group = factories.sharing_group(scene.city)
    with log.change(group, "shared"):
        group.clients.add(scene.other_city)
    assert values(Event.objects.get()) == {"clients": Pair([], [str(scene.other_city.id)])}


def test_a_change_of_label_stands_under_the_stricter_of_both(scene: Scene) -> None:
    with log.change(scene.site):
        scene.site.label = Label.GREEN
        scene.site.save()
    assert Event.objects.get().label == Label.AMBER_STRICT


def test_a_part_is_told_under_the_label_of_the_whole(scene: Scene) -> None:
    finding = Finding.objects.create(owner=scene.city, site=scene.site, label=Label.GREEN)
    log.created(finding)
    assert Event.objects.get().label == Label.AMBER_STRICT


def test_a_new_record_is_told_with_all_its_values(scene: Scene) -> None:
    log.created(scene.site)
    told = values(Event.objects.get())
    assert told["name"] == Pair(None, "Site")
    assert told["work"] == Pair(None, str(scene.work.id))
    assert RecordChange.objects.get().act == Act.CREATED


def test_a_deletion_tells_all_that_goes_with_it(scene: Scene) -> None:
    finding = Finding.objects.create(owner=scene.city, site=scene.site)
    note = Note.objects.create(owner=scene.city, finding=finding)
    site = scene.site.id
    event = log.deleted(scene.site, "closed")
    scene.site.delete()
    rows = RecordChange.objects.filter(event=event).order_by("position")
    assert rows[0].record == site
    assert {(row.act, row.record) for row in rows} == {
        (Act.DELETED, site),
        (Act.DELETED, finding.id),
        (Act.DELETED, note.id),
    }


def test_a_password_never_enters_the_log(scene: Scene) -> None:
    log.created(scene.officer)
    with log.change(scene.officer):
        scene.officer.set_password("correct horse battery")
        scene.officer.save()
    assert "password" not in "".join(RecordChange.objects.values_list("values", flat=True))


def test_an_import_of_many_rows_is_one_event_with_a_digest_over_them(scene: Scene) -> None:
    with log.context(scene.officer):
        event = log.imported(scene.work, is_new=True, counts={"added": 99_990, "gone": 10}, digest="ab" * 32)
    assert (event.verb, event.count, event.changes_count) == ("imported", 100_000, 0)
    told = unseal(event.notes)
    assert told[COUNTS] == Pair(None, {"added": 99_990, "gone": 10})
    assert told[ROWS] == Pair(None, {"algorithm": "SHA-256", "digest": "ab" * 32})


@pytest.mark.parametrize(
    ("label", "how", "is_told"),
    [
        (Label.RED, "view", True),
        (Label.AMBER_STRICT, "view", True),
        (Label.AMBER, "view", False),
        (Label.GREEN, "search", False),
        (Label.GREEN, "export", True),
        (Label.CLEAR, "print", True),
        (Label.CLEAR, "download", True),
    ],
)
def test_reads_of_the_two_strict_labels_and_whatever_leaves_are_told(
    scene: Scene, label: str, how: str, is_told: bool
) -> None:
    scene.site.label = label
    with log.context(scene.officer):
        event = log.read(scene.site, how)
    assert (event is not None) is is_told
    assert Event.objects.filter(is_read=True, verb=how, record=scene.site.id).exists() is is_told


def test_a_list_is_one_event_and_a_search_keeps_its_words(scene: Scene) -> None:
    assert log.read_many(Site, scene.city, 20, "view", label=Label.GREEN) is None
    assert log.read_many(Site, scene.city, 0, "view") is None
    assert log.read_many(Site, scene.city, 20, "view", label=Label.AMBER_STRICT).count == 20
    searched = log.read_many(Site, scene.city, 0, "search", query="school")
    assert unseal(searched.notes)["@query"].after == "school"


def test_an_unknown_way_to_read_is_a_mistake_of_ours(scene: Scene) -> None:
    with pytest.raises(ValueError, match="peek"):
        log.read(scene.site, "peek")


def test_who_acts_for_several_organisations_acts_for_the_one_that_opens_the_record(scene: Scene) -> None:
    scene.site.label, scene.site.sharing_group = (
        Label.AMBER,
        factories.sharing_group(scene.city, clients=[scene.other_city]),
    )
    scene.site.save()
    person = factories.member(factories.organisation(), Role.READER)
    factories.membership(scene.other_city, Role.READER, person=person)
    with log.context(person):
        log.read(scene.site, "export")
    assert Event.objects.get().organisation == scene.other_city


def test_a_staff_session_is_told_with_its_event(scene: Scene) -> None:
    session = factories.staff_session(scene.staff, scene.city)
    with log.context(scene.staff):
        event = log.read(scene.site)
    assert event.staff_session == session
    with log.context(scene.officer):
        assert log.read(scene.site).staff_session is None


def test_without_a_context_an_event_names_nobody(scene: Scene) -> None:
    assert log.read(scene.site).person is None


def test_a_logged_read_costs_four_queries_in_a_transaction(scene: Scene, django_assert_num_queries) -> None:
    with log.context(scene.officer):
        log.read(scene.site)
        with django_assert_num_queries(6):  # is its whole TLP:RED, savepoint, head, event, head, release
            log.read(scene.site)


def test_hundreds_of_changed_rows_are_written_in_batches(scene: Scene) -> None:
    from openward.foundation.history.chain import Changed
    from openward.foundation.identity.keys import new_key

    rows = (Changed(Act.CHANGED, new_key(), "sample.site", {"name": Pair("a", str(n))}) for n in range(2500))
    event = log.imported(scene.work, is_new=False, counts={"changed": 2500}, digest="", changes=rows)
    assert event.changes_count == RecordChange.objects.filter(event=event).count() == 2500


def test_the_work_of_a_site_is_only_told_of_when_it_is_changed(scene: Scene) -> None:
    event = log.deleted(scene.work)
    told = RecordChange.objects.filter(event=event).values_list("record_kind", "act")
    assert set(told) == {("sample.work", "deleted"), ("sample.site", "deleted")}
    assert Work.objects.for_system("test").count() == 1
