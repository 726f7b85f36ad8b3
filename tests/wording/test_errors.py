"""Every error that the source raises has its sentence, which uses just what it is raised with."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from openward.methods.errors import OpenwardError
from openward.wording import LANGUAGES, words
from openward.wording.errors import ERRORS

SOURCE = Path(__file__).resolve().parents[2] / "src/openward"
PARAMETER = re.compile(r"%\((\w+)\)s")


def raised() -> dict[str, set[frozenset[str]]]:
    """Code -> the names of parameters it is raised with, wherever that can be read from the source."""
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name == "OpenwardError" and all(keyword.arg for keyword in node.keywords):
                found[node.args[0].value].add(frozenset(keyword.arg for keyword in node.keywords if keyword.arg))
    return found


def test_every_code_that_is_raised_has_its_sentence():
    assert sorted(set(raised()) - set(ERRORS)) == []


@pytest.mark.parametrize("code", sorted(set(raised()) & set(ERRORS)))
def test_a_sentence_uses_nothing_that_its_error_does_not_bring(code):
    wanted = set(PARAMETER.findall(ERRORS[code]))
    assert all(wanted <= given for given in raised()[code]), (wanted, raised()[code])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(ERRORS))
def test_a_sentence_can_be_said_in_every_language(code, language):
    """With any value, percent signs included."""
    parameters = dict.fromkeys(PARAMETER.findall(ERRORS[code]), "100 %")
    said = words(language).error(OpenwardError(code, **parameters))
    assert said
    assert "%(" not in said
