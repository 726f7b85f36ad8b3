"""Keys of records: UUID version 7 (RFC 9562), sortable by time and with nothing to enumerate in an address."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_key() -> UUID:
    return uuid7()
