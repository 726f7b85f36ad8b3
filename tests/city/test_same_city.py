"""The same seed and number of places give the same city, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from openward.city import generate, write_cities, write_city

_WRITE = """
import sys
from pathlib import Path
from openward.city import generate, write_city
write_city(generate(3, 60), Path(sys.argv[1]))
"""


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_order_of_hashing_does_not_reach_the_files(tmp_path: Path) -> None:
    for hashing in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", _WRITE, str(tmp_path / hashing)],
            check=True,
            env={"PYTHONHASHSEED": hashing, "PYTHONPATH": ":".join(sys.path)},
        )
    first, second = _bytes(tmp_path / "1"), _bytes(tmp_path / "2")
    assert len(first) == 6
    assert first == second


def test_another_seed_gives_another_city(tmp_path: Path) -> None:
    one, two = write_city(generate(1, 60), tmp_path / "one"), write_city(generate(2, 60), tmp_path / "two")
    assert one.map.name != two.map.name
    assert one.map.read_bytes() != two.map.read_bytes()


def test_cities_of_one_run_lie_apart_and_have_their_own_folders(tmp_path: Path) -> None:
    files = list(write_cities(tmp_path, places=12, cities=3, seed=5))
    assert len({written.map.parent for written in files}) == 3
    assert all(written.map.is_file() for written in files)


def test_a_stop_in_the_middle_leaves_no_half_written_map(tmp_path: Path) -> None:
    def stop(stage: str, done: int = 0, total: int | None = None) -> None:
        if stage == "writing-map" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_city(generate(1, 12), tmp_path, stop)
    assert list(tmp_path.iterdir()) == []
