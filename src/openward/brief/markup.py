"""HTML and SVG built as elements, never as strings: a name in a map is hostile input, and an element escapes it.

Words: an *element* is one of xml.etree; `element` makes one from a tag, its children and attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

Child = Element | str | None | Iterable[Element]

# What XML cannot hold, and the overrides by which a name could turn the text around it.
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufeff\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """The text without control characters, byte order marks and directional overrides."""
    return _UNSAFE.sub("", text)


def without_isolates(text: str) -> str:
    """The text without the marks that keep its parts in their own direction, for a window's title."""
    return re.sub("[\u2066-\u2069]", "", text)


def element(tag: str, *children: Child, **attributes: str | float | int | None) -> Element:
    """An element with children in order. An attribute's trailing underscore goes and its others become hyphens
    (`class_`, `aria_label`); one that is None is left out."""
    made = Element(
        tag,
        {
            name.rstrip("_").replace("_", "-"): plain(value) if isinstance(value, str) else f"{value:g}"
            for name, value in attributes.items()
            if value is not None
        },
    )
    for child in children:
        append(made, child)
    return made


def append(parent: Element, child: Child) -> None:
    """Add a text, an element, or several, after what `parent` holds already."""
    if child is None:
        return
    if isinstance(child, str):
        text = plain(child)
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text
    elif isinstance(child, Element):
        parent.append(child)
    else:
        for one in child:
            append(parent, one)


def as_html(root: Element) -> str:
    """The text of an HTML document or a part of one."""
    return tostring(root, encoding="unicode", method="html")


def as_xml(root: Element) -> str:
    """The text of an SVG image."""
    return tostring(root, encoding="unicode", method="xml")
