"""Signed heads of chains: Ed25519 signatures (RFC 8032) over sequence and digest, kept outside the database.

Whoever removes the end of a chain, or rewrites it whole, can make the database agree with itself; they cannot sign.
The private key and the latest head of each chain lie in OPENWARD_HOME/history. Copy its `heads` and the public key to
another machine: against someone who holds the private key as well, only a copy helps.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from openward.foundation.history.sealed import canonical

PRIVATE_KEY, PUBLIC_KEY, HEADS = "signing-key.pem", "signing-key.pub.pem", "heads"


@dataclass(frozen=True)
class SignedHead:
    """What an exported file says: at that time (ISO 8601) the chain ended with this event."""

    chain: UUID
    sequence: int
    digest: str
    at: str
    signature: bytes = field(default=b"", repr=False)

    def _said(self) -> dict[str, Any]:
        return {"chain": str(self.chain), "sequence": self.sequence, "digest": self.digest, "at": self.at}

    @property
    def statement(self) -> bytes:
        return canonical(self._said()).encode()

    def as_text(self) -> str:
        return canonical({**self._said(), "signature": self.signature.hex()}) + "\n"

    def is_signed_by(self, key: Ed25519PublicKey) -> bool:
        try:
            key.verify(self.signature, self.statement)
        except InvalidSignature:
            return False
        return True


def folder() -> Path:
    """OPENWARD_HOME/history, closed to others."""
    found = Path(settings.HOME) / "history"
    for made in (found, found / HEADS):
        made.mkdir(exist_ok=True, mode=0o700)
    return found


def _write(file: Path, content: bytes, mode: int) -> Path:
    """A whole new file beside its place, for a rename or a link that is seen whole or not at all."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as opened:
        opened.write(content)
    return beside


@cache
def private_key(file: Path) -> Ed25519PrivateKey:
    """The installation's key, made at first use with mode 0600; of several first users one wins."""
    if not file.exists():
        made = Ed25519PrivateKey.generate()
        beside = _write(file, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600)
        try:
            os.link(beside, file)
        except FileExistsError:
            pass
        else:
            public = made.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            _write(file.with_name(PUBLIC_KEY), public, 0o644).replace(file.with_name(PUBLIC_KEY))
        finally:
            beside.unlink()
    key = load_pem_private_key(file.read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def public_key(file: Path | None = None) -> Ed25519PublicKey:
    """The key in `file` (PEM), else that of this installation."""
    if file is None:
        return private_key(folder() / PRIVATE_KEY).public_key()
    key = load_pem_public_key(file.read_bytes())
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")
    return key


def export(chain: UUID, sequence: int, digest: str, at: datetime) -> None:
    """Replace the chain's signed head by this one, unless what lies there is newer."""
    home = folder()
    file = home / HEADS / f"{chain}.json"
    try:
        if read(file).sequence > sequence:
            return
    except (OSError, ValueError):
        pass  # none yet, or unreadable: this one takes its place
    unsigned = SignedHead(chain, sequence, digest, at.isoformat())
    signature = private_key(home / PRIVATE_KEY).sign(unsigned.statement)
    signed = SignedHead(chain, sequence, digest, unsigned.at, signature)
    _write(file, signed.as_text().encode(), 0o600).replace(file)


def read(file: Path) -> SignedHead:
    """Raises ValueError when the file holds no signed head; whether the signature is right is `is_signed_by`."""
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        return SignedHead(
            UUID(held["chain"]),
            int(held["sequence"]),
            str(held["digest"]),
            str(held["at"]),
            bytes.fromhex(held["signature"]),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("not a signed head") from error


def exported(heads: Path | None = None) -> Iterator[Path]:
    """Files of signed heads in `heads`, else in this installation's folder; in order of name."""
    yield from sorted((heads or folder() / HEADS).glob("*.json"))
