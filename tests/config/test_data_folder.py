"""The data folder is for the one who runs the site alone, however it was made and whatever writes into it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from openward.config import environment


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("former", [None, 0o755, 0o770, 0o700])
def test_nobody_else_enters_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, former: int | None
) -> None:
    folder = tmp_path / "home"
    if former is not None:
        folder.mkdir()
        folder.chmod(former)
    monkeypatch.setenv("OPENWARD_HOME", str(folder))
    assert environment.home() == folder
    assert mode(folder) == 0o700


def test_a_command_that_writes_there_leaves_no_file_for_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    done = subprocess.run(
        [sys.executable, "-m", "openward.cli.main", "migrate"],
        env={**os.environ, "OPENWARD_HOME": str(home), "OPENWARD_DATABASE_URL": ""},
        umask=0o022,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (home / "openward.sqlite3").exists()
    # Assets of the pages are the same for everyone, and lie in a folder that nobody else enters.
    written = [path for path in [home, *home.rglob("*")] if home / "static" not in path.parents]
    open_to_others = [path for path in written if mode(path) & 0o077]
    assert open_to_others == []
