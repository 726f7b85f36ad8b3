"""What stands for a volunteer in public: a pseudonym, and commitments that say nothing without their salt.

Each volunteer has a salt of 32 random bytes, known to them and the organisers. Everything is HMAC-SHA256 (RFC 2104)
with the salt as its key, so no dictionary of names or features can be tried against it; and since the key's length is
fixed, nobody can find a second salt or record for it either (binding, as SHA-256 is collision resistant).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openward.methods.errors import OpenwardError
from openward.methods.sortition.transcript.canonical import canonical

SALT_BYTES = 32
PSEUDONYM_CHARACTERS = 32  # 128 bits
PSEUDONYM, IDENTITY, RECORD = "openward-panel-pseudonym/1", "openward-panel-identity/1", "openward-panel-record/1"


@dataclass(frozen=True, slots=True, order=True)
class PoolLeaf:
    """All in hexadecimal: what the transcript shows of a volunteer."""

    pseudonym: str
    identity: str  # commits to the id
    record: str  # commits to the whole row of the pool

    @property
    def content(self) -> bytes:
        """What the tree hashes; every part has a fixed length."""
        return bytes.fromhex(self.pseudonym + self.identity + self.record)


def leaf_of(salt: bytes, id_: str, record: Sequence[tuple[str, str]]) -> PoolLeaf:
    """`record` is the row as (heading, cell), in the order of the table."""
    cells = [[heading, cell] for heading, cell in record]
    return PoolLeaf(pseudonym_of(salt), identity_of(salt, id_), committed(salt, RECORD, cells))


def pseudonym_of(salt: bytes) -> str:
    return committed(salt, PSEUDONYM, "")[:PSEUDONYM_CHARACTERS]


def identity_of(salt: bytes, id_: str) -> str:
    return committed(salt, IDENTITY, id_)


def committed(salt: bytes, label: str, value: object) -> str:
    """The commitment to a value under a salt, in hexadecimal."""
    return hmac.new(salt, label.encode("ascii") + b"\n" + canonical(value), hashlib.sha256).hexdigest()


def salt_from(text: str) -> bytes:
    """A salt as it was handed out; spaces and hyphens don't matter. Raises OpenwardError `salt-malformed`."""
    bare = re.sub(r"[\s-]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", bare):
        raise OpenwardError("salt-malformed", characters=len(bare))
    return bytes.fromhex(bare)
