"""Take an event back: what it changed gets its former values, what it deleted comes back, what it created goes.

Only where everything is still as the event left it; else the conflicts are told field by field and nothing is done.
The undoing is an event itself, and can be undone. It never lowers a label: that is for the owner's coordinator, signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.http import Http404

from openward.foundation.history import log
from openward.foundation.history.access import may_read_values
from openward.foundation.history.chain import Changed, append
from openward.foundation.history.models import Act, Event, RecordChange
from openward.foundation.history.notes import REASON, UNDOES
from openward.foundation.history.owners import label_of, owner_of
from openward.foundation.history.registry import refresh
from openward.foundation.history.sealed import Pair, unseal
from openward.foundation.history.snapshot import rebuilt, set_value, stored_values
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.deciding import deciding_fields, widens
from openward.foundation.visibility.holding import shut_documents_of
from openward.foundation.visibility.labels import Label, strictness
from openward.foundation.visibility.parts import close_parts, raise_parts
from openward.foundation.visibility.policy import Verb, may, may_read
from openward.foundation.visibility.references import kind_of, protected_model_of, visible_records
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError

# A person takes back what a person did; an import is taken back by importing the former file.
AT_MOST = 1000


@dataclass(frozen=True)
class Conflict:
    """A field that changed again since: what the event left, and what stands there now (JSON values)."""

    kind: str
    record: Any
    field: str
    left: Any
    now: Any


class UndoConflict(OpenwardError):
    """Somebody changed the same since. Nothing was undone."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__("undo-conflict", fields=sorted({conflict.field for conflict in conflicts}))
        self.conflicts = conflicts


@dataclass(frozen=True)
class _Step:
    """One record of the event: its row, its model, its values before and after."""

    act: str
    model: type[models.Model]
    key: Any
    pairs: Mapping[str, Pair]

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower

    def stored(self, actor: Actor) -> Any:
        """The record as the actor sees it; one that they may not know of is a 404."""
        found = self.model.objects.visible_to(actor).filter(pk=self.key).first()
        if found is None:
            raise Http404
        return found


def undo(actor: Actor, event: Event, reason: str = "") -> Event:
    """The event that undoes. Raises Refused, UndoConflict, or OpenwardError: `undo-nothing` (a read, a note, an
    import), `undo-shredded` (its values are gone), `undo-lowers-label`,
    `undo-impossible` (what it needs is gone), `reason-missing` (somebody may come in by it)."""
    _require_known(actor, event)
    steps = _steps(event)
    acts = {step.act for step in steps}
    try:
        with transaction.atomic():
            if Act.DELETED in acts:
                return _bring_back(actor, event, steps, reason)
            if acts == {Act.CREATED} and len(steps) == 1:
                return _remove(actor, event, steps[0], reason)
            if acts == {Act.CHANGED} and len(steps) == 1:
                return _restore(actor, event, steps[0], reason)
    except (IntegrityError, ProtectedError, RestrictedError, models.ObjectDoesNotExist) as error:
        raise OpenwardError("undo-impossible") from error
    raise OpenwardError("undo-nothing")


def _require_known(actor: Actor, event: Event) -> None:
    """An event of a record that the actor may not know of is a 404; the owner's members know of what was deleted."""
    reference = (event.record_kind, event.record)
    if event.record is None or not (event.chain in actor.organisations or visible_records(actor, [reference])):
        raise Http404


def _steps(event: Event) -> list[_Step]:
    if event.is_read or not 0 < event.changes_count <= AT_MOST:
        raise OpenwardError("undo-nothing")
    steps = []
    for row in RecordChange.objects.filter(event=event).order_by("position"):
        pairs = unseal(row.values)
        model = protected_model_of(row.record_kind)
        if model is None:
            raise OpenwardError("undo-nothing")
        kept = {name: pair for name, pair in pairs.items() if pair is not None}
        if len(kept) < len(pairs):
            raise OpenwardError("undo-shredded")
        steps.append(_Step(row.act, model, row.record, kept))
    return steps


def _notes(event: Event) -> dict[str, str]:
    return {UNDOES: str(event.id)}


def can_be_restored(event: Event, act: str, pairs: Mapping[str, Pair | None], now: Mapping[str, Any]) -> bool:
    """Whether `undo` can give a record with the values `now` back what this event changed of it: where it changed
    nothing else, nothing was shredded, everything is as it left it, and no label would go down. What the actor may do
    is another question."""
    kept = {name: pair for name, pair in pairs.items() if pair is not None}
    if act != Act.CHANGED or event.changes_count != 1 or len(kept) < len(pairs):
        return False
    if "label" in kept and _lowers_label(kept["label"], now["label"]):
        return False
    return all(now.get(name) == pair.after for name, pair in kept.items())


def _lowers_label(pair: Pair, now: str) -> bool:
    return strictness(pair.before) < strictness(now)


def verb_to_restore(model: Any, fields: Iterable[str]) -> Verb:
    """What one must be allowed to give these fields back their former values: who sees a record is for coordinators."""
    return Verb.LABEL if deciding_fields(model).intersection(fields) else Verb.CHANGE


def needs_reason(model: Any, pairs: Mapping[str, Pair | None]) -> bool:
    """Whether giving these values back may let somebody in: then it takes a reason, as the first time."""
    return any(pair is not None and widens(model, name, pair.after, pair.before) for name, pair in pairs.items())


