"""The entry point: find the command, run it, and turn what went wrong into one line with the mend.

A command is a function in a module of `openward.cli.commands`, which imports what is slow inside it, so that
`openward --version` answers at once. Errors speak the language that was asked for with --lang.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Annotated

import typer
from typer.exceptions import TyperException

from openward import __version__
from openward.cli.exits import Exit
from openward.cli.output_folder import STOPS
from openward.methods.errors import Cancelled, OpenwardError

# Command -> its module in openward.cli.commands; the function has the command's name.
COMMANDS = {
    "brief": "brief",
    "city": "city",
    "serve": "serve",
    "worker": "serve",
    "daily": "daily",
    "migrate": "serve",
    "check": "check",
    "person": "person",
}
# A group of commands -> its package, which has them as `group`.
GROUPS = {"panel": "panel", "terms": "terms", "frameworks": "frameworks"}


class Stopped(BaseException):
    """A signal asked us to stop. A BaseException like KeyboardInterrupt, so that no handler of errors swallows it."""

    def __init__(self, code: Exit) -> None:
        super().__init__(code)
        self.code = code


def application() -> typer.Typer:
    """All commands in the order of their names."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help="Openward: the workbench for global-local cooperation in protecting vulnerable targets.",
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def openward(
        version: Annotated[
            bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
        ] = False,
    ) -> None:
        pass

    for name, module in COMMANDS.items():
        app.command(name)(getattr(import_module(f"openward.cli.commands.{module}"), name))
    for name, module in GROUPS.items():
        app.add_typer(import_module(f"openward.cli.commands.{module}").group, name=name)
    return app


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"openward {__version__}")
        raise typer.Exit(Exit.DONE)


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command in `arguments` (else of the process) and leave with its exit code."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    for number in STOPS:
        signal.signal(number, _stop)
    sys.exit(outcome(asked))


def outcome(asked: list[str]) -> int:
    """The exit code of a run; what went wrong is said on stderr."""
    try:
        code = application()(asked, prog_name="openward", standalone_mode=False)
        sys.stdout.flush()
        return int(code or Exit.DONE)
    except Cancelled as error:
        return _say(asked, error, Exit.INTERRUPTED)
    except OpenwardError as error:
        return _say(asked, error, Exit.BAD_INPUT)
    except TyperException as error:
        usage = _usage(error, asked)
        return _say(asked, usage, Exit.BAD_INPUT) if usage.parameters["detail"] else Exit.BAD_INPUT
    except Stopped as stopped:
        return _say(asked, Cancelled(), stopped.code)
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has enough (typer leaves the process for that reason alone). Python would complain
        # again while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception as error:
        if os.environ.get("OPENWARD_DEBUG"):
            raise
        return _say(asked, OpenwardError("fault", kind=type(error).__name__, detail=str(error)[:300]), Exit.FAULT)


def _stop(number: int, frame: FrameType | None) -> None:
    for other in STOPS:  # a second Ctrl-C must not stop the tidying up
        signal.signal(other, signal.SIG_IGN)
    raise Stopped(Exit.INTERRUPTED if number == signal.SIGINT else Exit.TERMINATED)


def _usage(error: TyperException, asked: Sequence[str]) -> OpenwardError:
    """What is wrong with the command line itself."""
    command = next((word for word in asked if not word.startswith("-")), "")
    shown = getattr(error, "format_message", lambda: str(error))()
    return OpenwardError(
        "command-line-wrong", detail=shown.rstrip("."), command=f"openward {command} --help".replace("  ", " ")
    )


def _say(asked: Sequence[str], error: OpenwardError, code: Exit) -> int:
    from openward.wording import words

    message = words(language_of(asked)).error(error)
    with suppress(BrokenPipeError):
        typer.echo("\n".join(" ".join(line.split()) for line in message.splitlines() if line.strip()), err=True)
    return code


def language_of(asked: Sequence[str]) -> str:
    """The language after --lang, wherever it stands on the line; English if there is none that we have."""
    for index, word in enumerate(asked):
        if word == "--lang" and index + 1 < len(asked):
            return asked[index + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return "en"


if __name__ == "__main__":
    run()
