"""A name from a map stays a name, whatever it is set in."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.brief.fonts import FAMILIES, REPLACEMENT, font_files, printable
from openward.brief.markup import as_html, as_xml, element, plain

# "Library", or near it, in the scripts in use today.
LIBRARIES = (
    "Բիբլիոթեկ",
    "বাংলা গ্রন্থাগার",
    "पुस्तकालय",
    "ቤተ መጻሕፍት",
    "ბიბლიოთეკა",
    "Βιβλιοθήκη",
    "પુસ્તકાલય",
    "ਲਾਇਬ੍ਰੇਰੀ",
    "ספרייה",
    "ಗ್ರಂಥಾಲಯ",
    "បណ្ណាល័យ",
    "ຫ້ອງສະໝຸດ",
    "ലൈബ്രറി",
    "စာကြည့်တိုက်",
    "ପାଠାଗାର",
    "පුස්තකාලය",
    "நூலகம்",
    "గ్రంథాలయం",
    "ކުތުބުޚާނާ",
    "ห้องสมุด",
    "དཔེ་མཛོད་ཁང",
    "ⵜⴰⵙⴷⵍⵉⵙⵜ",
    "图书馆",
    "圖書館",
    "図書館",
    "도서관",
)


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text())
def test_any_text_comes_out_of_html_as_the_text_it_was(text: str) -> None:
    seen = Seen()
    seen.feed(as_html(element("p", text, element("b", text), text, title=text)))
    seen.close()
    assert seen.tags == ["p", "b"]
    assert seen.text.replace("\r", "") == (plain(text) * 3).replace("\r", "")


@given(st.text())
def test_any_text_makes_a_well_formed_drawing(text: str) -> None:
    root = fromstring(as_xml(element("svg", element("text", text), aria_label=text)))
    assert root.find("text") is not None


def test_a_script_in_a_name_is_no_element() -> None:
    seen = Seen()
    seen.feed(as_html(element("p", "<script>alert(1)</script>", title='"><script>x</script>')))
    assert seen.tags == ["p"]


def test_overrides_of_direction_are_taken_out() -> None:
    assert plain("a\u202eb\u202cc\ufeff\x07") == "abc"


def test_characters_that_no_font_has_are_replaced() -> None:
    assert printable("River \U0001f600 Школа مدرسة 学校") == f"River {REPLACEMENT} Школа مدرسة 学校"


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_name_in_any_script_that_a_city_writes_in_is_printed_whole(library: str) -> None:
    assert printable(library) == library


def test_every_font_that_documents_get_is_asked_for_its_characters() -> None:
    stems = {path.name.partition("_")[0] for path in font_files()}
    asked = {family.replace(" ", "") for family in FAMILIES}
    assert stems == asked


@given(st.text())
def test_printable_is_stable_and_never_longer(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert len(once) <= len(text)