def _restore(actor: Actor, event: Event, step: _Step, reason: str) -> Event:
    record = step.stored(actor)
    require(may(actor, verb_to_restore(step.model, step.pairs), record))
    if not may_read_values(actor, record, event.label, owner_of(record), step.pairs):
        raise Http404
    now = stored_values(record)
    _require_unchanged([_conflict(step, name, pair.after, now.get(name)) for name, pair in step.pairs.items()])
    if "label" in step.pairs and _lowers_label(step.pairs["label"], record.label):
        raise OpenwardError("undo-lowers-label")
    if needs_reason(step.model, step.pairs) and not reason.strip():
        raise OpenwardError("reason-missing")
    with log.change(record, "undone", reason, _notes(event)) as told:
        for name, pair in step.pairs.items():
            _require_target(step.model, name, pair.before)
            set_value(record, name, pair.before)
        names = [name for name in step.pairs if not step.model._meta.get_field(name).many_to_many]
        record.save(update_fields=names)
        if "label" in step.pairs:
            raise_parts(record)
            if record.label == Label.RED:
                shut_documents_of(record)
        if "closed_to_police" in step.pairs and record.closed_to_police:
            close_parts(record)
        refresh(record, frozenset(step.pairs))
    if told.event is None:
        raise OpenwardError("undo-nothing")
    return told.event


def _remove(actor: Actor, event: Event, step: _Step, reason: str) -> Event:
    record = step.stored(actor)
    require(may(actor, Verb.DELETE, record))
    now = stored_values(record)
    _require_unchanged([_conflict(step, name, pair.after, now.get(name)) for name, pair in step.pairs.items()])
    undone = log.deleted(record, reason, "undone", _notes(event))
    record.delete()
    return undone


def _bring_back(actor: Actor, event: Event, steps: list[_Step], reason: str) -> Event:
    """Records in the order in which they went: foreign keys are checked at the end of the transaction."""
    gone = [step for step in steps if step.act == Act.DELETED]
    first = rebuilt(gone[0].model, {name: pair.before for name, pair in gone[0].pairs.items()})
    if not may_read(actor, first):
        raise Http404
    require(may(actor, Verb.DELETE, first))
    conflicts: list[Conflict] = []
    attached: list[Changed] = []
    restored = []
    for step in gone:
        if step.model._base_manager.filter(pk=step.key).exists():
            conflicts.append(Conflict(step.kind, step.key, "id", None, str(step.key)))
            continue
        record = rebuilt(step.model, {name: pair.before for name, pair in step.pairs.items()})
        record.save_base(raw=True, force_insert=True)
        for name, pair in step.pairs.items():
            _require_target(step.model, name, pair.before, within=gone)
            if step.model._meta.get_field(name).many_to_many:
                set_value(record, name, pair.before)
        restored.append((record, frozenset(step.pairs)))
    for step in steps:
        if step.act == Act.CHANGED:
            conflicts += _reattach(actor, step)
            turned = {name: Pair(pair.after, pair.before) for name, pair in step.pairs.items()}
            attached.append(Changed(Act.CHANGED, step.key, step.kind, turned))
    _require_unchanged(conflicts)
    for record, fields in restored:
        refresh(record, fields)
    changes = [Changed(Act.CREATED, record.pk, kind_of(record), _as_new(record)) for record, _fields in restored]
    changes += attached
    notes = {**_notes(event), **({REASON: reason} if reason else {})}
    return append(
        owner_of(first),
        "undone",
        record=first,
        kind=kind_of(first),
        label=label_of(first),
        notes=notes,
        changes=changes,
    )


def _as_new(record: Any) -> dict[str, Pair]:
    return {name: Pair(None, value) for name, value in stored_values(record).items()}


def _reattach(actor: Actor, step: _Step) -> list[Conflict]:
    """Give a record that lost its reference to what was deleted that reference again, unless it has another now."""
    record = step.model._base_manager.select_for_update().filter(pk=step.key).first()
    if record is None:
        return [Conflict(step.kind, step.key, "id", str(step.key), None)]
    now = stored_values(record)
    found = [_conflict(step, name, pair.after, now.get(name)) for name, pair in step.pairs.items()]
    if not any(found):
        if deciding_fields(step.model).intersection(step.pairs):
            require(may(actor, Verb.LABEL, record))
        for name, pair in step.pairs.items():
            set_value(record, name, pair.before)
        record.save(update_fields=list(step.pairs))
    return [conflict for conflict in found if conflict]


def _conflict(step: _Step, name: str, left: Any, now: Any) -> Conflict | None:
    return None if left == now else Conflict(step.kind, step.key, name, left, now)


def _require_unchanged(found: Sequence[Conflict | None]) -> None:
    if conflicts := [conflict for conflict in found if conflict is not None]:
        raise UndoConflict(conflicts)


def _require_target(model: type[models.Model], name: str, value: Any, within: list[_Step] | None = None) -> None:
    """A reference must lead somewhere: to a record that is there, or that comes back with this one."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.ForeignKey) or value is None or not field.db_constraint:
        return
    related = field.related_model
    if any(step.model is related and str(step.key) == value for step in within or ()):
        return
    if not related._base_manager.filter(pk=value).exists():
        raise related.DoesNotExist
