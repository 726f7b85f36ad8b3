"""What holds for a whole holds for its parts: raised with it, closed with it, and shut with it where it is TLP:RED."""

from __future__ import annotations

import pytest

from openward.foundation.history import integrity, log
from openward.foundation.history.actions.undo import undo
from openward.foundation.history.models import Event
from openward.foundation.history.notes import COUNTS, ROWS
from openward.foundation.history.sealed import unseal
from openward.foundation.identity.models import Role
from openward.foundation.visibility import policy
from openward.foundation.visibility.actions.lower_label import lower_label
from openward.foundation.visibility.actions.name_reader import name_reader
from openward.foundation.visibility.actions.raise_label import raise_label
from openward.foundation.visibility.actions.share import close_to_police
from openward.foundation.visibility.actor import NOBODY, actor_of
from openward.foundation.visibility.labels import Label
from tests import factories
from tests.foundation.scene import Scene, a_city
from tests.sample.models import Site, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A work that is TLP:AMBER with a site of every label, and a work beside it."""
    scene = a_city()
    scene.site.delete()
    Work.objects.for_system("test").update(label=Label.AMBER)
    scene.work.refresh_from_db()
    for label in Label:
        Site.objects.create(owner=scene.city, work=scene.work, name=str(label), label=label)
    other = Work.objects.create(owner=scene.city, name="Other", label=Label.AMBER)
    Site.objects.create(owner=scene.city, work=other, name="beside", label=Label.AMBER)
    return scene


def labels() -> dict[str, str]:
    return dict(Site.objects.for_system("test").values_list("name", "label"))


def test_a_whole_that_becomes_red_shuts_its_public_parts_at_once_for_whoever_has_not_signed_in(scene: Scene) -> None:
    def public() -> set[str]:
        return set(Site.objects.visible_to(NOBODY).values_list("name", flat=True))

    assert public() == {Label.CLEAR}
    Work.objects.for_system("test").filter(id=scene.work.id).update(label=Label.RED)
    assert public() == set()


def test_parts_are_raised_with_their_whole_and_none_is_lowered(scene: Scene) -> None:
    with log.context(scene.officer):
        raise_label(scene.actor("officer"), scene.work, Label.AMBER_STRICT, "a threat")
    assert labels() == {
        Label.RED: Label.RED,
        Label.AMBER_STRICT: Label.AMBER_STRICT,
        Label.AMBER: Label.AMBER_STRICT,
        Label.GREEN: Label.AMBER_STRICT,
        Label.CLEAR: Label.AMBER_STRICT,
        "beside": Label.AMBER,
    }


def test_one_event_tells_how_many_parts_were_raised_as_an_import_does(scene: Scene) -> None:
    raise_label(scene.actor("officer"), scene.work, Label.AMBER_STRICT, "a threat")
    notes = unseal(Event.objects.get(verb="raised-label").notes)
    assert notes[COUNTS].after == {"sample.site": 3}
    assert len(notes[ROWS].after["digest"]) == 64
    assert integrity.check().is_intact


def test_lowering_the_whole_leaves_its_parts_as_they_are(scene: Scene) -> None:
    raise_label(scene.actor("officer"), scene.work, Label.AMBER_STRICT)
    before = labels()
    lower_label(scene.actor("coordinator"), scene.work, Label.GREEN, "nothing is left in it")
    assert labels() == before


def test_taking_back_that_a_whole_was_lowered_raises_its_parts_again(scene: Scene) -> None:
    lower_label(scene.actor("coordinator"), scene.work, Label.CLEAR, "a mistake")
    Site.objects.create(owner=scene.city, work=scene.work, name="new", label=Label.CLEAR)
    undo(scene.actor("coordinator"), Event.objects.get(verb="lowered-label"))
    assert labels()["new"] == Label.AMBER


def test_parts_are_closed_to_police_with_their_whole_and_stay_closed_when_it_opens(scene: Scene) -> None:
    close_to_police(scene.actor("officer"), scene.work, True)
    sites = Site.objects.for_system("test")
    assert set(sites.filter(work=scene.work).values_list("closed_to_police", flat=True)) == {True}
    assert not sites.get(name="beside").closed_to_police
    close_to_police(scene.actor("coordinator"), scene.work, False, "they help")
    assert set(sites.filter(work=scene.work).values_list("closed_to_police", flat=True)) == {True}


def seen(person) -> set[str]:
    actor = actor_of(person)
    listed = set(Site.objects.visible_to(actor).values_list("name", flat=True))
    found = {site.name for site in Site.objects.for_system("test") if policy.may_read(actor, site)}
    assert listed == found
    return listed


def test_the_parts_of_a_red_whole_are_shut_to_whom_it_does_not_name(scene: Scene) -> None:
    reader = factories.member(scene.city, Role.READER, [scene.work])
    operator = factories.organisation("site-operator")
    Site.objects.for_system("test").filter(name=Label.AMBER).update(operator=operator)
    runs_it = factories.member(operator)
    factories.staff_session(scene.staff, scene.city)
    assert str(Label.AMBER) in seen(runs_it) & seen(reader) & seen(scene.staff)
    raise_label(scene.actor("officer"), scene.work, Label.RED, "a threat")
    for person in (reader, runs_it, scene.staff, None):
        assert seen(person) <= {"beside"}
    assert str(Label.AMBER) in seen(scene.officer) & seen(scene.coordinator)
    name_reader(scene.actor("coordinator"), scene.work, reader)
    assert str(Label.AMBER) in seen(reader)
    assert str(Label.RED) not in seen(reader)  # that names nobody


def test_a_part_of_a_red_whole_counts_as_red_where_its_reading_is_told(scene: Scene) -> None:
    raise_label(scene.actor("officer"), scene.work, Label.RED)
    site = Site.objects.for_system("test").get(name=Label.AMBER)
    assert site.label == Label.AMBER_STRICT
    assert policy.effective_label(site) == Label.RED
    assert log.read(site).label == Label.RED
