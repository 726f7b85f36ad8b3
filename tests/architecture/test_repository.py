"""What the repository may hold: no map of a real city, no name or order of a real place, no prose of others."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXTRACTS = (".osm", ".osm.pbf", ".pbf", ".osm.gz", ".osm.bz2", ".pmtiles", ".geojson")
# A name of one word is a word: "Central", "Bellevue". Two capitals and a dozen letters are somebody's name.
KEYS = ("amenity", "tourism", "leisure", "shop", "historic", "office", "railway")
LEAST_WORDS, LEAST_LETTERS = 2, 12
# Words that places of any city are called by, alone or together: they name no one place.
GENERIC = re.compile(
    r"^(?:(?:national|international|central|public|city|town|old|new|museum|library|post|police|fire|station|office|"
    r"hospital|school|theatre|hall|house|park|market|square|centre|center|street|community|primary|garden|of|the|and|de|"
    r"la|le|les|du|des|et|aux?|art|arts|history|modern|music|parking|tourist|information|united|nations)\b[\s'’-]*)+$",
    re.IGNORECASE,
)


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


def names_of_real_places(folder: Path) -> set[str]:
    """Names that could only be one place's, of everything in the extracts that could be a place at risk."""
    import osmium

    found = set()
    for extract in sorted((folder / "osm").glob("*.osm.pbf")):
        for thing in osmium.FileProcessor(str(extract)).with_filter(osmium.filter.KeyFilter("name")):
            tags = thing.tags
            if not any(
                key in tags for key in ("amenity", "tourism", "leisure", "shop", "historic", "office", "railway")
            ):
                continue
            for tag in tags:
                if tag.k == "name" or tag.k.startswith("name:"):
                    name = tag.v.strip()
                    if len(name) >= LEAST_LETTERS and len(name.split()) >= LEAST_WORDS and not GENERIC.match(name):
                        found.add(name)
    return found


def test_no_map_extract_is_committed():
    assert [file for file in committed() if file.name.endswith(EXTRACTS)] == []


def test_no_committed_file_names_a_real_place(real_data):
    names = names_of_real_places(real_data)
    assert len(names) > 500, "the extracts were not read"
    faults = []
    for file in committed():
        text = text_of(file)
        faults += [f"{file.relative_to(ROOT)}: {name}" for name in names if name in text]
    assert faults == []


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
