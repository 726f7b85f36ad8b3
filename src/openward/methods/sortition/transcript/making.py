"""From a finished lottery to its transcript, and from the seed to the panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from openward.methods.errors import OpenwardError
from openward.methods.sortition.model import Chances, Lottery, Selection
from openward.methods.sortition.transcript import merkle
from openward.methods.sortition.transcript.model import (
    Announcement,
    Committed,
    Draw,
    Transcript,
    fraction_text,
    lottery_digest,
)
from openward.methods.sortition.transcript.moments import moment_from, written
from openward.methods.sortition.transcript.salts import SALT_BYTES, PoolLeaf, committed, leaf_of
from openward.methods.sortition.transcript.seeds import drawn_panel, normal_seed

TASK, CHANCES = "openward-panel-task/1", "openward-panel-chances/1"
Records = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Salts:
    """The organisers' secrets: one salt a person by id, and one of the auditor's."""

    people: Mapping[str, bytes]
    auditor: bytes


def new_salts(ids: Sequence[str], random: Callable[[int], bytes]) -> Salts:
    """`random` gives so many unpredictable bytes (secrets.token_bytes)."""
    return Salts({id_: random(SALT_BYTES) for id_ in ids}, random(SALT_BYTES))


def announced(title: str, closes: datetime, seed_source: str, seed: datetime) -> Announcement:
    """Raises OpenwardError `announcement-without-source` or `seed-before-close`."""
    source = " ".join(seed_source.split())
    if not source:
        raise OpenwardError("announcement-without-source")
    if seed <= closes:
        raise OpenwardError("seed-before-close", seed=written(seed), closes=written(closes))
    return Announcement(" ".join(title.split()), written(closes), source, written(seed))


def check_moment(announcement: Announcement | None, now: datetime) -> None:
    """Whether a list may be fixed now. Raises OpenwardError `pool-not-closed` or `list-after-seed`."""
    if announcement is None:
        return
    if now < moment_from(announcement.closes_at):
        raise OpenwardError("pool-not-closed", closes=announcement.closes_at)
    if now >= moment_from(announcement.seed_at):
        raise OpenwardError("list-after-seed", seed=announcement.seed_at)


def leaves_of(salts: Salts, records: Records) -> dict[str, PoolLeaf]:
    """What stands for each person, by id."""
    return {id_: leaf_of(salts.people[id_], id_, records[id_]) for id_ in sorted(records)}


def pool_root(leaves: Mapping[str, PoolLeaf]) -> str:
    return merkle.root([leaf.content for leaf in sorted(leaves.values())]).hex()


def transcript_of(
    selection: Selection,
    records: Records,
    salts: Salts,
    chances: Chances,
    lottery: Lottery,
    *,
    announcement: Announcement | None,
    now: datetime,
    replaces: str | None = None,
) -> Transcript:
    """The transcript without its draw. `records` are the people of the pool, by id, each a row as (heading, cell)."""
    leaves = leaves_of(salts, records)
    order = sorted(leaves.values())
    place = {leaf: number for number, leaf in enumerate(order)}
    people = selection.pool.people
    panels = tuple(sorted(tuple(sorted(place[leaves[people[one].id]] for one in panel)) for panel in lottery.panels))
    made = Committed(
        announcement=announcement,
        committed_at=written(now),
        size=len(panels[0]),
        method=chances.method.value,
        volunteers=len(order),
        pool=pool_root(leaves),
        task=committed(salts.auditor, TASK, task_of(selection)),
        chances=committed(salts.auditor, CHANCES, chances_text(selection, chances_by_id(selection, chances))),
        panels=len(panels),
        lottery=lottery_digest(panels),
        deviation=fraction_text(lottery.deviation),
        gap=fraction_text(chances.gap),
        replaces=replaces,
    )
    return Transcript(made, made.digest, tuple(order), panels)


def drawn(transcript: Transcript, seed: str, seed_at: datetime | None, now: datetime) -> Transcript:
    """The transcript with its draw. `seed_at` is when the seed became known: as announced, if None.

    Raises OpenwardError `draw-twice`, `seed-empty`, `seed-too-long`, `seed-too-early`, `seed-before-list`, or
    `seed-after-date` where it is of another day than was announced.
    """
    if transcript.draw is not None:
        raise OpenwardError("draw-twice", seed=transcript.draw.seed)
    text = normal_seed(seed)
    announcement = transcript.committed.announcement
    known = seed_at or (moment_from(announcement.seed_at) if announcement else now)
    if now < known:
        raise OpenwardError("seed-too-early", seed=written(known))
    check_seed_moment(transcript.committed, written(known))
    number = drawn_panel(text, transcript.commitment, transcript.committed.panels)
    members = tuple(transcript.leaves[one].pseudonym for one in transcript.panels[number])
    return replace(transcript, draw=Draw(text, written(known), number, members))


def check_seed_moment(made: Committed, seed_at: str) -> None:
    """Raises OpenwardError `seed-before-list` or `seed-after-date`. Our one form of moments sorts as time does."""
    if seed_at < made.committed_at:
        raise OpenwardError("seed-before-list", seed=seed_at, committed=made.committed_at)
    announced_at = made.announcement.seed_at if made.announcement else seed_at
    if seed_at[:10] != announced_at[:10] or seed_at < announced_at:
        raise OpenwardError("seed-after-date", seed=seed_at, announced=announced_at)


def task_of(selection: Selection) -> object:
    """Quotas and rules as a value with one text."""
    return {
        "features": list(selection.pool.features),
        "quotas": [[q.feature, q.value, q.minimum, q.maximum] for q in selection.quotas],
        "size": selection.size,
        "households": selection.households,
        "must_include": sorted(selection.must_include),
        "reserved": [[[name, value] for name, value in sorted(seat.values.items())] for seat in selection.reserved],
    }


def chances_by_id(selection: Selection, chances: Chances) -> dict[str, Fraction]:
    """Each person's exact chance."""
    return dict(sorted((selection.pool.people[one].id, chance) for one, chance in chances.by_person.items()))


def chances_text(selection: Selection, by_id: Mapping[str, Fraction]) -> object:
    return [
        [person.id, fraction_text(by_id[person.id])] for person in sorted(selection.pool.people, key=lambda p: p.id)
    ]
