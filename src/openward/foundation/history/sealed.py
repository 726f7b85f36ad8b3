"""Values that can be shredded while what was said about them still verifies.

Each value pair (before, after) is stored with 16 random bytes of salt; its digest is HMAC-SHA-256 (RFC 2104) keyed by
the salt over canonical JSON. Shredding drops salt and values and keeps the digest: nobody can guess their way back,
since the key of the HMAC is gone. JSON is kept as text, because a database that re-formats numbers would break digests.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Pair(NamedTuple):
    """What a field was and what it became; JSON values."""

    before: Any
    after: Any


def canonical(value: Any) -> str:
    """One text for one JSON value: sorted keys, no spaces (after RFC 8785, with Python's shortest floats)."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(value: Any) -> str:
    """SHA-256 in hex of a JSON value."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def seal(pairs: Mapping[str, Pair]) -> str:
    """Text for the database: field -> [salt, before, after]."""
    return canonical({name: [secrets.token_hex(16), pair.before, pair.after] for name, pair in pairs.items()})


def unseal(sealed: str) -> dict[str, Pair | None]:
    """Field -> values, None where they were shredded."""
    return {
        name: Pair(held[1], held[2]) if isinstance(held, list) else None for name, held in json.loads(sealed).items()
    }


def digests(sealed: str) -> dict[str, str]:
    """Field -> digest, the same before and after shredding. Raises ValueError for a text that is not sealed values."""
    found = {}
    for name, held in json.loads(sealed).items():
        if isinstance(held, list) and len(held) == 3 and isinstance(held[0], str):
            salt, before, after = held
            text = canonical([name, before, after])
            found[name] = hmac.new(bytes.fromhex(salt), text.encode(), hashlib.sha256).hexdigest()
        elif isinstance(held, str):
            found[name] = held
        else:
            raise ValueError("not sealed")
    return found


def shredded(sealed: str, names: Iterable[str]) -> str:
    """The same without values and salts of these fields."""
    held, kept = json.loads(sealed), digests(sealed)
    return canonical({name: kept[name] if name in names else held[name] for name in held})
