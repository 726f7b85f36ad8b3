"""What the reader of instruments makes of sixty resolutions that a person labelled by hand before it was written."""

from __future__ import annotations

import pytest

from openward.readers.instruments import Document, parse
from tests.judged.resolutions.scoring import Score, compare, labels


@pytest.fixture(scope="module")
def score(real_data):
    whole = Score()
    for label in labels("seen.jsonl"):
        text = (real_data / "un/resolutions" / label["file"]).read_bytes().decode()
        compare(label, parse(Document(text)), whole)
    return whole


def test_paragraphs_have_the_number_boundaries_and_kind_of_their_labels(score):
    assert score.paragraphs.share >= 0.98, score.places
    assert score.paragraphs.read <= score.paragraphs.labelled * 1.02
    assert score.levels.share >= 0.98, score.places


def test_verbs_are_the_phrases_of_the_labels(score):
    assert score.verbs.share >= 0.98, score.places


def test_symbols_and_dates_are_those_of_the_labels(score):
    assert score.fronts.share == 1.0, score.places


def test_citations_and_footnote_marks_are_found(score):
    assert score.citations.share >= 0.98
    assert score.citations.read <= score.citations.labelled * 1.02
    assert score.marks.share >= 0.9
    assert score.marks.right >= score.marks.read * 0.97
