"""A resolution from a web page. Blocks are paragraphs, raised numbers are marks, numbered lists get their numbers back.

Hard part: a page has more on it than the resolution. Where a part of it holds the enacting line (main, article), only
that part is read; menus, scripts and what is hidden never are.
"""

from __future__ import annotations

import re

from lxml import etree, html

from openward.methods.errors import OpenwardError
from openward.readers.instruments import front
from openward.readers.instruments.enumeration import Style, printed
from openward.readers.instruments.formats.writing import TextWriter
from openward.readers.instruments.model import Document

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "nav",
        "noscript",
        "template",
        "footer",
        "svg",
        "button",
        "select",
        "input",
        "iframe",
        "object",
    ]
)
_STYLES = {"1": Style.ARABIC, "a": Style.LETTER, "i": Style.ROMAN, "A": Style.CAPITAL}
_NUMBER = re.compile(r"\[?\(?\d{1,3}\)?\]?/?|\*{1,3}")
_OWN_NUMBER = re.compile(r"\s*(?:\(?[0-9a-zA-Z]{1,5}[.)]|[—–•-])\s")


def document_of_html(content: bytes, file: str) -> Document:
    """Raises OpenwardError `instrument-broken`."""
    try:
        parser = html.HTMLParser(encoding=_encoding(content), remove_comments=True, remove_pis=True, huge_tree=False)
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise OpenwardError("instrument-broken", file=file, detail=str(error)[:100]) from error
    writer = TextWriter()
    _write(_part_with_the_text(root), writer, preserve=False)
    return writer.document()


def _encoding(content: bytes) -> str:
    """What the page declares, else UTF-8 where it is that, else the letters of Windows."""
    declared = re.search(rb"(?i)charset\s*=\s*[\"']?([\w.:-]+)", content[:2048])
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return declared[1].decode("ascii") if declared and declared[1].lower() not in (b"utf-8", b"utf8") else "cp1252"
    return "utf-8"


def _part_with_the_text(root: html.HtmlElement) -> html.HtmlElement:
    enacting = front.enacting_line()
    for path in ("//main", "//article", "//*[@role='main']"):
        parts = [part for part in root.xpath(path) if enacting.search(" ".join(part.text_content().split()))]
        if len(parts) == 1:
            return parts[0]
    mains = root.xpath("//main")
    if len(mains) == 1:
        return mains[0]
    body = root.find("body")
    return root if body is None else body


def _write(element: html.HtmlElement, writer: TextWriter, *, preserve: bool) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _SKIPPED or _hidden(element):
        return
    block = tag in _BLOCKS
    preserve = preserve or tag == "pre"
    if block:
        writer.end_paragraph()
    if tag == "br":
        writer.end_line()
    elif tag == "li":
        number = _list_number(element)
        if number and not _OWN_NUMBER.match(element.text_content()):
            writer.add(number + " ")
    shown = " ".join(element.text_content().split()) if tag == "sup" else ""
    if shown and _NUMBER.fullmatch(shown):
        if any(character.isdigit() for character in shown):
            writer.mark(shown.strip("[]()"))
        return
    _say(element.text, writer, preserve=preserve)
    for child in element:
        _write(child, writer, preserve=preserve)
        _say(child.tail, writer, preserve=preserve)
    if block:
        writer.end_paragraph()


def _say(text: str | None, writer: TextWriter, *, preserve: bool) -> None:
    if not text:
        return
    if preserve:
        writer.add(text)
        return
    shown = re.sub(r"[ \t\r\n\f]+", " ", re.sub("[\u00ad\u200b\u2060\ufeff]", "", text))
    if shown.strip() == "" and writer.at_line_start:
        return
    writer.add(shown.lstrip(" ") if writer.at_line_start else shown)


def _hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or element.get("aria-hidden") == "true"


def _list_number(item: html.HtmlElement) -> str | None:
    """What a browser shows before the item: "1.", "(a)", or a dash in a list without numbers."""
    parent = item.getparent()
    if parent is None or parent.tag == "ul":
        return "—"
    style = _STYLES.get(parent.get("type") or "1", Style.ARABIC)
    value = _whole(parent.get("start"), 1) - 1
    for one in parent.iterchildren("li"):
        value = _whole(one.get("value"), value + 1)
        if one is item:
            break
    number = printed(style, value) if value > 0 else str(value)
    return f"{number}." if style in (Style.ARABIC, Style.CAPITAL) else f"({number})"


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,4}", text.strip()) else otherwise
