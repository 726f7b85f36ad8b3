"""The words of verdicts: why someone sees a record, or what they lack."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REASONS = {
    "public": _("Everyone may see this."),
    "named-on-record": _("You are named on this record."),
    "assigned-member": _("You are assigned to this place or piece of work."),
    "site-operator": _("Your organisation operates this site."),
    "client-organisation": _("Your organisation is a client of the sharing group."),
    "owning-organisation": _("Your organisation owns this record."),
    "community": _("Your organisation is in the community of the sharing group."),
    "staff-session": _("You read this in a staff session; its owner sees that you did."),
    "installation-staff": _("You work for this installation."),
    "role": _("Your role allows it."),
    "not-signed-in": _("Sign in first."),
    "not-named": _("This record is open only to the people named on it. Ask its owner to name you."),
    "not-assigned": _("You are not assigned to this place or piece of work. Ask your coordinator to assign you."),
    "other-organisation": _("This record belongs to another organisation and is not shared with yours."),
    "closed-to-police": _("This record is closed to police and emergency services. Ask its owner to open it."),
    "staff-session-reads-only": _("A staff session reads and changes nothing."),
    "not-staff": _("Only those who run this installation may do this."),
    "has-administrators": _("This organisation has administrators of its own; they invite its people."),
    "has-readers": _("Somebody is assigned to it. Ask them to assign you."),
    "own-role": _("Nobody changes their own role. Ask another administrator of your organisation."),
    "role-missing": _("Your role does not allow this. Ask your coordinator."),
}
