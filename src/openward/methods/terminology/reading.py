"""The termbase that ships, and any other written in the same way: a folder of YAML files, read once.

A file of concepts is a mapping of ids; a term is written `{fr: words, form: acronym, status: admitted, checked:
source}`. Terms without `checked` are unchecked. `confusions.yaml` is a list, `acronyms.yaml` lists everyday
acronyms, and `fields.yaml` has the words that show which body a sentence is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openward.methods.errors import OpenwardError
from openward.methods.terminology.model import Action, Certainty, Concept, Confusion, Form, Kind, Status, Term, Termbase

SHIPPED = Path(__file__).parent / "termbase"
CHECKED_BY = "the founders of Openward, from the source that stands with the term"
_TERM_KEYS = {"form", "status", "checked", "exact"}


@cache
def shipped() -> Termbase:
    """The termbase that comes with Openward."""
    return read_folder(SHIPPED)


def read_folder(folder: Path) -> Termbase:
    """Raises OpenwardError `termbase-wrong` with the file and what is wrong."""
    concepts: dict[str, Concept] = {}
    confusions: tuple[Confusion, ...] = ()
    acronyms: frozenset[str] = frozenset()
    fields: dict[str, dict[str, list[str]]] = {}
    for file in sorted(folder.glob("*.yaml")):
        try:
            content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            if file.name == "confusions.yaml":
                confusions = tuple(confusion for row in content for confusion in _confusions(row))
            elif file.name == "fields.yaml":
                fields = content
            elif file.name == "acronyms.yaml":
                acronyms = frozenset(str(acronym) for acronym in content)
            else:
                for id_, row in content.items():
                    if id_ in concepts:
                        raise ValueError(f"{id_} stands there twice")
                    concepts[id_] = _concept(id_, row)
        except (yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise OpenwardError("termbase-wrong", file=file.name, detail=str(error)[:200]) from error
    for confusion in confusions:
        for named in (confusion.concept, confusion.denotes):
            if named and named not in concepts:
                raise OpenwardError("termbase-wrong", file="confusions.yaml", detail=f"{confusion.id}: {named}")
    for id_, words in fields.items():
        concepts[id_] = replace(
            concepts[id_], field_words={language: tuple(stems) for language, stems in words.items()}
        )
    return Termbase(concepts, confusions, acronyms)


def _concept(id_: str, row: dict[str, Any]) -> Concept:
    terms = tuple(_term(id_, term) for term in row["terms"])
    return Concept(
        id=id_,
        kind=Kind(row["kind"]),
        terms=terms,
        definition=row.get("definition", ""),
        checked_by=CHECKED_BY if any(term.certainty is Certainty.CHECKED for term in terms) else "",
        generic=bool(row.get("generic", False)),
    )


def _term(concept: str, row: dict[str, Any]) -> Term:
    ((language, words),) = [(key, value) for key, value in row.items() if key not in _TERM_KEYS]
    form = Form(row.get("form", "full"))
    return Term(
        concept=concept,
        language=language,
        words=str(words),
        form=form,
        status=Status(row.get("status", "preferred")),
        certainty=Certainty.CHECKED if row.get("checked") else Certainty.UNCHECKED,
        source=str(row.get("checked", "")),
        exact=bool(row.get("exact", form is Form.ACRONYM)),
    )


def _confusions(row: dict[str, Any]) -> Iterator[Confusion]:
    for language, forms in sorted(row["forms"].items()):
        for form in forms:
            yield Confusion(
                id=row["id"],
                concept=row["concept"],
                language=language,
                form=form,
                action=Action(row["action"]),
                denotes=row.get("denotes", ""),
                where=tuple(row.get("where", ())),
                anywhere=bool(row.get("anywhere", False)),
                number=bool(row.get("number", False)),
                mend=row.get("mend", {}).get(language, ""),
                note=row.get("note", ""),
            )
