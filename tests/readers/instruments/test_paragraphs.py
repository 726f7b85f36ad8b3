"""What a reader of resolutions must know about their paragraphs, on texts of our own."""

from __future__ import annotations

import pytest

from openward.readers.instruments import Document, Force, Instrument, Kind, parse
from tests.readers.instruments.invented import INVENTED

TOP = "Resolution 9001 (2024)\nof 7 May 2024\n\nThe Security Council,\n\n"


def _read(body: str) -> Instrument:
    return parse(Document(TOP + body))


def _body(body: str) -> list[tuple[str, int, str | None, str]]:
    shown = [one for one in _read(body).paragraphs if one.kind not in (Kind.HEADING, Kind.ENACTING)]
    return [(one.kind.value, one.level, one.number, one.text) for one in shown]


def _verb(paragraph: str) -> str | None:
    return next(one.verb for one in _read(paragraph).paragraphs if one.kind in (Kind.PREAMBULAR, Kind.OPERATIVE))


def _addressee(paragraph: str) -> str | None:
    return next(one.addressee for one in _read(paragraph).paragraphs if one.kind is Kind.OPERATIVE)


@pytest.mark.parametrize(
    ("paragraph", "verb"),
    [
        ("Recalling its resolution 1 (1946),", "Recalling"),
        ("Recalling and reaffirming its resolutions,", "Recalling and reaffirming"),
        ("Having further examined with grave concern the report,", "Having further examined with grave concern"),
        ("Expressing also its deep appreciation to the city,", "Expressing also its deep appreciation"),
        ("Deeply concerned at the news,", "Deeply concerned"),
        ("Noting further that markets are open,", "Noting further"),
        ("Noting further efforts in markets,", "Noting"),
        ("Noting, however, that they close,", "Noting"),
        ("Bearing in mind the season,", "Bearing in mind"),
        ("1. Takes note with appreciation of the plan;", "Takes note with appreciation"),
        ("1. Calls also once more upon all States to rest;", "Calls also once more upon"),
        ("1. Expresses its full confidence in the city;", "Expresses its full confidence"),
        ("1. Strongly condemns the act;", "Strongly condemns"),
        ("1. Welcomes and endorses the plan;", "Welcomes and endorses"),
        ("1. In regard to markets, endorses also the plan;", "endorses also"),
        ("1. Acting under Chapter VII, decides to rest;", "decides"),
        ("1. Extends once more the stay;", "Extends once more"),
        ("1. Extends its condolences to the families;", "Extends its condolences"),
    ],
)
def test_the_verb_is_the_whole_phrase(paragraph, verb):
    assert _verb(paragraph) == verb


@pytest.mark.parametrize(
    ("paragraph", "force"),
    [
        ("1. Decides that all States shall plan;", Force.DECISION),
        ("1. Demands that all parties stop;", Force.DEMAND),
        ("1. Urges cities to plan;", Force.CALL),
        ("1. Encourages cities to plan;", Force.RECOMMENDATION),
        ("1. Stresses that cities plan;", Force.STATEMENT),
        ("1. Welcomes the plan and requests its print;", Force.STATEMENT),
    ],
)
def test_the_force_is_that_of_the_verb_that_opens_the_paragraph(paragraph, force):
    assert next(one.force for one in _read(paragraph).paragraphs if one.kind is Kind.OPERATIVE) is force


@pytest.mark.parametrize(
    ("paragraph", "addressee"),
    [
        ("1. Calls upon all States to plan;", "all States"),
        ("1. Requests the Secretary-General, in time, to report;", "the Secretary-General"),
        ("1. Decides that, in accordance with the plan, all States shall share lists;", "all States"),
        ("1. Demands that both parties stop;", "both parties"),
        ("1. Invites the Governments of the two countries and their partners to meet;",
         "the Governments of the two countries and their partners"),
        ("1. Welcomes the plan and urges Member States to read it;", "Member States"),
        ("1. Decides that the stay of the Force shall end;", None),
        ("1. Encourages it to go on;", None),
        ("1. Stresses the importance of markets;", None),
    ],
)  # fmt: skip
def test_the_addressee_is_who_is_asked(paragraph, addressee):
    assert _addressee(paragraph) == addressee


