"""A lottery from its task to its folder: fair chances, a list of panels, the commitment, perhaps already the draw."""

from __future__ import annotations

import json
import secrets as randomness
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import typer

from openward.cli.asked import moment_now
from openward.cli.commands.panel import asking, files
from openward.cli.output_folder import output_folder, write_private
from openward.cli.progress import TerminalProgress
from openward.cli.stopping import gently_stopped
from openward.methods.errors import OpenwardError
from openward.methods.sortition.chances import chances_of
from openward.methods.sortition.clashes import clashes_of
from openward.methods.sortition.lottery import lottery_of
from openward.methods.sortition.model import Chances, Lottery, Method, Selection
from openward.methods.sortition.scarcity import scarcities_of
from openward.methods.sortition.transcript.auditing import secrets_of
from openward.methods.sortition.transcript.making import (
    Salts,
    chances_by_id,
    check_moment,
    drawn,
    leaves_of,
    new_salts,
    pool_root,
    transcript_of,
)
from openward.methods.sortition.transcript.model import Transcript, announcement_from
from openward.methods.sortition.transcript.moments import moment_from, written
from openward.methods.sortition.transcript.seeds import normal_seed
from openward.readers.panels import PoolSheet
from openward.wording import Words
from openward.wording.panels import clash_told, fairness_told, scarcity_told

MOST_PANELS = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """How the lottery is to be held. `table` says how the pool is read, `gone` who left it."""

    method: str
    lottery: int
    seed: str | None
    announcement: Path | None
    out: Path
    table: Mapping[str, Any]
    gone: tuple[str, ...] = ()
    salts: Mapping[str, bytes] | None = None
    replaces: str | None = None


def conduct(selection: Selection, people: PoolSheet, asked: Asked, speak: Words, as_json: bool) -> None:
    """Hold it and write everything, or nothing."""
    method = asking.asked_method(asked.method)
    if not 1 <= asked.lottery <= MOST_PANELS:
        raise OpenwardError("lottery-too-short", panels=asked.lottery)
    announcement = None
    if asked.announcement is not None:
        announcement = announcement_from(asking.read_text(asked.announcement, "announcement-malformed"))
        check_moment(announcement, moment_now())
    if asked.seed is not None:
        normal_seed(asked.seed)
        if announcement is not None and moment_now() < moment_from(announcement.seed_at):
            raise OpenwardError("seed-too-early", seed=announcement.seed_at)
    if (asked.out / files.TRANSCRIPT).exists():
        raise OpenwardError("lottery-there", folder=str(asked.out))
    ids = [person.id for person in selection.pool.people]
    fresh = new_salts(ids, randomness.token_bytes)
    salts = fresh if asked.salts is None else Salts({id_: asked.salts[id_] for id_ in ids}, fresh.auditor)
    with output_folder(asked.out) as staging, TerminalProgress(speak) as progress:
        chances, lottery, warnings = _fair(selection, people, salts, method, asked.lottery, progress, speak)
        now = moment_now()
        check_moment(announcement, now)
        transcript = transcript_of(
            selection,
            people.records,
            salts,
            chances,
            lottery,
            announcement=announcement,
            now=now,
            replaces=asked.replaces,
        )
        if asked.seed is not None:
            transcript = drawn(transcript, asked.seed, None, now)
        exact = chances_by_id(selection, chances)
        told = _told(transcript, chances, lottery, exact, warnings, speak)
        (staging / files.TRANSCRIPT).write_text(transcript.text(), "utf-8")
        (staging / files.REPORT).write_text(told + "\n", "utf-8")
        files.write_lottery(staging, transcript)
        secrets = secrets_of(transcript, selection, salts, chances, asked.table, asked.gone)
        write_private(staging / files.AUDIT, secrets.text().encode())
        files.write_salts(staging, transcript, salts.people)
        files.write_chances(staging, transcript, salts.people, exact, people.rows)
        if transcript.draw is not None:
            files.write_panel(staging, transcript, salts.people, people.records)
        names = sorted(path.name for path in staging.iterdir())
    if as_json:
        summary = _summary(transcript, chances, lottery, exact, people)
        typer.echo(json.dumps(summary | {"out": str(asked.out), "files": names}, ensure_ascii=False))
    else:
        typer.echo(told)
        where = {"folder": str(asked.out), "files": ", ".join(names)}
        typer.echo(speak.gettext("Written to %(folder)s: %(files)s") % where)


