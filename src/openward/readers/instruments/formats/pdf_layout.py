"""Printed lines of pages -> one text in the order of reading: heads and feet set apart, columns one after the other,
and footnotes below the text.

Hard part: all of this is told from places and sizes alone. A head or foot stands at the page's edge and comes again on
other pages, or is a page number, a job number or the document's symbol. A gutter is a strip that hardly a line crosses.
Footnotes are smaller than the text and stand below it. A paragraph begins where the gap between lines is wider than
usual, or a line is indented behind a short one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from openward.readers.instruments.formats.pdf_lines import Page, PrintedLine, Run
from openward.readers.instruments.formats.writing import TextWriter
from openward.readers.instruments.furniture import is_furniture
from openward.readers.instruments.model import Document

_EDGE = 0.14  # of the height that lines take, where heads and feet stand
_MARGIN = 0.09  # of the page's height, where a line far from the others is a head or foot
_FAR = 2.2  # letter sizes between baselines
_SMALLER = 0.94  # a footnote's size, of the text's
_WIDER = 1.28  # a gap between paragraphs, of the usual one
_NUMBERED = re.compile(r"\(?[0-9a-zA-Z]{1,4}[.)]\s|[—–•-]")
_NOTE = re.compile(r"(?P<number>\d{1,3})\s?/?\.?\s*(?=\S)")


@dataclass(slots=True)
class _Column:
    lines: list[PrintedLine]
    left: float
    right: float


def laid_out(pages: list[Page]) -> Document:
    writer = TextWriter()
    body = _body_size(pages)
    repeated = _repeated(pages)
    notes: list[list[PrintedLine]] = []
    flow: list[tuple[PrintedLine | None, _Column | None]] = []
    for number, page in enumerate(pages):
        head, text, foot = _apart(page, repeated, body, first=number == 0)
        if number:
            flow.append((None, None))
        flow += [(line, None) for line in head]
        for column in _columns(text):
            kept = _without_notes(column, body, notes)
            flow += [(line, column) for line in kept]
        flow += [(line, None) for line in foot]
    _write(flow, writer)
    for note in notes:
        writer.end_paragraph()
        _write_note(note, writer)
    writer.end_line()
    return writer.document()


def _body_size(pages: list[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    whole = sum(sizes.values())
    return max((size for size, count in sizes.items() if count >= 0.2 * whole), default=10.0)


def _shape(line: PrintedLine) -> str:
    return (
        re.sub(r"[\divxlc]+", "9", re.sub(r"\d+", "9", line.text))
        if len(line.text) < 8
        else re.sub(r"\d+", "9", line.text)
    )


def _repeated(pages: list[Page]) -> frozenset[tuple[str, int]]:
    """Shapes of lines at the edge, with their height, that come on two pages at least and on a third of all."""
    if len(pages) < 2:
        return frozenset()
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({(_shape(line), round(line.y0 / 4)) for line in _edges(page)})
    near = Counter(
        {key: count + max(seen[key[0], key[1] - 1], seen[key[0], key[1] + 1]) for key, count in seen.items()}
    )
    return frozenset(key for key, count in near.items() if count >= 2 and count * 3 >= len(pages))


def _edges(page: Page) -> list[PrintedLine]:
    if not page.lines:
        return []
    top, bottom = max(line.y1 for line in page.lines), min(line.y0 for line in page.lines)
    margin = _EDGE * (top - bottom)
    return [line for line in page.lines if line.y0 > top - margin or line.y1 < bottom + margin]


def _apart(
    page: Page, repeated: frozenset[tuple[str, int]], body: float, *, first: bool
) -> tuple[list[PrintedLine], list[PrintedLine], list[PrintedLine]]:
    """Head, text and foot: from the edge inwards, as long as lines are furniture."""
    edges = set(map(id, _edges(page)))
    rows = _rows_of(page.lines)
    head: list[PrintedLine] = []
    foot: list[PrintedLine] = []
    while len(rows) > 1 and not (first and _keeps(rows[0])):
        alone = rows[0][0].y0 > (1 - _MARGIN) * page.height and rows[0][0].y0 - rows[1][0].y0 > _FAR * rows[1][0].size
        if not alone and not all(id(line) in edges and _is_edge(line, repeated) for line in rows[0]):
            break
        head += rows.pop(0)
    while len(rows) > 1:
        alone = rows[-1][0].y0 < _MARGIN * page.height and rows[-2][0].y0 - rows[-1][0].y0 > _FAR * rows[-1][0].size
        alone = alone and not (rows[-1][0].size < _SMALLER * body and _opens_note(rows[-1][0]))
        if not alone and not all(id(line) in edges and _is_edge(line, repeated) for line in rows[-1]):
            break
        foot = rows.pop() + foot
    return head, [line for row in rows for line in row], foot


def _keeps(row: list[PrintedLine]) -> bool:
    """The symbol beside the name of the United Nations, in the first page's masthead, is the document's own."""
    return "nations" in " ".join(line.text.lower() for line in row) and any("/RES/" in line.text for line in row)


def _is_edge(line: PrintedLine, repeated: frozenset[tuple[str, int]]) -> bool:
    return (_shape(line), round(line.y0 / 4)) in repeated or is_furniture(line.text)


def _rows_of(lines: list[PrintedLine]) -> list[list[PrintedLine]]:
    rows: list[list[PrintedLine]] = []
    for line in lines:
        if rows and abs(rows[-1][0].y0 - line.y0) < 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _columns(lines: list[PrintedLine]) -> list[_Column]:
    """In the order of reading. Lines across the gutter part the page into bands."""
    gutter = _gutter(lines)
    if gutter is None:
        return [_column(lines)] if lines else []
    found: list[_Column] = []
    band: list[PrintedLine] = []
    for line in [*lines, None]:
        if line is not None and (line.x1 <= gutter + 1 or line.x0 >= gutter - 1):
            band.append(line)
            continue
        for side in (
            [one for one in band if one.x1 <= gutter + 1],
            [one for one in band if one.x1 > gutter + 1],
        ):
            if side:  # which may have columns itself
                found += _columns(side)
        band = []
        if line is not None:
            if found and found[-1].lines[0].x0 < gutter < found[-1].right:
                found[-1] = _column([*found[-1].lines, line])
            else:
                found.append(_column([line]))
    return found


def _column(lines: list[PrintedLine]) -> _Column:
    joined = [_joined(row) for row in _rows_of(sorted(lines, key=lambda line: (-line.y0, line.x0)))]
    return _Column(joined, _usual([line.x0 for line in joined]), max(line.x1 for line in joined))


def _joined(row: list[PrintedLine]) -> PrintedLine:
    """What a wide gap parted within a column."""
    row = sorted(row, key=lambda line: line.x0)
    runs: list[Run] = []
    for line in row:
        if runs:
            runs.append(Run(" ", False))
        runs += line.runs
    last = row[-1]
    return PrintedLine(
        tuple(runs),
        row[0].x0,
        min(line.y0 for line in row),
        last.x1,
        max(line.y1 for line in row),
        max(line.size for line in row),
    )


def _usual(places: list[float]) -> float:
    """The leftmost edge at which a good part of the lines begin."""
    counts = Counter(round(place) for place in places)
    near = {place: count + counts[place - 1] + counts[place + 1] for place, count in counts.items()}
    return min(place for place, count in near.items() if count >= 0.12 * len(places))


def _gutter(lines: list[PrintedLine]) -> float | None:
    """The middle of the strip between two columns; None on a page with one."""
    if len(lines) < 6:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = right - left
    best: tuple[int, float] | None = None
    step = 2.0
    place = left + 0.3 * width
    while place < left + 0.7 * width:
        crossing = sum(line.x0 < place - 3 and line.x1 > place + 3 for line in lines)
        if best is None or crossing < best[0]:
            best = (crossing, place)
        place += step
    if best is None:
        return None
    fewest, place = best
    end = place
    while end < left + 0.7 * width and sum(line.x0 < end - 3 and line.x1 > end + 3 for line in lines) == fewest:
        end += step
    middle = (place + end) / 2
    sides = ([one for one in lines if one.x1 <= middle + 1], [one for one in lines if one.x0 >= middle - 1])
    starts = Counter(round(line.x0 / 3) for line in sides[1])
    aligned = bool(starts) and starts.most_common(1)[0][1] >= 0.4 * len(sides[1])
    wide = bool(sides[1]) and median(line.x1 - line.x0 for line in sides[1]) > 0.25 * width
    if fewest <= 0.15 * len(lines) and min(len(side) for side in sides) >= 0.12 * len(lines) and aligned and wide:
        return middle
    # A last page may have its columns uneven: the right one is short, but begins beside the left one's top.
    if fewest == 0 and len(sides[1]) >= 2 and aligned and sides[0]:
        top, beside = max(line.y0 for line in sides[0]), max(line.y0 for line in sides[1])
        if abs(top - beside) <= 3 * sides[0][0].size:
            return middle
    return None


def _without_notes(column: _Column, body: float, notes: list[list[PrintedLine]]) -> list[PrintedLine]:
    """The column's lines above its footnotes, which go to `notes`."""
    lines = column.lines
    first = len(lines)
    while first > 0 and lines[first - 1].size < _SMALLER * body:
        first -= 1
    begun = next((index for index in range(first, len(lines)) if _opens_note(lines[index])), None)
    if begun is None:
        if first < len(lines) and notes:  # a note that goes on from the column before
            notes[-1] += lines[first:]
            return lines[:first]
        return lines
    if begun > first and notes:
        notes[-1] += lines[first:begun]
    for line in lines[begun:]:
        if _opens_note(line):
            notes.append([line])
        else:
            notes[-1].append(line)
    return lines[: min(first, begun)]


