"""Every output of a brief under its name, for the command line and the web alike.

The base map is not among them: it is made from the extract itself (openward.readers.basemap), not from the register.
"""

from __future__ import annotations

from collections.abc import Iterator

from openward.brief.as_geojson import register_geojson
from openward.brief.as_html import as_html
from openward.brief.as_json import annex_json, brief_json
from openward.brief.as_pdf import as_pdf
from openward.brief.as_xlsx import register_xlsx
from openward.brief.model import Annex, Brief, Edition, Label
from openward.brief.telling import annex_document, brief_document
from openward.brief.telling.brief import made
from openward.methods.progress import Progress, silent
from openward.methods.register import Register
from openward.methods.typology import load_typology
from openward.wording import words

BASEMAP = "basemap.pmtiles"
# What speaks of kinds and districts, for those who read a brief; all else names places or is data to work with.
FOR_READERS = frozenset({"brief.html", "brief.pdf"})
# Only for those who make the visits: written so that nobody else on the machine can read them.
PRIVATE = frozenset({"annex.json", "annex.pdf"})
# With findings of assessments in it, the brief itself is for them alone.
HOLDS_FINDINGS = frozenset({"brief.json", "brief.html", "brief.pdf"})
NAMES = ("brief.json", "brief.html", "brief.pdf", "annex.json", "annex.pdf", "register.geojson", "register.xlsx")


def private_names(brief: Brief) -> frozenset[str]:
    """Files that are written so that nobody else on the machine can read them."""
    return PRIVATE | HOLDS_FINDINGS if brief.label == Label.AMBER_STRICT else PRIVATE


def documents(
    brief: Brief,
    annex: Annex,
    register: Register,
    edition: Edition,
    *,
    label: Label = Label.AMBER,
    progress: Progress = silent,
) -> Iterator[tuple[str, bytes]]:
    """File name and content, in the order of NAMES. `register` is the one that both were composed of, `label` the
    strictest of what it holds. Raises OpenwardError `fonts-missing`."""
    document = brief_document(brief, register, edition)
    typology = load_typology()
    makers = {
        "brief.json": lambda: brief_json(brief),
        "brief.html": lambda: as_html(document).encode("utf-8"),
        "brief.pdf": lambda: as_pdf(document, edition.maker, edition.made_at),
        "annex.json": lambda: annex_json(annex, edition),
        "annex.pdf": lambda: as_pdf(annex_document(annex, edition), edition.maker, edition.made_at),
        "register.geojson": lambda: "".join(register_geojson(register, typology, label)).encode("utf-8"),
        "register.xlsx": lambda: register_sheet(register, edition, label),
    }
    for done, name in enumerate(NAMES):
        progress("writing-documents", done, len(NAMES))
        yield name, makers[name]()
    progress("writing-documents", len(NAMES), len(NAMES))


def register_sheet(register: Register, edition: Edition, label: str) -> bytes:
    """The register as a spreadsheet of this edition. `label` (TLP) is the strictest of what it holds."""
    speak = words(edition.language)
    return register_xlsx(register, load_typology(), speak, edition.made_at, label=label, made=made(edition, speak))