def _fair(
    selection: Selection, people: PoolSheet, salts: Salts, method: Method, count: int, progress: Any, speak: Words
) -> tuple[Chances, Lottery, list[str]]:
    progress("checking-quotas")
    clashes = clashes_of(selection)
    if clashes:
        raise OpenwardError("quotas-clash", clash=clash_told(clashes[0], speak))
    warnings = [scarcity_told(one, speak) for one in scarcities_of(selection)]
    with gently_stopped(progress) as report:
        chances = chances_of(selection, method, progress=report)
    progress("drawing-lottery")
    # What shares out seats among people of one type hangs on the pool alone: nothing for an organiser to choose.
    seed = pool_root(leaves_of(salts, people.records))
    lottery = lottery_of(selection, chances, count, seed, progress)
    return chances, lottery, warnings


def _told(
    transcript: Transcript,
    chances: Chances,
    lottery: Lottery,
    exact: Mapping[str, Fraction],
    warnings: list[str],
    speak: Words,
) -> str:
    _ = speak.gettext
    drawn_by_lot = [chance for chance in exact.values() if chance < 1] or [Fraction(1)]
    told = {
        "volunteers": speak.number(transcript.committed.volunteers),
        "size": speak.number(transcript.committed.size - len(chances.types.included)),
        "least": speak.percent(float(min(drawn_by_lot)), 2),
        "most": speak.percent(float(max(drawn_by_lot)), 2),
        "panels": speak.number(len(lottery.panels)),
        "deviation": speak.number(ceil(lottery.deviation * 100_000) / 1000, 3),  # "at most" must stay true
        "bound": speak.number(float(lottery.bound * 100), 3),
        "fairness": fairness_told(chances, speak),
        "commitment": transcript.commitment,
    }
    lines = [
        _("Volunteers: %(volunteers)s; seats drawn: %(size)s. Chances from %(least)s to %(most)s."),
        "%(fairness)s",
        _(
            "The list of %(panels)s panels differs from the exact chances by at most %(deviation)s percentage points "
            "(theory: %(bound)s)."
        ),
        _("Commitment: %(commitment)s"),
    ]
    draw = transcript.draw
    if draw is None:
        lines.append(_("Nobody is drawn yet. Publish the commitment, and when the seed is known: openward panel draw."))
    else:
        told |= {"panel": speak.number(draw.panel), "seed": draw.seed}
        lines.append(_("The seed %(seed)s gives panel %(panel)s."))
        if transcript.committed.announcement is None:
            lines.append(_("The seed was known when the list was made, so this draw proves nothing to the public."))
    return "\n".join([*(line % told for line in lines), *warnings])


def _summary(
    transcript: Transcript, chances: Chances, lottery: Lottery, exact: Mapping[str, Fraction], people: PoolSheet
) -> dict[str, Any]:
    draw = transcript.draw
    return {
        "commitment": transcript.commitment,
        "committed_at": written(moment_from(transcript.committed.committed_at)),
        "volunteers": transcript.committed.volunteers,
        "left_out": asking.left_out_rows(people),
        "size": transcript.committed.size,
        "method": chances.method.value,
        "smallest_chance": float(min(exact.values())),
        "levels": len(chances.levels),
        "proved": chances.proved,
        "stopped": chances.stopped,
        "gap": float(chances.gap),
        "panels": len(lottery.panels),
        "deviation": float(lottery.deviation),
        "deviation_bound": float(lottery.bound),
        "panel": None if draw is None else draw.panel,
        "members": None if draw is None else list(draw.members),
    }
