"""Undo: everything as it was, or a conflict and nothing at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from openward.foundation.history import integrity, log, registry
from openward.foundation.history.actions.shred import shred
from openward.foundation.history.actions.undo import UndoConflict, undo
from openward.foundation.history.models import Event
from openward.foundation.history.registry import after_undo
from openward.foundation.history.sealed import unseal
from openward.foundation.history.selectors import versions_of
from openward.foundation.history.snapshot import values_of
from openward.foundation.identity.models import Role
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from tests import factories
from tests.foundation.scene import Scene, a_city
from tests.sample.models import Finding, Note, Site, Work

pytestmark = pytest.mark.django_db


def change(record: object, **fields: object) -> Event:
    with log.change(record) as told:
        for name, value in fields.items():
            setattr(record, name, value)
        record.save()  # type: ignore[attr-defined]
    assert told.event
    return told.event


def stored(scene: Scene) -> Site:
    return Site.objects.for_system("test").get(id=scene.site.id)


def test_a_change_is_taken_back_and_told(scene: Scene) -> None:
    event = change(scene.site, name="A", operator=scene.other_city)
    with log.context(scene.coordinator):
        undone = undo(scene.actor("coordinator"), event, "a mistake")
    assert (stored(scene).name, stored(scene).operator) == ("Site", None)
    assert (undone.verb, undone.person) == ("undone", scene.coordinator)
    assert integrity.check().is_intact


def test_an_undoing_is_undone(scene: Scene) -> None:
    event = change(scene.site, name="A")
    undo(scene.actor("officer"), undo(scene.actor("officer"), event))
    assert stored(scene).name == "A"


def test_other_fields_keep_what_was_written_since(scene: Scene) -> None:
    event = change(scene.site, name="A")
    change(scene.site, operator=scene.other_city)
    undo(scene.actor("officer"), event)
    assert (stored(scene).name, stored(scene).operator) == ("Site", scene.other_city)


def test_a_field_that_changed_again_is_a_conflict_and_nothing_is_undone(scene: Scene) -> None:
    event = change(scene.site, name="A", operator=scene.other_city)
    change(scene.site, name="B")
    with pytest.raises(UndoConflict) as raised:
        undo(scene.actor("coordinator"), event)
    assert [(found.field, found.left, found.now) for found in raised.value.conflicts] == [("name", "A", "B")]
    assert raised.value.parameters == {"fields": ["name"]}
    assert (stored(scene).name, stored(scene).operator) == ("B", scene.other_city)


def test_relations_to_many_are_taken_back(scene: Scene) -> None:
    # Groups are no records of a room, so undo is for the network's own actions.
    group = factories.sharing_group(scene.city)
    with log.change(group) as told:
        group.clients.add(scene.other_city)
    with pytest.raises(OpenwardError, match="undo-nothing"):
        undo(scene.actor("coordinator"), told.event)


def test_a_deletion_brings_all_back_under_the_same_keys(scene: Scene) -> None:
    finding = Finding.objects.create(owner=scene.city, site=scene.site)
    note = Note.objects.create(owner=scene.city, finding=finding)
    before = [values_of(record) for record in (scene.site, finding, note)]
    event = log.deleted(scene.site)
    stored(scene).delete()
    assert not Note.objects.for_system("test").exists()
    undo(scene.actor("coordinator"), event)
    after = [model.objects.for_system("test").get() for model in (Site, Finding, Note)]
    assert [values_of(record) for record in after] == before
    assert integrity.check().is_intact


def test_what_was_brought_back_goes_again_only_if_it_is_as_it_was(scene: Scene) -> None:
    event = log.deleted(scene.site)
    stored(scene).delete()
    undo(scene.actor("coordinator"), event)
    with pytest.raises(UndoConflict):
        undo(scene.actor("coordinator"), event)


def test_a_creation_is_taken_back_while_nobody_touched_it(scene: Scene) -> None:
    made = Site.objects.create(owner=scene.city, work=scene.work, name="New")
    event = log.created(made)
    change(made, operator=scene.other_city)
    with pytest.raises(UndoConflict):
        undo(scene.actor("coordinator"), event)
    change(made, operator=None)
    undo(scene.actor("coordinator"), event)
    assert not Site.objects.for_system("test").filter(id=made.id).exists()


def test_a_deletion_whose_whole_is_gone_cannot_be_undone(scene: Scene) -> None:
    event = log.deleted(scene.site)
    stored(scene).delete()
    scene.work.delete()
    coordinator = scene.actor("coordinator")
    with pytest.raises(OpenwardError, match="undo-impossible"):
        undo(coordinator, event)
    assert not Site.objects.for_system("test").exists()


def test_a_reference_to_what_is_gone_cannot_be_restored(scene: Scene) -> None:
    work = Work.objects.create(owner=scene.city, name="Other")
    change(scene.site, work=work)
    event = change(scene.site, work=scene.work)
    work.delete()
    with pytest.raises(OpenwardError, match="undo-impossible"):
        undo(scene.actor("coordinator"), event, "it was right before")


def test_undo_never_lowers_a_label(scene: Scene) -> None:
    scene.site.label = Label.GREEN
    scene.site.save()
    event = change(scene.site, label=Label.AMBER)
    with pytest.raises(OpenwardError, match="undo-lowers-label"):
        undo(scene.actor("coordinator"), event)
    lowered = change(scene.site, label=Label.GREEN)
    undo(scene.actor("coordinator"), lowered)
    assert stored(scene).label == Label.AMBER


def test_who_may_see_a_record_is_for_the_coordinator_to_undo(scene: Scene) -> None:
    event = change(scene.site, closed_to_police=True)
    with pytest.raises(Refused):
        undo(scene.actor("officer"), event)
    undo(scene.actor("coordinator"), event, "it serves them")
    assert stored(scene).closed_to_police is False


@pytest.mark.parametrize("field", ["operator", "work", "sharing_group", "closed_to_police"])
def test_an_officer_lets_nobody_back_in_by_undoing(scene: Scene, field: str) -> None:
    """Whatever a change of the field opened: another organisation's site, the work that people are assigned to."""
    former = {
        "operator": factories.organisation(),
        "work": Work.objects.create(owner=scene.city, name="Other"),
        "sharing_group": factories.sharing_group(scene.city),
        "closed_to_police": False,
    }[field]
    later = {"work": scene.work, "closed_to_police": True}.get(field)
    if getattr(scene.site, field) != former:
        change(scene.site, **{field: former})
    event = change(scene.site, **{field: later})
    with pytest.raises(Refused):
        undo(scene.actor("officer"), event, "a mistake")
    with pytest.raises(OpenwardError, match="reason-missing"):
        undo(scene.actor("coordinator"), event, "  ")
    assert getattr(stored(scene), field) == later
    undo(scene.actor("coordinator"), event, "a mistake")
    assert getattr(stored(scene), field) == former


