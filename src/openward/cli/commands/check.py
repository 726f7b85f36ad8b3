"""`openward check`: does the history of this installation still say what was written?"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openward.cli.exits import Exit
from openward.config.environment import keep_private

if TYPE_CHECKING:
    from openward.wording import Words


def check(
    heads: Annotated[
        Path | None, typer.Option(help="Folder of signed heads kept elsewhere. Default: this installation's.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="Public key that signed them. Default: this installation's.")] = None,
    lang: Annotated[str, typer.Option(help="Language of messages: en, fr or ar.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print a summary as JSON on stdout.")] = False,
) -> None:
    """Verify the audit chain: exit 0 where it is intact, 1 where it is not, with every problem on stderr."""
    from openward.cli.asked import asked_language

    speak = asked_language(lang)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward.config.settings")
    keep_private()
    import django

    django.setup()
    from openward.foundation.history import integrity

    report = integrity.check(heads, key)
    for problem in report.problems:
        typer.echo(speak.error(problem), err=True)
    # Heads that did not leave the database in their time (a full disk) leave it now; a copy is only looked at.
    newly_signed = integrity.sign_heads(report) if report.is_intact and heads is None and key is None else 0
    counts = {
        "chains": report.chains,
        "events": report.events,
        "signed_heads": report.signed_heads + newly_signed,
        "signed_labels": report.signed_labels,
    }
    if as_json:
        problems = [{"code": problem.code, **problem.parameters} for problem in report.problems]
        typer.echo(json.dumps({"intact": report.is_intact, **counts, "problems": problems}, default=str))
    elif report.is_intact:
        typer.echo(intact(counts, speak))
    if not report.is_intact:
        raise typer.Exit(Exit.NEGATIVE)


def intact(counts: Mapping[str, int], speak: Words) -> str:
    """The sentence for a person. `counts`: events, chains, signed_heads, signed_labels."""
    ngettext = speak.ngettext
    shown = {
        "events": ngettext("%(count)s event", "%(count)s events", counts["events"]),
        "chains": ngettext("%(count)s chain", "%(count)s chains", counts["chains"]),
        "signed_heads": ngettext("%(count)s signed head", "%(count)s signed heads", counts["signed_heads"]),
        "signed_labels": ngettext("%(count)s signed label", "%(count)s signed labels", counts["signed_labels"]),
    }
    told = speak.gettext("The history is intact: %(events)s, %(chains)s, %(signed_heads)s, %(signed_labels)s.")
    return told % {name: text % {"count": speak.number(counts[name])} for name, text in shown.items()}
