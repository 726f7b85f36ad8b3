"""Whatever the text, reading it loses nothing and ends in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openward.readers.instruments import Document, Instrument, Kind, parse
from openward.readers.instruments.wordings import wording, words_of

PIECES = st.sampled_from(
    [
        "Resolution 1 (1946)",
        "of 25 January 1946",
        "The Security Council,",
        "Recalling its resolution 2 (1946),",
        "Having noted with concern",
        "Decides:",
        "1. Calls upon all States",
        "2. Requests the Secretary-General to report;",
        "(a) To begin;",
        "(b) To end;",
        "(i) Soon;",
        "— Calls for calm;",
        "“Words of others”;",
        "A",
        "ANNEX",
        "Rule 1",
        "Adopted unanimously at the 1st meeting.",
        "3 Ibid., document S/1.",
        "\f",
        "S/RES/1 (1946)",
        "Page 2",
        "which goes on",
        "3",
        "",
        "\r",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map("\n".join))


def assert_whole(read: Instrument) -> None:
    written = words_of(read.text)
    reached = 0
    left_out = sorted({*read.marks, *read.furniture})
    covered = sorted([*((one.start, one.end) for one in read.paragraphs), *left_out])
    for one in read.paragraphs:
        assert reached <= one.start < one.end
        reached = one.end
        assert one.text == wording(read.text, one.start, one.end, left_out, written).text
        assert one.verb_at is None or one.start <= one.verb_at[0] < one.verb_at[1] <= one.end
        assert one.addressee_at is None or one.start <= one.addressee_at[0] < one.addressee_at[1] <= one.end
        for cite in one.citations:
            assert one.start <= cite.start < cite.end <= one.end
        for doubt in one.unsure:
            assert 0 <= doubt.start <= doubt.end <= len(read.text)
    reached = 0
    for start, end in covered:
        assert read.text[reached:start].strip(" \t\xa0\ufeff\u200b\u200e\u200f\u2028\u2029\n\r\f\v\x85").strip() == ""
        reached = max(reached, end)
    assert read.text[reached:].strip("\ufeff\u200b\u200e\u200f \n\t\r\f\v").strip() == ""


@given(TEXTS)
def test_every_letter_belongs_to_a_paragraph_a_mark_or_furniture(text):
    assert_whole(parse(Document(text)))


@given(TEXTS)
def test_the_same_text_reads_the_same(text):
    assert parse(Document(text)) == parse(Document(text))


def test_every_resolution_of_the_real_inputs_reads_whole(real_data):
    names = [path.name for path in (real_data / "un/resolutions").glob("*.txt")]
    for name in sorted(names):
        read = parse(Document((real_data / "un/resolutions" / name).read_bytes().decode()))
        assert_whole(read)
        assert read.organ == "Security Council"
        assert read.symbol is not None
        assert any(one.kind in (Kind.OPERATIVE, Kind.ANNEX_PARAGRAPH) for one in read.paragraphs), name


def test_no_text_makes_the_reader_walk_forever():
    """Patterns that go back over what they read would take hours on these; the tests' time limit stops them."""
    for body in ("S/" * 40_000, "(" * 40_000, "1. Decides that all shall, of 60/288 resolutions, rest; " * 2_000):
        assert_whole(parse(Document(f"The Security Council,\n\n{body}")))
