"""What the repository may hold: no map of a real city, no name or order of a real place, no prose of others."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.architecture.real_names import RealNames, names_in_extracts, real_names

ROOT = Path(__file__).resolve().parents[2]
EXTRACTS = (".osm", ".osm.pbf", ".pbf", ".osm.gz", ".osm.bz2", ".pmtiles", ".geojson")
# Names of the extracts that stand in our files for another reason.
NO_NAMES_HERE = {
    "L'Atelier": "French for a workshop: a sentence of a consultation",
    "L'Aurore": "French for dawn: a street of the invented city",
    "ABCC": "letters of a hash of a package",
    "Mapbox": "the author of packages that the map is made with",
    "Hôpital": "French for a hospital: a kind of place",
    "Héliport": "French for a place where helicopters land: a word of the invented city",
    "Thai": "a script that names are written in",
}


def committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [file for name in listed.stdout.splitlines() if (file := ROOT / name).is_file()]


def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_map_extract_is_committed():
    assert [file for file in committed() if file.name.endswith(EXTRACTS)] == []


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {str(file.relative_to(ROOT)): text_of(file) for file in committed()}


@pytest.fixture(scope="module")
def names(real_data, texts) -> RealNames:
    return real_names(names_in_extracts(real_data / "osm"), texts.values())


def test_no_committed_file_names_a_real_place(names, texts):
    faults = [
        f"{file}: {name}"
        for file, text in texts.items()
        for name in names.in_text(text)
        if name.casefold() not in {one.casefold() for one in NO_NAMES_HERE}
    ]
    assert faults == []


def test_what_is_excepted_is_really_there(names, texts):
    joined = "\n".join(texts[file] for file in texts if not file.startswith("tests/architecture/"))
    found = {name.casefold() for name in names.in_text(joined)}
    assert [name for name in NO_NAMES_HERE if name.casefold() not in found] == []


def test_a_name_of_one_word_would_be_found_in_any_of_our_files(names, texts):
    """Planted in the middle of a file, as the map writes it; those that no dictionary has in capitals too."""
    assert len(names.words) > 300, "the extracts were not read"
    assert len(names.as_written) > 20
    planted = sorted(names.words | names.as_written)
    of_one_word = replace(names, phrases=frozenset())
    for number, (file, text) in enumerate(sorted(texts.items())):
        name = planted[number % len(planted)]
        written = name.upper() if name in names.words and name.upper().casefold() == name else name
        middle = text.find("\n", len(text) // 2) + 1
        found = of_one_word.in_text(f"{text[:middle]}(see {written}, at the corner){text[middle:]}")
        assert name in {one if one in names.as_written else one.casefold() for one in found}, (file, name)


def test_words_that_we_use_as_words_are_no_names(names, texts):
    """The test would be worth nothing if it were silenced by exceptions without end."""
    assert names.in_text("a school, a hospital, the central library and a square by the river") == []
    assert len(NO_NAMES_HERE) < 20


@pytest.mark.parametrize("kind", ["un", "pages"])
def test_no_committed_file_holds_a_sentence_of_the_real_inputs(real_data, kind):
    """Sentences of sixty letters and more, compared without spaces: facts carry over, prose does not."""
    ours = {file: "".join(text_of(file).split()) for file in committed()}
    joined = "\n".join(ours.values())
    faults = []
    for file in sorted((real_data / kind).rglob("*.txt"))[:200]:
        for sentence in re.split(r"(?<=[.;!?])\s+", file.read_text(encoding="utf-8")):
            bare = "".join(sentence.split())
            if len(bare) >= 60 and bare in joined:
                faults.append(f"{file.name}: {sentence[:80]}")
    assert faults == []
