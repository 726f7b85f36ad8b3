"""A file -> the instrument in it, whatever its format, or one error that names the file and the mend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from openward.methods.errors import OpenwardError
from openward.readers.instruments.checks import check
from openward.readers.instruments.formats import Format, document_of, format_of
from openward.readers.instruments.model import Instrument
from openward.readers.instruments.parsing import parse

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class InstrumentFile:
    format: Format
    instrument: Instrument


def read_instrument(path: Path, *, symbol: str | None = None, lenient: bool = False) -> InstrumentFile:
    """`symbol`, where given, is what the file must hold, and stands in where the file states none. `lenient` reads
    Akoma Ntoso that does not validate.

    Raises OpenwardError: `instrument-unreadable`, `instrument-too-large`, those of `format_of` and `document_of`, of
    `akoma_ntoso.read` and of `check`.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise OpenwardError("instrument-unreadable", file=str(path), detail=error.strerror or str(error)) from error
    return instrument_of(content, str(path), symbol=symbol, lenient=lenient)


def instrument_of(content: bytes, file: str, *, symbol: str | None = None, lenient: bool = False) -> InstrumentFile:
    """The same for bytes at hand; `file` is how errors name them."""
    if len(content) > MOST_BYTES:
        raise OpenwardError("instrument-too-large", file=file, most=MOST_BYTES // 1024**2)
    format_ = format_of(content, file)
    if format_ is Format.AKOMA_NTOSO:
        from openward.readers.instruments.akoma_ntoso import read_akoma_ntoso

        read = read_akoma_ntoso(content, file, lenient=lenient)
    else:
        read = parse(document_of(content, format_, file))
    check(read, file, symbol)
    return InstrumentFile(format_, read if read.symbol is not None else replace(read, symbol=symbol))
