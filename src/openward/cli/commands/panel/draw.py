"""`openward panel draw`: the seed is known; it picks the panel from the list that was fixed before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from openward.cli.commands.panel import asking
from openward.cli.given import given

EXAMPLE = "openward panel draw FOLDER --seed '3 1 4 1 5 6'"


def draw(
    folder: Annotated[Path | None, typer.Argument(help="The folder that openward panel select wrote.")] = None,
    seed: Annotated[str | None, typer.Option(help="What the announced source showed.")] = None,
    seed_at: Annotated[str | None, typer.Option(help="When it did. Default: as announced, else now.")] = None,
    lang: asking.Lang = "en",
    as_json: asking.Json = False,
) -> None:
    """Draw once: adds the draw to transcript.json, and writes panel.csv."""
    from openward.cli.asked import asked_language, moment_now
    from openward.cli.commands.panel import files
    from openward.cli.output_folder import output_folder
    from openward.methods.sortition.transcript.auditing import secrets_from
    from openward.methods.sortition.transcript.making import drawn
    from openward.methods.sortition.transcript.moments import moment_from

    speak = asked_language(lang)
    transcript, place = asking.read_transcript(given("FOLDER", folder, EXAMPLE))
    text = given("--seed", seed, EXAMPLE)
    secrets = secrets_from(asking.read_text(place / files.AUDIT, "audit-malformed"))
    complete = drawn(transcript, text, None if seed_at is None else moment_from(seed_at), moment_now())
    assert complete.draw is not None
    with output_folder(place) as staging:
        (staging / files.TRANSCRIPT).write_text(complete.text(), "utf-8")
        files.write_panel(staging, complete, secrets.salts.people)
    found = {"panel": complete.draw.panel, "members": list(complete.draw.members), "out": str(place)}
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        told = {"panel": speak.number(complete.draw.panel), "folder": str(place)}
        typer.echo(speak.gettext("Drawn: panel %(panel)s. Its members stand in %(folder)s/panel.csv.") % told)
