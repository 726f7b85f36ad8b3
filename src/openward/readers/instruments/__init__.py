"""Instruments of the United Nations, read from the documents as they are published.

A resolution has a heading, an enacting line, preambular and operative paragraphs, perhaps annexes and footnotes (see
model.py for the words). `parse` reads a text; each format becomes a text first, so that all are read by the same rules.
"""

from openward.readers.instruments.model import Citation, Document, Doubt, Force, Instrument, Kind, Paragraph
from openward.readers.instruments.parsing import parse

__all__ = ["Citation", "Document", "Doubt", "Force", "Instrument", "Kind", "Paragraph", "parse"]
