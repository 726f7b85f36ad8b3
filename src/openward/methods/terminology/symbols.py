"""What stays as it is in every language: document symbols, addresses, and labels of the Traffic Light Protocol."""

from __future__ import annotations

import difflib
import re
from collections import Counter

from openward.methods.terminology.model import Code, Finding, Severity, Span

_ADDRESS = r"(?:https?://|www\.)[^\s<>\"«»“”؟،؛]+[^\s<>\"«»“”.,;:!?)\]'’؟،؛]"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
# UN document symbols begin with the body: A/, S/, E/, A/RES/, S/PRST/, ST/SGB/ ...
_DOCUMENT = r"(?<![\w/])(?:[A-Z]{1,4}|[A-Z]{2,6}\.\d)(?:/[A-Z][A-Za-z.]{0,8})*(?:/[\w.-]*\d[\w.-]*(?:\(\w+\))?)+"
_LABEL = r"TLP\s?:\s?[^\W\d_]+(?:\+STRICT)?"
SYMBOL = re.compile(rf"(?P<address>{_ADDRESS})|(?P<mail>{_MAIL})|(?P<label>{_LABEL})|(?P<document>{_DOCUMENT})")
# What a symbol may have become: a row of marks with a slash, an at sign or a colon in it.
_LIKENESS = re.compile(r"[^\s،؛()\[\]«»“”]*[\w](?:[/@]|:(?=\S)|\.(?=\w))[^\s،؛()\[\]«»“”]*|TLP\s?:?\s?\w+", re.UNICODE)
_LABEL_LIKE = re.compile(r"(?:TLP|بروتوكول)\s?[:：]?\s?\w+")
LIKE_ENOUGH = 0.5


def symbols_of(text: str) -> list[Span]:
    return [_trimmed(text, match) for match in SYMBOL.finditer(text)]


def _trimmed(text: str, match: re.Match[str]) -> Span:
    start, end = match.span()
    while end > start and text[end - 1] in ".,;:!?":
        end -= 1
    return (start, end)


def altered(source: str, target: str, languages: tuple[str, str] = ("", "")) -> list[Finding]:
    """A symbol of the source that the target has not, beside what it became. An address may lead to the same page in
    the target's language (`languages` of source and target)."""
    meant = Counter(source[start:end] for start, end in symbols_of(source))
    there = Counter(target[start:end] for start, end in symbols_of(target))
    extra = [span for span in symbols_of(target) if there[target[span[0] : span[1]]] > meant[target[span[0] : span[1]]]]
    used: set[Span] = set()
    findings = []
    for start, end in symbols_of(source):
        symbol = source[start:end]
        if there[symbol] or there[_in_language(symbol, *languages)]:
            continue
        became = _likest(symbol, target, extra, used)
        if became is not None:
            used.add(became)
        findings.append(
            Finding(
                Code.SYMBOL_ALTERED,
                Severity.ERROR,
                source_span=(start, end),
                source_text=symbol,
                target_span=became,
                target_text=None if became is None else target[became[0] : became[1]],
                mend=symbol,
            )
        )
    return findings


def _in_language(address: str, source: str, target: str) -> str:
    return re.sub(rf"(?<=/){source}(?=/|$)", target, address, count=1) if source and "/" in address else address


def _likest(symbol: str, target: str, extra: list[Span], used: set[Span]) -> Span | None:
    spans = extra + [_trimmed(target, match) for match in _LIKENESS.finditer(target)]
    if symbol.startswith("TLP"):
        spans += [match.span() for match in _LABEL_LIKE.finditer(target)]
    scored = [
        (difflib.SequenceMatcher(None, symbol, target[start:end], autojunk=False).ratio(), start, end)
        for start, end in spans
        if (start, end) not in used and target[start:end] != symbol
    ]
    best = max(scored, key=lambda one: (one[0], -one[1]), default=None)
    return (best[1], best[2]) if best and best[0] >= LIKE_ENOUGH else None
