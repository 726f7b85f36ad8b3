"""`openward person`: the first person of an installation, who then founds organisations and invites their people."""

from __future__ import annotations

import getpass
import os
import sys
from typing import Annotated

import typer

from openward.config.environment import keep_private
from openward.methods.errors import OpenwardError


def person(
    email: Annotated[str, typer.Argument(help="Their e-mail address, which they sign in with.")],
    name: Annotated[str, typer.Option(help="Their name.")],
    lang: Annotated[str, typer.Option(help="Language of messages: en, fr or ar.")] = "en",
) -> None:
    """Make a person who runs this installation. The password is asked for on the terminal, and on no command line."""
    from openward.cli.asked import asked_language

    speak = asked_language(lang)
    if not sys.stdin.isatty():
        raise OpenwardError("terminal-missing")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward.config.settings")
    keep_private()
    from openward.cli.commands.serve import prepare

    prepare()
    from django.utils import translation

    from openward.foundation.identity.actions.appoint_staff import appoint_staff

    password = getpass.getpass(speak.gettext("Password: "))
    if getpass.getpass(speak.gettext("The same again: ")) != password:
        raise OpenwardError("passwords-differ")
    with translation.override(lang):
        made = appoint_staff(email, name, password)
    told = speak.gettext("%(name)s can sign in with %(email)s, found organisations and invite their administrators.")
    typer.echo(told % {"name": made.name, "email": made.email})
