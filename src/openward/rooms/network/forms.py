"""Forms of this room: what people type, checked for its form. What it may do is for the actions to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.countries import country_names
from openward.foundation.identity.models import Membership, OrganisationKind, Role, SharingGroup
from openward.foundation.identity.models.staff import LONGEST
from openward.foundation.identity.time_zones import time_zone_choices
from openward.foundation.visibility.labels import Label

REASON_HELP = _("It stands in the history.")


def language_choices(empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((code, name) for code, name in settings.LANGUAGES)]


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    country = forms.ChoiceField(label=_("Country"))
    contact = forms.EmailField(
        label=_("Contact address"), required=False, help_text=_("An address of the office, never of one person.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = country_names(get_language() or "en")
        self.fields["country"].choices = [("", _("choose")), *names.items()]


class OrganisationChangeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    contact = forms.EmailField(
        label=_("Contact address"), required=False, help_text=_("An address of the office, never of one person.")
    )


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    language = forms.ChoiceField(label=_("Language of the mail"), required=False)

    def __init__(self, *args: Any, roles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        self.fields["language"].choices = language_choices(_("the language of this page"))


class AcceptForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), required=False)
    password = forms.CharField(
        label=_("Password"), strip=False, max_length=1000, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices(_("the language of this page"))
        self.fields["password"].help_text = " ".join(str(text) for text in password_validators_help_texts())


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices(_("the language of the browser"))
        zones = time_zone_choices(get_language() or "en")
        self.fields["time_zone"].choices = [("", _("the time zone of this installation")), *zones]


class SharingGroupForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)


class StaffSessionForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("The organisation reads it, and each record that you open."),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=int(LONGEST.total_seconds() // 60), initial=30
    )


class AssignForm(forms.Form):
    membership = forms.ModelChoiceField(Membership.objects.none(), label=_("Member"), empty_label=_("choose"))
    until = forms.DateTimeField(
        label=_("Until"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["membership"]
        field.queryset = members
        field.label_from_instance = lambda membership: f"{membership.person} ({membership.get_role_display()})"


class LabelForm(forms.Form):
    """Up or down: the actions tell which it is, and what it needs."""

    label = forms.ChoiceField(label=_("Label"), choices=Label.choices)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 2}), help_text=REASON_HELP
    )
    rule = forms.CharField(
        label=_("What makes it harmless"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("For a label that goes down: what was left out, rounded or suppressed. You sign it."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_label_%s", **kwargs})


class RecordSharingForm(forms.Form):
    group = forms.ModelChoiceField(
        SharingGroup.objects.none(), label=_("Sharing group"), required=False, empty_label=_("not shared")
    )
    closed_to_police = forms.BooleanField(label=_("Closed to police and emergency services"), required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("It stands in the history. Needed to share with a group, and to open to police."),
    )  # fmt: skip

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_sharing_%s", **kwargs})
        self.fields["group"].queryset = groups
