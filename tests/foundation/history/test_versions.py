"""What a record's history shows, and to whom."""

from __future__ import annotations

import pytest
from django.utils import translation

from openward.foundation.history import log
from openward.foundation.history.actions.undo import undo
from openward.foundation.history.chain import Changed
from openward.foundation.history.models import Act, Event
from openward.foundation.history.sealed import Pair
from openward.foundation.history.selectors import Look, looks, versions_of, who_changed, who_looked
from openward.foundation.history.shown import Difference
from openward.foundation.identity.models import Role
from openward.foundation.visibility.actor import Actor, actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.references import kind_of
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from tests import factories
from tests.foundation.scene import Scene
from tests.sample.models import Site, Work

pytestmark = pytest.mark.django_db


def rename(scene: Scene, name: str, who: str = "officer", reason: str = "", **fields: object) -> Event:
    with log.context(getattr(scene, who)), log.change(scene.site, reason=reason) as told:
        for field, value in {"name": name, **fields}.items():
            setattr(scene.site, field, value)
        scene.site.save()
    assert told.event
    return told.event


def test_versions_are_newest_first_with_values_in_words(scene: Scene) -> None:
    with log.context(scene.officer):
        log.created(scene.site)
    rename(scene, "A", reason="it moved")
    rename(scene, "B", who="coordinator", operator=scene.other_city)
    newest, middle, oldest = versions_of(scene.actor("officer"), scene.site)
    assert [newest.words, middle.words, oldest.words] == ["changed", "changed", "created"]
    assert newest.differences == [
        Difference("name", "Name", "A", "B"),
        Difference("operator", "Operator", "", str(scene.other_city)),
    ]
    assert (middle.person, middle.organisation, middle.reason) == ("Officer", str(scene.city), "it moved")
    created = {difference.field: difference.after for difference in oldest.differences}
    assert created["label"] == "TLP:AMBER+STRICT"
    assert created["work"] == "Work"
    assert created["closed_to_police"] == "no"


def test_words_are_in_the_language_of_the_reader(scene: Scene) -> None:
    rename(scene, "A", closed_to_police=True)
    with translation.override("fr"):
        version = versions_of(scene.actor("officer"), scene.site)[0]
    assert version.words != "changed"
    assert ("non", "oui") in {(difference.before, difference.after) for difference in version.differences}


def test_who_may_not_read_the_record_sees_none_of_its_history(scene: Scene) -> None:
    rename(scene, "A")
    assert versions_of(scene.actor("stranger"), scene.site) == []


def test_lowering_a_label_opens_none_of_the_past(scene: Scene) -> None:
    rename(scene, "The weak spot is the side door", reason="seen on site")
    rename(scene, "Market hall")
    rename(scene, "Market hall", label=Label.CLEAR)
    after = rename(scene, "Market hall, new")
    public = versions_of(scene.actor("stranger"), scene.site)
    assert [version.is_closed for version in public] == [False, True, True, True]
    assert public[0].event == after.id
    shown = str(public)
    assert "side door" not in shown
    assert "seen on site" not in shown
    assert not any(version.may_be_undone for version in public[1:])


def test_raising_a_label_closes_the_past_as_well(scene: Scene) -> None:
    scene.site.label = Label.CLEAR
    scene.site.save()
    rename(scene, "Public name")
    rename(scene, "Public name", label=Label.AMBER_STRICT)
    assert versions_of(scene.actor("stranger"), scene.site) == []
    assert len(versions_of(scene.actor("officer"), scene.site)) == 2


def offered(scene: Scene, name: str = "coordinator") -> dict[str, bool]:
    return {str(version.event): version.may_be_undone for version in versions_of(scene.actor(name), scene.site)}


def test_undo_is_offered_where_it_would_succeed_and_nowhere_else(scene: Scene) -> None:
    overtaken, latest = rename(scene, "A"), rename(scene, "B")
    with log.context(scene.officer):
        log.noted(scene.site, "named-reader")
    several = log.imported(
        scene.work, is_new=False, counts={"changed": 2}, digest="ab",
        changes=[Changed(Act.CHANGED, key, kind_of(scene.site), {"name": Pair("before", "B")})
                 for key in (scene.site.id, scene.work.id)],
    )  # fmt: skip
    found = offered(scene)
    assert [event for event, is_offered in found.items() if is_offered] == [str(latest.id)]
    assert {str(overtaken.id), str(several.id)} < set(found)
    for event in (overtaken, several):
        with pytest.raises(OpenwardError):
            undo(scene.actor("coordinator"), event)
    undo(scene.actor("coordinator"), latest)


def test_a_label_that_went_up_is_not_offered_to_go_down_again(scene: Scene) -> None:
    scene.site.label = Label.GREEN
    scene.site.save()
    raised = rename(scene, "A", label=Label.AMBER_STRICT)
    assert offered(scene) == {str(raised.id): False}


