"""Numbers of a text with their units, written in digits of any script or in words.

A quantity has one or more readings, since `1.500` is two numbers to two languages and `2 p.m.` is 14 elsewhere. How
it is written tells how far it can be relied on: DIGITS have to come back in a translation, WORDS may turn into a
dual or an article, a HINT (half, both, noon, a Roman numeral) only explains what the other text says.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from openward.methods.terminology.folding import ARABIC, plain_of
from openward.methods.terminology.language import Language, alternatives, phrase
from openward.methods.terminology.model import Span


class Written(IntEnum):
    HINT = 0
    WORDS = 1
    DIGITS = 2


@dataclass(frozen=True, slots=True)
class Quantity:
    start: int
    end: int
    readings: frozenset[float]
    written: Written
    unit: str = ""
    unit_end: int = 0
    unit_start: int = -1

    @property
    def span(self) -> Span:
        return (self.start, self.end)

    @property
    def whole(self) -> Span:
        """With its unit."""
        start = self.unit_start if self.unit_start >= 0 else self.start
        return (start, max(self.end, self.unit_end))


PLACEHOLDER = re.compile(
    r"%(?:\d+\$|\(\w*\))?[-#0 +]*\d*(?:\.\d+)?[sdfrxi](?![a-zà-ÿ])|\{[^{}\n]{0,60}\}|</?[A-Za-z][^<>\n]{0,200}>|&#?\w+;"
)
_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?:['’\u00a0\u202f \u2009]\d{3}(?!\d))+(?:[.,٫]\d+)?|\d+(?:[.,٫٬]\d+)*")
_TIME = re.compile(
    r"(?<![\d.:,])(\d{1,2})\s?(?:[:hH٫]|heures?\s|\.(?=\d\d\s?(?:h\b|horas|p\.|a\.|uhr)))\s?([0-5]\d)(?![\d:])",
    re.UNICODE,
)
_AFTERNOON = re.compile(
    r"\s?(?:p\.\s?m\b\.?|pm\b|(?:de la tarde|de la noche|de l'après-midi|du soir|مساء|مساءً|م(?!\w)))", re.IGNORECASE
)
_CLOCK_NOON = 12
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|ème|e|es|\.?[ªº])(?![\w])", re.IGNORECASE)
_ROMAN = re.compile(r"(?<![\w-])[IVXL]{2,}(?![\w-])")
_WELL_MADE = re.compile(r"X{0,3}(?:XL|L)?X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_BEFORE = "€$£"
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0670\u0640]|(?<=\w)-(?=\w))*")


def quantities_of(text: str, spoken: Language, taken: list[Span]) -> list[Quantity]:
    """In the order of the text; what `taken` covers (dates, symbols, addresses) is left out."""
    blank = _blank(text, taken)
    found = _times(blank)
    blank = _blank(blank, [quantity.span for quantity in found])
    found += _digits(blank, spoken)
    found += _words(blank, spoken, {quantity.start for quantity in found})
    found += _romans(blank)
    return sorted(found, key=lambda one: one.start)


def without_placeholders(text: str) -> str:
    """The text with marks of programs (%(name)s, {name}, <a href="...">) blank, as long as before."""
    return PLACEHOLDER.sub(lambda match: " " * len(match.group()), text)


def _blank(text: str, spans: list[Span]) -> str:
    for start, end in [*spans, *(match.span() for match in PLACEHOLDER.finditer(text))]:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _times(text: str) -> list[Quantity]:
    found = []
    for match in _TIME.finditer(text):
        hour, minute = int(match[1]), int(match[2])
        if hour > 24:
            continue
        after = _AFTERNOON.match(text, match.end())
        readings = {hour + minute / 60.0, hour + minute / 100.0}
        if after and hour < _CLOCK_NOON:
            readings |= {hour + 12 + minute / 60.0}
        found.append(Quantity(match.start(), after.end() if after else match.end(), _rounded(readings), Written.DIGITS))
    return found


def _digits(text: str, spoken: Language) -> list[Quantity]:
    found = []
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if _in_a_name(text, start, end, spoken):
            found.append(Quantity(start, end, _rounded(_read(match.group(), spoken)), Written.HINT))
            continue
        readings = _read(match.group(), spoken)
        ordinal = _ORDINAL.match(text, end)
        end = ordinal.end() if ordinal else end
        scale, end = _scale(text, end, spoken)
        readings = {reading * scale for reading in readings}
        after = _AFTERNOON.match(text, end)
        if after and all(reading < _CLOCK_NOON for reading in readings) and not text[start:end].endswith("م"):
            readings |= {reading + 12 for reading in readings}
            end = after.end()
        found.append(_with_unit(text, Quantity(start, end, _rounded(readings), Written.DIGITS), spoken))
    return found


def _in_a_name(text: str, start: int, end: int, spoken: Language) -> bool:
    """Whether the digits are part of a name: B2, IPv4, 8bit, #0."""
    before = text[start - 1 : start]
    if (before.isalpha() and not ARABIC.match(before)) or before in ("_", "#"):
        return before != ""
    glued = re.match(r"[A-Za-z²]+", text[end : end + 12])
    return (
        glued is not None
        and phrase(glued.group()) not in spoken.units
        and not _ORDINAL.match(text, end)
        and glued.group().lower() not in ("h", "s", "am", "pm", "k")
    )


