"""Does the history still say what was written? Every digest is computed again, links, counts and heads are compared.

Found and named: labels lowered without a signature; edited events and values, removed and inserted rows, reordered
events, a chain cut at its end or gone, a head whose signature is wrong, values emptied without a shredding that says
so. Problems are OpenwardErrors: a code and parameters; `openward.wording` has their sentences. Rows are streamed;
memory does not grow with the history.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from openward.foundation.history import signing
from openward.foundation.history.chain import change_digest, event_digest
from openward.foundation.history.models import ChainHead, Event, RecordChange
from openward.foundation.history.notes import FIELDS
from openward.foundation.history.sealed import unseal
from openward.foundation.history.verbs import READS
from openward.foundation.visibility.models import LabelChange
from openward.foundation.visibility.signatures import is_signed
from openward.methods.errors import OpenwardError

# Events that fail are tried in each other's places, to tell a reordering; beyond so many it no longer matters.
REORDERED_AT_MOST = 200


@dataclass
class Report:
    """What was verified, and what is wrong with it: `problems` in order of chain and sequence."""

    chains: int = 0
    events: int = 0
    changes: int = 0
    signed_heads: int = 0
    signed_labels: int = 0
    ends: dict[UUID, Event] = field(default_factory=dict)
    problems: list[OpenwardError] = field(default_factory=list)

    @property
    def is_intact(self) -> bool:
        return not self.problems

    def add(self, code: str, **parameters: object) -> None:
        self.problems.append(OpenwardError(code, **parameters))


def check(heads: Path | None = None, public_key: Path | None = None) -> Report:
    """Verify every chain against itself and against the signed heads in the folder `heads` (default: this
    installation's, by its own key; for a copy give its public key as well). People may go on working:
    all is read from one snapshot of the database, and nobody waits for it."""
    report = Report()
    # Before the snapshot: a head that is exported meanwhile would be newer than what the snapshot has.
    signed = _signed_heads(report, heads, public_key)
    with _one_snapshot():
        shredded = _shreddings()
        stored = {head.chain: head for head in ChainHead.objects.order_by("chain")}
        found = set(Event.objects.order_by().values_list("chain", flat=True).distinct())
        for chain in sorted({*stored, *signed, *found}):
            _check_chain(chain, stored.get(chain), signed.get(chain), shredded, report)
        _check_strays(report)
        _check_labels(report, public_key)
    return report


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """All reads inside see the database as it was at the first of them."""
    connection = transaction.get_connection()
    if connection.in_atomic_block:
        yield
        return
    is_sqlite = connection.vendor == "sqlite"
    mode = getattr(connection, "transaction_mode", None)
    try:
        if is_sqlite:
            connection.ensure_connection()
            connection.transaction_mode = "DEFERRED"
        with transaction.atomic():
            if not is_sqlite:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if is_sqlite:
            connection.transaction_mode = mode


def sign_heads(report: Report) -> int:
    """Export the signed head of each chain whose exported one is missing or older than what was found, as when the disk
    was full; returns how many. What is signed is what the check has verified, so it must be without a problem."""
    if not report.is_intact:
        raise ValueError("sign what is intact alone")
    known = {}
    for file in signing.exported():
        head = signing.read(file)
        known[head.chain] = head.sequence
    due = [event for chain, event in sorted(report.ends.items()) if known.get(chain, 0) < event.sequence]
    for event in due:
        signing.export(event.chain, event.sequence, event.digest, event.at)
    return len(due)


def _signed_heads(report: Report, heads: Path | None, public_key: Path | None) -> dict[UUID, signing.SignedHead]:
    key = signing.public_key(public_key)
    found = {}
    for file in signing.exported(heads):
        try:
            head = signing.read(file)
        except (OSError, ValueError):
            report.add("history-head-unreadable", file=file.name)
            continue
        if head.is_signed_by(key) and file.stem == str(head.chain):
            found[head.chain] = head
            report.signed_heads += 1
        else:
            report.add("history-head-forged", file=file.name)
    return found


def _shreddings() -> dict[UUID, set[str]]:
    """Record -> names of fields that a shredding event of the chain says are gone."""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for record, notes in Event.objects.filter(verb="shredded").values_list("record", "notes"):
        try:
            pair = unseal(notes).get(FIELDS)
        except (ValueError, AttributeError):
            continue
        found[record].update(pair.after if pair else ())
    return found


@dataclass
class _Chain:
    """What walking one chain needs to remember."""

    key: UUID
    report: Report
    last_sequence: int = 0
    last_digest: str = ""
    failing: list[Event] = field(default_factory=list)

    def add(self, code: str, event: Event, **parameters: object) -> None:
        self.report.add(code, chain=str(self.key), sequence=event.sequence, **parameters)


def _check_chain(
    key: UUID,
    stored: ChainHead | None,
    signed: signing.SignedHead | None,
    shredded: dict[UUID, set[str]],
    report: Report,
) -> None:
    report.chains += 1
    chain = _Chain(key, report)
    for event, changes in _with_changes(key):
        report.events += 1
        if event.sequence > chain.last_sequence + 1:
            first, last = chain.last_sequence + 1, event.sequence - 1
            report.add("history-events-missing", chain=str(key), first=first, last=last)
        elif event.previous != chain.last_digest:
            chain.add("history-link-broken", event)
        rows_agree = _check_changes(chain, event, changes, shredded)
        if _recomputed(event) != event.digest:
            chain.failing.append(event)
        elif rows_agree and event.is_read != (event.verb in READS):
            chain.add("history-event-edited", event)
        _check_emptied(chain, event, event.record, event.notes, shredded)
        if signed and signed.sequence == event.sequence and signed.digest != event.digest:
            chain.add("history-rewritten", event, at=signed.at)
        chain.last_sequence, chain.last_digest = event.sequence, event.digest
        report.ends[key] = event
    _name_failing(chain)
    _check_end(chain, stored, signed)


def _with_changes(chain: UUID) -> Iterator[tuple[Event, list[RecordChange] | Iterable[RecordChange]]]:
    """Events in order, each with its changes in order: two streams of the database, merged."""
    rows = RecordChange.objects.filter(event__chain=chain).order_by("event__sequence", "event_id", "position")
    grouped = groupby(rows.iterator(chunk_size=2000), key=lambda row: row.event_id)
    waiting = next(grouped, None)
    for event in Event.objects.filter(chain=chain).order_by("sequence").iterator(chunk_size=2000):
        if waiting is not None and waiting[0] == event.id:
            yield event, waiting[1]
            waiting = next(grouped, None)
        else:
            yield event, []


def _check_changes(
    chain: _Chain, event: Event, changes: Iterable[RecordChange], shredded: dict[UUID, set[str]]
) -> bool:
    """Whether the event has just the changes that it was written with; names each that was edited."""
    total, count = hashlib.sha256(), 0
    for change in changes:
        count += 1
        chain.report.changes += 1
        try:
            is_right = change_digest(change) == change.digest
        except (ValueError, TypeError, AttributeError):
            is_right = False
        if is_right:
            _check_emptied(chain, event, change.record, change.values, shredded)
        else:
            chain.add("history-values-edited", event, record=str(change.record), kind=change.record_kind)
        total.update(change.digest.encode())
    if count != event.changes_count:
        chain.add("history-changes-missing", event, expected=event.changes_count, found=count)
        return False
    if count and total.hexdigest() != event.changes_digest:
        chain.add("history-changes-exchanged", event)
        return False
    return True


def _check_emptied(
    chain: _Chain, event: Event, record: UUID | None, sealed: str, shredded: dict[UUID, set[str]]
) -> None:
    """Values that are gone must be covered by a shredding that says so."""
    try:
        emptied = {name for name, pair in unseal(sealed).items() if pair is None}
    except (ValueError, AttributeError, TypeError):
        return  # told as edited already
    said = shredded.get(record, set()) if record else set()
    if emptied - said:
        chain.add("history-values-emptied", event, record=str(record), fields=sorted(emptied - said))


def _recomputed(event: Event) -> str:
    try:
        return event_digest(event)
    except (ValueError, TypeError, AttributeError, json.JSONDecodeError):
        return ""


def _name_failing(chain: _Chain) -> None:
    """Reordered where the digest holds for another's place in the chain, edited otherwise."""
    places = [event.sequence for event in chain.failing]
    for event in chain.failing:
        moved_from = None
        if 1 < len(places) <= REORDERED_AT_MOST:
            moved_from = next((place for place in places if _holds_at(event, place)), None)
        if moved_from is None:
            chain.add("history-event-edited", event)
        else:
            chain.add("history-event-moved", event, written_as=moved_from)


def _holds_at(event: Event, place: int) -> bool:
    stored, event.sequence = event.sequence, place
    try:
        return _recomputed(event) == event.digest
    finally:
        event.sequence = stored


def _check_end(chain: _Chain, stored: ChainHead | None, signed: signing.SignedHead | None) -> None:
    end: dict[str, Any] = {"chain": str(chain.key), "found": chain.last_sequence}
    known = max(stored.sequence if stored else 0, signed.sequence if signed else 0)
    if chain.last_sequence < known:
        at = signed.at if signed and signed.sequence == known else "?"
        chain.report.add("history-cut", expected=known, at=at, **end)
    elif stored is None or (stored.sequence, stored.digest) != (chain.last_sequence, chain.last_digest):
        chain.report.add("history-head-differs", **end)


def _check_labels(report: Report, public_key: Path | None) -> None:
    """Every lowered label is signed still, and was told in the history as often as it was signed."""
    key, signed = signing.public_key(public_key), Counter[UUID]()
    for change in LabelChange.objects.order_by("signed_at", "id").iterator(chunk_size=2000):
        signed[change.record] += 1
        report.signed_labels += 1
        if not is_signed(change, key):
            report.add("label-change-forged", record=str(change.record), kind=change.record_kind)
    told = Counter(Event.objects.filter(verb="lowered-label").order_by().values_list("record", flat=True))
    for record in sorted(signed.keys() | told.keys()):
        if signed[record] != told[record]:
            report.add("label-changes-differ", record=str(record), signed=signed[record], told=told[record])


def _check_strays(report: Report) -> None:
    """Changes whose event was removed."""
    strays = RecordChange.objects.exclude(event__in=Event.objects.all()).order_by("event_id", "position")
    for event in sorted({row.event_id for row in strays.iterator(chunk_size=2000)}):
        report.add("history-changes-stray", event=str(event))