def _opens_note(line: PrintedLine) -> bool:
    if line.runs[0].raised:
        return re.fullmatch(r"\d{1,3}/?", line.runs[0].text.strip()) is not None
    return re.match(r"\d{1,3}\s?/?\s*[A-Z“\"‘]", line.text) is not None


def _write(flow: list[tuple[PrintedLine | None, _Column | None]], writer: TextWriter) -> None:
    gaps = [
        above.y0 - line.y0
        for (above, column), (line, other) in pairwise(flow)
        if above is not None and line is not None and column is not None and column is other and above.y0 > line.y0
    ]
    usual = _usual_gap(gaps)
    parted = sum(gap > _WIDER * usual for gap in gaps) >= 0.05 * len(gaps)  # gaps tell paragraphs apart here
    above: PrintedLine | None = None
    last: _Column | None = None
    for line, column in flow:
        if line is None:
            writer.end_page()
        elif column is None:
            writer.furniture(line.text)
        else:
            if above is not None and _new_paragraph(above, line, last, column, usual):
                writer.end_paragraph()
            elif above is not None and last is column and parted and _carries_on(above, line, column, usual):
                writer.carry_on()
            else:
                writer.end_line()
            _write_runs(line, writer)
            above, last = line, column
    writer.end_line()


def _usual_gap(gaps: list[float]) -> float:
    """The smaller of the gaps that are common: that between lines of a paragraph."""
    if not gaps:
        return 12.0
    counts = Counter(round(gap * 2) / 2 for gap in gaps)
    common = max(counts.values())
    return min(gap for gap, count in counts.items() if count >= 0.25 * common)


