"""Resolutions set in other formats, from the labels and the plain text, so that tests can ask for the same paragraphs.

Every paragraph is set by its labelled span, marks as true footnotes where the text has a footnote of that number. The
prose stays in the real inputs; nothing set here is kept.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

Piece = tuple[str, str]  # "text" or "mark" -> what it says


@dataclass(frozen=True)
class Set:
    """A paragraph to set: its kind and level, and its pieces."""

    kind: str
    level: int
    pieces: tuple[Piece, ...]

    @property
    def plain(self) -> str:
        return "".join(said if what == "text" else f" {said} " for what, said in self.pieces)


def paragraphs_of(label: dict[str, Any], text: str) -> list[Set]:
    """The labelled paragraphs with the marks that lie in them or right behind them; lines joined."""
    left_out = [(start, end, "mark") for start, end in label["marks"]]
    left_out += [(start, end, "furniture") for start, end in label["furniture"]]
    spans = label["paragraphs"]
    found = []
    for one, following in zip(spans, [*spans[1:], {"start": len(text)}], strict=True):
        pieces: list[Piece] = []
        reached = one["start"]
        for start, end, what in sorted(left_out):
            if not one["start"] <= start < following["start"]:
                continue
            if start < one["end"]:
                pieces.append(("text", _line(text[reached:start])))
                reached = end
            elif reached < one["end"]:
                pieces.append(("text", _line(text[reached : one["end"]])))
                reached = one["end"]
            if what == "mark" and re.fullmatch(r"\d{1,3}", text[start:end]):
                pieces.append(("mark", text[start:end]))
        if reached < one["end"]:
            pieces.append(("text", _line(text[reached : one["end"]])))
        found.append(Set(one["kind"], one["level"], tuple(pieces)))
    return found


def _line(text: str) -> str:
    """Broken lines joined as the reader joins them: setting a line anew must not invent words."""
    from openward.readers.instruments.wordings import wording

    inner = wording(text, 0, len(text), ()).text
    return (" " if text[:1].isspace() else "") + inner + (" " if text[-1:].isspace() else "")


def as_pdf(
    paragraphs: list[Set],
    *,
    columns: int = 1,
    head: str = "",
    foot: str = "",
    hyphens: bool = True,
    footnotes: bool = True,
    size: float = 10,
) -> bytes:
    """By typst: A4, justified, with a running head and foot, footnotes at the foot of the page."""
    import typst

    notes = {one.plain.split()[0]: one for one in paragraphs if one.kind == "footnote"} if footnotes else {}
    lines = [
        f'#set page(paper: "a4", columns: {columns},'
        f" header: [{escaped(head)} #h(1fr) #context counter(page).display()],"
        f" footer: [{escaped(foot)}])",
        f'#set text(size: {size}pt, lang: "en", hyphenate: {str(hyphens).lower()})',
        "#set par(justify: true)",
    ]
    for one in paragraphs:
        if one.kind == "footnote" and footnotes:
            continue
        shown = ""
        for what, said in one.pieces:
            if what == "text":
                shown += escaped(said)
            elif said in notes:
                shown = shown.rstrip() + _footnote(said, notes[said])
            else:
                shown = shown.rstrip() + f"#super[{said}] "
        lines.append(f"#pad(left: {one.level * 14}pt)[{shown}]" if one.level else shown)
    return typst.compile("\n\n".join(lines).encode())


def _footnote(number: str, note: Set) -> str:
    said = escaped(note.plain[len(number) :].strip())
    return f"#counter(footnote).update({int(number) - 1})#footnote[{said}] "


def escaped(text: str) -> str:
    return "".join(f"\\{one}" if one in "\\#*_`$<>@~=-+/\"'[]" else one for one in text)


def as_docx(paragraphs: list[Set], *, head: str = "", columns: int = 1, numbered: bool = False) -> bytes:
    """By python-docx: a running head, columns, marks as raised runs, footnotes below the text."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = head
    section.footer.paragraphs[0].text = "Page 1"
    if columns > 1:
        cols = section._sectPr.find(qn("w:cols"))
        cols.set(qn("w:num"), str(columns))
    for one in paragraphs:
        paragraph = document.add_paragraph()
        for what, said in one.pieces:
            run = paragraph.add_run(said)
            run.font.superscript = what == "mark"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def as_html(paragraphs: list[Set]) -> bytes:
    """A page with a menu and a title of its own around the text."""
    from html import escape

    blocks = []
    for one in paragraphs:
        shown = "".join(escape(said) if what == "text" else f"<sup>{said}</sup> " for what, said in one.pieces)
        blocks.append(f"<p>{shown}</p>")
    page = (
        "<html><head><meta charset='utf-8'><title>A page</title><script>let a = 1</script></head><body><nav>Home</nav>"
    )
    return (page + "<main>" + "\n".join(blocks) + "</main><footer>Privacy</footer></body></html>").encode()
