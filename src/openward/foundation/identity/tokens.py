"""Tokens of invitations. The one who is invited holds the token; here is only its digest, which opens nothing."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """256 bits that nobody guesses, in letters that an address can hold."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """SHA-256; a token is random, so that no salt and no slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
