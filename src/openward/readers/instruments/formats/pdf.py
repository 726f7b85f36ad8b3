"""A resolution from a PDF that has a text layer: letters with their places -> lines in the order of reading -> text.

Words: a *page* holds printed lines (pdf_lines.py); its *columns*, heads, feet and footnotes are told apart by where
they stand and how large they are (pdf_layout.py). Footnotes are written below the whole text. Hard
part: a page that is a picture has no letters, and must be refused, not passed over.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTFigure, LTImage, LTPage
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from openward.methods.errors import OpenwardError
from openward.readers.instruments.formats.pdf_layout import laid_out
from openward.readers.instruments.formats.pdf_lines import Letter, Page, lines_on, with_small_digits_raised
from openward.readers.instruments.model import Document

MOST_PAGES = 400
_FEW_LETTERS = 40  # a page with fewer is a stamp on a picture
_UNKNOWN = "(cid:"


def document_of_pdf(content: bytes, file: str) -> Document:
    """Raises OpenwardError: `instrument-encrypted`; `instrument-broken`; `instrument-scan` where no page has text;
    `instrument-page-scanned` where one has none but a picture; `instrument-letters-unknown` where the letters have no
    characters; `instrument-too-long` for more than MOST_PAGES pages."""
    pages = _pages(content, file)
    if not pages:
        raise OpenwardError("instrument-broken", file=file, detail="0 pages")
    scanned = [
        number for number, (letters, picture, _) in enumerate(pages, 1) if picture and len(letters) < _FEW_LETTERS
    ]
    if all(len(letters) < _FEW_LETTERS for letters, *_ in pages) and (
        scanned or not any(letters for letters, *_ in pages)
    ):
        raise OpenwardError("instrument-scan", file=file)
    if scanned:
        raise OpenwardError("instrument-page-scanned", file=file, page=scanned[0])
    letters = [letter for page, *_ in pages for letter in page]
    unknown = sum(letter.text.startswith(_UNKNOWN) or letter.text == "\ufffd" for letter in letters)
    if unknown * 20 > len(letters):
        raise OpenwardError("instrument-letters-unknown", file=file)
    return laid_out([Page(lines_on(letters), height) for letters, _, height in pages])


def _pages(content: bytes, file: str) -> list[tuple[list[Letter], bool, float]]:
    """The letters of each page, whether it holds a picture, and its height."""
    found: list[tuple[list[Letter], bool, float]] = []
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    with _quiet():
        try:
            for page in PDFPage.get_pages(io.BytesIO(content)):
                if len(found) == MOST_PAGES:
                    raise OpenwardError("instrument-too-long", file=file, most=MOST_PAGES)
                interpreter.process_page(page)
                layout = device.get_result()
                found.append(
                    (list(with_small_digits_raised(list(_letters(layout)))), _has_picture(layout), layout.height)
                )
        except OpenwardError:
            raise
        except PDFPasswordIncorrect as error:
            raise OpenwardError("instrument-encrypted", file=file) from error
        except Exception as error:  # the library raises whatever a damaged file leads it to
            if "Encrypt" in type(error).__name__ or "encrypt" in str(error).lower():
                raise OpenwardError("instrument-encrypted", file=file) from error
            detail = f"{type(error).__name__} {error}".strip()[:100]
            raise OpenwardError("instrument-broken", file=file, detail=detail) from error
    return found


def _letters(element: LTPage | LTFigure) -> Iterator[Letter]:
    for child in element:
        if isinstance(child, LTChar):
            upright = child.upright and child.matrix[1] == 0
            if upright and child.get_text():
                yield Letter(child.get_text(), child.x0, child.y0, child.x1, child.y1, child.size, child.fontname)
        elif isinstance(child, LTFigure):
            yield from _letters(child)


def _has_picture(element: LTPage | LTFigure) -> bool:
    """A picture that covers a good part of the page: emblems and signatures are smaller."""
    page = element.width * element.height or 1
    for child in element:
        if isinstance(child, LTImage) and child.width * child.height > page / 3:
            return True
        if isinstance(child, LTFigure) and child.width * child.height > page / 3 and _holds_image(child):
            return True
    return False


def _holds_image(figure: LTFigure) -> bool:
    return any(isinstance(child, LTImage) or (isinstance(child, LTFigure) and _holds_image(child)) for child in figure)


@contextmanager
def _quiet() -> Iterator[None]:
    """The library warns of every oddity in a file; what matters is raised."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
