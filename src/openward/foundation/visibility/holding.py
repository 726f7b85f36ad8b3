"""Documents that tell of records, such as a brief of places. What is TLP:RED is in none that is made; a record that
becomes so afterwards shuts those that tell of it to all who are not named on it. They are made anew without it.

    @holds("places.place", told=tell_its_maker)
    def briefs_that_hold(place, locks): ...

A room registers which documents hold a record of a kind. `locks`: within the transaction that decides, against one that
makes a document at the same time. `told(document)` tells whoever should make it anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from openward.foundation.history import log
from openward.foundation.visibility.models import Holding
from openward.foundation.visibility.references import kind_of

Finder = Callable[[Any, bool], Iterable[Any]]
Told = Callable[[Any], None]

_finders: defaultdict[str, list[tuple[Finder, Told]]] = defaultdict(list)


def holds(*kinds: str, told: Told) -> Callable[[Finder], Finder]:
    """Register `function(record, locks)` for kinds of record ("app.model")."""

    def register(function: Finder) -> Finder:
        for kind in kinds:
            _finders[kind].append((function, told))
        return function

    return register


def documents_of(record: Any) -> list[Any]:
    """The documents that tell of the record, whoever may read them."""
    return [document for find, _told in _finders.get(kind_of(record), ()) for document in find(record, False)]


def shut_documents_of(record: Any) -> None:
    """Within the transaction in which the record became TLP:RED, after its readers were named: shut the documents."""
    for find, told in _finders.get(kind_of(record), ()):
        for document in find(record, True):
            if shut(document, record):
                told(document)


def shut(document: Any, record: Any) -> bool:
    """Keep that the document tells of a record which is TLP:RED now. Whether that is new; the document's history says
    so then, under TLP:RED."""
    _holding, is_new = Holding.objects.get_or_create(
        document=document.pk,
        record=record.pk,
        defaults={"document_kind": kind_of(document), "record_kind": kind_of(record)},
    )
    if is_new:
        log.noted(document, "shut-document")
    return is_new
