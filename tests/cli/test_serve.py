"""Serving: what is wrong is said before anything starts."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

serving = import_module("openward.cli.commands.serve")


def test_a_port_that_is_taken_is_said_in_one_line_before_anything_starts(
    openward: Callable[..., tuple[int, str, str]],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, out, err = openward("serve", "--port", port)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(port) in err
    assert "--port" in err


@pytest.mark.parametrize(
    ("options", "chosen", "level"),
    [(["--demonstration"], None, "WARNING"), (["--demonstration"], "INFO", "INFO"), ([], None, None)],
)
def test_the_log_of_requests_does_not_drive_the_accounts_away(
    monkeypatch: pytest.MonkeyPatch, options: list[str], chosen: str | None, level: str | None
) -> None:
    """Between the accounts and the address nothing is said, and processes are started with the level in force."""
    monkeypatch.delenv("OPENWARD_LOG_LEVEL", raising=False)
    if chosen:
        monkeypatch.setenv("OPENWARD_LOG_LEVEL", chosen)
    started = []

    def supervise(*commands: Any, **rest: Any) -> int:
        started.append(os.environ.get("OPENWARD_LOG_LEVEL"))
        return 0

    monkeypatch.setattr(serving, "supervise", supervise)
    monkeypatch.setattr(serving, "keep_private", lambda: None)
    monkeypatch.setattr(serving, "refuse_taken", lambda address, port: None)
    monkeypatch.setattr(serving, "prepare", lambda: None)
    monkeypatch.setattr("openward.demonstration.make", lambda say: None)
    monkeypatch.setattr("openward.demonstration.accounts_shown", lambda: "the accounts")
    app = typer.Typer()
    app.command()(serving.serve)
    said = CliRunner().invoke(app, options)
    monkeypatch.delenv("OPENWARD_LOG_LEVEL", raising=False)
    assert (said.exit_code, said.output) == (0, "the accounts\n" if options else "")
    assert started == [level]
