"""Components say what they mean, in the reader's words, and never let markup in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from openward.foundation.ui.icons import KIND_ICONS, kind_icon
from openward.foundation.visibility.labels import Label
from openward.methods.ranges import Range
from openward.methods.typology import load_typology

ROOT = Path(__file__).resolve().parents[3]
ATTACK = "<script>alert(1)</script>"


def shown(template: str, language: str = "en", **context: Any) -> str:
    with translation.override(language):
        return Template("{% load ui %}" + template).render(Context(context))


@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_label_is_never_translated_and_stands_left_to_right(label: Label, language: str) -> None:
    badge = shown("{% tlp label %}", language, label=label)
    assert 'dir="ltr" lang="en" translate="no"' in badge
    assert f">{label.value}</span>" in badge


def test_what_is_no_label_shows_no_badge() -> None:
    with pytest.raises(ValueError, match="TLP:PURPLE"):
        shown("{% tlp 'TLP:PURPLE' %}")


def test_a_range_says_its_likely_value_and_how_far_it_may_be() -> None:
    told = shown("{% range value 'people' %}", value=Range(120, 250, 1900))
    assert ">250 people<" in told
    assert "120 to 1,900" in told
    assert "to" not in shown("{% range value %}", value=Range.exactly(3)).replace("class", "")


def test_an_unknown_range_is_said_to_be_unknown() -> None:
    assert "unknown" in shown("{% range value %}", value=None)


def test_a_range_of_money_is_written_as_money() -> None:
    assert "€65,000" in shown("{% range value 'EUR' %}", value=Range(40_000, 65_000, 110_000))


def test_numbers_follow_the_reader() -> None:
    assert shown("{{ n|number }}", "en", n=12345) == "12,345"
    assert shown("{{ n|number:1 }}", "fr", n=12345.67).replace("\u202f", " ") == "12 345,7"
    assert shown("{{ n|percent }}", "en", n=0.371) == "37%"
    assert shown("{{ n|number }}|{{ n|percent }}|{{ n|money:'EUR' }}", n=None) == "||"


def test_days_are_in_words_with_their_iso_form() -> None:
    assert shown("{{ d|day }}", "fr", d=date(2026, 3, 9)) == '<time datetime="2026-03-09">9 mars 2026</time>'
    told = shown("{{ d|moment }}", "en", d=datetime(2026, 3, 9, 7, 5, tzinfo=UTC))
    assert told.startswith('<time datetime="2026-03-09T07:05:00+00:00">')
    assert shown("{{ d|day }}|{{ d|moment }}", d=None) == "|"


class Form(forms.Form):
    budget = forms.IntegerField(label="Budget", help_text="In whole euros.", min_value=1)
    note = forms.CharField(label=ATTACK, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect)


def test_a_field_ties_label_help_and_error_to_its_control() -> None:
    bound = Form({"budget": "0"})
    told = shown("{% field form.budget %}", form=bound)
    assert '<label for="id_budget">Budget' in told
    assert 'aria-describedby="id_budget_help id_budget_error"' in told
    assert 'aria-invalid="true"' in told
    assert 'id="id_budget_help"' in told
    assert 'id="id_budget_error"' in told
    assert "(optional)" not in told


def test_a_field_that_may_stay_empty_says_so_and_lets_no_markup_in() -> None:
    told = shown("{% field form.note %}", form=Form())
    assert "(optional)" in told
    assert ATTACK not in told


def test_a_group_of_choices_is_a_fieldset_with_its_legend() -> None:
    told = shown("{% field form.kind %}", form=Form())
    assert "<fieldset" in told
    assert "<legend>Kind" in told


def test_the_summary_of_errors_leads_to_each_field() -> None:
    form = Form({"budget": "0"})
    form.add_error(None, ATTACK)
    told = shown("{% error_summary form %}", form=form)
    assert 'role="alert" tabindex="-1"' in told
    assert '<a href="#id_budget">Budget: ' in told
    assert ATTACK not in told
    assert shown("{% error_summary form %}", form=Form()).strip() == ""


def test_a_header_sorts_up_then_down_and_starts_at_the_first_page() -> None:
    request = RequestFactory().get("/?q=x&after=abc&sort=name")

    def header(current: str) -> str:
        return shown("{% sort 'name' 'Name' current %}", current=current, request=request)

    assert 'aria-sort="none"' in header("kind")
    assert "?q=x&amp;sort=name" in header("kind")
    assert 'aria-sort="ascending"' in header("name")
    assert "sort=-name" in header("name")
    assert 'aria-sort="descending"' in header("-name")
    assert "after" not in header("name")


def test_a_disclosure_keeps_what_it_holds_escaped() -> None:
    told = shown("{% why %}<p>{{ text }}</p>{% endwhy %}", text=ATTACK)
    assert "<details" in told
    assert "<p>&lt;script&gt;" in told


def test_every_kind_of_place_has_an_icon_that_is_built() -> None:
    listed = {
        line.strip() for line in (ROOT / "assets/icons.txt").read_text().splitlines() if line[:1] not in ("#", "")
    }
    assert set(KIND_ICONS) == set(load_typology().kinds)
    assert set(KIND_ICONS.values()) <= listed
    assert kind_icon("a kind of tomorrow") in listed


def test_every_icon_that_a_template_shows_is_built() -> None:
    listed = {
        line.strip() for line in (ROOT / "assets/icons.txt").read_text().splitlines() if line[:1] not in ("#", "")
    }
    used = {
        (name, str(file.relative_to(ROOT)))
        for file in (ROOT / "src/openward").rglob("templates/**/*.html")
        for name in re.findall(r"""(?:\{% icon |icon=)["']([\w-]+)["']""", file.read_text("utf-8"))
    }
    assert not {(name, file) for name, file in used if name not in listed}


def test_no_template_has_a_style_or_a_script_inside() -> None:
    """Content security would refuse it, silently for whoever does not look at the console."""
    faults = [
        f"{file.relative_to(ROOT)}: {found}"
        for file in (ROOT / "src/openward").rglob("templates/**/*.html")
        if "mail" not in file.parts
        for found in re.findall(
            r"<style|\sstyle=|<script(?![^>]*(?:\ssrc=|application/json))[^>]*>|\son\w+=|javascript:",
            file.read_text("utf-8"),
        )
    ]
    assert not faults


def test_a_colon_stands_as_the_language_sets_it() -> None:
    told = [shown("{{ 'Clients'|colon }}", language) for language in ("en", "fr", "ar")]
    assert told == ["Clients:", "Clients\u00a0:", "Clients:"]


def test_a_size_is_told_in_the_readers_numbers() -> None:
    told = [shown("{{ size|file_size }}", "fr", size=size) for size in (1, 279_500, 1_234_567)]
    assert told == ["1\u00a0ko", "280\u00a0ko", "1,2\u00a0Mo"]
