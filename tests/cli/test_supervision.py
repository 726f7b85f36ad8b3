"""Processes that run side by side, and what is begun again every hour beside them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openward.cli import supervision
from openward.cli.supervision import Hourly, supervise


def appends(file: Path, seconds: float = 0.0) -> list[str]:
    return [sys.executable, "-c", f"import time; open({str(file)!r}, 'a').write('x'); time.sleep({seconds})"]


def times(file: Path) -> int:
    return len(file.read_text()) if file.exists() else 0


def wait_for(hourly: Hourly) -> None:
    hourly.look()
    if hourly.process:
        hourly.process.wait(30)


def test_it_waits_for_its_hour_and_begins_again_after_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, file = [1000.0], tmp_path / "log"
    monkeypatch.setattr(supervision.time, "monotonic", lambda: now[0])
    hourly = Hourly(appends(file), first=60)
    for moment, expected in ((1059, 0), (1060, 1), (4659, 1), (4660, 2)):
        now[0] = moment
        wait_for(hourly)
        assert times(file) == expected, moment


def test_it_is_never_begun_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "HOUR_SECONDS", 0.0)
    hourly = Hourly(appends(tmp_path / "log", seconds=60), first=0)
    hourly.look()
    first = hourly.process
    assert first is not None
    try:
        hourly.look()
        assert hourly.process is first
    finally:
        first.kill()
        first.wait()


def test_it_ends_with_what_it_runs_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hourly.__init__, "__defaults__", (0.0,))
    monkeypatch.setattr(supervision.signal, "signal", lambda *_: None)
    begun = time.monotonic()
    ends = [sys.executable, "-c", "import time; time.sleep(2); raise SystemExit(3)"]
    assert supervise([ends], hourly=appends(tmp_path / "log", seconds=600)) == 3
    assert times(tmp_path / "log") == 1
    assert time.monotonic() - begun < 60


def test_ctrl_c_stops_what_is_just_starting_without_a_traceback(tmp_path: Path) -> None:
    """A terminal sends it to all processes of the group."""
    started = tmp_path / "started"
    begins = [sys.executable, "-c", f"import time; open({str(started)!r}, 'w').close(); time.sleep(60)"]
    program = f"from openward.cli.supervision import supervise; raise SystemExit(supervise([{begins!r}]))"
    process = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, start_new_session=True)
    try:
        until = time.monotonic() + 60
        while not started.exists():
            assert time.monotonic() < until
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=60)[1] == b""
        assert process.returncode == 0
    finally:
        process.kill()