def test_who_is_kept_out_again_needs_no_reason(scene: Scene) -> None:
    event = change(scene.site, operator=factories.organisation())
    undo(scene.actor("coordinator"), event)
    assert stored(scene).operator is None


def test_the_form_asks_for_the_reason_where_undoing_needs_one(scene: Scene) -> None:
    change(scene.site, closed_to_police=True)
    change(scene.site, name="A")
    asked = [version.needs_reason for version in versions_of(scene.actor("coordinator"), scene.site)]
    assert asked == [False, True]
    offered = [version.may_be_undone for version in versions_of(scene.actor("officer"), scene.site)]
    assert offered == [True, False]


def test_readers_staff_and_strangers_undo_nothing(scene: Scene) -> None:
    event = change(scene.site, name="A")
    factories.staff_session(scene.staff, scene.city)
    reader = factories.member(scene.city, Role.READER, [scene.work])
    for actor, error in (
        (actor_of(reader), Refused),
        (scene.actor("staff"), Refused),
        (scene.actor("stranger"), Http404),
    ):
        with pytest.raises(error):
            undo(actor, event)
    assert stored(scene).name == "A"


def test_an_unassigned_member_learns_nothing_from_undo(scene: Scene) -> None:
    event = change(scene.site, name="A")
    unassigned = actor_of(factories.member(scene.city, Role.COORDINATOR))
    with pytest.raises(Http404):
        undo(unassigned, event)
    gone = log.deleted(scene.site)
    stored(scene).delete()
    with pytest.raises(Http404):
        undo(unassigned, gone)


