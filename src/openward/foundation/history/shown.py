"""Values of the log as people read them: the field's name, the words of a choice, the name of a related record that
the reader may see, dates and numbers of their language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openward.foundation.history.sealed import Pair, canonical
from openward.foundation.identity.models import Organisation, SharingGroup
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.references import Reference, model_of, visible_records
from openward.wording import words

LONGEST = 300


@dataclass(frozen=True)
class Difference:
    """One field of one change; texts are empty where there was no value. `is_erased`: shredded for good."""

    field: str
    name: str
    before: str = ""
    after: str = ""
    is_erased: bool = False


class Shower:
    """Turns values into texts for one actor; finds all related records of a page in one query a kind."""

    def __init__(self, actor: Actor, values: Iterable[tuple[str, Mapping[str, Pair | None]]]) -> None:
        references = {found for kind, pairs in values for found in _references(kind, pairs)}
        self._names: dict[Reference, str] = {
            reference: str(record) for reference, record in visible_records(actor, references).items()
        }
        keys = defaultdict(set)
        for kind, key in references:
            keys[kind].add(key)
        # What the policy does not rule over: organisations are known to all, groups to those who share by them.
        for named in (Organisation.objects.all(), SharingGroup.objects.filter(owner__in=actor.organisations)):
            kind = named.model._meta.label_lower
            if kind in keys:
                self._names |= {(kind, record.pk): str(record) for record in named.filter(pk__in=keys[kind])}

    def differences(self, kind: str, pairs: Mapping[str, Pair | None]) -> list[Difference]:
        """In the model's order of fields; notes of the event (with @) are no fields."""
        model = model_of(kind)
        order = {field.name: place for place, field in enumerate(model._meta.get_fields())} if model else {}
        fields = [name for name in pairs if not name.startswith("@") and not _is_clock(_field(model, name))]
        fields.sort(key=lambda name: (order.get(name, len(order)), name))
        shown = [self._difference(model, name, pairs[name]) for name in fields]
        return [one for one in shown if one.is_erased or one.before or one.after]

    def _difference(self, model: Any, name: str, pair: Pair | None) -> Difference:
        field = _field(model, name)
        title = str(getattr(field, "verbose_name", name.replace("_", " ")))
        title = title[:1].upper() + title[1:]
        if pair is None:
            return Difference(name, title, is_erased=True)
        return Difference(name, title, self.text(field, pair.before), self.text(field, pair.after))

    def text(self, field: Any, value: Any) -> str:
        """A JSON value of the log, at most LONGEST characters."""
        if value is None or value == "":
            return ""
        if isinstance(field, models.ManyToManyField):
            return ", ".join(self._related(field, key) for key in value)
        if isinstance(field, models.ForeignKey):
            return self._related(field, value)
        if field is not None and field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return _shortened(_plain(field, value))

    def _related(self, field: Any, key: Any) -> str:
        kind = field.related_model._meta.label_lower
        found = self._names.get((kind, UUID(str(key)))) if _is_key(key) else None
        return found or _("a record that you may not see")


def _field(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _is_clock(field: Any) -> bool:
    """The database notes by itself when a record changed: the event says so already."""
    return getattr(field, "auto_now", False)


def _is_key(value: Any) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def _references(kind: str, pairs: Mapping[str, Pair | None]) -> Iterable[Reference]:
    model = model_of(kind)
    for name, pair in pairs.items():
        field = _field(model, name)
        if pair is None or not isinstance(field, (models.ForeignKey, models.ManyToManyField)):
            continue
        for value in pair:
            for key in value if isinstance(value, list) else [value]:
                if key is not None and _is_key(key):
                    yield field.related_model._meta.label_lower, UUID(str(key))


def _plain(field: Any, value: Any) -> str:
    language = words(get_language() or "en")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateTimeField):
        return language.moment(timezone.localtime(field.to_python(value)))
    if isinstance(field, models.DateField):
        return language.date(field.to_python(value))
    if isinstance(value, (int, float)):
        return language.number(value, 0 if isinstance(value, int) else 6)
    if isinstance(value, (dict, list)):
        return canonical(value)
    return str(value)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
