"""Letters with their places -> printed lines. A line is a run of letters on one baseline without a wide gap, so that
the two columns of a page give two lines.

Words: a *raised* run is smaller than the line and stands above its baseline: a mark. Places are in points, y grows
upwards. Hard part: justified lines have wide blanks, and a number's tab is wider than some gutters; columns join what
was parted (pdf_layout.py).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

#: A gap wider than this many letter sizes parts a line in two.
_GAP = 1.1
#: A gap wider than this many letter sizes is a blank between words.
_BLANK = 0.18
_RAISED = 0.82  # of the line's size
_LONGEST_MARK = 8


@dataclass(frozen=True, slots=True)
class Letter:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    font: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of a line in one position: on the baseline, or raised."""

    text: str
    raised: bool


@dataclass(frozen=True, slots=True)
class PrintedLine:
    runs: tuple[Run, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[PrintedLine]
    height: float


def with_small_digits_raised(letters: list[Letter]) -> list[Letter]:
    """Some fonts have raised digits of their own, that stand on the line with the line's size: they are narrower than
    the font's other digits. They are given the size and the place that they show."""
    widths: dict[tuple[str, float], list[float]] = {}
    for letter in letters:
        if letter.text.isdigit():
            widths.setdefault((letter.font, round(letter.size, 1)), []).append(letter.x1 - letter.x0)
    usual = {key: max(found) for key, found in widths.items()}
    return [
        replace(letter, y0=letter.y0 + 0.35 * letter.size, size=0.6 * letter.size)
        if letter.text.isdigit() and letter.x1 - letter.x0 < 0.75 * usual[letter.font, round(letter.size, 1)]
        else letter
        for letter in letters
    ]


def lines_on(letters: list[Letter]) -> list[PrintedLine]:
    """From the top to the bottom, and from the left to the right."""
    shown = [letter for letter in _once(letters) if letter.text.strip() or letter.text == " "]
    rows = _rows(shown)
    found = [line for row in rows for line in _parted(row)]
    return sorted((line for line in found if line.text), key=lambda line: (-line.y0, line.x0))


def _once(letters: list[Letter]) -> list[Letter]:
    """Bold type is sometimes made by printing a letter twice, a hair apart."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for letter in letters:
        place = letter.text, round(letter.x0), round(letter.y0)
        if place not in seen or not letter.text.strip():
            kept.append(letter)
        seen.add(place)
    return kept


def _rows(letters: list[Letter]) -> list[list[Letter]]:
    """Letters by baseline; small raised ones join the line that they stand beside."""
    baselines: dict[int, list[Letter]] = {}
    for letter in letters:
        baselines.setdefault(round(letter.y0 * 4), []).append(letter)
    rows: list[list[Letter]] = []
    for baseline in sorted(baselines, reverse=True):
        row = baselines[baseline]
        if rows and _same_baseline(rows[-1], row):
            rows[-1] += row
        else:
            rows.append(list(row))
    return _with_raised(rows)


def _same_baseline(row: list[Letter], other: list[Letter]) -> bool:
    return abs(row[-1].y0 - other[0].y0) <= 0.1 * max(row[-1].size, other[0].size)


def _with_raised(rows: list[list[Letter]]) -> list[list[Letter]]:
    sizes = Counter(round(letter.size, 1) for row in rows for letter in row)
    if not sizes:
        return rows
    body = sizes.most_common(1)[0][0]
    kept: list[list[Letter]] = []
    for index, row in enumerate(rows):
        rest = [letter for letter in row if letter.size >= _RAISED * body or letter.text.isspace()]
        for group in _groups([letter for letter in row if letter.size < _RAISED * body and not letter.text.isspace()]):
            (_host(rows, index, group) or rest).extend(group)
        row[:] = rest
        if any(letter.text.strip() for letter in rest):
            kept.append(row)
    return kept


def _groups(letters: list[Letter]) -> list[list[Letter]]:
    """Letters that stand beside each other."""
    groups: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.x0):
        if groups and letter.x0 - groups[-1][-1].x1 < 0.5 * letter.size:
            groups[-1].append(letter)
        else:
            groups.append([letter])
    return groups


def _host(rows: list[list[Letter]], index: int, group: list[Letter]) -> list[Letter] | None:
    """The row below, not far, with a larger letter that ends or begins beside these."""
    letter, right = group[0], group[-1].x1
    if len(group) > _LONGEST_MARK:
        return None
    for row in rows[index + 1 : index + 6]:
        for other in row:
            raise_ = letter.y0 - other.y0
            if other.size * _RAISED <= letter.size or not 0 < raise_ < other.size * 0.75:
                continue
            if -0.3 * other.size <= letter.x0 - other.x1 <= 0.6 * other.size:
                return row
            if -0.1 * other.size <= other.x0 - right <= 0.6 * other.size:
                return row
    return None


def _parted(row: list[Letter]) -> list[PrintedLine]:
    row = sorted(row, key=lambda letter: letter.x0)
    parts: list[list[Letter]] = []
    for letter in row:
        last = next((one for one in reversed(parts[-1]) if one.text.strip()), None) if parts else None
        if letter.text.isspace():
            if parts:
                parts[-1].append(letter)
        elif last is not None and letter.x0 - last.x1 <= _GAP * max(last.size, letter.size):
            parts[-1].append(letter)
        else:
            parts.append([letter])
    return [_line(part) for part in parts]


def _line(letters: list[Letter]) -> PrintedLine:
    shown = [letter for letter in letters if letter.text.strip()]
    size = Counter(round(letter.size, 1) for letter in shown).most_common(1)[0][0]
    largest = max(letter.size for letter in shown)
    base = min((letter for letter in shown if letter.size >= _RAISED * largest), key=lambda letter: letter.y0)
    runs: list[Run] = []
    last: Letter | None = None
    blank = False
    for letter in letters:
        if letter.text.isspace():
            blank = True
            continue
        raised = letter.size < _RAISED * largest and letter.y0 > base.y0 + 0.1 * largest
        text = letter.text.replace("\u00ad", "-").replace("\u2010", "-").replace("\u2011", "-").replace("\xa0", " ")
        if last is not None and (blank or letter.x0 - last.x1 > _BLANK * letter.size):
            text = " " + text
        if runs and runs[-1].raised == raised:
            runs[-1] = Run(runs[-1].text + text, raised)
        else:
            runs.append(Run(text, raised))
        last, blank = letter, False
    return PrintedLine(
        tuple(runs),
        min(letter.x0 for letter in shown),
        base.y0,
        max(letter.x1 for letter in shown),
        max(letter.y1 for letter in shown),
        max(size, largest if largest < 1.5 * size else size),
    )
