"""Files that are no map, or a damaged one: one clear error each, and never a crash."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from openward.methods.errors import Cancelled, OpenwardError
from openward.readers.extracts import check_extract, read_register
from openward.readers.sources import open_source
from openward.wording.errors import ERRORS
from tests.readers.drawn import DrawnMap


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one small map in each format."""
    folder = tmp_path_factory.mktemp("town")
    drawn = DrawnMap((0, 0, 0.1, 0.1))
    drawn.boundary("Quillmora", 8, [(0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1), (0, 0)])
    for number in range(40):
        place = (0.01 + number * 0.002, 0.05)
        drawn.square(place, 0.001, amenity="school", name=f"School {number}", name__ru="Школа", capacity="120")
        drawn.square(place, 0.0005, building="yes", building__levels="2")
        drawn.node((place[0], 0.06), amenity="restaurant", name=f"Table {number}")
    for ending in ("osm", "osm.gz", "osm.bz2", "osm.pbf"):
        drawn.write(folder / f"town.{ending}")
    return folder


def code_of(path: Path) -> str:
    with pytest.raises(OpenwardError) as caught:
        read_register(path, None)
    sentence = ERRORS[caught.value.code] % caught.value.parameters
    assert "%" not in sentence
    return caught.value.code


def code_or_places(path: Path, city: str | None) -> str:
    try:
        return "places" if read_register(path, city).places else "none"
    except OpenwardError as error:
        return error.code


def test_a_missing_file_a_folder_and_an_empty_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "empty.osm.pbf").touch()
    assert code_of(tmp_path / "none.osm.pbf") == "extract-missing"
    assert code_of(tmp_path) == "extract-not-a-file"
    assert code_of(tmp_path / "empty.osm.pbf") == "extract-empty"


@pytest.mark.parametrize(
    "content",
    [
        b"hello", b"\x89PNG\r\n\x1a\n" + bytes(100), b"%PDF-1.7", b"PK\x03\x04" + bytes(60), b"<html><body/></html>",
        b'{"type": "FeatureCollection"}', b"<?xml version='1.0'?><gpx></gpx>", b"<osmChange version='0.6'></osmChange>",
        bytes(1000), gzip.compress(b"<kml/>", mtime=0), b"\xff\xfe<\x00o\x00s\x00m\x00",
    ],
)  # fmt: skip
def test_a_foreign_file_is_no_map_whatever_its_name_says(content: bytes, tmp_path: Path) -> None:
    for ending in (".osm.pbf", ".osm", ".osm.gz", ".txt"):
        path = tmp_path / f"foreign{ending}"
        path.write_bytes(content)
        assert code_of(path) == "extract-format"


def test_the_content_tells_the_format_and_not_the_name(town: Path, tmp_path: Path) -> None:
    for ending in ("osm", "osm.gz", "osm.bz2", "osm.pbf"):
        renamed = tmp_path / "renamed.dat"
        renamed.write_bytes((town / f"town.{ending}").read_bytes())
        assert len(read_register(renamed, None).places) == 80


@pytest.mark.parametrize("ending", ["osm", "osm.gz", "osm.bz2", "osm.pbf"])
def test_a_file_cut_short_anywhere_is_damaged(ending: str, town: Path, tmp_path: Path) -> None:
    whole = (town / f"town.{ending}").read_bytes()
    cut = tmp_path / f"cut.{ending}"
    for share in (0.3, 0.6, 0.9, 0.999):
        cut.write_bytes(whole[: int(len(whole) * share)])
        assert code_of(cut) in {"extract-unreadable", "extract-format"}
        with pytest.raises(OpenwardError):
            check_extract(cut)


@pytest.mark.parametrize("ending", ["osm", "osm.gz", "osm.pbf"])
def test_bytes_that_flip_give_a_register_or_one_of_our_errors(ending: str, town: Path, tmp_path: Path) -> None:
    whole = (town / f"town.{ending}").read_bytes()
    chance = random.Random(ending)
    damaged = tmp_path / f"damaged.{ending}"
    outcomes: list[str] = []
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(chance.choice([1, 3, 30])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        damaged.write_bytes(content)
        outcomes.append(code_or_places(damaged, chance.choice([None, "Quillmora"])))
    assert set(outcomes) <= {*ERRORS, "places"}
    assert len(outcomes) == 60


def test_a_check_speaks_of_the_file_by_the_name_that_the_person_knows(town: Path, tmp_path: Path) -> None:
    path = tmp_path / "3f2a"
    path.write_bytes((town / "town.osm.pbf").read_bytes()[:-100])
    with pytest.raises(OpenwardError) as caught:
        check_extract(path, shown_as="my town.osm.pbf")
    assert caught.value.parameters["path"] == "my town.osm.pbf"
    check_extract(town / "town.osm.pbf", shown_as="x")


def test_the_source_states_what_the_file_states_of_itself(town: Path) -> None:
    source = open_source(town / "town.osm")
    assert source.box == (0, 0, 0.1, 0.1)
    assert source.bytes == (town / "town.osm").stat().st_size
    assert len(source.sha256) == 64
    assert not source.fictitious


def test_reading_can_be_stopped_at_any_stage(town: Path) -> None:
    stages: list[str] = []
    read_register(town / "town.osm.pbf", "Quillmora", progress=lambda stage, done=0, total=None: stages.append(stage))
    for stop_at in dict.fromkeys(stages):

        def progress(stage: str, done: int = 0, total: int | None = None, stop_at: str = stop_at) -> None:
            if stage == stop_at:
                raise Cancelled

        with pytest.raises(Cancelled):
            read_register(town / "town.osm.pbf", "Quillmora", progress=progress)
    assert len(set(stages)) >= 6
