"""A file's bytes -> the text that is parsed."""

from __future__ import annotations

from openward.methods.errors import OpenwardError
from openward.readers.instruments.formats.detecting import Format
from openward.readers.instruments.model import Document


def document_of(content: bytes, format_: Format, file: str) -> Document:
    """`file` is how errors name it. Not for Akoma Ntoso, whose paragraphs are stated.

    Raises OpenwardError: `instrument-empty`, and those of the format: `instrument-broken`, `instrument-encrypted`,
    `instrument-scan`, `instrument-page-scanned`, `instrument-letters-unknown`, `instrument-too-long`.
    """
    if format_ is Format.PDF:
        from openward.readers.instruments.formats.pdf import document_of_pdf

        document = document_of_pdf(content, file)
    elif format_ is Format.DOCX:
        from openward.readers.instruments.formats.docx import document_of_docx

        document = document_of_docx(content, file)
    elif format_ is Format.HTML:
        from openward.readers.instruments.formats.html import document_of_html

        document = document_of_html(content, file)
    else:
        document = Document(_decoded(content))
    if not document.text.strip():
        raise OpenwardError("instrument-empty", file=file)
    return document


def _decoded(content: bytes) -> str:
    """UTF-8 as it stands, so that offsets count its characters; UTF-16 by its mark; else the letters of Windows."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
