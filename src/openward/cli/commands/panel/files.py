"""The files of a lottery. What tells of persons is for its owner alone (mode 0600); what is public holds no feature."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from openward.cli.output_folder import write_private
from openward.methods.sortition.transcript import merkle
from openward.methods.sortition.transcript.model import Transcript
from openward.methods.sortition.transcript.salts import pseudonym_of

TRANSCRIPT, LOTTERY, REPORT = "transcript.json", "lottery.csv", "report.txt"  # public
PANEL, CHANCES, SALTS, AUDIT = "panel.csv", "chances.csv", "salts.csv", "audit.json"  # private
Record = Sequence[tuple[str, str]]


def write_lottery(folder: Path, transcript: Transcript) -> None:
    """The list of panels, for people to look at: a line a panel."""
    names = [leaf.pseudonym for leaf in transcript.leaves]
    rows = ([str(number), *(names[one] for one in panel)] for number, panel in enumerate(transcript.panels))
    head = ["panel", *(f"member {number + 1}" for number in range(transcript.committed.size))]
    (folder / LOTTERY).write_bytes(_table(head, rows))


def write_salts(folder: Path, transcript: Transcript, salts: Mapping[str, bytes]) -> None:
    """What each volunteer gets, with the path that shows their place in the tree."""
    paths = merkle.paths([leaf.content for leaf in transcript.leaves])
    place = {leaf.pseudonym: number for number, leaf in enumerate(transcript.leaves)}
    rows = []
    for id_, salt in sorted(salts.items()):
        position = place[pseudonym_of(salt)]
        beside = " ".join(one.hex() for one in paths[position])
        rows.append([id_, salt.hex(), pseudonym_of(salt), str(position), beside])
    write_private(folder / SALTS, _table(["id", "salt", "pseudonym", "position", "path"], rows))


def write_chances(
    folder: Path,
    transcript: Transcript,
    salts: Mapping[str, bytes],
    exact: Mapping[str, Fraction],
    rows: Mapping[str, int],
) -> None:
    held = [0] * len(transcript.leaves)
    for panel in transcript.panels:
        for one in panel:
            held[one] += 1
    place = {leaf.pseudonym: number for number, leaf in enumerate(transcript.leaves)}
    lines = [
        [
            id_,
            str(rows[id_]),
            pseudonym_of(salts[id_]),
            f"{float(chance):.6f}",
            f"{held[place[pseudonym_of(salts[id_])]] / len(transcript.panels):.6f}",
        ]
        for id_, chance in sorted(exact.items())
    ]
    head = ["id", "row", "pseudonym", "exact chance", "chance in the lottery"]
    write_private(folder / CHANCES, _table(head, lines))


def write_panel(
    folder: Path, transcript: Transcript, salts: Mapping[str, bytes], records: Mapping[str, Record] | None = None
) -> None:
    """Who was drawn, with their rows of the pool where these are at hand."""
    assert transcript.draw is not None
    drawn = set(transcript.draw.members)
    ids = sorted(id_ for id_, salt in salts.items() if pseudonym_of(salt) in drawn)
    headings = [heading for heading, _ in records[ids[0]]] if records else []
    rows = [[id_, pseudonym_of(salts[id_]), *(cell for _, cell in (records[id_] if records else ()))] for id_ in ids]
    write_private(folder / PANEL, _table(["id", "pseudonym", *headings], rows))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([_inert(cell) for cell in head])
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
