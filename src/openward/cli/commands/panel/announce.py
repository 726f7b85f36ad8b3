"""`openward panel announce`: fix, before the pool closes, where the seed will come from and when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openward.cli.commands.panel import asking
from openward.cli.given import given

EXAMPLE = (
    "openward panel announce --title NAME --closes 2027-03-01T18:00Z --seed-source 'six dice, red to violet' "
    "--seed-at 2027-03-05T18:00Z --out announcement.json"
)


def announce(
    title: Annotated[str | None, typer.Option(help="What the panel is called.")] = None,
    closes: Annotated[
        str | None, typer.Option(help="When the pool closes: ISO 8601, UTC where no zone is said.")
    ] = None,
    seed_source: Annotated[
        str | None, typer.Option(help="Where the seed will come from, and how it is written, in words.")
    ] = None,
    seed_at: Annotated[str | None, typer.Option(help="When the seed becomes known.")] = None,
    out: Annotated[Path | None, typer.Option(help="File to write; it must not be there yet.")] = None,
    lang: asking.Lang = "en",
) -> None:
    """Publish what this writes before the pool closes: then nobody can choose a seed that suits."""
    from openward.cli.asked import asked_language
    from openward.methods.errors import OpenwardError
    from openward.methods.sortition.transcript.making import announced
    from openward.methods.sortition.transcript.model import announcement_text
    from openward.methods.sortition.transcript.moments import moment_from

    speak = asked_language(lang)
    made = announced(
        given("--title", title, EXAMPLE),
        moment_from(given("--closes", closes, EXAMPLE)),
        given("--seed-source", seed_source, EXAMPLE),
        moment_from(given("--seed-at", seed_at, EXAMPLE)),
    )
    path = given("--out", out, EXAMPLE)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(announcement_text(made))
    except OSError as error:
        detail = error.strerror or str(error)
        raise OpenwardError("folder-unwritable", folder=str(path), detail=detail) from error
    told = {"path": str(path), "digest": made.digest}
    typer.echo(speak.gettext("Publish %(path)s before the pool closes. Its digest: %(digest)s") % told)