def test_a_blank_line_or_a_page_within_a_sentence_ends_nothing():
    assert _body("Noting that the\n\nmarkets of the\n\x0cUnited Nations are open,\n\n1. Decides to\n\nrest.") == [
        ("preambular", 0, None, "Noting that the markets of the United Nations are open,"),
        ("operative", 0, "1", "1. Decides to rest."),
    ]


def test_a_paragraph_may_begin_without_a_blank_line():
    kinds = [
        kind for kind, *_ in _body("Noting the day,\nRecalling the night,\n1. Decides to rest;\n2. Asks all to rest.")
    ]
    assert kinds == ["preambular", "preambular", "operative", "operative"]


def test_a_verb_alone_governs_its_items():
    assert _body("Decides:\n\n(a) To plan;\n\n(b) To rest;\n\n(c) To meet:\n\n(i) At noon;\n\n(ii) At night.") == [
        ("operative", 0, None, "Decides:"),
        ("subparagraph", 1, "(a)", "(a) To plan;"),
        ("subparagraph", 1, "(b)", "(b) To rest;"),
        ("subparagraph", 1, "(c)", "(c) To meet:"),
        ("subparagraph", 2, "(i)", "(i) At noon;"),
        ("subparagraph", 2, "(ii)", "(ii) At night."),
    ]


def test_the_ninth_item_is_a_letter():
    letters = "abcdefghij"
    body = "1. Decides:\n\n" + "\n\n".join(f"({letter}) To do {letter} well;" for letter in letters)
    assert [(level, number) for kind, level, number, _ in _body(body) if kind == "subparagraph"] == [
        (1, f"({letter})") for letter in letters
    ]


def test_letters_that_only_cite_open_nothing():
    assert len(_body("1. Recalls paragraphs 3\n(c) and 4 of the plan and sub-paragraphs\n(a) and (b) above;")) == 1


def test_misread_numbers_say_what_they_mean():
    read = _read(
        "l. Decides to plan:\n\n(a) Here;\n\n(6) There;\n\n2, Decides to rest;\n\nS. Asks all;\n\n4. That is all."
    )
    found = [(one.number, one.meant) for one in read.paragraphs if one.number]
    assert found == [("l", "1"), ("(a)", None), ("(6)", "(b)"), ("2", None), ("S", "3"), ("4", None)]
    doubted = [one.number for one in read.paragraphs if any(doubt.field == "number" for doubt in one.unsure)]
    assert doubted == ["l", "(6)", "2", "S"]


def test_sections_group_paragraphs_with_letters_numbers_or_titles():
    body = "1. Decides to plan;\n\nA\n\n2. Decides to rest;\n\nII. Of markets\n\n3. Asks all;\n\nOf fairs\n\n4. Ends."
    sections = [(number, text) for kind, _, number, text in _body(body) if kind == "section"]
    assert sections == [("A", "A"), ("II", "II. Of markets"), (None, "Of fairs")]
    assert [number for kind, _, number, _ in _body(body) if kind == "operative"] == ["1", "2", "3", "4"]


def test_a_recital_among_operative_paragraphs_is_told_as_unsure():
    read = _read("1. Decides to plan;\n\nNoting the day;\n\n2. Decides to rest.")
    one = read.paragraphs[-2]
    assert (one.kind, one.verb) == (Kind.OPERATIVE, "Noting")
    assert [doubt.why for doubt in one.unsure] == ["recital-among-operative"]


