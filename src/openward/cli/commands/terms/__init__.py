"""`openward terms ...`: the terminology guard on files."""

from __future__ import annotations

import typer

from openward.cli.commands.terms.check import check

group = typer.Typer(no_args_is_help=True, help="Check names, numbers and denials of a translation, or of one text.")


@group.callback()
def terms() -> None:
    """Keeps `check` a command of its own while it is the only one."""


group.command("check")(check)
