"""Outputs appear whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from openward.cli.output_folder import output_folder, write_private
from openward.methods.errors import OpenwardError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write_and_fail(target: Path, failure: BaseException) -> None:
    with output_folder(target, replaced=("a", "b")) as folder:
        (folder / "a").write_text("new")
        raise failure


def test_a_new_folder_appears_with_all_its_files(tmp_path: Path) -> None:
    with output_folder(tmp_path / "deep/er/out") as folder:
        (folder / "a").write_text("1")
        assert not (tmp_path / "deep").exists()
    assert names(tmp_path / "deep/er/out") == ["a"]
    assert names(tmp_path) == ["deep"]


def test_a_new_folder_has_the_permissions_that_any_new_folder_has(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with output_folder(tmp_path / "out"):
            pass
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o755


def test_a_failure_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_and_fail(tmp_path / "out", KeyboardInterrupt())
    assert names(tmp_path) == []


def test_a_failure_leaves_the_outputs_of_an_earlier_run_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(ValueError, match="no"):
        write_and_fail(tmp_path, ValueError("no"))
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "old"


def test_old_outputs_go_and_other_files_stay(tmp_path: Path) -> None:
    for name in ("a", "b", "notes.txt"):
        (tmp_path / name).write_text("old")
    with output_folder(tmp_path, replaced=("a", "b")) as folder:
        (folder / "a").write_text("new")
    assert names(tmp_path) == ["a", "notes.txt"]
    assert (tmp_path / "a").read_text() == "new"


@pytest.mark.parametrize("where", ["a-file", "a-file/below", "dangling"])
def test_a_folder_that_cannot_be_is_named_at_once(tmp_path: Path, where: str) -> None:
    (tmp_path / "a-file").write_text("mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere/at/all")
    with pytest.raises(OpenwardError) as raised, output_folder(tmp_path / where):
        pytest.fail("there is no such folder")
    assert raised.value.code == "folder-unwritable"
    assert names(tmp_path) == ["a-file", "dangling"]


def test_a_private_file_is_private_from_its_first_byte(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_private(tmp_path / "annex.json", b"{}")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "annex.json").stat().st_mode) == 0o600
