"""The signature under a lowered label: the installation's key (history/signing.py) over all that was said."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from openward.foundation.history import signing
from openward.foundation.history.sealed import canonical
from openward.foundation.visibility.models import LabelChange


def statement(change: LabelChange) -> bytes:
    """What is signed: canonical JSON, the same bytes for the same facts."""
    said = {
        "id": str(change.id),
        "record": str(change.record),
        "kind": change.record_kind,
        "owner": str(change.owner_id),
        "former": str(change.former),
        "label": str(change.label),
        "reason": change.reason,
        "rule": change.rule,
        "sources": sorted(change.sources),
        "signed_by": str(change.signed_by_id),
        "signed_at": change.signed_at.isoformat(),
    }
    return canonical(said).encode()


def sign(change: LabelChange) -> bytes:
    return signing.private_key(signing.folder() / signing.PRIVATE_KEY).sign(statement(change))


def is_signed(change: LabelChange, key: Ed25519PublicKey | None = None) -> bool:
    """Whether it still says what was signed, with `key` or that of this installation."""
    try:
        (key or signing.public_key()).verify(bytes(change.signature), statement(change))
    except InvalidSignature:
        return False
    return True
