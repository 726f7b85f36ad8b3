"""`openward panel ...`: a panel by lottery."""

from __future__ import annotations

import typer

from openward.cli.commands.panel.check import check

group = typer.Typer(no_args_is_help=True, help="Draw a panel by a fair lottery that anyone can check.")
group.command("check")(check)


@group.callback()
def panel() -> None:
    """Draw a panel by a fair lottery that anyone can check."""