def _new_paragraph(above: PrintedLine, line: PrintedLine, last: _Column | None, column: _Column, usual: float) -> bool:
    if last is column:
        return above.y0 - line.y0 > _WIDER * usual or _is_first(above, line, column)
    # At the top of a column or page: the paragraph ended if its last line is short.
    return last is not None and _is_short(above, last)


def _is_first(above: PrintedLine, line: PrintedLine, column: _Column) -> bool:
    """Whether an indented line begins a paragraph: the next one is not indented, or the one above is short. A number's
    hanging indent looks the same from above, but stays."""
    indent = 0.8 * line.size
    if line.x0 <= column.left + indent:
        return False
    if _is_short(above, column):
        return True
    following = column.lines.index(line) + 1
    returns = following >= len(column.lines) or column.lines[following].x0 <= column.left + 0.3 * line.size
    return returns and above.x0 <= column.left + indent and not _NUMBERED.match(above.text)


def _carries_on(above: PrintedLine, line: PrintedLine, column: _Column, usual: float) -> bool:
    """Whether a line certainly goes on from the one above: usual gap, same left edge, and that one is full."""
    return (
        0 < above.y0 - line.y0 <= _WIDER * usual
        and abs(line.x0 - above.x0) < 0.5 * line.size
        and not _is_short(above, column)
    )


def _is_short(line: PrintedLine, column: _Column) -> bool:
    return line.x1 < column.right - 0.12 * (column.right - column.left)


def _write_runs(line: PrintedLine, writer: TextWriter) -> None:
    for run in line.runs:
        shown = run.text.strip()
        if run.raised and re.fullmatch(r"\d{1,3}/?(?:[,;]\s?\d{1,3})*", shown) and not writer.at_line_start:
            writer.mark(shown)
        elif writer.after_mark and run.text[:1].isalnum():
            writer.add(" " + run.text)
        else:
            writer.add(run.text.lstrip() if writer.at_line_start else run.text)


def _write_note(lines: list[PrintedLine], writer: TextWriter) -> None:
    for index, line in enumerate(lines):
        if index == 0:
            match = _NOTE.match(line.text)
            writer.add(f"{match['number']} {line.text[match.end() :]}" if match else line.text)
        else:
            writer.end_line()
            writer.add(line.text)
    writer.end_line()