def test_others_see_organisations_and_no_names(scene: Scene) -> None:
    scene.site.label = Label.CLEAR
    scene.site.save()
    rename(scene, "A")
    for name in ("stranger", "staff"):
        version = versions_of(scene.actor(name), scene.site)[0]
        assert (version.person, version.organisation) == ("", str(scene.city))


def test_a_related_record_that_the_reader_may_not_see_has_no_name(scene: Scene) -> None:
    secret = Work.objects.create(owner=scene.city, name="Secret work", label=Label.RED)
    rename(scene, "A", work=secret, label=Label.CLEAR)
    rename(scene, "B", work=None)
    shown = versions_of(scene.actor("stranger"), scene.site)[0].differences
    assert Difference("work", "Work", "a record that you may not see", "") in shown
    assert "Secret" not in str(shown)


def test_an_import_into_the_work_is_among_the_versions_of_its_sites(scene: Scene) -> None:
    with log.context(scene.officer):
        log.imported(scene.work, is_new=False, counts={"changed": 3}, digest="ab")
    [version] = versions_of(scene.actor("officer"), scene.site)
    assert (version.verb, version.counts, version.differences) == ("refreshed", {"changed": 3}, [])


def test_an_import_before_the_site_was_made_is_not(scene: Scene) -> None:
    event = log.imported(scene.work, is_new=True, counts={}, digest="ab")
    Event.objects.filter(pk=event.pk).update(at="2020-01-01T00:00:00Z")
    assert versions_of(scene.actor("officer"), scene.site) == []


def test_a_person_who_is_gone_leaves_a_change_without_a_name(scene: Scene) -> None:
    rename(scene, "A")
    scene.officer.delete()
    version = versions_of(scene.actor("coordinator"), scene.site)[0]
    assert (version.person, version.organisation) == ("", str(scene.city))


def test_the_number_of_queries_does_not_grow_with_versions(scene: Scene, django_assert_max_num_queries) -> None:
    for number in range(12):
        rename(scene, str(number), operator=factories.organisation())
    with django_assert_max_num_queries(8):
        versions_of(actor_of(scene.officer), scene.site)


def looked(actor: Actor, scene: Scene, **how: object) -> list[Look]:
    return looks(actor, who_looked(actor, scene.city, **how).order_by("-sequence"))  # type: ignore[arg-type]


def test_who_looked_is_for_the_coordinators_of_the_owner(scene: Scene) -> None:
    for name in ("officer", "stranger", "staff"):
        with pytest.raises(Refused):
            who_looked(scene.actor(name), scene.city)
        with pytest.raises(Refused):
            who_changed(scene.actor(name), scene.city)


def test_who_looked_tells_who_what_how_and_when(scene: Scene) -> None:
    with log.context(scene.officer):
        log.read(scene.site)
        log.read_many(Site, scene.city, 70, "export")
    exported, viewed = looked(scene.actor("coordinator"), scene)
    assert (viewed.person, viewed.words, viewed.title) == ("Officer", "viewed", "Site")
    assert viewed.label == "TLP:AMBER+STRICT"
    assert (exported.words, exported.count, exported.title) == ("exported", 70, "")
    assert looked(scene.actor("coordinator"), scene, how="export") == [exported]
    assert looked(scene.actor("coordinator"), scene, record=scene.site.id) == [viewed]
    assert looked(scene.actor("coordinator"), scene, record=scene.work.id) == []


def test_a_staff_session_is_shown_to_the_owner_with_its_reason(scene: Scene) -> None:
    factories.staff_session(scene.staff, scene.city, reason="a fault in the map")
    with log.context(scene.staff):
        log.read(scene.site)
    with log.context(scene.officer):
        log.read(scene.site)
    [look] = looked(scene.actor("coordinator"), scene, staff_only=True)
    assert (look.person, look.is_staff_session, look.staff_reason) == ("Staff", True, "a fault in the map")


def test_a_coordinator_who_is_not_assigned_sees_that_somebody_looked_but_not_at_what(scene: Scene) -> None:
    with log.context(scene.officer):
        log.read(scene.site)
    unassigned = actor_of(factories.member(scene.city, Role.COORDINATOR))
    [look] = looked(unassigned, scene)
    assert (look.person, look.kind, look.title, look.address) == ("Officer", "site", "", "")


def test_who_changed_tells_deeds_and_no_values(scene: Scene) -> None:
    rename(scene, "A secret")
    coordinator = scene.actor("coordinator")
    [look] = looks(coordinator, who_changed(coordinator, scene.city))
    assert (look.person, look.words, look.title) == ("Officer", "changed", "A secret")
    scene.site.delete()
    assert "secret" not in str(looks(coordinator, who_changed(coordinator, scene.city)))
