"""`openward daily`: do what is due once a day. Whoever runs it, and however often, it is done once."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from openward.cli.exits import Exit
from openward.config.environment import keep_private


def daily(lang: Annotated[str, typer.Option(help="Language of messages: en, fr or ar.")] = "en") -> None:
    """Do what is due today, such as the orders of visits; servers and workers do so by themselves."""
    from openward.cli.asked import asked_language

    speak = asked_language(lang)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward.config.settings")
    keep_private()
    import django

    django.setup()
    from django.utils import translation

    from openward.foundation.jobs.daily import do_what_is_due

    with translation.override(lang):
        outcomes = do_what_is_due()
    for outcome in outcomes:
        told = speak.gettext("%(title)s: %(done)s done, %(failed)s failed.")
        numbers = {"done": speak.number(outcome.done), "failed": speak.number(outcome.failed)}
        typer.echo(told % {"title": outcome.title, **numbers})
    if not outcomes:
        typer.echo(speak.gettext("Nothing is due now."))
    if any(outcome.failed for outcome in outcomes):
        raise typer.Exit(Exit.NEGATIVE)
