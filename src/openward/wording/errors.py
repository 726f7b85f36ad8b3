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
    "label-change-forged": _(
        "The signature under a lowered label of the record %(record)s (%(kind)s) is wrong: it was edited, or made "
        "elsewhere."
    ),
    "label-changes-differ": _(
        "The label of the record %(record)s was lowered %(told)s times by the history, and signed for %(signed)s times."
    ),
    "email-wrong": _("%(email)s is no e-mail address."),
    "person-exists": _("There is a person with the address %(email)s already."),
    "password-weak": _("Choose another password. %(detail)s"),
    "passwords-differ": _("The two passwords differ. Nothing was written; try again."),
    "terminal-missing": _("A password is only taken from a terminal. Run this command in one."),
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
    "rows-wrong": _("Rows of %(path)s that are wrong: %(count)s. Nothing was written.\n%(rows)s"),
    "rows-wrong-and-more": _(
        "Rows of %(path)s that are wrong: %(count)s. Nothing was written.\n%(rows)s\nMore rows that are wrong: %(rest)s."
    ),
    "findings-column-missing": _("%(path)s has no column %(column)s. Row 1 must have these headings: %(columns)s."),
    "finding-cell-empty": _("Row %(row)s, column %(column)s: the cell is empty. Fill it in, or take the row out."),
    "finding-place-wrong": _(
        "Row %(row)s, column place: %(value)s is no id of a place. Take it from the column id of register.xlsx, for "
        "example w123."
    ),
    "finding-place-unknown": _(
        "Row %(row)s, column place: the register has no place %(place)s. Take its id from the column id of register.xlsx."
    ),
    "finding-kind-unknown": _("Row %(row)s, column kind: there is no kind %(value)s. Near it: %(near)s."),
    "finding-name-unknown": _(
        "Row %(row)s, column name: the register has no place of kind %(kind)s called %(name)s. Near it: %(near)s."
    ),
    "finding-name-of-many": _(
        "Row %(row)s, column name: several places of kind %(kind)s are called %(name)s. Say which in a column place, by "
        "its id: %(places)s."
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
    "budget-ambiguous": _(
        "%(budget)s can be read in two ways. Give the budget as %(thousands)s, or with two decimals as %(decimals)s."
    ),
    "city-empty": _("--city is empty. Give the name of the city, or leave --city out to take the whole extract."),
    "port-taken": _(
        "Openward cannot listen on %(address)s, port %(port)s: %(detail)s. Choose another port with --port."
    ),
    "home-unusable": _(
        "The folder of this installation, %(folder)s, cannot be used: %(detail)s. Set OPENWARD_HOME to a folder that you "
        "can write to."
    ),
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
    "table-not-utf-8": _(
        "%(path)s, line %(line)s: a letter is not written in UTF-8. Save the table as CSV in UTF-8, or as XLSX."
    ),
    "panel-column-twice": _("%(path)s has the column %(column)s twice. Rename one of them."),
    "panel-row-too-long": _(
        "%(path)s, row %(row)s has %(cells)s cells under %(most)s headings. Put cells that hold the separator in quotes."
    ),
    "panel-formula": _("%(path)s, row %(row)s, column %(column)s holds a formula. Put its value there instead."),
    "panel-formula-in-cell": _("%(path)s, cell %(cell)s holds a formula. Copy the sheet and paste it as values."),
    "quotas-column-missing": _(
        "%(path)s has no column %(column)s. Row 1 must read feature, value, min, max; or category, feature, min, max."
    ),
    "quota-cell-missing": _("Quotas, row %(row)s: the column %(column)s is empty. Fill it in, or delete the row."),
    "quota-limit-wrong": _("Quotas, row %(row)s, column %(column)s: %(value)s is no whole number from 0 upwards."),
    "quota-minimum-above-maximum": _(
        "Quotas, row %(row)s: the minimum %(minimum)s is above the maximum %(maximum)s. Exchange or correct them."
    ),
    "quota-flex-narrower": _(
        "Quotas, row %(row)s: min_flex %(least)s to max_flex %(most)s must hold the limits %(minimum)s to %(maximum)s."
    ),
    "quota-twice": _("Quotas, row %(row)s: %(feature)s = %(value)s has a quota in row %(first)s already. Keep one."),
    "quota-minimum-above-maximum-of": _(
        "The quota of %(feature)s = %(value)s asks for at least %(minimum)s and at most %(maximum)s. Correct one of them."
    ),
    "quota-twice-of": _("There are two quotas of %(feature)s = %(value)s. Keep one of them."),
    "quota-feature-unknown": _("There is a quota of %(feature)s, which the pool does not tell. Add the column."),
    "pool-column-missing": _(
        "%(path)s has no column %(column)s. It has: %(near)s. Rename it, or say which column it is."
    ),
    "pool-include-unclear": _("Row %(row)s, column %(column)s: %(value)s is neither yes nor no."),
    "pool-include-left-out": _(
        "Row %(row)s must be included, but cannot be used (column %(column)s). Complete the row, or don't demand it."
    ),
    "pool-empty": _("%(path)s has no row that can be used."),
    "pool-person-twice": _(
        "%(path)s: row %(row)s tells of the same person as row %(first)s (such rows: %(count)s). Delete one, or leave "
        "out the later rows with --leave-out."
    ),
    "pool-rows-unusable": _(
        "%(path)s: %(count)s rows cannot be used, because a value is missing, unknown or repeated (row: column = value): "
        "%(rows)s. Mend them, or leave them out with --leave-out."
    ),
    "pool-id-twice": _("Two people of the pool have the id %(id)s. Give each one of their own."),
    "panel-size-wrong": _("A panel of %(size)s people cannot be drawn. Give a size of 1 or more."),
    "panel-infeasible": _(
        "No panel keeps to all the quotas. openward panel check says which clash, and what would do."
    ),
    "pool-smaller-than-panel": _(
        "The pool has %(people)s people for a panel of %(size)s. Recruit more volunteers, or draw a smaller panel."
    ),
    "panel-breaks-rule": _("Panel %(panel)s of the proof breaks a quota or another rule of the task."),
    "panel-weights-wrong": _("The proof must give each of its panels one weight above 0, and does not."),
    "panel-chances-wrong": _("The chances stated are not those that the panels of the proof and their weights give."),
    "panel-certificate-wrong": _("A certificate of the proof does not fit its task, so it proves nothing."),
    "panel-claims-more": _("The proof claims more than its panels and certificates show."),
    "panel-places-taken": _(
        "%(taken)s seats are taken by people who must be included or are reserved, of a panel of %(size)s. Take fewer."
    ),
    "include-unknown": _("Nobody in the pool has the id: %(ids)s. Correct it."),
    "include-same-household": _(
        "These people must be included and live in one household: %(ids)s. Demand one of them, or allow households."
    ),
    "salt-malformed": _(
        "This is no salt: it has %(characters)s characters. A salt is the 64 digits and letters a to f of your letter."
    ),
    "seed-empty": _("The seed is empty. Type what the dice or the beacon showed."),
    "seed-too-long": _("The seed is longer than %(most)s characters. Type only what the source showed."),
    "seed-before-close": _(
        "The seed would be known at %(seed)s, before the pool closes at %(closes)s. Choose a later source."
    ),
    "seed-too-early": _("The seed cannot be known before %(seed)s. Wait until then."),
    "seed-before-list": _(
        "The seed of %(seed)s was known before the list was fixed at %(committed)s, so the list could have been chosen "
        "to suit it. Announce a later seed and fix the list anew."
    ),
    "seed-after-date": _(
        "The seed is of %(seed)s, not of the day announced, %(announced)s: who may wait can choose. Take the seed of "
        "that day, or announce the draw anew."
    ),
    "announcement-without-source": _("Say where the seed will come from and how it is written, with --seed-source."),
    "announcement-malformed": _("The announcement cannot be read (%(detail)s). Take the file that was published."),
    "pool-not-closed": _("The pool is open until %(closes)s. Fix the list after that."),
    "list-after-seed": _("The seed is known since %(seed)s: a list fixed now proves nothing. Announce a later seed."),
    "moment-malformed": _("%(text)s is no moment. Write it like 2027-03-01T18:00+01:00."),
    "draw-twice": _("This panel is drawn already, with the seed %(seed)s. A second draw would be a choice."),
    "transcript-missing": _("There is no file %(path)s. Give the transcript.json of a lottery."),
    "transcript-malformed": _(
        "The transcript is damaged or was edited: %(detail)s is missing, added, or not as it must be."
    ),
    "transcript-commitment-wrong": _(
        "What was fixed was altered: it no longer gives the commitment that stands beside it."
    ),
    "transcript-not-as-published": _("This is another lottery than was published: its commitment is %(commitment)s."),
    "transcript-pool-altered": _("The list of volunteers was altered after it was fixed."),
    "transcript-lottery-altered": _("The list of panels was altered after it was fixed."),
    "transcript-panel-malformed": _(
        "Panel %(panel)s of the list is no panel: it has a wrong number of members, or one twice."
    ),
    "transcript-times-wrong": _(
        "The order of time is wrong: the pool closes at %(closes)s, the list was fixed at %(committed)s, the seed was to "
        "be known at %(seed)s."
    ),
    "transcript-not-drawn": _(
        "No panel is drawn yet: the transcript has no seed. Until then its commitment %(commitment)s is what to keep."
    ),
    "transcript-seed-malformed": _("The seed %(seed)s is not in its normal form, so it was not written by a draw."),
    "transcript-panel-wrong": _("The seed gives panel %(panel)s, and the transcript says panel %(stated)s."),
    "transcript-members-wrong": _("The members named are not those of panel %(panel)s, which the seed gives."),
    "volunteer-not-in-pool": _("Nobody with this salt is in the pool (it gives the pseudonym %(pseudonym)s)."),
    "volunteer-is-another": _("The place of pseudonym %(pseudonym)s was given to somebody else than %(id)s."),
    "quotas-clash": _("No panel keeps to all the quotas. %(clash)s openward panel check offers ways out."),
    "reserved-malformed": _(
        "The reserved seat %(seat)s is not written like FEATURE=VALUE, with features of the quotas."
    ),
    "column-mapping-malformed": _("%(mapping)s does not say which column a feature is in. Write FEATURE=COLUMN."),
    "lottery-too-short": _("A lottery of %(panels)s panels cannot be drawn from. Give 1 to 100000."),
    "replace-unknown": _("Nobody on the panel has the id: %(ids)s. Take the ids from panel.csv."),
    "audit-malformed": _("The organisers' file audit.json cannot be read (%(detail)s). Take it from a copy."),
    "audit-of-another": _("The organisers' file is of another lottery, with the commitment %(commitment)s."),
    "audit-person-added": _("%(id)s is in the pool and was not when the list was fixed."),
    "audit-person-missing": _("%(id)s was in the pool when the list was fixed, and is not now."),
    "audit-person-altered": _("What the pool tells of %(id)s was altered after the list was fixed."),
    "audit-pool-differs": _("The transcript has nobody, or somebody else, in the place of %(id)s."),
    "audit-task-differs": _("The quotas or rules are not those that were fixed."),
    "audit-panel-breaks-quota": _(
        "Panel %(panel)s of the list has %(count)s people with %(feature)s = %(value)s, which its quota forbids."
    ),
    "audit-panel-breaks-rule": _(
        "Panel %(panel)s of the list breaks a rule: its size, one person a household, or who must be included."
    ),
    "audit-chances-differ": _("The chances are not those that were fixed."),
    "audit-deviation-wrong": _(
        "The list differs from the exact chances by up to %(found)s, and the transcript says %(stated)s."
    ),
    "lottery-there": _("%(folder)s holds a lottery already. Choose another folder: a lottery is not replaced."),
    "method-unknown": _("There is no method %(method)s. Choose one of: %(methods)s."),
    "termbase-wrong": _("The termbase cannot be used: %(file)s, %(detail)s."),
    "text-missing": _("There is no file %(path)s. Check its name and folder."),
    "text-unreadable": _("%(path)s cannot be read as text (%(detail)s). Save it as plain text in UTF-8."),
    "text-not-utf8": _(
        "%(path)s, byte %(place)s: a letter is not written in UTF-8. Save the text as plain text in UTF-8."
    ),
    "text-too-long": _("%(path)s is longer than %(limit)s megabytes. Check it in parts."),
    "text-language-unknown": _("%(language)s is not among the languages that can be checked: %(languages)s."),
    "source-and-language": _("Give --source and --source-lang together, or neither of them."),
    "instrument-unreadable": _("%(file)s cannot be read: %(detail)s."),
    "instrument-too-large": _("%(file)s is larger than %(most)s MB. Take a smaller copy of the document."),
    "instrument-too-long": _("%(file)s has more than %(most)s pages. Cut the resolution out of it."),
    "instrument-empty": _("%(file)s is empty. Take a copy with the text of the resolution."),
    "instrument-format-unknown": _(
        "%(file)s is neither text, HTML, DOCX, PDF nor Akoma Ntoso. Save it as one of these, an old Word document as DOCX."
    ),
    "instrument-encrypted": _("%(file)s is locked by a password. Save a copy without it."),
    "instrument-broken": _("%(file)s is damaged (%(detail)s). Fetch it again."),
    "instrument-scan": _(
        "%(file)s is a scan without text. Take the official document with a text layer, or add one by OCR and check it."
    ),
    "instrument-page-scanned": _(
        "Page %(page)s of %(file)s is a picture without text. Take a copy in which each page has its text."
    ),
    "instrument-letters-unknown": _(
        "The letters of %(file)s have no characters, so that its text cannot be read. Take another copy of the document."
    ),
    "instrument-not-a-resolution": _(
        "%(file)s is no resolution: no organ speaks in it, or nothing is operative. Give the resolution itself."
    ),
    "instrument-organ-other": _(
        "%(file)s is a text of another organ (%(organ)s). Give a resolution of the Security Council, the General "
        "Assembly, the Human Rights Council or the Economic and Social Council."
    ),
    "instrument-organ-contradicts": _(
        "%(file)s has the symbol %(symbol)s, but another organ speaks in it (%(organ)s). Take the official document."
    ),
    "instrument-two-documents": _(
        "%(file)s holds a second document (%(second)s). Give each document a file of its own."
    ),
    "instrument-symbols-differ": _(
        "%(file)s is %(heading)s by its heading and %(printed)s by its symbol. Take the official document."
    ),
    "instrument-year-differs": _(
        "%(file)s has the symbol %(symbol)s, but was adopted on %(date)s. Correct the heading, or take the official document."
    ),
    "instrument-symbol-missing": _("%(file)s states no symbol. Say which it is, as --symbol 'S/RES/2341 (2017)'."),
    "instrument-symbol-other": _(
        "%(file)s is %(symbol)s and not %(asked)s. Give the other file, or ask for this symbol."
    ),
    "instrument-symbol-for-several": _(
        "--symbol names one instrument, and there are %(count)s files. Give one at a time."
    ),
    "akoma-ntoso-malformed": _(
        "%(file)s is no well-formed Akoma Ntoso 3.0 (line %(line)s: %(detail)s). Correct it there, or export it anew."
    ),
    "akoma-ntoso-invalid": _(
        "%(file)s breaks the schema of Akoma Ntoso in line %(line)s: %(detail)s Correct it there, or read it all the same "
        "with --lenient."
    ),
}
