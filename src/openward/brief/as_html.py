"""A document as one HTML file that needs nothing else: no request leaves the reader's machine, no script runs.

Built as elements, so every text is escaped; the style sheet is package data. It prints with the label on every page.
"""

from __future__ import annotations

from importlib.resources import files
from xml.etree.ElementTree import Element

from openward.brief.document import Block, Bullets, Document, Figure, Heading, KeyFigures, PageBreak, Paragraph, Table
from openward.brief.drawings import as_svg
from openward.brief.markup import as_html as html_text
from openward.brief.markup import element, without_isolates

WIDE = 5  # columns from which a table keeps a width of its own on a phone
# Nothing may be fetched or run, whatever a reader's browser thinks of the file.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def as_html(document: Document) -> str:
    """The text of the file."""
    style = files("openward.brief").joinpath("typeset/document.css").read_text("utf-8")
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=POLICY),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="referrer", content="no-referrer"),
            element("meta", name="robots", content="noindex"),
            element("title", without_isolates(f"{document.title} ({document.label})")),
            element("style", style),
        ),
        element(
            "body",
            element("header", _marks(document), class_="marks"),
            element(
                "main",
                element("h1", document.title),
                element("p", document.subtitle, class_="subtitle"),
                [made for block in document.blocks for made in _block(block)],
            ),
            element(
                "footer",
                element("p", _label(document), " ", document.label_meaning),
                element("p", document.made),
            ),
        ),
        lang=document.language,
        dir="rtl" if document.right_to_left else "ltr",
    )
    return "<!doctype html>\n" + html_text(page) + "\n"


def _label(document: Document) -> Element:
    return element("bdi", document.label, dir="ltr", lang="en", translate="no", class_="label")


def _marks(document: Document) -> list[Element]:
    banner = [element("strong", document.banner, class_="banner")] if document.banner else []
    return [*banner, _label(document)]


def _block(block: Block) -> list[Element]:
    match block:
        case Heading(level, text):
            return [element(f"h{level}", text)]
        case Paragraph(text, role):
            return [element("p", text, class_=None if role == "plain" else role)]
        case KeyFigures(figures):
            pairs = [element("div", element("dt", what), element("dd", number)) for number, what in figures]
            return [element("dl", pairs, class_="figures")]
        case Table():
            return _table(block)
        case Figure(drawing, caption, description):
            drawn = as_svg(drawing, with_labels=True, title=description)
            return [element("figure", element("figcaption", caption), _region(drawn, caption))]
        case Bullets(items):
            return [element("ul", [element("li", item) for item in items])]
        case PageBreak():
            return []


def _region(content: Element, name: str) -> Element:
    """What scrolls by itself on a narrow screen: reachable by keyboard, hence its name."""
    return element("div", content, class_="scroll", role="region", aria_label=name, tabindex="0")


def _table(table: Table) -> list[Element]:
    numeric = ["number" if column.numeric else None for column in table.columns]
    head = element(
        "tr",
        [
            element("th", column.title, scope="col", class_=class_)
            for column, class_ in zip(table.columns, numeric, strict=True)
        ],
    )
    rows = [
        element(
            "tr",
            element("th", row[0], scope="row", class_=numeric[0]),
            [element("td", cell, class_=class_) for cell, class_ in zip(row[1:], numeric[1:], strict=True)],
        )
        for row in table.rows
    ]
    wide = "wide" if len(table.columns) >= WIDE else None
    total = sum(column.weight for column in table.columns)
    widths = [element("col", style=f"width:{column.weight / total:.1%}") for column in table.columns]
    parts = [element("colgroup", widths), element("thead", head), element("tbody", rows)]
    made = element("table", element("caption", table.caption), parts, class_=wide)
    return [_region(made, table.caption), *([element("p", table.note, class_="note")] if table.note else [])]
