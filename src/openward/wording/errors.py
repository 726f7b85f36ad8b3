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
    "own-invitation": _(
        "%(email)s is an address of the person who invites. Invite somebody else: nobody lets themselves in."
    ),
    "take-over-asked": _("Somebody has asked to take it over already."),
    "take-over-waits": _("Others have three days to refuse. Take it over after that."),
    "take-over-closed": _("This was refused, done, or left for so long that it lapsed. Ask again."),
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
    "reader-unknown": _("Only people who belong to an organisation here can be named on a record."),
    "label-needs-readers": _("TLP:RED is for the people named on the record. Name at least one."),
    "extract-missing": _("There is no file %(path)s. Check its name and folder."),
    "extract-not-a-file": _("%(path)s is not a file. Give a map extract: .osm.pbf, .osm, .osm.gz or .osm.bz2."),
    "extract-empty": _("%(path)s is empty. Download the map extract again."),
    "extract-format": _(
        "%(path)s is not a map extract of OpenStreetMap. Give a file in one of its formats: .osm.pbf, .osm, .osm.gz or "
        ".osm.bz2."
    ),
    "extract-unreadable": _(
        "%(path)s cannot be read to its end; it is damaged or cut short (%(detail)s). Download the map extract again."
    ),
    "city-not-found": _(
        "The map has no boundary named %(city)s. It has: %(near)s. Ask for one of these, or name no city to take the "
        "whole file."
    ),
    "city-cut-off": _(
        "The map holds too little of the boundary of %(city)s. Take an extract that holds all of it, or name no city "
        "to take the whole file."
    ),
    "table-missing": _("There is no file %(path)s. Check its name and folder."),
    "table-unreadable": _("%(path)s cannot be read as a table (%(detail)s). Save it as CSV in UTF-8, or as XLSX."),
    "table-empty": _("%(path)s has no rows. Row 1 holds the headings, the rows below it the values."),
    "findings-column-missing": _("%(path)s has no column %(column)s. Row 1 must have these headings: %(columns)s."),
    "finding-cell-empty": _("Row %(row)s, column %(column)s: the cell is empty. Fill it in, or take the row out."),
    "finding-place-wrong": _(
        "Row %(row)s, column place: %(value)s is no id of a place. Take it from the column id of register.xlsx, for "
        "example w123."
    ),
    "finding-factor-unknown": _("Row %(row)s, column factor: there is no factor %(value)s. Near it: %(near)s."),
    "finding-score-wrong": _(
        "Row %(row)s, column score: %(value)s is no score. Give a whole number from 0 (no weakness) to 4."
    ),
    "finding-twice": _(
        "Row %(row)s gives another score for %(factor)s at %(place)s than row %(first)s. Keep one of the two."
    ),
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
    "budget-buys-nothing": _(
        "A budget of %(budget)s %(currency)s buys nothing here: the cheapest measure costs %(least)s %(currency)s. Give "
        "more."
    ),
    "budget-absurd": _(
        "A budget of %(budget)s cannot be meant: the most is %(most)s. Give it in whole units of the currency."
    ),
    "currency-unknown": _(
        "There is no currency %(currency)s. Give its ISO 4217 code, for example EUR. Near it: %(near)s."
    ),
    "currency-without-rate": _(
        "The catalogue has no yearly rate for %(currency)s in %(year)s. Choose one of: %(currencies)s."
    ),
    "price-year-not-a-number": _("The price year %(year)s is no year. Write it in digits, for example 2026."),
    "price-year-absurd": _("Prices of %(year)s cannot be reckoned. Give a year from %(first)s to %(last)s."),
    "no-places": _(
        "There is no place of any kind in %(name)s, or in the part of it that was asked for. Take an extract with "
        "buildings and amenities in it, or another city."
    ),
    "finding-of-unknown-place": _(
        "The assessments speak of the place %(place)s, which is not in the register. Use the ids of register.xlsx."
    ),
    "folder-unwritable": _("Nothing can be written to %(folder)s: %(detail)s. Choose another folder with --out."),
    "fonts-missing": _("The fonts for documents are not in %(folder)s. Run: make setup"),
    "basemap-failed": _("The base map could not be made: %(detail)s"),
    "fault": _("This is a fault of Openward (%(kind)s: %(detail)s). Nothing was written. Please report it."),
    "brief-of-red": _(
        "This register is TLP:RED: for named people alone. No brief is made of it, since a document leaves their circle."
    ),
    "undo-nothing": _("There is nothing in this event that can be undone."),
    "undo-conflict": _(
        "Somebody changed the same since (%(fields)s). Nothing was undone. Compare the values, and edit the record."
    ),
    "undo-shredded": _("It cannot be undone: its values were erased for good."),
    "undo-lowers-label": _(
        "Undoing this would lower the label. A label goes down only by a signed decision of the owner's coordinator."
    ),
    "undo-impossible": _(
        "It cannot be undone: something that it refers to is gone, or something new refers to it. Edit the record "
        "instead."
    ),
    "shred-without-reason": _("Say why the values are erased. The reason stays in the history."),
    "shred-unknown": _("There is no such field here: %(fields)s. Nothing was erased."),
    "job-not-over": _("This job is under way or done, so it cannot be started again."),
    "job-interrupted": _("The worker that did this was stopped. Nothing was written. Start it again."),
    "job-failed-unexpectedly": _(
        "This did not work out, by a fault of Openward. Nothing was written. Start it again; if it fails again, tell "
        "your operator the number of the job: %(job)s"
    ),
    "history-head-unreadable": _(
        "The signed head %(file)s cannot be read. Take it from a copy, or find out what wrote it."
    ),
    "history-head-forged": _("The signed head %(file)s is not signed by the key of this installation."),
    "history-events-missing": _("Events %(first)s to %(last)s of the chain %(chain)s are missing."),
    "history-link-broken": _("Event %(sequence)s of the chain %(chain)s does not follow the one before it."),
    "history-event-edited": _("Event %(sequence)s of the chain %(chain)s was edited."),
    "history-event-moved": _("Event %(sequence)s of the chain %(chain)s was written as event %(written_as)s."),
    "history-rewritten": _(
        "Event %(sequence)s of the chain %(chain)s is not the one whose head was signed at %(at)s: the chain was "
        "rewritten up to there."
    ),
    "history-values-edited": _(
        "Event %(sequence)s of the chain %(chain)s: the values of %(kind)s %(record)s were edited."
    ),
    "history-values-emptied": _(
        "Event %(sequence)s of the chain %(chain)s: values of the record %(record)s are gone (%(fields)s), and no "
        "erasing says so."
    ),
    "history-changes-missing": _(
        "Event %(sequence)s of the chain %(chain)s changed %(expected)s records; %(found)s are left."
    ),
    "history-changes-exchanged": _(
        "Event %(sequence)s of the chain %(chain)s: the records that it changed were exchanged."
    ),
    "history-changes-stray": _("The event %(event)s is gone, and what it changed is still here."),
    "history-cut": _(
        "The chain %(chain)s ends at event %(found)s; it had reached event %(expected)s (signed at: %(at)s). Its end "
        "was removed, or an older database was put back."
    ),
    "history-head-differs": _("The chain %(chain)s has %(found)s events, which its head does not know."),
    "upload-too-large": _(
        "%(name)s is larger than the %(megabytes)s megabytes that this installation takes. Bring a smaller extract, or ask "
        "who runs it to raise OPENWARD_UPLOAD_MEGABYTES."
    ),
    "proposal-twice": _("The proposal %(proposal)s stands twice. Keep one of them."),
    "proposal-unusable": _("The proposal %(proposal)s needs a cost above 0 and a benefit that is not negative."),
    "proposal-unknown": _(
        "A rule names the proposal %(proposal)s, which is not among the proposals. Take it out of the rule."
    ),
    "floor-unusable": _("The floor of %(group)s is %(share)s. Give a share from 0 to 1."),
}
