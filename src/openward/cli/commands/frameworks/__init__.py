"""`openward frameworks ...`: what the United Nations asks of a city."""

from __future__ import annotations

import typer

from openward.cli.commands.frameworks.importing import import_

group = typer.Typer(no_args_is_help=True, help="Read the resolutions that frameworks are made of.")
group.command("import")(import_)


@group.callback()
def frameworks() -> None:
    """Read the resolutions that frameworks are made of."""
