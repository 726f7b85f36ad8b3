"""Which format a file has, by its bytes."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from openward.methods.errors import OpenwardError


class Format(StrEnum):
    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    AKOMA_NTOSO = "akoma-ntoso"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AKOMA_NTOSO = re.compile(rb"<(?:[\w.-]+:)?akomaNtoso[\s>]")
_HTML = re.compile(rb"(?i)<!doctype\s+html|<html[\s>]|<body[\s>]|<(?:p|div|table|h[1-6])[\s>]")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")


def format_of(content: bytes, file: str) -> Format:
    """Raises OpenwardError `instrument-encrypted`, `instrument-scan`, `instrument-format-unknown`, `instrument-broken`
    or `instrument-empty`."""
    head = content[:4096]
    if not content.strip(b" \t\r\n\f\x00\xef\xbb\xbf"):
        raise OpenwardError("instrument-empty", file=file)
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK"):
        return _zipped(content, file)
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise OpenwardError("instrument-encrypted", file=file)
        raise OpenwardError("instrument-format-unknown", file=file)
    if head.startswith(_IMAGES):
        raise OpenwardError("instrument-scan", file=file)
    plain = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    if _AKOMA_NTOSO.search(plain):
        return Format.AKOMA_NTOSO
    if _HTML.search(plain):
        return Format.HTML
    if b"\x00" in plain or head.startswith(b"{\\rtf"):
        raise OpenwardError("instrument-format-unknown", file=file)
    return Format.TEXT


def _zipped(content: bytes, file: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise OpenwardError("instrument-broken", file=file, detail=str(error)[:100]) from error
    if "word/document.xml" in names:
        return Format.DOCX
    raise OpenwardError("instrument-format-unknown", file=file)
