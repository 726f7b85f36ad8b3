"""A work with sites, what was found on them, notes on that; and a submission, which is no row.

Between them they use every field of `Visibility`: assignments to the record itself, to what it is part of, and across
two relations; an operator of its own and of its parent; a parent that must be there, and one that may be empty; and a
document that tells of others.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from openward.foundation.identity.models import Organisation
from openward.foundation.visibility.models import Protected, Visibility


class Work(Protected):
    visibility: ClassVar[Visibility] = Visibility(assignable=True)

    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Site(Protected):
    visibility: ClassVar[Visibility] = Visibility(
        assignment_paths=("id", "work_id"), operator_path="operator_id", raised_with="work", assignable=True
    )

    name = models.CharField(max_length=200)
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="sites", null=True)
    operator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return self.name


class Finding(Protected):
    visibility: ClassVar[Visibility] = Visibility(
        assignment_paths=("id", "site_id", "site__work_id"), operator_path="site__operator_id", parent="site"
    )

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="findings")

    def __str__(self) -> str:
        return f"finding {self.id}"


class Note(Protected):
    visibility: ClassVar[Visibility] = Visibility(assignment_paths=("id", "finding__site_id"), parent="finding")

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="notes", null=True)

    def __str__(self) -> str:
        return f"note {self.id}"


class Submission(Protected):
    visibility: ClassVar[Visibility] = Visibility(is_row=False, is_document=True)

    def __str__(self) -> str:
        return f"submission {self.id}"
