"""`openward terms check`: what is wrong with a translation, or with one text alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openward.cli.exits import Exit
from openward.cli.given import given
from openward.methods.errors import OpenwardError

if TYPE_CHECKING:
    from openward.methods.terminology.model import Finding
    from openward.wording import Words

LIMIT = 1  # megabytes of text
EXAMPLE = "openward terms check --source a.txt --source-lang en --target b.txt --target-lang fr"


def check(
    target: Annotated[Path | None, typer.Option(help="The text to check: plain text in UTF-8.")] = None,
    target_lang: Annotated[str | None, typer.Option(help="Its language: ar, en, es or fr.")] = None,
    source: Annotated[Path | None, typer.Option(help="What it was translated from, if that is at hand.")] = None,
    source_lang: Annotated[str | None, typer.Option(help="The language of the source.")] = None,
    lang: Annotated[str, typer.Option(help="Language of messages: en, fr or ar.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON on stdout.")] = False,
) -> None:
    """Exit 0 without errors (warnings are shown), 1 with errors. Nothing is written."""
    from openward.cli.asked import asked_language
    from openward.methods.terminology.guard import Guard
    from openward.methods.terminology.model import Severity
    from openward.methods.terminology.reading import shipped

    speak = asked_language(lang)
    text, language = _asked("--target", target, target_lang)
    if (source is None) != (source_lang is None):
        raise OpenwardError("source-and-language")
    guard = Guard(shipped())
    if source is None:
        findings = guard.alone(text, language)
    else:
        findings = guard.pair(*_asked("--source", source, source_lang), text, language)
    if as_json:
        typer.echo(json.dumps([_plain(finding) for finding in findings], ensure_ascii=False))
    else:
        _tell(findings, text, speak)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(Exit.NEGATIVE)


def _asked(option: str, path: Path | None, language: str | None) -> tuple[str, str]:
    """The text and its language. Raises OpenwardError `option-missing`, `text-language-unknown`, or as `read_text`."""
    from openward.methods.terminology.language import LANGUAGES

    file, spoken = given(option, path, EXAMPLE), given(f"{option}-lang", language, EXAMPLE)
    if spoken not in LANGUAGES:
        raise OpenwardError("text-language-unknown", language=spoken or "''", languages=LANGUAGES)
    return read_text(file), spoken


def read_text(path: Path) -> str:
    """A file of plain text, without a byte-order mark. Raises OpenwardError `text-missing`, `text-unreadable`,
    `text-not-utf8`, `text-too-long`."""
    try:
        with path.open("rb") as file:
            content = file.read(LIMIT * 1_000_000 + 1)
    except FileNotFoundError as error:
        raise OpenwardError("text-missing", path=str(path)) from error
    except OSError as error:
        raise OpenwardError("text-unreadable", path=str(path), detail=error.strerror or str(error)) from error
    if len(content) > LIMIT * 1_000_000:
        raise OpenwardError("text-too-long", path=str(path), limit=LIMIT)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise OpenwardError("text-not-utf8", path=str(path), place=error.start + 1) from error


def _plain(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "concept": finding.concept,
        "source_span": list(finding.source_span) if finding.source_span else None,
        "source_text": finding.source_text,
        "target_span": list(finding.target_span) if finding.target_span else None,
        "target_text": finding.target_text,
        "mend": finding.mend,
    }


def _tell(findings: list[Finding], text: str, speak: Words) -> None:
    from openward.wording.terminology import finding_told, severity_told

    for finding in findings:
        line = text.count("\n", 0, finding.target_span[0]) + 1 if finding.target_span else None
        place = speak.gettext("line %(line)s") % {"line": speak.number(line)} if line else speak.gettext("source")
        sentence = " ".join(finding_told(finding, speak).split())
        typer.echo(f"{place}, {severity_told(finding.severity, speak)}: {sentence}")
    if not findings:
        typer.echo(speak.gettext("Nothing was found."))
