"""A transcript verifies as it was made. Whatever is altered in it, it fails, and says how."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from openward.methods.errors import OpenwardError
from openward.methods.sortition.model import Chances, Lottery, Method, Person, Pool, Quota, Selection
from openward.methods.sortition.transcript.canonical import canonical, parsed
from openward.methods.sortition.transcript.making import (
    Salts,
    announced,
    check_moment,
    drawn,
    leaves_of,
    new_salts,
    transcript_of,
)
from openward.methods.sortition.transcript.model import (
    Transcript,
    announcement_from,
    announcement_text,
    lottery_digest,
    transcript_from,
)
from openward.methods.sortition.transcript.salts import leaf_of, salt_from
from openward.methods.sortition.transcript.verifying import Reservation, check_public, check_volunteer
from openward.methods.sortition.types import types_of

ROOT = Path(__file__).resolve().parents[4]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PEOPLE = tuple(Person(f"p{number}", ("north" if number < 4 else "south",)) for number in range(6))
SELECTION = Selection(Pool(("area",), PEOPLE), (Quota("area", "north", 1, 1), Quota("area", "south", 1, 1)), 2)
RECORDS = {person.id: (("id", person.id), ("area", person.values[0])) for person in PEOPLE}
PANELS = ((0, 4), (1, 5), (2, 4), (3, 5))


def numbered() -> Callable[[int], bytes]:
    """Salts that a test can tell again."""
    count = 0

    def random(size: int) -> bytes:
        nonlocal count
        count += 1
        return count.to_bytes(size)

    return random


SALTS: Salts = new_salts([person.id for person in PEOPLE], numbered())


def made(announcement: bool = True) -> Transcript:
    types = types_of(SELECTION)
    chances = Chances(
        Method.LEXIMIN, types, (((0, 1), (1, 1)),), (1,), (Fraction(1, 4), Fraction(1, 2)), (), Fraction(0), True
    )
    lottery = Lottery(PANELS, (Fraction(1, 4),) * 4 + (Fraction(1, 2),) * 2, Fraction(0), Fraction(0))
    told = announced("A panel", NOW - HOUR, "Six dice, red to violet", NOW + HOUR) if announcement else None
    return transcript_of(SELECTION, RECORDS, SALTS, chances, lottery, announcement=told, now=NOW)


def complete() -> Transcript:
    return drawn(made(), "3 1 4 1 5 6", None, NOW + 2 * HOUR)


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(OpenwardError) as caught:
        act()
    assert caught.value.code == code


def edited(transcript: Transcript, change: Callable[[Any], object]) -> Transcript:
    """The transcript after somebody changed its file."""
    value = json.loads(transcript.text())
    change(value)
    return transcript_from(json.dumps(value))


def reforged(transcript: Transcript, **changed: object) -> Transcript:
    """With the commitment made to fit again."""
    committed = replace(transcript.committed, **changed)  # type: ignore[arg-type]
    return replace(transcript, committed=committed, commitment=committed.digest)


def test_the_public_can_check_it_from_its_text_alone() -> None:
    transcript = transcript_from(complete().text())
    assert transcript == complete()
    check = check_public(transcript, complete().commitment)
    assert check.reservations == ()
    assert len(check.members) == 2


def test_its_text_has_the_documented_shape() -> None:
    schema = json.loads((ROOT / "docs/reference/panel-transcript.schema.json").read_text("utf-8"))
    for transcript in (complete(), made(), made(announcement=False), reforged(made(), replaces="0" * 64)):
        jsonschema.Draft202012Validator(schema).validate(json.loads(transcript.text()))
    value = json.loads(complete().text())
    value["committed"]["quotas"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(value)


def test_the_documented_line_of_shell_gives_the_panel() -> None:
    """As docs/reference/panel-transcript.md says, with nothing of ours."""
    transcript = complete()
    assert transcript.draw is not None
    said = f"openward-panel-draw/1\n{transcript.commitment}\n0\n{transcript.draw.seed}"
    assert int(hashlib.sha256(said.encode()).hexdigest(), 16) % 4 == transcript.draw.panel


def test_it_says_what_the_file_alone_cannot_show() -> None:
    bare = drawn(made(announcement=False), "7", None, NOW)
    assert check_public(bare).reservations == (Reservation.NOT_PUBLISHED, Reservation.NOT_ANNOUNCED)


def test_it_holds_no_feature_no_name_and_no_id() -> None:
    text = complete().text()
    for word in ("north", "south", "area", *(f'"{person.id}"' for person in PEOPLE)):
        assert word not in text


def test_each_volunteer_finds_themselves_and_their_chance() -> None:
    transcript = complete()
    for person, share in zip(PEOPLE, [Fraction(1, 4)] * 4 + [Fraction(1, 2)] * 2, strict=True):
        check = check_volunteer(transcript, SALTS.people[person.id], person.id)
        assert check.chance == share
    chosen = [p.id for p in PEOPLE if check_volunteer(transcript, SALTS.people[p.id]).chosen]
    number = transcript.draw.panel if transcript.draw else -1
    assert len(chosen) == 2
    assert {transcript.leaves[one].pseudonym for one in transcript.panels[number]} == {
        leaves_of(SALTS, RECORDS)[id_].pseudonym for id_ in chosen
    }


def test_a_salt_shared_with_somebody_else_is_found_by_the_own_id() -> None:
    refused("volunteer-is-another", lambda: check_volunteer(complete(), SALTS.people["p1"], "p2"))


def test_a_stranger_is_not_in_the_pool() -> None:
    refused("volunteer-not-in-pool", lambda: check_volunteer(complete(), b"\7" * 32))
    refused("salt-malformed", lambda: salt_from("abc"))
    assert salt_from("AB" * 16 + " - " + "cd" * 16) == bytes.fromhex("ab" * 16 + "cd" * 16)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("transcript-malformed", lambda t: t.pop("leaves")),
        ("transcript-malformed", lambda t: t.update(note="x")),
        ("transcript-malformed", lambda t: t["committed"].update(size="2")),
        ("transcript-malformed", lambda t: t["committed"].update(committed_at="yesterday")),
        ("transcript-malformed", lambda t: t["leaves"].append(["x"])),
        ("transcript-malformed", lambda t: t["panels"].append([0.5])),
        ("transcript-commitment-wrong", lambda t: t["committed"].update(method="nash")),
        ("transcript-commitment-wrong", lambda t: t["committed"]["announcement"].update(seed_source="mine")),
        ("transcript-commitment-wrong", lambda t: t.update(commitment="0" * 64)),
        ("transcript-pool-altered", lambda t: t["leaves"].pop()),
        ("transcript-pool-altered", lambda t: t["leaves"].reverse()),
        ("transcript-pool-altered", lambda t: t["leaves"][0].__setitem__(2, "0" * 64)),
        ("transcript-lottery-altered", lambda t: t["panels"].pop()),
        ("transcript-lottery-altered", lambda t: t["panels"].reverse()),
        ("transcript-lottery-altered", lambda t: t["panels"][0].__setitem__(1, 5)),
        ("transcript-not-drawn", lambda t: t.update(draw=None)),
        ("transcript-seed-malformed", lambda t: t["draw"].update(seed="3-1-4-1-5-6")),
        ("seed-before-list", lambda t: t["draw"].update(seed_at="2026-11-24T11:59:59Z")),
        ("seed-after-date", lambda t: t["draw"].update(seed_at="2026-11-25T13:00:00Z")),
        ("seed-after-date", lambda t: t["draw"].update(seed_at="2026-11-24T12:30:00Z")),
        ("transcript-panel-wrong", lambda t: t["draw"].update(panel=(t["draw"]["panel"] + 1) % 4)),
        ("transcript-members-wrong", lambda t: t["draw"]["members"].reverse()),
        ("transcript-members-wrong", lambda t: t["draw"]["members"].pop()),
    ],
)
def test_what_was_altered_is_named(code: str, change: Callable[[Any], object]) -> None:
    refused(code, lambda: check_public(edited(complete(), change)))


def test_another_seed_leads_to_another_panel() -> None:
    """Of four panels, some seed gives another than the one that stands there."""
    transcript = complete()
    others = [edited(transcript, lambda t, seed=seed: t["draw"].update(seed=str(seed))) for seed in range(20)]
    codes = set()
    for other in others:
        try:
            check_public(other)
        except OpenwardError as error:
            codes.add(error.code)
    assert codes == {"transcript-panel-wrong"}


def test_a_whole_new_lottery_is_not_the_published_one() -> None:
    forged = reforged(complete(), deviation="1/7")
    refused("transcript-not-as-published", lambda: check_public(forged, complete().commitment))


def test_panels_that_are_none_are_found_though_their_hash_fits() -> None:
    panels = ((0, 0), *made().panels[1:])
    forged = reforged(replace(complete(), panels=panels), lottery=lottery_digest(panels))
    refused("transcript-panel-malformed", lambda: check_public(forged))


def test_the_order_of_time_is_checked() -> None:
    late = reforged(complete(), committed_at="2026-11-24T13:00:00Z")
    refused("transcript-times-wrong", lambda: check_public(late))
    early = reforged(complete(), committed_at="2026-11-24T10:59:59Z")
    refused("transcript-times-wrong", lambda: check_public(early))


def test_a_list_is_fixed_between_the_close_and_the_seed() -> None:
    told = made().committed.announcement
    check_moment(None, NOW)
    check_moment(told, NOW)
    refused("pool-not-closed", lambda: check_moment(told, NOW - 2 * HOUR))
    refused("list-after-seed", lambda: check_moment(told, NOW + HOUR))


def test_a_draw_happens_once_with_the_seed_of_its_day() -> None:
    refused("draw-twice", lambda: drawn(complete(), "1", None, NOW + 3 * HOUR))
    refused("seed-empty", lambda: drawn(made(), " - ", None, NOW + 2 * HOUR))
    refused("seed-too-early", lambda: drawn(made(), "1", None, NOW))
    refused("seed-after-date", lambda: drawn(made(), "1", NOW + 24 * HOUR, NOW + 48 * HOUR))
    refused("seed-before-list", lambda: drawn(made(), "1", NOW - HOUR, NOW + 2 * HOUR))


def test_an_announcement_names_a_source_and_a_seed_after_the_close() -> None:
    refused("seed-before-close", lambda: announced("x", NOW, "dice", NOW))
    refused("announcement-without-source", lambda: announced("x", NOW, "  ", NOW + HOUR))
    told = announced("x", NOW, "dice", NOW + HOUR)
    assert announcement_from(announcement_text(told)) == told
    refused("announcement-malformed", lambda: announcement_from("{}"))
    refused("announcement-malformed", lambda: announcement_from("no"))


def test_commitments_say_nothing_without_their_salt_and_everything_with_it() -> None:
    record = (("area", "north"),)
    one, other = leaf_of(b"1" * 32, "p0", record), leaf_of(b"2" * 32, "p0", record)
    assert not set(asdict(one).values()) & set(asdict(other).values())
    assert leaf_of(b"1" * 32, "p0", (("area", "south"),)).record != one.record
    assert leaf_of(b"1" * 32, "p0", (("are", "anorth"),)).record != one.record


def test_values_that_could_be_read_in_two_ways_are_refused() -> None:
    assert canonical({"b": [1, True], "a": "é"}) == '{"a":"é","b":[1,true]}'.encode()
    for value in (1.0, {"é": 1}, {1: 2}, 2**60, "\ud800", (1,)):
        with pytest.raises(ValueError):  # noqa: PT011
            canonical(value)
    for text in ('{"a":1,"a":2}', "[1]", '{"a":1e3}', '{"a":NaN}', "{", "[" * 100_000):
        refused("transcript-malformed", lambda text=text: parsed(text, "transcript-malformed"))
