"""What an editor sees of a page: one body under three names, numbers that differ, and silence where all is well."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.methods.terminology.guard import Guard
from openward.methods.terminology.model import Code, Finding, Severity
from openward.methods.terminology.reading import shipped

GUARD = Guard(shipped())
TERMS = sorted({term.words for concept in shipped().concepts.values() for term in concept.terms})
ODDS = ["1,500", "٢٠١٨", "12 May 2021", "not", "لا", "no", "TLP:RED", "S/RES/2341", "50 km", "The Hon. Ann Lee"]
PIECES = st.sampled_from([*TERMS, *ODDS, ".", "(", "XXI", "twenty-one", "\n"])


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code.value for finding in findings]


@given(st.lists(PIECES, max_size=12).map(" ".join), st.sampled_from(["en", "fr", "es", "ar"]))
def test_nothing_is_found_on_a_text_against_itself(text: str, language: str) -> None:
    assert GUARD.pair(text, language, text, language) == []


@given(
    st.lists(PIECES, max_size=12).map(" ".join),
    st.lists(PIECES, max_size=12).map(" ".join),
    st.permutations(["en", "fr", "es", "ar"]),
)
def test_every_finding_stands_where_it_says(source: str, target: str, languages: list[str]) -> None:
    for finding in GUARD.pair(source, languages[0], target, languages[1]):
        for text, span, words in (
            (source, finding.source_span, finding.source_text),
            (target, finding.target_span, finding.target_text),
        ):
            assert (span is None) == (words is None)
            if span is not None:
                assert text[span[0] : span[1]] == words
        assert finding.source_span or finding.target_span


@given(st.text(max_size=300), st.text(max_size=300), st.permutations(["en", "fr", "es", "ar", "zh"]))
def test_any_text_can_be_checked(source: str, target: str, languages: list[str]) -> None:
    first = GUARD.pair(source, languages[0], target, languages[1])
    assert first == GUARD.pair(source, languages[0], target, languages[1])
    GUARD.alone(target, languages[1])


def test_a_real_page_that_calls_one_body_by_four_names(real_data: Path, guard: Guard) -> None:
    page = (real_data / "pages/vulnerable-targets-workshop.fr.txt").read_text(encoding="utf-8")
    found = {finding.target_text: finding for finding in guard.alone(page, "fr")}
    assert {"CNUCED", "DNUCED", "UNCTED"} <= set(found)
    assert all(found[name].concept == "cted" and found[name].mend == "DECT" for name in ("CNUCED", "DNUCED", "UNCTED"))
    assert found["Strong Cities"].concept == "scn"
    # Nothing else on the page is a fault of names: dates, quotation marks and other acronyms are let be.
    assert len(found) <= 6


def test_against_its_source_the_same_names_are_errors(guard: Guard) -> None:
    source = "Officials of CTED met. Some 40 people came."
    target = "Des responsables de la CNUCED se sont réunis. Une quarantaine de personnes sont venues."
    (finding,) = guard.pair(source, "en", target, "fr")
    assert (finding.code, finding.severity, finding.concept, finding.mend) == (
        Code.ENTITY_CHANGED,
        Severity.ERROR,
        "cted",
        "DECT",
    )


@pytest.mark.parametrize("prefix", ["", "و", "ل", "ب", "وب", "ف"])
def test_arabic_clitics_do_not_hide_a_name(guard: Guard, prefix: str) -> None:
    assert guard.pair("With UNDP it works.", "en", f"يعمل {prefix}برنامج الأمم المتحدة الإنمائي.", "ar") == []
    (finding,) = guard.pair("With UNICEF it works.", "en", f"يعمل {prefix}برنامج الأمم المتحدة الإنمائي.", "ar")
    assert finding.code is Code.ENTITY_CHANGED


def test_the_article_after_a_preposition_is_the_article(guard: Guard) -> None:
    assert guard.pair("The work of CTED.", "en", "عمل المديرية التنفيذية للجنة مكافحة الإرهاب.", "ar") == []
    assert guard.pair("It belongs to CTED.", "en", "هو للمديرية التنفيذية للجنة مكافحة الإرهاب.", "ar") == []


def test_vowel_signs_and_kashida_do_not_hide_a_name(guard: Guard) -> None:
    assert guard.pair("UNESCO came.", "en", "جاءت اليُونِسْكو.", "ar") == []
    assert guard.pair("The Security Council met.", "en", "اجتمع مجلـس الأمـن.", "ar") == []


@pytest.mark.parametrize("said", ["l'UNICEF", "d’UNICEF", "qu'UNICEF", "L'UNICEF"])
def test_french_elision_does_not_hide_a_name(guard: Guard, said: str) -> None:
    assert guard.pair("UNICEF helps.", "en", f"Le travail {said} aide.", "fr") == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("It is for 1,500 people.", "C'est pour 1 500 personnes.", "fr"),
        ("It is for 1,500 people.", "Es para 1.500 personas.", "es"),
        ("It is for 1,500 people.", "هو لألف وخمسمئة شخص.", "ar"),
        ("Ninety-five people came.", "Quatre-vingt-quinze personnes sont venues.", "fr"),
        ("It costs $2.5 million.", "Cela coûte 2,5 millions de dollars.", "fr"),
        ("We met at 2 p.m.", "Nous nous sommes vus à 14 heures.", "fr"),
        ("It is 10 miles away.", "Está a 16 km.", "es"),
        ("Half of the 30 schools replied.", "Respondieron 15 de las 30 escuelas.", "es"),
        ("They came on 05/03/2023.", "Ils sont venus le 5 mars 2023.", "fr"),
        ("They came on 3 May 2023.", "حضروا في 3 أيار/مايو 2023.", "ar"),
        ("Twenty-five streets were closed.", "أُغلق خمسة وعشرون شارعا.", "ar"),
    ],
)
def test_the_same_number_in_another_dress_is_no_fault(guard: Guard, source: str, target: str, language: str) -> None:
    assert guard.pair(source, "en", target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "language", "code"),
    [
        ("Ninety people came.", "Soixante-dix personnes sont venues.", "fr", Code.NUMBER_CHANGED),
        ("It costs 300 euros.", "Cela coûte 300 livres sterling.", "fr", Code.UNIT_CHANGED),
        ("It is 12 km away.", "Está a 12.", "es", Code.UNIT_CHANGED),
        ("They met on Monday.", "Ils se sont vus mardi.", "fr", Code.DATE_CHANGED),
        ("It begins on 4 June 2024.", "يبدأ في 4 تموز/يوليه 2024.", "ar", Code.DATE_CHANGED),
        ("The door was not locked at night.", "La porte était verrouillée la nuit.", "fr", Code.NEGATION_LOST),
        ("See TLP:AMBER+STRICT.", "Voir TLP:AMBRE.", "fr", Code.SYMBOL_ALTERED),
    ],
)
def test_what_changed_is_found(guard: Guard, source: str, target: str, language: str, code: Code) -> None:
    assert codes(guard.pair(source, "en", target, language)) == [code.value]


def test_an_unchecked_term_never_blocks(guard: Guard) -> None:
    """The Arabic name of UNICRI is one that nobody has checked."""
    findings = guard.pair("The council met.", "en", "اجتمع معهد الأمم المتحدة الأقاليمي لأبحاث الجريمة والعدالة.", "ar")
    assert [(finding.code, finding.severity) for finding in findings] == [(Code.ENTITY_INVENTED, Severity.WARNING)]


def test_a_name_in_brackets_after_another_explains_it(guard: Guard) -> None:
    text = "Le Réseau des villes fortes (Strong Cities Network) recrute. Le Réseau des villes fortes est à Bellavere."
    assert guard.alone(text, "fr") == []
