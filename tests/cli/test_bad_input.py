"""Bad input gives one clear line with the mend, in the language asked for, exit 2, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(openward: Run, invented: Path, invented_name: str, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """The command on the invented city, with options exchanged (None leaves one out)."""

    def run(extract: object = invented, lang: str = "en", **options: object) -> tuple[int, str, str]:
        asked: dict[str, object] = {
            "city": invented_name,
            "budget": "500000",
            "currency": "EUR",
            "out": tmp_path / "out",
        }
        words: list[object] = ["brief"] + ([] if extract is None else [extract])
        for name, value in (asked | options).items():
            if value is not None:
                words += [f"--{name.replace('_', '-')}", value]
        return openward(*words, "--lang", lang)

    return run


def refused(answer: tuple[int, str, str], *parts: str) -> None:
    code, out, err = answer
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    for part in parts:
        assert part in err


def nothing_is_written(folder: Path, *kept: str) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(kept)


def test_a_file_that_is_not_there(ask: Run, tmp_path: Path) -> None:
    refused(ask(tmp_path / "nowhere.osm.pbf"), "nowhere.osm.pbf")
    nothing_is_written(tmp_path)


def test_a_folder_for_a_file(ask: Run, tmp_path: Path) -> None:
    refused(ask(tmp_path), str(tmp_path))
    nothing_is_written(tmp_path)


def test_an_empty_file(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.osm.pbf").touch()
    refused(ask(tmp_path / "empty.osm.pbf"), "empty.osm.pbf")
    nothing_is_written(tmp_path, "empty.osm.pbf")


def test_a_foreign_file(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "photo.osm.pbf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    refused(ask(tmp_path / "photo.osm.pbf"), "photo.osm.pbf")
    nothing_is_written(tmp_path, "photo.osm.pbf")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_a_truncated_file(ask: Run, invented: Path, tmp_path: Path, share: float) -> None:
    whole = invented.read_bytes()
    (tmp_path / "cut.osm.pbf").write_bytes(whole[: int(len(whole) * share)])
    refused(ask(tmp_path / "cut.osm.pbf"), "cut.osm.pbf")
    nothing_is_written(tmp_path, "cut.osm.pbf")


def test_a_damaged_file(ask: Run, invented: Path, tmp_path: Path) -> None:
    content = bytearray(invented.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 200] = bytes(200)
    (tmp_path / "bad.osm.pbf").write_bytes(content)
    refused(ask(tmp_path / "bad.osm.pbf"), "bad.osm.pbf")
    nothing_is_written(tmp_path, "bad.osm.pbf")


def test_an_extract_with_no_place_in_it(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "bare.osm").write_text('<osm version="0.6"><node id="1" lat="1" lon="1"/></osm>')
    refused(ask(tmp_path / "bare.osm"), "bare.osm")
    nothing_is_written(tmp_path, "bare.osm")


def test_an_unknown_city_is_answered_with_near_names(ask: Run, invented_name: str, tmp_path: Path) -> None:
    refused(ask(city=invented_name[:-2] + "xq"), invented_name)
    nothing_is_written(tmp_path)


@pytest.mark.parametrize("budget", ["-5", "-0.01"])
def test_a_negative_budget(ask: Run, tmp_path: Path, budget: str) -> None:
    refused(ask(budget=budget), "above 0")
    nothing_is_written(tmp_path)


@pytest.mark.parametrize("budget", ["0", "0.00"])
def test_a_budget_of_nothing(ask: Run, tmp_path: Path, budget: str) -> None:
    refused(ask(budget=budget), "above 0")
    nothing_is_written(tmp_path)


def test_a_budget_that_buys_nothing(ask: Run, tmp_path: Path) -> None:
    refused(ask(budget="1"), "the cheapest measure costs", "EUR")
    nothing_is_written(tmp_path)


@pytest.mark.parametrize("budget", ["1" + "0" * 20, "99999999999999"])
def test_an_absurd_budget(ask: Run, tmp_path: Path, budget: str) -> None:
    refused(ask(budget=budget), "the most is")
    nothing_is_written(tmp_path)


@pytest.mark.parametrize("budget", ["half a million", "500,000", "nan", "inf", "1e6", ""])
def test_a_budget_that_is_no_number(ask: Run, tmp_path: Path, budget: str) -> None:
    refused(ask(budget=budget), "not a number", "500000")
    nothing_is_written(tmp_path)


@pytest.mark.parametrize("currency", ["XXX", "euro", "", "€", "EURO"])
def test_an_unknown_currency(ask: Run, tmp_path: Path, currency: str) -> None:
    refused(ask(currency=currency), "EUR")
    nothing_is_written(tmp_path)


@pytest.mark.parametrize("year", ["1800", "9999", "0", "123456"])
def test_an_absurd_year(ask: Run, tmp_path: Path, year: str) -> None:
    refused(ask(price_year=year), year)
    nothing_is_written(tmp_path)


@pytest.mark.parametrize("year", ["next", "20-26", "2026.5", "-3"])
def test_a_year_that_is_no_year(ask: Run, tmp_path: Path, year: str) -> None:
    refused(ask(price_year=year), "no year")
    nothing_is_written(tmp_path)


def test_a_language_that_is_not_there(ask: Run, tmp_path: Path) -> None:
    refused(ask(lang="de"), "en, fr, ar")
    nothing_is_written(tmp_path)


@pytest.mark.parametrize(
    ("option", "shown"),
    [("budget", "--budget"), ("currency", "--currency"), ("out", "--out")],
)
def test_an_option_that_is_missing(ask: Run, tmp_path: Path, option: str, shown: str) -> None:
    refused(ask(**{option: None}), f"{shown} is missing", "openward brief")
    nothing_is_written(tmp_path)


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_folder_is_none_and_not_the_one_we_stand_in(
    ask: Run, openward: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brief.pdf").write_text("mine")
    refused(ask(out=empty), "--out is missing")
    refused(openward("city", "--out", empty), "--out is missing")
    nothing_is_written(tmp_path, "brief.pdf")


def test_an_empty_city_is_not_the_whole_extract(ask: Run, tmp_path: Path) -> None:
    refused(ask(city=""), "--city is empty")
    nothing_is_written(tmp_path)


def test_a_budget_that_can_be_read_in_two_ways(ask: Run, tmp_path: Path) -> None:
    refused(ask(budget="500.000"), "500000", "500.00")
    nothing_is_written(tmp_path)


def test_no_extract_at_all(ask: Run, tmp_path: Path) -> None:
    refused(ask(None), "EXTRACT is missing")
    nothing_is_written(tmp_path)


def test_an_option_that_does_not_exist(openward: Run) -> None:
    refused(openward("brief", "--buget", "5"), "--buget", "openward brief --help")


def test_a_command_that_does_not_exist(openward: Run) -> None:
    refused(openward("breif"), "breif")


def test_a_file_where_the_folder_should_be(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    refused(ask(out=tmp_path / "mine"), "mine", "--out")
    refused(ask(out=tmp_path / "mine/below"), "mine", "--out")
    assert (tmp_path / "mine").read_text() == "mine"
    nothing_is_written(tmp_path, "mine")


def test_a_folder_that_nobody_can_write_to(ask: Run) -> None:
    if not Path("/proc/self").exists():
        pytest.skip("this system has no /proc, where nobody can make a folder")
    refused(ask(out="/proc/openward"), "/proc/openward", "--out")


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("empty.csv", "", "empty.csv"),
        ("other.csv", "name,colour\nx,red\n", "other.csv"),
        ("wrong-score.csv", "place,factor,score\nn1,lighting,7\n", "Row 2"),
        ("no-score.csv", "place,factor,score\nn1,lighting,2\nn2,lighting,\n", "Row 3"),
        ("no-factor.csv", "place,factor,score\nn1,magic,2\n", "magic"),
        ("no-place.csv", "place,factor,score\nhere,lighting,2\n", "here"),
        ("not-a-table.csv", "\x00\x01\x02", "not-a-table.csv"),
    ],
)
def test_assessments_with_faulty_rows(ask: Run, tmp_path: Path, name: str, content: str, shown: str) -> None:
    (tmp_path / name).write_text(content)
    refused(ask(assessments=tmp_path / name), shown)
    nothing_is_written(tmp_path, name)


def test_every_faulty_row_of_assessments_has_a_line_of_its_own(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "wrong.csv").write_text("place,factor,score\nn1,lighting,7\nn1,magic,2\n")
    code, out, err = ask(assessments=tmp_path / "wrong.csv")
    assert (code, out) == (2, "")
    assert [line.split(",")[0] for line in err.splitlines()[1:]] == ["Row 2", "Row 3"]
    nothing_is_written(tmp_path, "wrong.csv")


def test_assessments_that_are_not_there(ask: Run, tmp_path: Path) -> None:
    refused(ask(assessments=tmp_path / "nowhere.csv"), "nowhere.csv")
    nothing_is_written(tmp_path)


def test_assessments_of_places_that_are_not_there(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "strange.csv").write_text("place,factor,score\nn999999999999,lighting,2\n")
    refused(ask(assessments=tmp_path / "strange.csv"), "n999999999999")
    nothing_is_written(tmp_path, "strange.csv")


def test_errors_speak_french_and_arabic(ask: Run, tmp_path: Path) -> None:
    refused(ask(lang="fr", budget="-5"), "Donnez un montant supérieur à 0")
    refused(ask(lang="ar", budget="-5"), "أعطِ مبلغًا أكبر من 0")
    nothing_is_written(tmp_path)
