"""Akoma Ntoso: what is written validates against the official schema and reads back the same."""

from __future__ import annotations

import pytest
from lxml import etree

from openward.methods.errors import OpenwardError
from openward.readers.instruments import Document, Instrument, Kind, parse
from openward.readers.instruments.akoma_ntoso import as_akoma_ntoso, faults_of, read_akoma_ntoso
from openward.readers.instruments.akoma_ntoso.validity import NAMESPACE
from openward.readers.instruments.files import read_instrument
from tests.judged.resolutions.sample import draw
from tests.readers.instruments.invented import INVENTED


def _outline(read: Instrument) -> list[tuple[object, ...]]:
    """Annexes go below the vote, as the schema has it."""
    return sorted((one.kind, one.level, one.number or "", one.verb or "", one.text) for one in read.paragraphs)


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_resolution_comes_back_the_same(name):
    read = parse(Document(INVENTED[name]))
    written = as_akoma_ntoso(read)
    assert faults_of(etree.fromstring(written)) == []
    again = read_akoma_ntoso(written, "file")
    assert _outline(again) == _outline(read)
    assert (again.symbol, again.organ, again.date, again.title) == (read.symbol, read.organ, read.date, read.title)


def test_every_resolution_of_the_real_inputs_is_written_validly_and_comes_back_the_same(real_data):
    folder = real_data / "un/resolutions"
    names = [path.name for path in folder.glob("*.txt")]
    _, unseen = draw(names)
    for name in sorted(set(names) - set(unseen)):
        read = parse(Document((folder / name).read_bytes().decode()))
        written = as_akoma_ntoso(read)
        assert faults_of(etree.fromstring(written)) == [], name
        again = read_akoma_ntoso(written, name)
        assert _outline(again) == _outline(read), name
        assert (again.symbol, again.organ, again.date) == (read.symbol, read.organ, read.date)


def test_the_same_instrument_gives_the_same_bytes():
    read = parse(Document(INVENTED["council"]))
    assert as_akoma_ntoso(read) == as_akoma_ntoso(read)


def test_citations_become_references():
    written = as_akoma_ntoso(parse(Document(INVENTED["council"])))
    references = etree.fromstring(written).iter("{*}ref")
    assert "/akn/un/statement/resolution/unsc/s-res-186-1964" in [one.get("href") for one in references]


def test_a_resolution_at_work_is_read_although_it_repeats_ids(real_data):
    read = read_instrument(real_data / "un/akn/res_2.xml").instrument
    assert read.organ == "ITU Plenipotentiary Conference"
    assert read.date == "2018-11-15"
    verbs = [one.verb for one in read.paragraphs if one.kind is Kind.OPERATIVE]
    assert verbs == ["resolves", "instructs", "instructs", "further instructs"]
    items = [one for one in read.paragraphs if one.kind is Kind.SUBPARAGRAPH]
    assert [one.number for one in items[:9]] == [f"{letter})" for letter in "abcdefghi"]
    assert [one.number for one in items if one.start > items[-1].start - 20000][-1] is None
    assert {doubt.why for doubt in read.unsure} == {"not-valid"}


def test_one_that_breaks_the_schema_is_refused_and_read_when_asked_to(real_data):
    path = real_data / "un/akn/dec_5.xml"
    with pytest.raises(OpenwardError) as refused:
        read_instrument(path)
    assert refused.value.code == "akoma-ntoso-invalid"
    assert read_instrument(path, lenient=True).instrument.symbol is not None


def test_a_collection_is_more_than_one_document(real_data):
    with pytest.raises(OpenwardError) as refused:
        read_instrument(real_data / "un/akn/pp18_final_acts_akn.xml")
    assert refused.value.code == "instrument-two-documents"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f"<akomaNtoso xmlns='{NAMESPACE}'><statement>", "akoma-ntoso-malformed"),
        ("<akomaNtoso xmlns='http://example.org'/>", "akoma-ntoso-malformed"),
        (
            f"<akomaNtoso xmlns='{NAMESPACE}'><wish/></akomaNtoso>",
            "akoma-ntoso-invalid",
        ),
    ],
)
def test_what_is_broken_is_refused(content, code):
    with pytest.raises(OpenwardError) as refused:
        read_akoma_ntoso(content.encode(), "file")
    assert refused.value.code == code


def test_an_entity_is_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    written = as_akoma_ntoso(parse(Document(INVENTED["council"]))).decode()
    declared = f"<!DOCTYPE akomaNtoso [<!ENTITY leak SYSTEM 'file://{secret}'>]>"
    attack = written.replace("?>", f"?>{declared}", 1).replace("calm", "&leak;", 1)
    with pytest.raises(OpenwardError) as refused:
        read_akoma_ntoso(attack.encode(), "file", lenient=True)
    assert refused.value.code == "akoma-ntoso-malformed"
