"""What is asked before a brief is made."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from openward.methods.portfolio import load_catalogue
from openward.methods.portfolio.prices import currencies
from openward.rooms.places.models import Register
from openward.wording import LANGUAGES

PRICE_YEAR = _("Of which year's prices the budget is. Empty is %(year)s, the year of the catalogue of measures.")


class BriefForm(forms.Form):
    register = forms.ModelChoiceField(Register.objects.none(), label=_("City"))
    budget = forms.DecimalField(
        label=_("Budget"),
        max_digits=15,
        decimal_places=2,
        min_value=Decimal(1),
        help_text=_("What may be spent on measures, running costs of their first years included."),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[])
    price_year = forms.IntegerField(
        label=_("Price year"),
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of the brief"), choices=[])

    def __init__(self, *args: Any, registers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].queryset = registers
        self.fields["currency"].choices = [(code, code) for code in currencies()]
        self.fields["currency"].initial = "EUR"
        self.fields["price_year"].help_text = PRICE_YEAR % {"year": load_catalogue().price_year}
        self.fields["language"].choices = [(code, get_language_info(code)["name_local"]) for code in LANGUAGES]
        self.fields["language"].initial = get_language()
