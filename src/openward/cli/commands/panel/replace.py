"""`openward panel replace`: members drop out; their seats go by lot, as fairly as the quotas allow.

Those who stay are on every panel, and those who dropped out are in no pool: so the fairest chances of the task on what
is left are the fairest chances of those left.
"""

from __future__ import annotations

from dataclasses import replace as changed
from pathlib import Path
from typing import Annotated

import typer

from openward.cli.commands.panel import asking
from openward.cli.given import given, given_folder
from openward.methods.errors import OpenwardError

EXAMPLE = "openward panel replace lottery --pool pool.csv --gone ID --out replacement"


def replace(
    former: Annotated[Path | None, typer.Argument(help="The folder of the lottery whose panel lost members.")] = None,
    pool: Annotated[Path | None, typer.Option(help="The table of volunteers of that lottery.")] = None,
    gone: Annotated[list[str] | None, typer.Option(help="Id of a member who dropped out. May be repeated.")] = None,
    seed: Annotated[str | None, typer.Option(help="Draw at once, for a rehearsal. Else: openward panel draw.")] = None,
    method: asking.MethodName = "leximin",
    lottery: asking.LotterySize = 1000,
    announcement: asking.AnnouncementFile = None,
    out: asking.OutFolder = None,
    lang: asking.Lang = "en",
    as_json: asking.Json = False,
) -> None:
    """Fill the seats of members who dropped out, by a lottery of its own that names the former one."""
    from openward.cli.asked import asked_language
    from openward.cli.commands.panel.conducting import Asked, conduct
    from openward.cli.commands.panel.verify import read_secrets
    from openward.methods.sortition.checking import check_selection
    from openward.methods.sortition.transcript.salts import pseudonym_of

    speak = asked_language(lang)
    folder = given_folder("--out", out, EXAMPLE)
    transcript, place = asking.read_transcript(given("LOTTERY", former, EXAMPLE))
    if transcript.draw is None:
        raise OpenwardError("transcript-not-drawn", commitment=transcript.commitment)
    secrets, people = read_secrets(place / asking.AUDIT, given("--pool", pool, EXAMPLE))
    members = set(transcript.draw.members)
    panel = {id_ for id_, salt in secrets.salts.people.items() if pseudonym_of(salt) in members}
    left = set(given("--gone", gone, EXAMPLE))
    if left - panel:
        raise OpenwardError("replace-unknown", ids=sorted(left - panel))
    people = people.without(left)
    selection = changed(secrets.selection(people.pool), must_include=frozenset(panel - left))
    check_selection(selection)
    asked = Asked(
        method,
        lottery,
        seed,
        announcement,
        folder,
        secrets.table,
        gone=(*secrets.gone, *sorted(left)),
        salts=secrets.salts.people,
        replaces=transcript.commitment,
    )
    conduct(selection, people, asked, speak, as_json)
