"""`openward frameworks import`: resolutions in any format -> their paragraphs, as a table, JSON or Akoma Ntoso.

All files are read before anything is printed or written: one that cannot be taken is named, and nothing is done.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openward.cli.given import given, given_folder
from openward.methods.errors import OpenwardError

if TYPE_CHECKING:
    from openward.readers.instruments import Instrument
    from openward.readers.instruments.files import InstrumentFile
    from openward.wording import Words

EXAMPLE = "openward frameworks import resolution.pdf --json"


def import_(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Resolutions: PDF, DOCX, HTML, text, Akoma Ntoso.")
    ] = None,
    symbol: Annotated[str | None, typer.Option(help="The symbol that the file must have, or that it lacks.")] = None,
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Read Akoma Ntoso that breaks the official schema.")
    ] = False,
    out: Annotated[str | None, typer.Option(help="Folder for each instrument as JSON and as Akoma Ntoso.")] = None,
    lang: Annotated[str, typer.Option(help="Language of messages: en, fr or ar.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the instruments as JSON on stdout.")] = False,
) -> None:
    """Read resolutions: symbol, organ, date, paragraphs with number, verb, force and addressee, and what they cite."""
    from openward.cli.asked import asked_language
    from openward.readers.instruments.as_json import plain_instrument
    from openward.readers.instruments.files import read_instrument

    speak = asked_language(lang)
    paths = given("FILE", files or None, EXAMPLE)
    if symbol is not None and len(paths) > 1:
        raise OpenwardError("instrument-symbol-for-several", count=len(paths))
    folder = None if out is None else given_folder("--out", out, f"{EXAMPLE} --out DIR")
    read = [(path, read_instrument(path, symbol=symbol, lenient=lenient)) for path in paths]
    written = [] if folder is None else _write(folder, [one.instrument for _, one in read])
    if as_json:
        shown = [
            {"file": str(path), "format": one.format.value} | plain_instrument(one.instrument) for path, one in read
        ]
        typer.echo(json.dumps(shown, ensure_ascii=False))
        return
    for path, one in read:
        _tell(path, one, speak)
    if written:
        typer.echo(f"{out}: {', '.join(written)}")


def _write(folder: Path, instruments: list[Instrument]) -> list[str]:
    from openward.cli.output_folder import output_folder
    from openward.readers.instruments.akoma_ntoso import as_akoma_ntoso
    from openward.readers.instruments.as_json import plain_instrument

    names: list[str] = []
    with output_folder(folder) as staging:
        for read in instruments:
            stem = _stem(read, names)
            text = json.dumps(plain_instrument(read), ensure_ascii=False, indent=1) + "\n"
            (staging / f"{stem}.json").write_text(text, "utf-8")
            (staging / f"{stem}.akn.xml").write_bytes(as_akoma_ntoso(read))
            names += [f"{stem}.json", f"{stem}.akn.xml"]
    return names


def _stem(read: Instrument, taken: list[str]) -> str:
    """The symbol as a file's name; two of one symbol are numbered."""
    stem = re.sub(r"[^A-Za-z0-9.]+", "-", read.symbol or "instrument").strip("-")
    number = 1 + sum(re.fullmatch(rf"{re.escape(stem)}(?:-\d+)?\.json", name) is not None for name in taken)
    return stem if number == 1 else f"{stem}-{number}"


def _tell(path: Path, file: InstrumentFile, speak: Words) -> None:
    from openward.wording.instruments import doubt_told, force_told, kind_told

    _ = speak.gettext
    read = file.instrument
    typer.echo("  ".join(filter(None, (read.symbol, read.organ, read.date, read.title, str(path)))))
    rows = [
        (
            "  " * one.level + (one.number or ""),
            kind_told(one.kind, speak),
            _cut(one.verb or "", 30),
            force_told(one.force, speak) if one.force else "",
            _cut(one.addressee or "", 30),
            _cut(one.text, 70),
        )
        for one in read.paragraphs
    ]
    headings = (_("number"), _("kind"), _("verb"), _("force"), _("addressee"), _("text"))
    widths = [max(len(row[column]) for row in (headings, *rows)) for column in range(len(headings))]
    for row in (headings, *rows):
        typer.echo("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    for one in read.paragraphs:
        for doubt in one.unsure:
            named = one.number or one.text[:30]
            typer.echo(f"  ? {kind_told(one.kind, speak)} {named}: {doubt_told(doubt.why, speak)}")
    for doubt in read.unsure:
        typer.echo(f"  ? {doubt_told(doubt.why, speak)}")
    if read.cited:
        typer.echo("  " + _("Cited: %(symbols)s") % {"symbols": "; ".join(read.cited)})
    typer.echo("")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
