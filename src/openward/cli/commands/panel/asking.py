"""Options that the panel commands share, and the task that they describe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openward.cli.given import given
from openward.methods.errors import OpenwardError

# Every command is known before one runs: what is slow to import waits for the one that needs it.
if TYPE_CHECKING:
    from openward.methods.sortition.model import Method, ReservedSeat, Selection
    from openward.methods.sortition.transcript.model import Transcript
    from openward.readers.panels import Columns, PoolSheet, QuotaSheet

PoolFile = Annotated[Path | None, typer.Argument(help="Table of volunteers: CSV in UTF-8, or XLSX.")]
QuotasFile = Annotated[Path | None, typer.Option("--quotas", help="Table of quotas: feature, value, min, max.")]
Size = Annotated[int | None, typer.Option(help="Seats on the panel.")]
Households = Annotated[str | None, typer.Option(help="Column that tells households: at most one person of each.")]
IdColumn = Annotated[str | None, typer.Option("--id", help="Column with each person's id. Default: one headed id.")]
MustInclude = Annotated[str | None, typer.Option(help="Column that says yes where a person must be on the panel.")]
Include = Annotated[list[str] | None, typer.Option(help="Id of a person who must be on the panel. May be repeated.")]
Reserved = Annotated[
    list[str] | None, typer.Option(help="A seat filled elsewhere: FEATURE=VALUE;FEATURE=VALUE. May be repeated.")
]
Mapped = Annotated[
    list[str] | None, typer.Option("--column", help="FEATURE=COLUMN where the two differ. May be repeated.")
]
LeaveOut = Annotated[bool, typer.Option("--leave-out", help="Leave out rows that cannot be used, and name them.")]
Lang = Annotated[str, typer.Option(help="Language of messages: en, fr or ar.")]
Json = Annotated[bool, typer.Option("--json", help="Print a summary as JSON on stdout.")]
TranscriptFile = Annotated[Path | None, typer.Argument(help="transcript.json of the lottery, or its folder.")]
OutFolder = Annotated[
    str | None, typer.Option(metavar="PATH", help="Folder to write into; it must hold no lottery yet.")
]
MethodName = Annotated[str, typer.Option(help="leximin, maximin or nash.")]
LotterySize = Annotated[int, typer.Option(help="Equally likely panels on the list.")]
AnnouncementFile = Annotated[Path | None, typer.Option(help="What openward panel announce wrote.")]

TRANSCRIPT, AUDIT = "transcript.json", "audit.json"


def asked_method(name: str) -> Method:
    """Raises OpenwardError `method-unknown`."""
    from openward.methods.sortition.model import Method

    if name not in set(Method):
        raise OpenwardError("method-unknown", method=name, methods=[method.value for method in Method])
    return Method(name)


def asked_columns(
    id_: str | None, households: str | None, must_include: str | None, mapped: list[str] | None
) -> Columns:
    from openward.readers.panels import Columns

    features = {}
    for mapping in mapped or ():
        feature, equals, column = mapping.partition("=")
        if not equals or not feature.strip() or not column.strip():
            raise OpenwardError("column-mapping-malformed", mapping=mapping)
        features[feature.strip()] = column.strip()
    return Columns(id_, households, must_include, features)


def asked_task(
    pool: Path | None,
    quotas: Path | None,
    size: int | None,
    columns: Columns,
    include: list[str] | None,
    reserved: list[str] | None,
    leave_out: bool,
    example: str,
) -> tuple[Selection, PoolSheet, QuotaSheet]:
    """What the files and options ask for, checked. `example`: of the command, for whom an option is missing."""
    from openward.methods.sortition.checking import check_selection
    from openward.methods.sortition.model import Selection
    from openward.readers.panels import read_pool, read_quotas

    volunteers = given("POOL", pool, example)
    limits = given("--quotas", quotas, example)
    seats = given("--size", size, example)
    read = read_quotas(limits)
    people = read_pool(volunteers, read, columns, leave_out=leave_out)
    selection = Selection(
        people.pool,
        read.quotas,
        seats,
        columns.household is not None,
        people.must_include | frozenset(include or ()),
        tuple(_reserved(seat, read) for seat in reserved or ()),
    )
    check_selection(selection)
    return selection, people, read


def read_transcript(path: Path) -> tuple[Transcript, Path]:
    """The transcript and its folder. Raises OpenwardError `transcript-missing` or `transcript-malformed`."""
    from openward.methods.sortition.transcript.model import transcript_from

    file = path / TRANSCRIPT if path.is_dir() else path
    return transcript_from(read_text(file, "transcript-malformed")), file.parent


def read_text(path: Path, malformed: str) -> str:
    """Raises OpenwardError `transcript-missing`, or `malformed` where it is not UTF-8."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise OpenwardError(malformed, detail="UTF-8") from error
    except OSError as error:
        raise OpenwardError("transcript-missing", path=str(path)) from error


def left_out_rows(people: PoolSheet) -> list[dict[str, Any]]:
    return [{"row": one.row, "column": one.column, "value": one.value, "why": one.why} for one in people.left_out]


def _reserved(text: str, quotas: QuotaSheet) -> ReservedSeat:
    from openward.methods.sortition.model import ReservedSeat

    values = {}
    for part in text.split(";"):
        feature, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or feature not in quotas.features:
            raise OpenwardError("reserved-malformed", seat=text)
        values[feature] = value
    return ReservedSeat(values)
