"""One value, one sequence of bytes: what is hashed must not be readable in two ways.

JSON of strings, whole numbers, true, false, null, lists and objects; keys in the order of their code points, no spaces,
UTF-8. That is RFC 8785 for values without fractions and keys of ASCII, which are the only ones that we write.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from openward.methods.errors import OpenwardError

MOST = 2**53  # a whole number that every reader of JSON keeps


def canonical(value: object) -> bytes:
    """Raises ValueError for what JSON would not tell apart from something else: fractions, other types, surrogates."""
    _check(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def digest(label: str, value: object) -> str:
    """SHA-256, in hexadecimal, of the label (which ends the ways to take one kind of value for another), a line feed,
    and the canonical value."""
    return hashlib.sha256(label.encode("ascii") + b"\n" + canonical(value)).hexdigest()


def parsed(text: str, code: str) -> dict[str, object]:
    """An object from JSON, strictly: no key twice, no fraction. Raises OpenwardError `code` with a detail."""
    try:
        value = json.loads(text, object_pairs_hook=_pairs, parse_float=_refused, parse_constant=_refused)
        canonical(value)
    except (ValueError, RecursionError) as error:
        raise OpenwardError(code, detail=" ".join(str(error).split())[:120]) from error
    if not isinstance(value, dict):
        raise OpenwardError(code, detail="{}")
    return value


def _check(value: object) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError(f"key {key!r}")
            _check(inner)
    elif isinstance(value, list):
        for inner in value:
            _check(inner)
    elif isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > MOST:
            raise ValueError(f"number {value}")
    elif value is not None and not isinstance(value, (str, bool)):
        raise ValueError(f"{type(value).__name__} {value!r}")


def _pairs(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice")
    return made


def _refused(text: str) -> object:
    raise ValueError(f"number {text}")
