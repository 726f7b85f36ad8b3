"""Labels of the Traffic Light Protocol 2.0 (FIRST, 2022). They are never translated and stand left to right."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Label(models.TextChoices):
    RED = "TLP:RED", "TLP:RED"
    AMBER_STRICT = "TLP:AMBER+STRICT", "TLP:AMBER+STRICT"
    AMBER = "TLP:AMBER", "TLP:AMBER"
    GREEN = "TLP:GREEN", "TLP:GREEN"
    CLEAR = "TLP:CLEAR", "TLP:CLEAR"


STRICTEST_FIRST = (Label.RED, Label.AMBER_STRICT, Label.AMBER, Label.GREEN, Label.CLEAR)

MEANING = {
    Label.RED: _("Only the people named on it."),
    Label.AMBER_STRICT: _("Only members of the owning organisation who are assigned to that place or piece of work."),
    Label.AMBER: _("Those who are assigned, and the client organisations of its sharing group."),
    Label.GREEN: _("Signed-in members of the community that its sharing group defines; not for public channels."),
    Label.CLEAR: _("Anyone."),
}


def strictness(label: str) -> int:
    """4 for TLP:RED down to 0 for TLP:CLEAR."""
    return len(STRICTEST_FIRST) - 1 - STRICTEST_FIRST.index(Label(label))


def stricter(one: str, other: str) -> Label:
    """The label of something that is made of both."""
    return Label(one) if strictness(one) >= strictness(other) else Label(other)


def strictest(labels: Iterable[str]) -> Label:
    """The label of something that is made of all of these; TLP:CLEAR of nothing."""
    return max((Label(label) for label in labels), key=strictness, default=Label.CLEAR)


def labelled_file_name(name: str, label: str) -> str:
    """A file's name with its label, in characters that every file system takes: "annex_TLP-AMBER+STRICT.pdf"."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}_{str(label).replace(':', '-')}{dot}{ending}"


def is_sensitive(label: str) -> bool:
    """Whether each read of it is logged. What is no known label counts as sensitive."""
    return label not in {Label.AMBER, Label.GREEN, Label.CLEAR}
