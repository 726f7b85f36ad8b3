"""Reading resolutions on the command line: what is printed, what is written, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pypdf
import pytest
import typst

from tests.readers.instruments.invented import ASSEMBLY, COUNCIL, INVENTED

Run = Callable[..., tuple[int, str, str]]
SCHEMA = Path(__file__).resolve().parents[2] / "docs/reference/instruments.schema.json"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    path = tmp_path / "council.txt"
    path.write_text(COUNCIL, "utf-8")
    return path


def _pdf(body: str, pictures: dict[str, bytes] | None = None) -> bytes:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        for name, content in (pictures or {}).items():
            (Path(folder) / name).write_bytes(content)
        (Path(folder) / "main.typ").write_text(body, "utf-8")
        return typst.compile(Path(folder) / "main.typ")


def _picture() -> bytes:
    """A grey picture, as a scanner makes one."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + bytes(200) for _ in range(280))
    head = struct.pack(">IIBBBBB", 200, 280, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_instruments_come_in_the_order_of_the_files_and_keep_to_the_schema(openward: Run, council, tmp_path):
    other = tmp_path / "assembly.txt"
    other.write_text(ASSEMBLY, "utf-8")
    code, said, err = openward("frameworks", "import", other, council, "--json")
    assert (code, err) == (0, "")
    read = json.loads(said)
    jsonschema.validate(read, json.loads(SCHEMA.read_text("utf-8")))
    assert [one["symbol"] for one in read] == ["A/RES/99/7", "S/RES/9001 (2024)"]
    assert [one["date"] for one in read] == ["2044-12-03", "2024-05-07"]
    assert read[0]["title"] == "Safe and open places of gathering"
    operative = [one for one in read[1]["paragraphs"] if one["kind"] == "operative"]
    assert [(one["number"], one["verb"], one["force"], one["addressee"]) for one in operative] == [
        ("1", "Decides", "decision", "all States"),
        ("2", "Calls once more upon", "call", "Member States"),
        ("3", "Takes note with appreciation", "statement", "the Executive Directorate"),
        ("4", "underlines", "statement", None),
        ("5", "Decides", "decision", None),
    ]
    items = [(one["number"], one["level"]) for one in read[1]["paragraphs"] if one["kind"] == "subparagraph"]
    assert items == [("(a)", 1), ("(b)", 1), ("(i)", 2), ("(ii)", 2), ("(c)", 1)]
    assert read[1]["cited"] == ["S/RES/186 (1964)", "S/RES/8900 (2023)", "S/2024/77", "Charter of the United Nations"]


def test_offsets_are_those_of_the_file(openward: Run, council):
    read = json.loads(openward("frameworks", "import", council, "--json")[1])[0]
    for one in read["paragraphs"]:
        shown = COUNCIL[one["start"] : one["end"]]
        for start, end in read["furniture"]:
            if one["start"] < start < one["end"]:
                shown = shown.replace(COUNCIL[start:end], "")
        assert " ".join(shown.split()) == one["text"]


def test_people_get_a_table(openward: Run, council):
    code, said, _ = openward("frameworks", "import", council)
    assert code == 0
    assert "S/RES/9001 (2024)  Security Council  2024-05-07" in said
    assert "Calls once more upon" in said


def test_each_instrument_can_be_kept_as_json_and_as_akoma_ntoso(openward: Run, council, tmp_path):
    code, _, err = openward("frameworks", "import", council, council, "--out", tmp_path / "kept")
    assert (code, err) == (0, "")
    names = [path.name for path in sorted((tmp_path / "kept").iterdir())]
    assert names == [
        "S-RES-9001-2024-2.akn.xml",
        "S-RES-9001-2024-2.json",
        "S-RES-9001-2024.akn.xml",
        "S-RES-9001-2024.json",
    ]
    again = openward("frameworks", "import", tmp_path / "kept/S-RES-9001-2024.akn.xml", "--json")
    assert json.loads(again[1])[0]["symbol"] == "S/RES/9001 (2024)"


def test_a_symbol_that_the_file_lacks_can_be_given(openward: Run, tmp_path):
    path = tmp_path / "bare.txt"
    path.write_text(COUNCIL[COUNCIL.index("The Security Council,") :], "utf-8")
    code, _, err = openward("frameworks", "import", path)
    assert code == 2
    assert "--symbol" in err
    code, said, _ = openward("frameworks", "import", path, "--symbol", "S/RES/9001 (2024)", "--json")
    assert code == 0
    assert json.loads(said)[0]["symbol"] == "S/RES/9001 (2024)"


def _encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf(r"Resolution 1 (1946)")))
    writer.encrypt("a password", algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def _zip(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr(name, "<a/>")
    return content.getvalue()


REFUSED = {
    "a scan": (lambda: _pdf('#set page(margin: 0pt)\n#image("p.png", width: 100%)', {"p.png": _picture()}), "scan"),
    "a page that is a scan": (
        lambda: _pdf(
            "Resolution 9001 (2024) of the Security Council, with more than forty letters on its first page.\n"
            '#pagebreak()\n#set page(margin: 0pt)\n#image("p.png", width: 100%)',
            {"p.png": _picture()},
        ),
        "Page 2",
    ),
    "a picture": (_picture, "scan"),
    "an encrypted PDF": (_encrypted, "password"),
    "a broken PDF": (lambda: _pdf("Resolution 1")[:400], "damaged"),
    "what only begins like a PDF": (lambda: b"%PDF-1.7\nnothing", "damaged"),
    "a broken Word document": (lambda: _zip("word/document.xml")[:-30], "damaged"),
    "a Word document without a body": (lambda: _zip("word/document.xml"), "damaged"),
    "another kind of archive": (lambda: _zip("table.xml"), "DOCX"),
    "an old Word document": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "DOCX"),
    "an encrypted Word document": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "an empty file": (lambda: b" \n", "empty"),
    "a web page without text": (lambda: b"<html><body><nav>Home</nav></body></html>", "empty"),
    "a shopping list": (lambda: b"Bread,\n\nmilk,\n\n1. Requests for eggs.", "no resolution"),
    "a text of another organ": (
        lambda: b"Resolution 3 (2020)\n\nThe Council of the Villages,\n\nNoting the harvest,\n\n1. Decides to rest.",
        "another organ (The Council of the Villages)",
    ),
    "a symbol of one organ over the words of another": (
        lambda: COUNCIL.replace("The Security Council,\n\nRecalling", "The General Assembly,\n\nRecalling").encode(),
        "another organ speaks",
    ),
    "two documents": (lambda: (COUNCIL + "\n\n" + COUNCIL.replace("9001", "9002")).encode(), "9002"),
    "two symbols": (lambda: COUNCIL.replace("Resolution 9001", "Resolution 9003").encode(), "S/RES/9003 (2024)"),
    "another year": (
        lambda: COUNCIL.replace("9001 (2024)", "9001 (2021)").encode(),
        "adopted on 2024-05-07",
    ),
    "no Akoma Ntoso": (
        lambda: b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><wish/></akomaNtoso>',
        "--lenient",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_named_with_its_mend_and_changes_nothing(name, openward: Run, council, tmp_path):
    made, expected = REFUSED[name]
    path = tmp_path / "given"
    path.write_bytes(made())
    code, said, err = openward("frameworks", "import", council, path, "--json", "--out", tmp_path / "kept")
    assert code == 2, (said, err)
    assert said == ""
    assert err.count("\n") == 1
    assert str(path) in err
    assert expected in err
    assert not (tmp_path / "kept").exists()


def test_the_symbol_that_was_asked_for_is_held_against_the_file(openward: Run, council):
    assert openward("frameworks", "import", council, "--symbol", "S/RES/9001(2024)")[0] == 0
    assert openward("frameworks", "import", council, "--symbol", "s/res/9001")[0] == 0
    code, _, err = openward("frameworks", "import", council, "--symbol", "S/RES/2341 (2017)")
    assert code == 2
    assert "S/RES/2341 (2017)" in err
    assert openward("frameworks", "import", council, council, "--symbol", "S/RES/9001 (2024)")[0] == 2


def test_a_file_that_is_not_there_is_named(openward: Run, tmp_path):
    code, _, err = openward("frameworks", "import", tmp_path / "nothing")
    assert code == 2
    assert "nothing" in err
    assert openward("frameworks", "import")[0] == 2


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_words_are_in_the_language_asked_for(language, openward: Run, tmp_path):
    for name, text in INVENTED.items():
        (tmp_path / name).write_text(text, "utf-8")
    code, said, _ = openward("frameworks", "import", *(tmp_path / name for name in INVENTED), "--lang", language)
    assert code == 0
    assert "operative" not in said
