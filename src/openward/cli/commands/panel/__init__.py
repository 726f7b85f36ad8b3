"""`openward panel ...`: a panel by lottery, from its announcement to its verification."""

from __future__ import annotations

import typer

from openward.cli.commands.panel.announce import announce
from openward.cli.commands.panel.check import check
from openward.cli.commands.panel.draw import draw
from openward.cli.commands.panel.replace import replace
from openward.cli.commands.panel.select import select
from openward.cli.commands.panel.verify import verify

group = typer.Typer(no_args_is_help=True, help="Draw a panel by a fair lottery that anyone can check.")
for command in (announce, check, select, draw, replace, verify):
    group.command(command.__name__)(command)
