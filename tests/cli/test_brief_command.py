"""The main job in one call: from a map to a brief, whole or not at all."""

from __future__ import annotations

import io
import json
import os
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from openward.brief.documents import BASEMAP, NAMES
from tests.cli.conftest import started

Run = Callable[..., tuple[int, str, str]]
OUTPUTS = sorted([*NAMES, BASEMAP])


def words(invented: Path, name: str, out: Path, *more: str) -> list[object]:
    return ["brief", invented, "--city", name, "--budget", "500000", "--currency", "EUR", "--out", out, *more]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_invented_city_gets_its_brief(
    openward: Run, invented: Path, invented_name: str, tmp_path: Path, language: str
) -> None:
    code, out, err = openward(
        *words(invented, invented_name, tmp_path / "out", "--lang", language, "--maker", "R. Keeper")
    )
    assert (code, err) == (0, "")
    assert names(tmp_path / "out") == OUTPUTS
    assert str(tmp_path / "out") in out
    brief = json.loads((tmp_path / "out/brief.json").read_text("utf-8"))
    assert brief["fictitious"] is True
    assert brief["programme"]["cost"] <= 500_000
    for name in ("brief.pdf", "annex.pdf"):
        for page in pypdf.PdfReader(tmp_path / "out" / name).pages:
            assert "Keeper" in page.extract_text()


def test_a_summary_for_pipes_is_one_line_of_json(
    openward: Run, invented: Path, invented_name: str, tmp_path: Path
) -> None:
    code, out, err = openward(*words(invented, invented_name, tmp_path / "out", "--json"))
    assert (code, err, out.count("\n")) == (0, "", 1)
    summary = json.loads(out)
    assert summary["files"] == OUTPUTS
    assert summary["fictitious"] is True
    assert summary["places"] == len(json.loads((tmp_path / "out/register.geojson").read_text())["features"])


def test_only_its_owner_can_read_the_annex(openward: Run, invented: Path, invented_name: str, tmp_path: Path) -> None:
    openward(*words(invented, invented_name, tmp_path / "out"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").iterdir()}
    assert modes["annex.pdf"] == modes["annex.json"] == 0o600
    umask = os.umask(0)
    os.umask(umask)
    assert modes["brief.pdf"] == modes["brief.html"] == modes["brief.json"] == 0o666 & ~umask


def test_the_same_input_gives_the_same_bytes(
    openward: Run, invented: Path, invented_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    openward(*words(invented, invented_name, tmp_path / "one"))
    openward(*words(invented, invented_name, tmp_path / "other", "--lang", "fr"))
    assert (tmp_path / "one/brief.json").read_bytes() == (tmp_path / "other/brief.json").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    openward(*words(invented, invented_name, tmp_path / "third", "--maker", "x"))
    openward(*words(invented, invented_name, tmp_path / "fourth", "--maker", "x"))
    differing = [
        name
        for name in OUTPUTS
        if (tmp_path / "third" / name).read_bytes() != (tmp_path / "fourth" / name).read_bytes()
    ]
    assert differing == []


def test_the_city_is_found_by_its_name_in_any_language(openward: Run, invented: Path, tmp_path: Path) -> None:
    from openward.city import tiny_city

    code, _, err = openward(*words(invented, tiny_city().name.ar, tmp_path / "out"))
    assert (code, err) == (0, "")


def test_findings_replace_assumptions(openward: Run, invented: Path, invented_name: str, tmp_path: Path) -> None:
    assessments = invented.parent / "assessments.csv"
    code, out, err = openward(
        *words(invented, invented_name, tmp_path / "out", "--assessments", str(assessments), "--json")
    )
    assert (code, err) == (0, "")
    assert json.loads(out)["label"] == "TLP:AMBER+STRICT"
    brief = json.loads((tmp_path / "out/brief.json").read_text("utf-8"))
    assert brief["programme"]["assessed_places"] > 0
    # What assessors found is in it, so it is for its owner alone, as the annex is.
    private = {path.name for path in (tmp_path / "out").iterdir() if stat.S_IMODE(path.stat().st_mode) == 0o600}
    assert private == {"annex.json", "annex.pdf", "brief.json", "brief.html", "brief.pdf"}


def test_an_extract_without_boundaries_is_taken_whole_and_says_so(openward: Run, tmp_path: Path) -> None:
    schools = "".join(
        f'<node id="{index}" lat="{1 + index / 1000}" lon="1"><tag k="amenity" v="school"/></node>'
        for index in range(1, 9)
    )
    (tmp_path / "plain.osm").write_text(f'<osm version="0.6">{schools}</osm>')
    code, out, err = openward(*words(tmp_path / "plain.osm", "Anywhere", tmp_path / "out"))
    assert (code, err) == (0, "")
    assert "every place of the extract was taken" in out
    assert names(tmp_path / "out") == sorted(NAMES)  # nothing to draw a base map of


def test_without_a_name_the_whole_extract_is_taken_and_says_so(openward: Run, invented: Path, tmp_path: Path) -> None:
    asked = ["brief", invented, "--budget", "500000", "--currency", "EUR", "--out", tmp_path / "out"]
    code, out, err = openward(*asked)
    assert (code, err) == (0, "")
    assert "every place of the extract was taken" in out


def test_a_second_run_replaces_the_first_and_leaves_other_files(
    openward: Run, invented: Path, invented_name: str, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "brief.json").write_text("old")
    code, _, _ = openward(*words(invented, invented_name, tmp_path))
    assert code == 0
    assert names(tmp_path) == sorted([*OUTPUTS, "notes.txt"])
    assert json.loads((tmp_path / "brief.json").read_text("utf-8"))["format"] == "openward-brief/1"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("after", [0.0, 0.6])
def test_stopping_leaves_no_half_written_file(
    invented: Path, invented_name: str, tmp_path: Path, number: signal.Signals, code: int, after: float
) -> None:
    process = started(words(invented, invented_name, tmp_path / "out"))
    deadline = time.monotonic() + 60
    while not any(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(after)
    os.kill(process.pid, number)
    _, err = process.communicate(timeout=60)
    if process.returncode == 0:  # it was done before the signal came
        assert names(tmp_path / "out") == OUTPUTS
    else:
        assert process.returncode == code
        assert err == "Stopped, as you asked. Nothing was written.\n"
        assert names(tmp_path) == []


def test_quiet_where_stderr_is_no_terminal(invented: Path, invented_name: str, tmp_path: Path) -> None:
    process = started(words(invented, invented_name, tmp_path / "out", "--json"))
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    assert json.loads(out)["lines"] > 0


def test_real_extracts_get_their_briefs(openward: Run, real_data: Path, tmp_path: Path) -> None:
    """Four files that nobody here made, without a name of theirs in this test: the city is asked from the file."""
    from openward.readers.extracts import city_names

    for extract in sorted((real_data / "osm").glob("*.osm.pbf")):
        known = city_names(extract)
        city = sorted(known)[0] if known else "anywhere"
        out = tmp_path / extract.name
        code, said, err = openward(*words(extract, city, out, "--json"))
        assert (code, err) == (0, ""), err
        assert json.loads(said)["files"] == OUTPUTS
        reader = pypdf.PdfReader(io.BytesIO((out / "brief.pdf").read_bytes()))
        assert len(reader.pages) >= 4
