"""Numbers that Word keeps in list definitions (ECMA-376 part 1, 17.9): counted here as Word counts them.

A paragraph names a list (`numId`) and a level (`ilvl`), itself or through its style. Each list counts its levels; a
number at one level starts the deeper ones anew. Lists that share a definition go on counting, unless one restarts.
"""

from __future__ import annotations

import re
from typing import Any

from openward.readers.instruments.enumeration import Style, printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = {
    "decimal": Style.ARABIC,
    "lowerLetter": Style.LETTER,
    "lowerRoman": Style.ROMAN,
    "upperLetter": Style.CAPITAL,
}
_MOST_STYLES = 20  # based upon each other


class Numbering:
    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        self._styles: dict[str, Any] = {}
        if styles is not None:
            self._styles = {style.get(f"{W}styleId"): style for style in styles.iterchildren(f"{W}style")}
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.iterchildren(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId")] = {
                _whole(level.get(f"{W}ilvl")): level for level in abstract.iterchildren(f"{W}lvl")
            }
        for number in numbering.iterchildren(f"{W}num"):
            id_, abstract = number.get(f"{W}numId"), number.find(f"{W}abstractNumId")
            if abstract is None:
                continue
            self._abstract[id_] = abstract.get(f"{W}val")
            self._restarts[id_] = {
                _whole(change.get(f"{W}ilvl")): _whole(_value(change, "startOverride"))
                for change in number.iterchildren(f"{W}lvlOverride")
                if change.find(f"{W}startOverride") is not None
            }

    def number_of(self, paragraph: Any) -> str | None:
        """As Word shows it: "1.", "(a)", "—" for a bullet. None in no list. Counts on with each call."""
        id_, level = self._place(paragraph)
        abstract = self._abstract.get(id_ or "")
        if id_ is None or id_ == "0" or abstract is None or level not in self._levels.get(abstract, {}):
            return None
        counts = self._counts.setdefault(abstract, {})
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        restart = self._restarts[id_].get(level)
        if restart is not None and (id_, level) not in self._restarted:
            self._restarted.add((id_, level))
            counts[level] = restart
        else:
            counts[level] = counts.get(level, self._start(abstract, level) - 1) + 1
        return self._shown(abstract, level, counts)

    def _start(self, abstract: str, level: int) -> int:
        start = _value(self._levels[abstract][level], "start")
        return _whole(start) if start is not None else 1

    def _shown(self, abstract: str, level: int, counts: dict[int, int]) -> str | None:
        definition = self._levels[abstract][level]
        if _value(definition, "numFmt") == "bullet":
            return "—"
        if _value(definition, "numFmt") == "none":
            return None

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            style = _STYLES.get(_value(self._levels[abstract].get(at), "numFmt") or "decimal", Style.ARABIC)
            first = self._start(abstract, at) if at in self._levels[abstract] else 1
            return printed(style, max(1, counts.get(at, first)))

        return re.sub(r"%(\d)", number, _value(definition, "lvlText") or "") or None

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and level that the paragraph names, else its style, else the style that one is based upon."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        level = _value(own, "ilvl")
        id_ = _value(own, "numId")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val") if style is not None else None
        for _ in range(_MOST_STYLES):
            if id_ is not None or name not in self._styles:
                break
            inherited = self._styles[name].find(f"{W}pPr/{W}numPr")
            id_ = _value(inherited, "numId")
            level = level if level is not None else _value(inherited, "ilvl")
            based = self._styles[name].find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else None
        return id_, _whole(level) if level is not None else 0


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{W}{name}") if element is not None else None
    return None if found is None else found.get(f"{W}val")


def _whole(text: str | None) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else 0
