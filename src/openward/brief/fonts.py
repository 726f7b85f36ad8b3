"""The fonts documents are set in, and which characters they have: PDF/UA refuses a character that no font can show.

Words: a *cmap* is a font's table from characters to glyphs (OpenType 1.9, "cmap", formats 4 and 12). The hard part is
that names come from maps of the whole world: a character without a glyph becomes U+FFFD instead of stopping the print.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path

from openward.brief.markup import plain
from openward.methods.errors import OpenwardError

FONT_FOLDER = Path(__file__).resolve().parent.parent / "fonts"
# In the order of preference; Han characters are set in their simplified forms unless only a later font has them.
FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Ethiopic",
    "Noto Sans Thai",
    "Noto Sans Gujarati",
    "Noto Sans Gurmukhi",
    "Noto Sans Kannada",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Malayalam",
    "Noto Sans Myanmar",
    "Noto Sans Oriya",
    "Noto Sans Sinhala",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Thaana",
    "Noto Sans Tifinagh",
    "Noto Serif Tibetan",
    "Noto Sans SC",
    "Noto Sans JP",
    "Noto Sans KR",
)
REPLACEMENT = "\ufffd"
# Characters that no font need show: joiners, marks and isolates of direction, word joiner.
_INVISIBLE = frozenset("\n\t\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")


def font_files(folder: Path = FONT_FOLDER) -> tuple[Path, ...]:
    """The font files, sorted. Raises OpenwardError `fonts-missing` where there are none."""
    files = tuple(sorted(folder.glob("*.ttf")))
    if not files:
        raise OpenwardError("fonts-missing", folder=str(folder))
    return files


def printable(text: str) -> str:
    """The text with every character that no font has replaced by U+FFFD. A mark that no font has together with the
    letter under it is left out: typst sets both in one font."""
    text = plain(text)
    if text.isascii():
        return text
    kept: list[str] = []
    fonts: tuple[frozenset[str], ...] = ()  # that have the last letter and the marks on it
    for character in text:
        if character in _INVISIBLE:
            kept.append(character)
        elif unicodedata.category(character).startswith("M"):
            fonts_of_both = tuple(font for font in fonts if character in font)
            if fonts_of_both:
                fonts = fonts_of_both
                kept.append(character)
        else:
            fonts = tuple(font for font in _coverage() if character in font)
            kept.append(character if fonts else REPLACEMENT)
    return "".join(kept)


@cache
def _coverage() -> tuple[frozenset[str], ...]:
    """The characters of the regular weight of each font."""
    return tuple(
        frozenset(chr(point) for point in _code_points(path.read_bytes()) if not 0xD800 <= point <= 0xDFFF)
        for path in font_files()
        if "400Regular" in path.name
    )


def _code_points(font: bytes) -> set[int]:
    """The code points of a TrueType font's Unicode cmaps."""
    (tables,) = struct.unpack_from(">H", font, 4)
    cmap = 0
    for index in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == b"cmap":
            cmap = offset
    points: set[int] = set()
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for index in range(count):
        platform, _, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * index)
        if platform in (0, 3):
            points |= _subtable_points(font, cmap + offset)
    return points


def _subtable_points(font: bytes, start: int) -> set[int]:
    (form,) = struct.unpack_from(">H", font, start)
    points: set[int] = set()
    if form == 12:
        (groups,) = struct.unpack_from(">I", font, start + 12)
        for first, last, _ in struct.iter_unpack(">III", font[start + 16 : start + 16 + 12 * groups]):
            points.update(range(first, last + 1))
    elif form == 4:
        (doubled,) = struct.unpack_from(">H", font, start + 6)
        ends = struct.unpack_from(f">{doubled // 2}H", font, start + 14)
        starts = struct.unpack_from(f">{doubled // 2}H", font, start + 16 + doubled)
        for first, last in zip(starts, ends, strict=True):
            if first != 0xFFFF:
                points.update(range(first, last + 1))
    return points