def _read(written: str, spoken: Language) -> set[float]:
    """What a row of digits with marks may be in that language."""
    plain = "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in written)
    parts = re.split(r"[.,٫٬'’\u00a0\u202f \u2009]", plain)
    marks = [mark for mark in plain if not mark.isdigit()]
    if not marks:
        return {float(plain)}
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    last = marks[-1]
    readings: set[float] = set()
    if grouped and (last not in spoken.decimal or len(marks) > 1 or spoken.code != "en"):
        readings.add(float("".join(parts)))
    if last in ".,٫" and (last in spoken.decimal or not grouped) and all(len(part) == 3 for part in parts[1:-1]):
        readings.add(float("".join(parts[:-1]) + "." + parts[-1]))
    if not readings:  # 12 34: two numbers side by side, or a telephone number
        readings.add(float("".join(parts)))
    return readings


def _scale(text: str, end: int, spoken: Language) -> tuple[float, int]:
    match = re.match(r"[\s\u00a0]+(?:de\s)?([^\W\d_]+)", text[end:])
    if match and plain_of(match[1]) in spoken.multipliers and spoken.multipliers[plain_of(match[1])] >= 1000:
        return spoken.multipliers[plain_of(match[1])], end + match.end()
    return 1.0, end


def _with_unit(text: str, quantity: Quantity, spoken: Language) -> Quantity:
    before = text[quantity.start - 1 : quantity.start]
    if before and before in _BEFORE:
        return _united(quantity, spoken.units.get(before, ""), quantity.start - 1, quantity.end)
    match = unit_pattern(spoken).match(text, quantity.end)
    if match:
        return _united(quantity, spoken.units[phrase(match[1])], -1, match.end())
    return quantity


def _united(quantity: Quantity, unit: str, start: int, end: int) -> Quantity:
    return Quantity(quantity.start, quantity.end, quantity.readings, quantity.written, unit, end, start)


@cache
def unit_pattern(spoken: Language) -> re.Pattern[str]:
    """A unit right after its number, as it is written (with accents) or without them."""
    raw = sorted(spoken.units)
    return re.compile(rf"[\s\u00a0\u202f-]?({_loose(raw)})(?![\w])", re.IGNORECASE)


def _loose(words: list[str]) -> str:
    """`alternatives`, each letter also with the accent that it had (units are folded)."""
    accents = {
        "e": "[eéèê]",
        "a": "[aáàâ]",
        "o": "[oóô]",
        "i": "[iíî]",
        "u": "[uúû]",
        "n": "[nñ]",
        "ا": "[اأإآ]",
        "ه": "[هة]",
        "ي": "[يىئ]",
        "و": "[وؤ]",
    }
    return "|".join(
        "".join(accents.get(letter, re.escape(letter)) for letter in word)
        for word in sorted(words, key=lambda word: (-len(word), word))
    )


def _words(text: str, spoken: Language, digits: set[int]) -> list[Quantity]:
    """Numbers in words: runs of number words, added and multiplied as the language does."""
    found: list[Quantity] = []
    tokens = [token for match in _TOKEN.finditer(text) for token in _parts(match, spoken)]
    run: list[tuple[str, int, int, float, bool]] = []
    for index, (word, start, end) in enumerate(tokens):
        value, multiplies = _value(word, spoken, bool(run))
        if value is not None:
            near = not run or not text[run[-1][2] : start].strip(" -‑\u00a0")
            joined = not near and _joined(text[run[-1][2] : start], spoken)
            if (run and not (near or joined)) or (run and not multiplies and not _adds(run, value, spoken)):
                found += _closed(run, text, spoken)
                run = []
            run.append((word, start, end, value, multiplies))
            continue
        if word in spoken.joiners and run and index + 1 < len(tokens):
            continue
        if run:
            found += _closed(run, text, spoken)
            run = []
        hint = spoken.idioms.get(word, spoken.ordinals.get(word))
        if hint is not None:
            found.append(Quantity(start, end, frozenset({float(hint)}), Written.HINT))
        elif word in spoken.duals:
            found.append(Quantity(start, end, frozenset({2.0}), Written.WORDS, spoken.duals[word], end))
    if run:
        found += _closed(run, text, spoken)
    return [quantity for quantity in found if quantity.start not in digits]


