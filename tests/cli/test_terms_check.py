"""A translation or a page is checked at the command line: a line a finding, or a list for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

Run = Callable[..., tuple[int, str, str]]
SCHEMA = Path(__file__).resolve().parents[2] / "docs/reference/terms-findings.schema.json"


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text("CTED opened the workshop.\nIt has 40 places.\n", encoding="utf-8")
    target.write_text("La CNUCED a ouvert l'atelier.\nIl compte 50 places.\n", encoding="utf-8")
    return source, target


def asked(source: Path, target: Path) -> tuple[object, ...]:
    return ("terms", "check", "--source", source, "--source-lang", "en", "--target", target, "--target-lang", "fr")


def test_errors_are_told_with_their_line_and_mend(openward: Run, texts: tuple[Path, Path]) -> None:
    code, out, err = openward(*asked(*texts))
    assert (code, err) == (1, "")
    first, second = out.splitlines()
    assert first.startswith("line 1, error:")
    assert "CNUCED" in first
    assert "DECT" in first
    assert second.startswith("line 2, error:")
    assert "50" in second


def test_the_findings_for_programs_follow_their_schema(openward: Run, texts: tuple[Path, Path]) -> None:
    code, out, _ = openward(*asked(*texts), "--json")
    found = json.loads(out)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert code == 1
    assert [finding["code"] for finding in found] == ["entity-changed", "number-changed"]
    assert found[0]["target_span"] == [3, 9]


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_one_text_alone_only_warns_of_names(openward: Run, tmp_path: Path, lang: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text("La DECT a ouvert la séance. La CNUCED lutte contre le terrorisme.", encoding="utf-8-sig")
    code, out, err = openward("terms", "check", "--target", page, "--target-lang", "fr", "--lang", lang)
    assert (code, err) == (0, "")
    assert "CNUCED" in out
    assert len(out.splitlines()) == 1


def test_a_sound_translation_is_said_to_be_one(openward: Run, texts: tuple[Path, Path]) -> None:
    texts[1].write_text("La DECT a ouvert l'atelier.\nIl compte 40 places.\n", encoding="utf-8")
    assert openward(*asked(*texts)) == (0, "Nothing was found.\n", "")
    assert openward(*asked(*texts), "--json") == (0, "[]\n", "")


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize(
    "options",
    [
        ["--target", "nowhere.txt", "--target-lang", "fr"],
        ["--target", "b.txt", "--target-lang", "tlh"],
        ["--target", "b.txt"],
        ["--target-lang", "fr"],
        ["--target", "b.txt", "--target-lang", "fr", "--source", "a.txt"],
        ["--target", "b.txt", "--target-lang", "fr", "--source-lang", "en"],
        ["--target", "latin.txt", "--target-lang", "fr"],
        ["--target", ".", "--target-lang", "fr"],
        ["--target", "long.txt", "--target-lang", "fr"],
    ],
)
def test_bad_input_gives_one_line(
    openward: Run, texts: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, options: list[str], lang: str
) -> None:
    folder = texts[0].parent
    monkeypatch.chdir(folder)
    (folder / "latin.txt").write_bytes("café".encode("latin-1"))
    (folder / "long.txt").write_bytes(b"a" * 1_000_001)
    code, out, err = openward("terms", "check", *options, "--lang", lang)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
