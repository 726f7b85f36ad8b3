"""Whoever alters the history is found out, and what they altered is named."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from openward.foundation.history import integrity, log, signing
from openward.foundation.history.actions.shred import shred
from openward.foundation.history.chain import change_digest, event_digest
from openward.foundation.history.models import ChainHead, Event, RecordChange
from openward.foundation.history.sealed import canonical
from openward.foundation.identity.keys import new_key
from openward.foundation.visibility.actions.lower_label import lower_label
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import LabelChange
from openward.foundation.visibility.signatures import sign
from openward.wording import words
from openward.wording.errors import ERRORS
from tests.foundation.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(scene: Scene) -> UUID:
    """Six events: made, four changes with a read among them, all heads signed."""
    with log.context(scene.officer):
        log.created(scene.site)
        for name in ("A", "B"):
            with log.change(scene.site, reason=f"now {name}"):
                scene.site.name = name
                scene.site.save()
        log.read(scene.site)
        for name in ("C", "D"):
            with log.change(scene.site):
                scene.site.name = name
                scene.site.save()
    integrity.sign_heads(integrity.check())
    return scene.city.id


def problems() -> list[tuple[str, object]]:
    """Code and place of each; each must have a sentence that its parameters fit."""
    found = integrity.check().problems
    for problem in found:
        assert problem.code in ERRORS
        for language in ("en", "fr", "ar"):
            assert words(language).error(problem)
    return [(problem.code, problem.parameters.get("sequence")) for problem in found]


def event(sequence: int) -> Event:
    return Event.objects.get(sequence=sequence)


def test_an_untouched_history_is_intact(chain: UUID) -> None:
    report = integrity.check()
    assert report.is_intact
    assert (report.chains, report.events, report.changes, report.signed_heads) == (1, 6, 5, 1)


def test_no_history_at_all_is_intact(db: None) -> None:
    assert integrity.check().is_intact


@pytest.mark.parametrize(
    "column",
    ["at", "person", "organisation", "verb", "record", "record_kind", "label", "count", "request", "notes"],
)
def test_an_edited_event_is_named(chain: UUID, scene: Scene, column: str) -> None:
    other = {
        "at": scene.site.owner.created_at,
        "person": scene.coordinator,
        "organisation": scene.other_city,
        "verb": "approved",
        "record": scene.work.id,
        "record_kind": "sample.work",
        "label": "TLP:GREEN",
        "count": 7,
        "request": "another",
        "notes": '{"@reason":["00",null,"because"]}',
    }
    Event.objects.filter(sequence=3).update(**{column: other[column]})
    assert problems() == [("history-event-edited", 3)]


def test_a_read_made_to_look_like_a_change_is_named(chain: UUID) -> None:
    Event.objects.filter(sequence=4).update(is_read=False)
    assert problems() == [("history-event-edited", 4)]


def test_an_edit_with_a_new_digest_breaks_the_link_after_it(chain: UUID) -> None:
    edited = event(3)
    edited.verb = "approved"
    edited.digest = event_digest(edited)
    edited.save()
    assert problems() == [("history-link-broken", 4)]


def test_a_chain_that_was_rewritten_to_its_end_disagrees_with_the_signed_head(chain: UUID) -> None:
    previous = ""
    for row in Event.objects.order_by("sequence"):
        row.verb = "approved" if row.sequence == 3 else row.verb
        row.previous = previous
        row.digest = previous = event_digest(row)
        row.save()
    ChainHead.objects.update(digest=previous)
    assert problems() == [("history-rewritten", 6)]


@pytest.mark.parametrize("values", ['{"name":["00","Site","Z"]}', "{}", "not sealed", '{"name":7}', "[]"])
def test_edited_values_are_named_with_their_record(chain: UUID, scene: Scene, values: str) -> None:
    RecordChange.objects.filter(event=event(3)).update(values=values)
    found = integrity.check().problems
    assert [problem.code for problem in found] == ["history-values-edited"]
    assert found[0].parameters["record"] == str(scene.site.id)


def test_values_edited_with_a_new_digest_are_told_by_their_event(chain: UUID) -> None:
    row = RecordChange.objects.get(event=event(3))
    row.values = canonical({"name": ["00", "Site", "Z"]})
    row.digest = change_digest(row)
    row.save()
    assert problems() == [("history-changes-exchanged", 3)]


def test_a_removed_event_is_named_and_what_it_changed_as_well(chain: UUID) -> None:
    with connection.constraint_checks_disabled():
        Event.objects.filter(sequence=3)._raw_delete("default")
        assert problems() == [("history-events-missing", None), ("history-changes-stray", None)]
        RecordChange.objects.exclude(event__in=Event.objects.all()).delete()


def test_a_removed_read_leaves_a_gap(chain: UUID) -> None:
    Event.objects.filter(sequence=4).delete()
    found = integrity.check().problems
    assert [(problem.code, problem.parameters["first"], problem.parameters["last"]) for problem in found] == [
        ("history-events-missing", 4, 4)
    ]


def test_a_removed_change_is_named(chain: UUID) -> None:
    RecordChange.objects.filter(event=event(3)).delete()
    assert problems() == [("history-changes-missing", 3)]


def test_an_added_change_is_named(chain: UUID, scene: Scene) -> None:
    row = RecordChange(event=event(4), position=1, act="changed", record=scene.site.id, record_kind="sample.site")
    row.digest = change_digest(row)
    row.save()
    assert problems() == [("history-changes-missing", 4)]


def test_reordered_events_are_named_with_their_true_places(chain: UUID) -> None:
    for place, other in ((2, 99), (5, 2), (99, 5)):
        Event.objects.filter(sequence=place).update(sequence=other)
    found = [problem for problem in integrity.check().problems if problem.code == "history-event-moved"]
    assert {(problem.parameters["sequence"], problem.parameters["written_as"]) for problem in found} == {(2, 5), (5, 2)}


def cut_to(chain: UUID, sequence: int) -> None:
    late = Event.objects.filter(chain=chain, sequence__gt=sequence)
    RecordChange.objects.filter(event__in=late).delete()
    late.delete()


def test_a_chain_cut_at_its_end_is_found_by_its_head(chain: UUID) -> None:
    cut_to(chain, 4)
    found = integrity.check().problems
    assert [(problem.code, problem.parameters["found"], problem.parameters["expected"]) for problem in found] == [
        ("history-cut", 4, 6)
    ]


def test_a_chain_cut_with_its_head_set_back_is_found_by_the_signed_head(chain: UUID) -> None:
    cut_to(chain, 4)
    ChainHead.objects.update(sequence=4, digest=event(4).digest)
    assert [code for code, _place in problems()] == ["history-cut"]


def test_a_chain_that_is_gone_altogether_is_found_by_the_signed_head(chain: UUID) -> None:
    cut_to(chain, 0)
    ChainHead.objects.all().delete()
    assert [code for code, _place in problems()] == ["history-cut"]


def test_events_that_the_head_does_not_know_are_found(chain: UUID) -> None:
    ChainHead.objects.update(sequence=5, digest=event(5).digest)
    assert [code for code, _place in problems()] == ["history-head-differs"]


def test_a_forged_head_is_named(chain: UUID, home: Path) -> None:
    file = home / "history/heads" / f"{chain}.json"
    file.write_text(file.read_text().replace('"sequence":6', '"sequence":5'))
    assert [code for code, _place in problems()] == ["history-head-forged"]


@pytest.mark.parametrize("content", ["", "{}", "[]", "\x00", '{"chain":1,"sequence":"x"}'])
def test_a_head_that_cannot_be_read_is_named(chain: UUID, home: Path, content: str) -> None:
    (home / "history/heads" / f"{chain}.json").write_text(content)
    assert [code for code, _place in problems()] == ["history-head-unreadable"]


def test_a_head_of_one_chain_says_nothing_of_another(chain: UUID, scene: Scene, home: Path) -> None:
    heads = home / "history/heads"
    shutil.copy(heads / f"{chain}.json", heads / f"{scene.other_city.id}.json")
    assert [code for code, _place in problems()] == ["history-head-forged"]


def test_heads_kept_elsewhere_are_checked_with_their_public_key(
    chain: UUID, scene: Scene, home: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "elsewhere"
    shutil.copytree(home / "history/heads", kept)
    shutil.copy(home / "history" / signing.PUBLIC_KEY, kept / signing.PUBLIC_KEY)
    log.read(scene.site)
    assert integrity.check(kept, kept / signing.PUBLIC_KEY).is_intact
    cut_to(chain, 5)
    ChainHead.objects.update(sequence=5, digest=event(5).digest)
    found = integrity.check(kept, kept / signing.PUBLIC_KEY).problems
    assert [problem.code for problem in found] == ["history-cut"]


def test_shredded_values_verify_and_values_that_were_just_emptied_do_not(chain: UUID, scene: Scene) -> None:
    row = RecordChange.objects.get(event=event(3))
    shred(scene.actor("coordinator"), scene.site, ["name"], "a mistake")
    assert integrity.check().is_intact
    # The same emptying, without an event that says so.
    emptied = RecordChange.objects.get(pk=row.pk).values
    told = Event.objects.get(verb="shredded")
    Event.objects.filter(pk=told.pk).delete()
    ChainHead.objects.update(sequence=6, digest=event(6).digest)
    assert "[" not in emptied
    assert {code for code, _place in problems()} == {"history-values-emptied"}


def test_chains_of_two_cities_are_apart(chain: UUID, scene: Scene) -> None:
    from tests.sample.models import Work

    theirs = Work.objects.create(owner=scene.other_city, name="Theirs")
    log.created(theirs)
    assert Event.objects.get(chain=scene.other_city.id).sequence == 1
    assert integrity.check().is_intact
    Event.objects.filter(chain=chain, sequence=2).update(verb="approved")
    found = integrity.check().problems
    assert [(problem.code, problem.parameters["chain"]) for problem in found] == [("history-event-edited", str(chain))]


@pytest.fixture
def lowered(scene: Scene) -> LabelChange:
    with log.context(scene.coordinator):
        return lower_label(scene.actor("coordinator"), scene.site, Label.AMBER, "shared with the ministry")


def test_a_lowered_label_with_its_signature_is_intact(lowered: LabelChange) -> None:
    report = integrity.check()
    assert report.is_intact
    assert report.signed_labels == 1


@pytest.mark.parametrize("edited", [{"reason": "x"}, {"label": Label.GREEN}, {"signature": b"0" * 64}])
def test_an_edited_lowering_is_found_out(lowered: LabelChange, edited: dict[str, object]) -> None:
    LabelChange.objects.update(**edited)
    assert problems() == [("label-change-forged", None)]


def test_a_lowering_that_was_removed_or_slipped_in_is_found_out(lowered: LabelChange) -> None:
    lowered.pk = new_key()
    lowered.signature = sign(lowered)
    lowered.save(force_insert=True)
    assert problems() == [("label-changes-differ", None)]
    LabelChange.objects.all().delete()
    assert problems() == [("label-changes-differ", None)]


def test_a_head_that_did_not_leave_the_database_leaves_it_after_a_check(chain: UUID) -> None:
    for file in signing.exported():
        file.unlink()
    report = integrity.check()
    assert report.signed_heads == 0
    assert integrity.sign_heads(report) == 1
    assert integrity.check().signed_heads == 1
    assert integrity.sign_heads(integrity.check()) == 0


def test_nothing_is_signed_that_is_not_intact(chain: UUID) -> None:
    Event.objects.filter(sequence=2).update(verb="x")
    with pytest.raises(ValueError, match="intact"):
        integrity.sign_heads(integrity.check())