def _parts(match: re.Match[str], spoken: Language) -> list[tuple[str, int, int]]:
    """A word, or the parts of one with hyphens that are all number words (twenty-one, quatre-vingt-dix)."""
    word, start = match.group(), match.start()
    plain = plain_of(word)
    if "-" not in word or plain in spoken.ordinals:
        if spoken.code == "ar":
            bare, skipped = _arabic(plain, spoken)
            return [(bare, start + skipped, match.end())]
        return [(plain, start, match.end())]
    parts, at = [], start
    for part in word.split("-"):
        parts.append((plain_of(part), at, at + len(part)))
        at += len(part) + 1
    known = spoken.cardinals.keys() | spoken.multipliers.keys() | spoken.joiners
    return parts if all(part[0] in known for part in parts) else [(plain, start, match.end())]


def _arabic(plain: str, spoken: Language) -> tuple[str, int]:
    """A number word without the clitics before it."""
    known = (spoken.cardinals, spoken.multipliers, spoken.ordinals, spoken.idioms, spoken.duals)
    for clitic in ("", "و", "ب", "ل", "ال", "وال", "ف", "بال", "لل"):
        rest = plain[len(clitic) :]
        if plain.startswith(clitic) and any(rest in words for words in known):
            return rest, len(clitic)
    return plain, 0


def _value(word: str, spoken: Language, running: bool) -> tuple[float | None, bool]:
    if word in spoken.multipliers:
        return spoken.multipliers[word], True
    if word in spoken.cardinals:
        return spoken.cardinals[word], False
    return None, False


def _joined(between: str, spoken: Language) -> bool:
    return plain_of(between.strip(" -\u00a0")) in spoken.joiners


def _adds(run: list[tuple[str, int, int, float, bool]], value: float, spoken: Language) -> bool:
    last, multiplied = run[-1][3], run[-1][4]
    if multiplied:
        return value < last
    if spoken.code == "ar":
        return (last < 10 <= value < 100) or (last >= 100 and value < 100) or (last >= 10 and value >= 100)
    if spoken.code == "fr" and (
        (last == 4 and value == 20) or (last in (60, 20) and 10 <= value < 20) or (last == 10 and 7 <= value < 10)
    ):
        return True
    return (last >= 20 and last % 10 == 0 and 0 < value < 10) or (last >= 100 and value < 100)


def _closed(run: list[tuple[str, int, int, float, bool]], text: str, spoken: Language) -> list[Quantity]:
    total = current = 0.0
    for _, _, _, value, multiplies in run:
        if multiplies and value >= 1000:
            total += max(current, 1.0) * value
            current = 0.0
        elif multiplies:
            current = (
                (current - current % 10) + max(current % 10, 1.0) * value
                if current >= 100
                else max(current, 1.0) * value
            )
        elif spoken.code == "fr" and value == 20 and current % 100 == 4:
            current += 76.0
        else:
            current += value
    value = total + current
    start, end = run[0][1], run[-1][2]
    written = Written.WORDS if value >= 2 else Written.HINT
    if len(run) == 1 and run[0][4]:
        written = Written.HINT  # "hundreds of", "a million"
    readings = {value}
    after = _AFTERNOON.match(text, end)
    if (
        (after or spoken.code == "en")
        and value < _CLOCK_NOON
        and (after or text[max(0, start - 4) : start].lower().endswith(" at "))
    ):
        readings.add(value + 12)
    fraction = _one_in(text, end, value, spoken)
    if fraction:
        return [Quantity(start, end, frozenset({1.0 / fraction[0]}), Written.HINT)]
    return [_with_unit(text, Quantity(start, end, _rounded(readings), written), spoken)]


def _one_in(text: str, end: int, value: float, spoken: Language) -> tuple[float, int] | None:
    """One in four."""
    if value != 1:
        return None
    match = re.match(rf"\s(?:\w+\s)?(?:{alternatives(list(spoken.one_in))})\s(\w+)", text[end:])
    if match and plain_of(match[1]) in spoken.cardinals and spoken.cardinals[plain_of(match[1])] > 1:
        return float(spoken.cardinals[plain_of(match[1])]), end + match.end()
    return None


def _romans(text: str) -> list[Quantity]:
    found = []
    for match in _ROMAN.finditer(text):
        if not _WELL_MADE.fullmatch(match.group()):
            continue
        values = [_ROMAN_VALUES[letter] for letter in match.group()]
        total = sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
        found.append(Quantity(match.start(), match.end(), frozenset({float(total)}), Written.HINT))
    return found


def _rounded(readings: set[float]) -> frozenset[float]:
    return frozenset(round(reading, 6) for reading in readings)
