"""Formats in which instruments come, each made into the same text: plain text, HTML, DOCX, PDF with a text layer.

What a file is, its first bytes tell, not its name. Akoma Ntoso states its paragraphs itself and is read beside these
(readers/instruments/akoma_ntoso). Hard part: what a format cannot give must be refused, never guessed: a scan has no
text, and half a document is none.
"""

from openward.readers.instruments.formats.detecting import Format, format_of
from openward.readers.instruments.formats.reading import document_of

__all__ = ["Format", "document_of", "format_of"]
