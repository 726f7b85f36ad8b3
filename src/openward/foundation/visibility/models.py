"""What every record of every room is made of: an owner, a label, a sharing group; and a manager that refuses to list
records for nobody in particular."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key
from openward.foundation.identity.models import Organisation, Person, SharingGroup
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label

M = TypeVar("M", bound="models.Model")


@dataclass(frozen=True)
class Visibility:
    """How the policy reads a model.

    `assignment_paths`: attributes whose key, when assigned, opens the record ("id", and the works it is part of).
    `operator_path`: attribute with the organisation that operates the site. Both may cross relations ("site__work_id").
    `parent`: a foreign key to another protected record; both must be visible, so the stricter label of the two holds;
    an empty one leaves the record's own label. `shares_with`: a foreign key to the record whose sharing group a part
    takes over (a place its register's), as long as it has none of its own. `raised_with`: a foreign key to the record
    with which it is raised and closed (`parts.py`); while that is TLP:RED, only who is named there reads the part.
    `is_row`: False for submissions, which UN bodies and secretariats may be given. `assignable`: people are assigned to
    such records (registers, places, programmes); the search for one looks in `search_path`. `is_document`: it tells of
    records, some of which may become TLP:RED after it was made (`holding.py`).
    """

    assignment_paths: tuple[str, ...] = ("id",)
    operator_path: str | None = None
    parent: str | None = None
    shares_with: str | None = None
    raised_with: str | None = None
    is_row: bool = True
    assignable: bool = False
    search_path: str = "name"
    is_document: bool = False


class UnscopedQuery(RuntimeError):
    """A list of protected records was asked for without saying for whom: a mistake in our code, never a person's."""


class ProtectedQuerySet(models.QuerySet[M]):
    """Give `visible_to(actor)` before any row is read, or `for_system(reason)` where no person asks."""

    _scoped = False

    def _clone(self) -> Any:
        clone = super()._clone()  # type: ignore[misc]
        clone._scoped = self._scoped
        return clone

    def visible_to(self, actor: Actor, **shared: Any) -> Any:
        """Rows that the actor may read. `shared` narrows them to one value of an attribute (`register_id=...`); what
        the policy asks of that is then decided once, not row by row."""
        from openward.foundation.visibility.policy import visible_condition

        clone = self.filter(visible_condition(self.model, actor, shared=shared), **shared)
        clone._scoped = True
        return clone

    def for_system(self, reason: str) -> Any:
        """Rows for work that answers to no single person (migrations, jobs that check again, integrity checks)."""
        if not reason:
            raise ValueError("say why no person's view applies")
        clone = self.all()
        clone._scoped = True
        return clone

    def none(self) -> Any:
        clone = super().none()
        clone._scoped = True
        return clone

    def _require_scope(self, *others: Any) -> None:
        if not all(getattr(queryset, "_scoped", False) for queryset in (self, *others)):
            raise UnscopedQuery(f"{self.model.__name__}: call visible_to(actor) or for_system(reason) first")

    # A union with a list for nobody in particular would open what the first list kept shut.
    def _combinator_query(self, combinator: str, *other_qs: Any, all: bool = False) -> Any:
        self._require_scope(*other_qs)
        return super()._combinator_query(combinator, *other_qs, all=all)  # type: ignore[misc]

    def __or__(self, other: Any) -> Any:
        self._require_scope(other)
        return super().__or__(other)

    def __xor__(self, other: Any) -> Any:
        self._require_scope(other)
        return super().__xor__(other)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise UnscopedQuery(f"{self.model.__name__}: SQL of one's own does not pass the policy")

    def _fetch_all(self) -> None:
        self._require_scope()
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, chunk_size: int | None = None) -> Iterator[M]:
        self._require_scope()
        return super().iterator(chunk_size) if chunk_size else super().iterator()

    def aiterator(self, chunk_size: int = 2000) -> AsyncIterator[M]:
        self._require_scope()
        return super().aiterator(chunk_size)

    def count(self) -> int:
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._require_scope()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_scope()
        return super().delete()


class Protected(models.Model):
    """Owner, label, sharing group. Vulnerability data starts at TLP:AMBER+STRICT; a model that starts lower says so."""

    visibility: ClassVar[Visibility] = Visibility()

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner"))
    label = models.CharField(_("label"), max_length=20, choices=Label, default=Label.AMBER_STRICT)
    sharing_group = models.ForeignKey(
        SharingGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sharing group")
    )
    closed_to_police = models.BooleanField(
        _("closed to police and emergency services"), default=False,
        help_text=_("Community work starts closed; its owner may open it."),
    )  # fmt: skip

    objects: Any = ProtectedQuerySet.as_manager()

    # Wagtail would note which records point to which, in a table of its own that asks no policy.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        base_manager_name = None


class NamedReader(models.Model):
    """A person named on a record that is TLP:RED, as a member of `organisation`: they read it while they are one.

    A row without an organisation (from before there was the column) opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    record = models.UUIDField()
    record_kind = models.CharField(max_length=80)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "person"], name="reader_named_once")]
        indexes = [models.Index(fields=["person", "record"], name="named_reader_person")]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record}"


class Holding(models.Model):
    """A document that tells of a record which became TLP:RED after it was made: while the record is, nobody reads the
    document who is not named on the record."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    document = models.UUIDField()
    document_kind = models.CharField(max_length=80)
    record = models.UUIDField()
    record_kind = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "record"], name="held_once")]

    def __str__(self) -> str:
        return f"{self.document_kind} {self.document} {self.record}"


class LabelChange(models.Model):
    """A label that a coordinator lowered: who signed it and why, both labels, and how it was made harmless.

    `signature` is the installation's (Ed25519), over all of it. Nothing changes or deletes it afterwards.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    record = models.UUIDField()
    record_kind = models.CharField(max_length=80)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    former = models.CharField(max_length=20, choices=Label)
    label = models.CharField(max_length=20, choices=Label)
    reason = models.TextField()
    rule = models.TextField(blank=True, help_text=_("The disclosure control that was applied."))
    sources = models.JSONField(default=list, help_text=_("Keys of the records that it was derived from."))
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    signature = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["record"], name="label_change_record")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="label_change_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record} {self.former} {self.label}"
