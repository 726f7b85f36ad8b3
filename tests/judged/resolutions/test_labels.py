"""The labels say what stands in the texts, leave nothing of them out, and carry none of their prose."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.judged.resolutions.sample import draw

HERE = Path(__file__).parent
KINDS = {
    "heading",
    "document-symbol",
    "adoption",
    "enacting",
    "preambular",
    "operative",
    "subparagraph",
    "continuation",
    "quotation",
    "section",
    "annex-heading",
    "annex-paragraph",
    "footnote",
}
REASONS = {"addressee", "kind", "level", "verb", "ocr"}
FIELDS = {
    "start",
    "end",
    "kind",
    "level",
    "number",
    "meant",
    "verb",
    "verb_at",
    "addressee",
    "cites",
    "unsure",
    "reason",
}
MOST_WORDS_OF_A_VERB = 8


def labels(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


ALL = [*labels("seen.jsonl"), *labels("unseen.jsonl")]
each_resolution = pytest.mark.parametrize("resolution", ALL, ids=lambda resolution: resolution["symbol"])


def text_of(resolution: dict[str, Any], folder: Path) -> str:
    return (folder / "un/resolutions" / resolution["file"]).read_bytes().decode()


def test_the_labelled_files_are_those_drawn(real_data):
    drawn = draw([path.name for path in (real_data / "un/resolutions").glob("*.txt")])
    assert tuple([label["file"] for label in labels(name)] for name in ("seen.jsonl", "unseen.jsonl")) == drawn


@each_resolution
def test_words_and_fields_are_those_the_readme_explains(resolution):
    assert resolution["organ"] == "Security Council"
    for paragraph in resolution["paragraphs"]:
        assert set(paragraph) <= FIELDS
        assert paragraph["kind"] in KINDS
        assert paragraph["level"] in (0, 1, 2)
        assert len(paragraph.get("verb", "").split()) <= MOST_WORDS_OF_A_VERB
        assert len(paragraph.get("number", "")) <= len("Rule 41")
        assert paragraph.get("unsure", False) == ("reason" in paragraph)
        assert paragraph.get("reason", "ocr") in REASONS
        assert ("verb" in paragraph) == ("verb_at" in paragraph)


@each_resolution
def test_the_file_is_the_one_that_was_read(resolution, real_data):
    content = (real_data / "un/resolutions" / resolution["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == resolution["sha256"]


@each_resolution
def test_every_letter_belongs_to_one_paragraph_mark_or_piece_of_furniture(resolution, real_data):
    text = text_of(resolution, real_data)
    paragraphs = [(paragraph["start"], paragraph["end"]) for paragraph in resolution["paragraphs"]]
    within_or_between = [tuple(span) for span in resolution["marks"] + resolution["furniture"]]
    between = []
    for start, end in within_or_between:
        inside = [True for first, last in paragraphs if first <= start and end <= last]
        outside = all(end <= first or last <= start for first, last in paragraphs)
        assert inside or outside, (start, end)
        if not inside:
            between.append((start, end))
    reached = 0
    for start, end in sorted(paragraphs + between):
        assert reached <= start < end
        assert text[reached:start].strip() == "", (reached, start)
        assert text[start:end] == text[start:end].strip()
        reached = end
    assert text[reached:].strip() == ""
    assert paragraphs == sorted(paragraphs)


@each_resolution
def test_numbers_verbs_addressees_and_citations_stand_where_the_labels_say(resolution, real_data):
    text = text_of(resolution, real_data)
    for paragraph in resolution["paragraphs"]:
        start, end = paragraph["start"], paragraph["end"]
        number = paragraph.get("number")
        if number:
            assert text.startswith(number, start)
            assert not text[start + len(number)].isalnum()
        elif paragraph["kind"] in ("operative", "subparagraph"):
            assert not re.match(r"\(?\w{1,3}[.)]", text[start:end]), "a number that has no label"
        if "verb" in paragraph:
            first, last = paragraph["verb_at"]
            assert start <= first < last <= end
            assert " ".join(text[first:last].split()) == paragraph["verb"]
        if "addressee" in paragraph:
            first, last = paragraph["addressee"]
            assert start <= first < last <= end
            assert text[first:last] == text[first:last].strip()
        for first, last, symbol in paragraph.get("cites", []):
            assert start <= first < last <= end
            if paragraph.get("reason") != "ocr" and symbol.startswith("S/RES/"):
                assert re.findall(r"\d+", text[first:last]) == re.findall(r"\d+", symbol)


def test_of_each_decade_two_are_seen_where_there_are_two():
    decades = [label["file"].split("_")[3][:3] for label in labels("seen.jsonl")]
    assert len(decades) == 60
    assert all(
        decades.count(decade) >= (1 if decade == "200" else 2)
        for decade in ("194", "195", "196", "197", "198", "199", "200")
    )
