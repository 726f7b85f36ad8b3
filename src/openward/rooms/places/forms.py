"""Forms of this room: what people type, checked, with help next to each field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.models import Organisation, OrganisationKind
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import Verb, may
from openward.methods.ranges import Basis
from openward.methods.typology import load_typology
from openward.rooms.places.actions.change_place import may_count
from openward.rooms.places.labels import kind_choices
from openward.rooms.places.models import Place


class UploadForm(forms.Form):
    owner = forms.ModelChoiceField(Organisation.objects.none(), label=_("For which organisation"))
    extract = forms.FileField(
        label=_("Map extract"),
        help_text=_("An OpenStreetMap file (.osm.pbf, .osm, .osm.gz) of your city and its surroundings."),
    )
    city = forms.CharField(
        label=_("City"),
        max_length=200,
        required=False,
        help_text=_("Its name on the map, in any language. Leave it empty to take the whole extract."),
    )

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners
        if len(owners) == 1:
            self.fields["owner"].initial = owners[0]


class PlaceForm(forms.ModelForm):
    counted_low = forms.IntegerField(label=_("at least"), min_value=0, max_value=2_000_000, required=False)
    counted_likely = forms.IntegerField(label=_("likely"), min_value=0, max_value=2_000_000, required=False)
    counted_high = forms.IntegerField(label=_("at most"), min_value=0, max_value=2_000_000, required=False)
    counted_source = forms.CharField(
        label=_("Who counted, and when"),
        max_length=200,
        required=False,
        help_text=_("For example: ticket counts of the operator, March 2026."),
    )
    reason = forms.CharField(
        label=_("Why you change it"), max_length=300, required=False, help_text=_("It stands in the history.")
    )

    class Meta:
        model = Place
        fields = ["name", "kind", "levels", "capacity", "operator", "wheelchair", "site_operator", "last_visit"]
        widgets = {"last_visit": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.levels is not None and self.instance.levels.is_integer():
            self.initial["levels"] = int(self.instance.levels)  # 1, not 1.0: half a level is rare
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=kind_choices())
        self.fields["wheelchair"] = forms.ChoiceField(
            label=_("Wheelchair access"),
            required=False,
            choices=[
                ("", _("unknown")),
                ("yes", _("yes")),
                ("limited", _("limited")),
                ("no", _("no")),
                ("designated", _("designated")),
            ],
        )
        if not may(actor, Verb.ASSIGN, self.instance):
            del self.fields["site_operator"]
        else:
            self.fields["site_operator"].queryset = Organisation.objects.filter(kind=OrganisationKind.SITE_OPERATOR)
            self.fields["site_operator"].help_text = _("Its members see this place, and no other of yours.")
        counted = self.instance.counted or {}
        self.may_count = bool(may_count(actor, self.instance))
        for part in ("low", "likely", "high", "source"):
            if self.may_count:
                self.fields[f"counted_{part}"].initial = counted.get(part)
            else:
                del self.fields[f"counted_{part}"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        parts = [data.get(f"counted_{part}") for part in ("low", "likely", "high")]
        given = [part for part in parts if part is not None]
        if given and len(given) < len(parts):
            self.add_error("counted_likely", _("Give all three numbers, or none."))
        elif given != sorted(given):
            self.add_error("counted_likely", _("It must lie between the other two."))
        elif given and not data.get("counted_source"):
            self.add_error("counted_source", _("Say who counted, and when: every number here has a source."))
        return data

    def values(self) -> dict[str, Any]:
        """What `change_place` takes."""
        data = self.cleaned_data
        counted = None
        if data.get("counted_likely") is not None:
            counted = {part: data[f"counted_{part}"] for part in ("low", "likely", "high")}
            counted |= {"source": data["counted_source"], "basis": str(Basis.EVIDENCE)}
        return {
            **{name: data[name] for name in self.Meta.fields if name in data},
            "wheelchair": data.get("wheelchair") or "",
            **({"counted": counted} if self.may_count else {}),
        }


def is_kind(slug: str) -> bool:
    return slug in load_typology().kinds