def test_what_stood_under_a_stricter_label_is_not_restored_by_who_could_not_read_it(scene: Scene) -> None:
    scene.site.label = Label.RED
    scene.site.save()
    factories.named_reader(scene.site, scene.coordinator, scene.city)
    event = change(scene.site, name="A")
    change(scene.site, label=Label.AMBER_STRICT)
    with pytest.raises(Http404):
        undo(scene.actor("officer"), event)
    undo(scene.actor("coordinator"), event)


def test_reads_notes_imports_and_what_was_erased_cannot_be_undone(scene: Scene) -> None:
    for event in (
        log.read(scene.site),
        log.noted(scene.site, "signed"),
        log.imported(scene.work, is_new=False, counts={}, digest=""),
    ):
        with pytest.raises(OpenwardError, match="undo-nothing"):
            undo(scene.actor("coordinator"), event)
    event = change(scene.site, name="A")
    shred(scene.actor("coordinator"), scene.site, ["name"], "a mistake")
    with pytest.raises(OpenwardError, match="undo-shredded"):
        undo(scene.actor("coordinator"), event)


@pytest.fixture
def refreshed() -> Iterator[list[tuple[object, frozenset[str]]]]:
    """What a room was asked to work out anew; it writes to the record, too."""
    asked: list[tuple[object, frozenset[str]]] = []

    @after_undo("sample.site")
    def refresh(record: Site, fields: frozenset[str]) -> None:
        asked.append((record.pk, fields))
        record.closed_to_police = True
        record.save()

    yield asked
    registry._refreshers["sample.site"].remove(refresh)


def test_the_room_works_out_anew_what_hangs_on_the_record(scene: Scene, refreshed: list[object]) -> None:
    event = change(scene.site, name="A")
    undone = undo(scene.actor("officer"), event)
    assert refreshed == [(scene.site.id, frozenset({"name"}))]
    told = unseal(undone.changes.get().values)
    assert set(told) == {"name", "closed_to_police"}
    deletion = log.deleted(scene.site)
    stored(scene).delete()
    back = undo(scene.actor("coordinator"), deletion)
    assert "name" in refreshed[1][1]  # type: ignore[index]
    assert unseal(back.changes.get().values)["closed_to_police"] == (None, True)
    assert integrity.check().is_intact
    # What the room wrote is part of what the event left, so the event can be taken back in turn.
    undo(scene.actor("coordinator"), back)
    assert not Site.objects.for_system("test").filter(id=scene.site.id).exists()


FIELDS = {"name": st.sampled_from("ABC"), "closed_to_police": st.booleans()}


class AnyStory(TestCase):
    """Changes of any fields, then all of them undone from the last to the first: the record is as it was."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.fixed_dictionaries({}, optional=FIELDS), max_size=6))
    def test_undoing_everything_backwards_leads_back(self, steps: list[dict[str, object]]) -> None:
        scene = a_city()
        before = values_of(scene.site)
        events = []
        for fields in steps:
            with log.change(scene.site) as told:
                for name, value in fields.items():
                    setattr(scene.site, name, value)
                scene.site.save()
            events += [told.event] if told.event else []
        for event in reversed(events):
            undo(scene.actor("coordinator"), event, "all of it was wrong")
        assert values_of(stored(scene)) == before
        assert integrity.check().is_intact
