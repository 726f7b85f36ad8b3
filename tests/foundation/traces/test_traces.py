"""Traces lead both ways, and only to what their reader may see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openward.foundation.history import integrity
from openward.foundation.history.models import Event
from openward.foundation.identity.models import Role
from openward.foundation.traces import registry
from openward.foundation.traces.actions import link, unlink
from openward.foundation.traces.models import Trace
from openward.foundation.traces.selectors import traces_of
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.refusal import Refused
from tests import factories
from tests.foundation.scene import Scene
from tests.sample.models import Site, Work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    known = dict(registry._kinds)
    registry.kind("asks-for", "asks for", "is asked for by")
    yield
    registry._kinds.clear()
    registry._kinds.update(known)


def test_a_trace_is_seen_from_both_ends_with_its_words(scene: Scene) -> None:
    link(scene.actor("officer"), scene.work, scene.site, "asks-for")
    [forward] = traces_of(scene.actor("officer"), scene.work)
    [backward] = traces_of(scene.actor("officer"), scene.site)
    assert (forward.words, forward.title, forward.is_forward) == ("asks for", "Site", True)
    assert (backward.words, backward.title, backward.is_forward) == ("is asked for by", "Work", False)
    assert forward.label == Label.AMBER_STRICT


def test_a_trace_is_made_once_and_told_in_the_history(scene: Scene) -> None:
    one = link(scene.actor("officer"), scene.work, scene.site, "asks-for")
    assert link(scene.actor("officer"), scene.work, scene.site, "asks-for") == one
    unlink(scene.actor("officer"), scene.work, one)
    assert list(Event.objects.order_by("sequence").values_list("verb", flat=True)) == ["linked", "unlinked"]
    assert not Trace.objects.exists()
    assert integrity.check().problems == []


def test_who_may_not_read_one_end_sees_no_trace_at_all(scene: Scene) -> None:
    scene.work.label = Label.CLEAR
    scene.work.save()
    link(scene.actor("officer"), scene.work, scene.site, "asks-for")
    assert traces_of(scene.actor("stranger"), scene.work) == []
    assert traces_of(scene.actor("stranger"), scene.site) == []
    assert len(traces_of(scene.actor("officer"), scene.work)) == 1


def test_linking_needs_the_right_to_change_the_one_and_to_read_the_other(scene: Scene) -> None:
    secret = Work.objects.create(owner=scene.other_city, name="Theirs")
    reader = actor_of(factories.member(scene.city, Role.READER, [scene.work]))
    for actor, target in (
        (reader, scene.site),
        (scene.actor("officer"), secret),
        (scene.actor("stranger"), scene.site),
    ):
        with pytest.raises(Refused):
            link(actor, scene.work, target, "asks-for")
    trace = link(scene.actor("officer"), scene.work, scene.site, "asks-for")
    with pytest.raises(Refused):
        unlink(reader, scene.work, trace)
    with pytest.raises(LookupError):
        unlink(scene.actor("officer"), scene.site, trace)


def test_an_unknown_kind_is_a_mistake_of_ours(scene: Scene) -> None:
    with pytest.raises(LookupError):
        link(scene.actor("officer"), scene.work, scene.site, "no-such-kind")
    with pytest.raises(ValueError, match="twice"):
        registry.kind("asks-for", "", "")


def test_a_trace_to_what_was_deleted_is_not_shown(scene: Scene) -> None:
    link(scene.actor("officer"), scene.work, scene.site, "asks-for")
    Site.objects.for_system("test").all().delete()
    assert traces_of(scene.actor("officer"), scene.work) == []


def test_the_number_of_queries_does_not_grow_with_traces(scene: Scene) -> None:
    def queries() -> int:
        actor = scene.actor("officer")
        with CaptureQueriesContext(connection) as captured:
            traces_of(actor, scene.work)
        return len(captured)

    counts = []
    for _ in range(2):
        for _ in range(10):
            site = Site.objects.create(owner=scene.city, work=scene.work, name="Site")
            link(scene.actor("officer"), scene.work, site, "asks-for")
        counts.append(queries())
    assert counts[0] == counts[1]
