"""The register as a spreadsheet: map facts alone. A name from a map stays text, whatever a spreadsheet makes of "="."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from openward.brief.markup import plain
from openward.methods.register import Register
from openward.methods.register.model import PlaceFacts
from openward.methods.typology import Family, Typology
from openward.wording import Words

ROWS_A_SHEET = 1_000_000  # a sheet holds 1,048,576; what does not fit goes on to a next one
LONGEST = 32_000  # characters that a cell holds, a little less than the format's 32,767
LONGEST_MADE = 100  # characters; a footer holds 255 in all
TEXT_ALWAYS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Value = str | int | float | None


def register_xlsx(
    register: Register, typology: Typology, words: Words, made_at: datetime, *, label: str, made: str
) -> bytes:
    """The workbook. The first row has the label (TLP, the strictest of what the file holds), and each printed page has
    it with `made`: by whom and when. Under each translated title stands a fixed tag, so that a program reads the sheet
    in any language; text never becomes a formula, a number or a link. The same bytes for the same input."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, **TEXT_ALWAYS})
    book.set_properties({"title": _text(register.city.name), "created": made_at.replace(tzinfo=None)})
    bold = book.add_format({"bold": True})
    quiet = book.add_format({"font_color": "#5b6875", "italic": True})
    titles = _titles(words)
    districts = {district.id: district.name for district in register.districts}
    for start in range(0, max(1, len(register.places)), ROWS_A_SHEET):
        sheet = book.add_worksheet(words.gettext("Register") if start == 0 else None)
        if words.right_to_left:
            sheet.right_to_left()
        sheet.set_footer(_footer(label, made))
        sheet.write_string(0, 0, label, bold)
        if register.extract.fictitious:
            sheet.write_string(0, 1, words.gettext("Fictitious exercise data"), bold)
        top = 1
        for column, (tag, (title, width)) in enumerate(titles.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(top, column, title, bold)
            sheet.write_string(top + 1, column, f"#{tag}", quiet)
        sheet.freeze_panes(top + 2, 0)
        for row, place in enumerate(register.places[start : start + ROWS_A_SHEET], top + 2):
            facts = _facts(place, typology, words, districts)
            _write(sheet, row, [facts[tag] for tag in titles])
    book.close()
    return content.getvalue()


def _footer(label: str, made: str) -> str:
    """Of each printed page: label, by whom and when, page. "&" begins a code there."""
    return f"&L{label}&C{plain(made)[:LONGEST_MADE].replace('&', '&&')}&R&P / &N"


def _titles(words: Words) -> dict[str, tuple[str, int]]:
    """Tag -> title and width of its column, in characters."""
    _ = words.gettext
    return {
        "id": (_("Source id"), 14),
        "kind": (_("Kind (id)"), 22),
        "kind_label": (_("Kind"), 26),
        "family": (_("Family"), 26),
        "name": (_("Name"), 36),
        "names": (_("Names in other languages"), 36),
        "district": (_("District (id)"), 16),
        "district_name": (_("District"), 24),
        "longitude": (_("Longitude"), 12),
        "latitude": (_("Latitude"), 12),
        "footprint_m2": (_("Footprint, m²"), 14),
        "built_m2": (_("Built area, m²"), 14),
        "levels": (_("Storeys"), 10),
        "capacity": (_("Tagged capacity"), 14),
        "operator": (_("Operator"), 24),
        "wheelchair": (_("Wheelchair access"), 16),
        "emergency": (_("Emergency care"), 16),
        "source_ids": (_("Map objects"), 24),
    }


def _facts(place: PlaceFacts, typology: Typology, words: Words, districts: Mapping[str, str]) -> dict[str, Value]:
    _ = words.gettext
    kind = typology.kinds[place.kind]
    families = {
        Family.PUBLIC_PLACES: _("Public places"),
        Family.CRITICAL_INFRASTRUCTURE: _("Critical infrastructure"),
    }
    return {
        "id": place.id,
        "kind": place.kind,
        "kind_label": _(kind.label),
        "family": families[kind.family],
        "name": place.name,
        "names": "; ".join(f"{language}: {name}" for language, name in sorted(place.names.items())),
        "district": place.district,
        "district_name": districts.get(place.district or ""),
        "longitude": round(place.longitude, 7),
        "latitude": round(place.latitude, 7),
        "footprint_m2": None if place.footprint_m2 is None else round(place.footprint_m2, 1),
        "built_m2": None if place.built_m2 is None else round(place.built_m2, 1),
        "levels": place.levels,
        "capacity": place.capacity,
        "operator": place.operator,
        "wheelchair": place.wheelchair,
        "emergency": place.emergency.value,
        "source_ids": " ".join(place.source_ids),
    }


def _write(sheet: Worksheet, row: int, values: list[Value]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, str) and value:
            sheet.write_string(row, column, _text(value))
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value)


def _text(text: str) -> str:
    return plain(text)[:LONGEST]
