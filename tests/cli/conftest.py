"""What commands are asked about: the map of the tiny invented city, written once; volunteers and quotas of a panel."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from openward.city import tiny_city, write_city
from openward.cli.main import outcome

SOURCE = Path(__file__).resolve().parents[2] / "src"
# Of `pool`, whose people live two in a home.
QUOTAS = "feature,value,min,max\narea,North,2,3\narea,South,1,2\nage,young,1,3\nage,old,1,3\n"


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the tiny city."""
    return write_city(tiny_city(), tmp_path_factory.mktemp("city")).map


@pytest.fixture(scope="session")
def invented_name() -> str:
    return tiny_city().name.fr


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    path = tmp_path / "pool.csv"
    lines = ["id,name,area,age,home"]
    for number in range(30):
        area, age = "North" if number % 3 else "South", "young" if number % 4 == 0 else "old"
        lines.append(f"v{number},Name {number},{area},{age},h{number // 2}")
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture
def quotas(tmp_path: Path) -> Path:
    path = tmp_path / "quotas.csv"
    path.write_text(QUOTAS)
    return path


@pytest.fixture
def openward(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in this process; gives its exit code, stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        before = os.umask(0)
        os.umask(before)
        try:
            code = outcome([str(word) for word in words])
        finally:
            os.umask(before)  # a command keeps its own process private
        said = capsys.readouterr()
        return int(code), said.out, said.err

    return run


def started(words: Sequence[object], **environment: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "openward.cli.main", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
    )
