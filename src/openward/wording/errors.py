"""Every error code of the domain with its sentence: what is wrong, and the mend. Named parameters, %-style.

A test holds that each code raised in the source stands here with just the parameters that it is raised with.
"""

from __future__ import annotations


def _(message: str) -> str:
    """Mark for extraction; `Words.error` translates."""
    return message


ERRORS: dict[str, str] = {
    "cancelled": _("Stopped, as you asked. Nothing was written."),
    "already-member": _("%(email)s has this role here already."),
    "mail-not-sent": _(
        "The invitation to %(email)s stands, but its mail could not be sent. Invite the same address again to send it anew."
    ),
    "invitation-closed": _("This invitation is not open: it was used, withdrawn, or has run out. Ask for a new one."),
    "invitation-for-another": _(
        "This invitation was sent to another address than the one you are signed in with. Sign out, then open it again."
    ),
    "sign-in-first": _("There is an account with this address already. Sign in to accept the invitation."),
    "membership-ended": _("This membership has ended. Invite the person again."),
    "last-administrator": _("This is the last administrator of the organisation. Invite or appoint another one first."),
    "not-a-member": _("Only a current member of the organisation that owns the record can be assigned to it."),
    "not-assigned": _("This assignment has ended already."),
    "end-has-passed": _("The end must lie in the future."),
    "reason-missing": _("Give a reason: it stands in the history."),
    "name-missing": _("Give a name."),
    "organisation-exists": _("There is an organisation %(name)s in %(country)s already."),
    "sharing-group-exists": _("You have a sharing group %(name)s already. Choose another name."),
    "sharing-group-in-use": _("Records are shared through %(name)s. Take them out of it first."),
    "session-too-long": _("A staff session lasts from 1 to %(minutes)s minutes."),
    "time-zone-unknown": _("There is no time zone %(time_zone)s. Choose one of the list."),
    "label-not-lower": _("%(label)s is not lower than %(former)s."),
    "label-not-higher": _(
        "%(label)s is not stricter than %(former)s. Only a coordinator lowers a label, with a reason."
    ),
    "label-needs-readers": _("TLP:RED is for the people named on the record. Name at least one."),
    "visit-weights-unusable": _(
        "The weights of the visit order cannot be used (%(weights)s). Give each duty a weight of 0 or more, not all 0."
    ),
    "command-line-wrong": _("%(detail)s. See: %(command)s"),
    "option-missing": _("%(option)s is missing. Example: %(example)s"),
    "language-unknown": _("There is no language %(language)s here. Choose one of: %(languages)s."),
    "source-date-wrong": _("SOURCE_DATE_EPOCH is %(value)s; it must be seconds since 1970 in digits, or not be set."),
    "budget-not-a-number": _(
        "The budget %(budget)s is not a number. Write it in whole units without separators, for example 500000."
    ),
    "budget-not-positive": _("A budget of %(budget)s buys nothing. Give an amount above 0."),
    "budget-absurd": _(
        "A budget of %(budget)s cannot be meant: the most is %(most)s. Give it in whole units of the currency."
    ),
    "currency-unknown": _(
        "There is no currency %(currency)s. Give its ISO 4217 code, for example EUR. Near it: %(near)s."
    ),
    "currency-without-rate": _(
        "The catalogue has no yearly rate for %(currency)s in %(year)s. Choose one of: %(currencies)s."
    ),
    "price-year-absurd": _("Prices of %(year)s cannot be reckoned. Give a year from %(first)s to %(last)s."),
    "no-places": _(
        "There is no place of any kind in %(name)s, or in the part of it that was asked for. Take an extract with "
        "buildings and amenities in it, or another city."
    ),
    "finding-of-unknown-place": _(
        "The assessments speak of %(count)s places that are not in the register (%(places)s). Use the ids of "
        "register.xlsx."
    ),
    "folder-unwritable": _("Nothing can be written to %(folder)s: %(detail)s. Choose another folder with --out."),
    "fonts-missing": _("The fonts for documents are not in %(folder)s. Run: make setup"),
    "basemap-failed": _("The base map could not be made: %(detail)s"),
    "fault": _("This is a fault of Openward (%(kind)s: %(detail)s). Nothing was written. Please report it."),
}