def test_footnote_marks_are_no_part_of_a_paragraph():
    read = _read(
        "Noting the report of 8 December 1966 5 that in this city, 6\n\n1. Decides to rest; 7\n\n"
        "Adopted unanimously at the 1st meeting.\n\n5 Ibid.\n\n6 Ibid.\n\n7 See the report."
    )
    assert [one.text for one in read.paragraphs[2:4]] == [
        "Noting the report of 8 December 1966 that in this city,",
        "1. Decides to rest;",
    ]
    assert len(read.marks) == 3


def test_numbers_of_the_text_are_no_footnote_marks():
    read = _read(
        "Noting paragraph 5 of the plan, 5 June and 6 votes,\n\n1. Decides to rest.\n\n"
        "Adopted unanimously at the 1st meeting.\n\n5 Ibid.\n\n6 Ibid."
    )
    assert read.marks == ()


def test_a_footnote_at_a_pages_foot_does_not_part_a_paragraph():
    texts = [
        text
        for *_, text in _body("1. Welcomes the fact that ideas should\n\n1/ A/1.\n\n24-12513 (E)\n\x0cPage 2\n\nhelp;")
    ]
    assert texts == ["1. Welcomes the fact that ideas should help;"]


def test_words_broken_at_a_lines_end_are_whole_again():
    texts = [text for *_, text in _body("1. Asks the Com-\nmission to co-\noperate with the Secretary-\nGeneral;")]
    assert texts == ["1. Asks the Commission to co-operate with the Secretary-General;"]


def test_a_word_is_joined_as_the_text_writes_it_elsewhere():
    texts = [
        text for *_, text in _body("1. Asks all to co-\noperate, as they cooperate;\n\n2. Asks for co-\noperation.")
    ]
    assert texts[0] == "1. Asks all to cooperate, as they cooperate;"


def test_annexes_have_headings_parts_and_paragraphs():
    body = (
        "1. Decides as annexed.\n\nAnnex\n\nPlan of action\n\nI. Of markets\n\n1. Markets open.\n\n(a) At noon;\n\n"
        "II. Of fairs\n\nThey close."
    )
    assert [(kind, level, number) for kind, level, number, _ in _body(body)][1:] == [
        ("annex-heading", 0, None),
        ("annex-heading", 0, None),
        ("annex-heading", 1, "I"),
        ("annex-paragraph", 0, "1"),
        ("annex-paragraph", 1, "(a)"),
        ("annex-heading", 1, "II"),
        ("annex-paragraph", 0, None),
    ]


@pytest.mark.parametrize(
    ("said", "symbols"),
    [
        ("its resolutions 186 (1964) of 4 March, 187(1964)", ["S/RES/186 (1964)", "S/RES/187 (1964)"]),
        ("General Assembly resolutions 60/288 and 72/284", ["A/RES/60/288", "A/RES/72/284"]),
        ("resolution 40/61 of 9 December 1985 of the General Assembly", ["A/RES/40/61"]),
        ("Human Rights Council resolution 16/18", ["A/HRC/RES/16/18"]),
        ("Assembly resolution 377 A (V) of 3 November 1950", ["A/RES/377(V)A"]),
        ("General Assembly resolution 1514 (XV)", ["A/RES/1514(XV)"]),
        ("his report (S/2002/914) and S/Agenda/1606", ["S/2002/914", "S/Agenda/1606"]),
        ("S/PRST/2001/5 and S/RES/1373 (2001)", ["S/PRST/2001/5", "S/RES/1373 (2001)"]),
        ("the Charter of the United Nations and the Charter", ["Charter of the United Nations"] * 2),
        ("a treaty (vol. 397 (1961), No. 5712)", []),
        ("3/4 of all cities", []),
    ],
)
def test_citations_have_the_symbols_of_today(said, symbols):
    one = next(one for one in _read(f"Recalling {said},").paragraphs if one.kind is Kind.PREAMBULAR)
    assert [cite.symbol for cite in one.citations] == symbols


def test_the_assemblys_own_resolutions_are_cited_by_number_alone():
    read = parse(Document(INVENTED["assembly"]))
    assert read.cited == ("Charter of the United Nations", "A/RES/60/288", "S/RES/2341 (2017)")
