"""Documents that tell of what becomes TLP:RED are shut to all who are not named on it."""

from __future__ import annotations

from typing import Any

import pytest

from openward.foundation.history import log
from openward.foundation.history.actions.undo import undo
from openward.foundation.history.models import Event
from openward.foundation.identity.models import Role
from openward.foundation.visibility import holding
from openward.foundation.visibility.actions.lower_label import lower_label
from openward.foundation.visibility.actions.name_reader import name_reader, unname_reader
from openward.foundation.visibility.actions.raise_label import raise_label
from openward.foundation.visibility.actor import NOBODY, actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import Holding
from openward.foundation.visibility.policy import effective_label, may_read
from tests import factories
from tests.foundation.scene import Scene, a_city
from tests.sample.models import Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return a_city()


@pytest.fixture
def told() -> list[Any]:
    """Documents whose maker was told."""
    return []


@pytest.fixture
def document(scene: Scene, told: list[Any], monkeypatch: pytest.MonkeyPatch) -> Submission:
    """One that anyone may read, and that tells of the site."""
    made = Submission.objects.create(owner=scene.city, label=Label.CLEAR)
    monkeypatch.setattr(holding, "_finders", holding._finders.copy())
    holding.holds("sample.site", told=told.append)(lambda site, locks: [made] if site == scene.site else [])
    return made


def readers(scene: Scene, document: Submission) -> set[str]:
    actors = {name: scene.actor(name) for name in ("coordinator", "officer", "stranger", "staff")} | {"nobody": NOBODY}
    listed = {name for name, actor in actors.items() if Submission.objects.visible_to(actor).exists()}
    assert listed == {name for name, actor in actors.items() if may_read(actor, document)}
    return listed


EVERYBODY = {"coordinator", "officer", "stranger", "staff", "nobody"}


def raised(scene: Scene, label: str = Label.RED) -> None:
    with log.context(scene.coordinator):
        raise_label(scene.actor("coordinator"), scene.site, label, "a threat")


def test_it_is_shut_to_all_who_are_not_named_on_what_it_tells_of(scene: Scene, document: Submission, told: Any) -> None:
    assert readers(scene, document) == EVERYBODY
    raised(scene)
    assert readers(scene, document) == {"coordinator"}
    assert (effective_label(document), document.label, told) == (Label.RED, Label.CLEAR, [document])
    event = Event.objects.get(record=document.id)
    assert (event.verb, event.label, event.person) == ("shut-document", Label.RED, scene.coordinator)


def test_who_is_named_later_reads_it_and_who_is_named_no_longer_does_not(scene: Scene, document: Submission) -> None:
    raised(scene)
    name_reader(scene.actor("coordinator"), scene.site, scene.officer)
    assert readers(scene, document) == {"coordinator", "officer"}
    unname_reader(scene.actor("coordinator"), scene.site, scene.officer)
    assert readers(scene, document) == {"coordinator"}


def test_it_opens_again_when_what_it_tells_of_is_lowered(scene: Scene, document: Submission) -> None:
    raised(scene)
    lower_label(scene.actor("coordinator"), scene.site, Label.AMBER_STRICT, "it is over", "nothing is told of it")
    assert readers(scene, document) == EVERYBODY
    assert effective_label(document) == Label.CLEAR
    event = Event.objects.get(record=scene.site.id, verb="lowered-label")
    with log.context(scene.coordinator):
        undo(scene.actor("coordinator"), event, "not over")
    assert readers(scene, document) == {"coordinator"}


def test_a_label_below_red_shuts_nothing(scene: Scene, document: Submission, told: Any) -> None:
    scene.site.label = Label.GREEN
    scene.site.save()
    raised(scene, Label.AMBER_STRICT)
    assert (readers(scene, document), told, Holding.objects.count()) == (EVERYBODY, [], 0)


def test_a_document_that_tells_of_two_is_for_who_is_named_on_both(scene: Scene, document: Submission) -> None:
    raised(scene)
    name_reader(scene.actor("coordinator"), scene.site, scene.officer)
    other = type(scene.site).objects.create(owner=scene.city, name="Other", label=Label.RED)
    factories.named_reader(other, scene.officer, scene.city)
    holding.shut(document, other)
    assert readers(scene, document) == {"officer"}


def test_what_was_undone_to_red_shuts_it_too(scene: Scene, document: Submission) -> None:
    """Also where nobody had raised it while the document was there."""
    raised(scene)
    Holding.objects.all().delete()
    lower_label(scene.actor("coordinator"), scene.site, Label.AMBER_STRICT, "it is over", "nothing is told of it")
    undo(scene.actor("coordinator"), Event.objects.get(record=scene.site.id, verb="lowered-label"), "not over")
    assert readers(scene, document) == {"coordinator"}


def test_an_unnamed_coordinator_does_not_read_it(scene: Scene, document: Submission) -> None:
    raised(scene)
    newcomer = actor_of(factories.member(scene.city, Role.COORDINATOR, [scene.work]))
    assert not Submission.objects.visible_to(newcomer).exists()
