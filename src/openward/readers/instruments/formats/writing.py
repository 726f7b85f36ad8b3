"""A text put together piece by piece, remembering which pieces are marks and furniture."""

from __future__ import annotations

from openward.readers.instruments.model import Document, Span


class TextWriter:
    """What formats write to, so that all are read by the same rules as a plain text."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[Span] = []
        self._furniture: list[Span] = []
        self._tail = ""
        self._joins: set[int] = set()

    def add(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._tail = (self._tail + text)[-2:]

    def mark(self, text: str) -> None:
        """A number that points to a footnote, set off by blanks as in a plain text."""
        if not self._tail[-1:].isspace() and self._length:
            self.add(" ")
        start = self._length
        self.add(text.strip())
        self._marks.append((start, self._length))

    def furniture(self, text: str) -> None:
        """A line of its own that is no part of the text."""
        self.end_line()
        start = self._length
        self.add(text)
        self._furniture.append((start, self._length))
        self.end_line()

    @property
    def length(self) -> int:
        return self._length

    @property
    def after_mark(self) -> bool:
        return bool(self._marks) and self._marks[-1][1] == self._length

    @property
    def at_line_start(self) -> bool:
        return self._tail[-1:] in ("", "\n", "\f")

    def end_line(self) -> None:
        if self._length and self._tail[-1:] not in "\n\f":
            self.add("\n")

    def carry_on(self) -> None:
        """End a line within a paragraph."""
        self.end_line()
        self._joins.add(self._length)

    def end_paragraph(self) -> None:
        self.end_line()
        if self._length and self._tail != "\n\n":
            self.add("\n")

    def end_page(self) -> None:
        self.end_line()
        self.add("\f")

    def document(self) -> Document:
        return Document("".join(self._pieces), tuple(self._marks), tuple(self._furniture), frozenset(self._joins))
