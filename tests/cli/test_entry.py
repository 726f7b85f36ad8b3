"""The command itself: quick to answer, and it needs no database before a command does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from openward import __version__
from openward.cli.main import COMMANDS, application, language_of
from openward.cli.progress import TerminalProgress
from openward.wording import words
from tests.cli.conftest import SOURCE, started

Run = Callable[..., tuple[int, str, str]]


def test_the_version(openward: Run) -> None:
    assert openward("--version") == (0, f"openward {__version__}\n", "")


def test_every_command_has_help(openward: Run) -> None:
    for command in COMMANDS:
        code, out, err = openward(command, "--help")
        assert (code, err) == (0, "")
        assert f"openward {command}" in out


def test_asking_for_the_version_imports_nothing_slow() -> None:
    program = (
        "import sys\nfrom openward.cli.main import outcome\noutcome(['--version'])\n"
        "slow = ('django', 'numpy', 'shapely', 'osmium', 'typst', 'scipy', 'babel')\n"
        "print([name for name in slow if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(SOURCE)}
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_brief_needs_no_django() -> None:
    program = (
        "import sys\nimport openward.brief.screen, openward.brief.composing, openward.brief.documents\n"
        "import openward.cli.commands.brief, openward.readers.basemap, openward.readers.findings\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'wagtail')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(SOURCE)}
    )
    assert done.stdout.strip() == "[]"


def test_a_reader_who_has_enough_is_no_error() -> None:
    with started(["brief", "--help"]) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(timeout=60) == 0


def test_a_fault_of_ours_says_so_and_has_its_own_code(openward: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("a screw came loose")

    monkeypatch.setattr("openward.cli.asked.asked_amount", fail)
    code, out, err = openward("brief", "x", "--city", "x", "--budget", "1", "--currency", "EUR", "--out", "x")
    assert (code, out) == (70, "")
    assert "a screw came loose" in err
    monkeypatch.setenv("OPENWARD_DEBUG", "1")
    with pytest.raises(RuntimeError):
        openward("brief", "x", "--city", "x", "--budget", "1", "--currency", "EUR", "--out", "x")


def test_the_language_is_found_wherever_it_stands() -> None:
    assert language_of(["brief", "--lang", "fr", "x"]) == "fr"
    assert language_of(["brief", "--lang=ar"]) == "ar"
    assert language_of(["brief", "--lang"]) == "en"


class Terminal:
    def __init__(self, tty: bool) -> None:
        self.tty, self.written = tty, ""

    def isatty(self) -> bool:
        return self.tty

    def write(self, text: str) -> int:
        self.written += text
        return len(text)

    def flush(self) -> None:
        pass


def test_a_terminal_shows_stages_in_words_and_is_left_clean() -> None:
    terminal = Terminal(tty=True)
    with TerminalProgress(words("fr"), terminal) as progress:  # type: ignore[arg-type]
        progress("writing-documents", 1, 4)
    assert "Écriture des documents 25\xa0%" in terminal.written
    assert terminal.written.endswith("\r\x1b[2K")


def test_a_pipe_shows_nothing() -> None:
    pipe = Terminal(tty=False)
    with TerminalProgress(words("en"), pipe) as progress:  # type: ignore[arg-type]
        progress("writing-documents", 1, 4)
    assert pipe.written == ""


def test_the_commands_are_those_of_the_reference() -> None:
    reference = (SOURCE.parent / "docs/reference/cli.md").read_text("utf-8")
    for command in COMMANDS:
        assert f"`openward {command}" in reference
    assert application() is not None
