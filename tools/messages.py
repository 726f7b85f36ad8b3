"""The catalogue of messages: extract, bring up to date, compile, check that English, French and Arabic are complete.

python tools/messages.py update    after changing a text: writes locale/*/LC_MESSAGES/django.po anew
python tools/messages.py compile   .po to .mo, only where the .po is newer
python tools/messages.py check     fails when the .po files lack a message, a translation or a placeholder
"""

from __future__ import annotations

import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LOCALE = ROOT / "src/openward/locale"
TRANSLATIONS = ("fr", "ar")
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


def extracted():  # type: ignore[no-untyped-def]
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir
    from babel.messages.frontend import parse_mapping_cfg

    with open(ROOT / "babel.cfg", encoding="utf-8") as file:
        method_map, options_map = parse_mapping_cfg(file)
    keywords = {
        "_": None,
        "gettext": None,
        "gettext_lazy": None,
        "gettext_noop": None,
        "ngettext": (1, 2),
        "ngettext_lazy": (1, 2),
        "pgettext": ((1, "c"), 2),
        "pgettext_lazy": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }
    catalog = Catalog(project="Openward", charset="utf-8", fuzzy=False)
    for name, line, message, comments, context in extract_from_dir(
        ROOT / "src",
        method_map,
        options_map,
        keywords=keywords,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    ):
        catalog.add(message, None, [(f"src/{name}", 0)], auto_comments=comments, context=context)
        del line  # a line number in the catalogue changes with every edit above it
    return catalog


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES/django.po"


def read(language: str):  # type: ignore[no-untyped-def]
    from babel.messages.pofile import read_po

    # A tool that knows no date writes None, and Babel then refuses the whole catalogue.
    source = re.sub(rb'"PO-Revision-Date: None\\n"\n', b"", po_path(language).read_bytes())
    return read_po(io.BytesIO(source), locale=language)


HEADER = """# Openward in %s.
# Under the same licence as Openward: EUPL-1.2."""


def write(language: str, catalog) -> None:  # type: ignore[no-untyped-def]
    from babel.messages.pofile import write_po

    catalog.header_comment = HEADER % catalog.locale.english_name
    catalog.version, catalog.msgid_bugs_address = "", ""
    catalog.last_translator = catalog.language_team = "Openward"
    # Dates in the header would make two people's updates conflict for nothing.
    catalog.creation_date = catalog.revision_date = UNDATED
    if language == "fr":
        for message in catalog:
            texts = message.string
            message.string = tuple(map(spaced, texts)) if isinstance(texts, (tuple, list)) else spaced(texts)
    po_path(language).parent.mkdir(parents=True, exist_ok=True)
    with open(po_path(language), "wb") as file:
        write_po(
            file, catalog, sort_output=True, ignore_obsolete=True, include_lineno=False, width=120, omit_header=False
        )


def spaced(french: str) -> str:
    """With spaces that do not break before ; : ! ? and inside guillemets, which no one can type."""
    if not french:
        return french
    return re.sub(r" (?=[;:!?»](?:\s|$|[\"»<.]))|(?<=«) ", "\u00a0", french)


def update() -> None:
    from babel.messages.catalog import Catalog

    template = extracted()
    for language in TRANSLATIONS:
        catalog = read(language) if po_path(language).exists() else Catalog(locale=language, project="Openward")
        catalog.fuzzy = False
        catalog.update(template, no_fuzzy_matching=True)
        write(language, catalog)
        missing = sum(1 for message in catalog if message.id and not translated(message))
        print(f"{language}: {len(catalog)} messages, {missing} without translation")


def translated(message) -> bool:  # type: ignore[no-untyped-def]
    texts = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return bool(texts) and all(texts)


def check() -> int:
    template = extracted()
    faults = []
    for language in TRANSLATIONS:
        catalog = read(language)
        for message in template:
            if not message.id:
                continue
            shown = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
            mine = catalog.get(message.id, message.context)
            if mine is None:
                faults.append(f"{language}: not in the catalogue (run tools/messages.py update): {shown!r}")
            elif mine.fuzzy or not translated(mine):
                faults.append(f"{language}: no translation: {shown!r}")
            elif isinstance(mine.string, str) and sorted(PLACEHOLDER.findall(shown)) != sorted(
                PLACEHOLDER.findall(mine.string)
            ):
                faults.append(f"{language}: other placeholders in the translation of {shown!r}")
    for fault in faults[:60]:
        print(fault)
    print(f"messages: {len(template)} in the source, {len(faults)} faults")
    return 1 if faults else 0


def compile_all() -> None:
    from babel.messages.mofile import write_mo

    for language in TRANSLATIONS:
        source, target = po_path(language), po_path(language).with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            with open(target, "wb") as file:
                write_mo(file, read(language))


if __name__ == "__main__":
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command == "update":
        update()
    elif command == "compile":
        compile_all()
    elif command == "check":
        sys.exit(check())
    else:
        sys.exit(__doc__)
