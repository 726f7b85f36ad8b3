"""Where files of protected records lie: outside of all that an address serves, given out by the policy alone."""

from __future__ import annotations

from django.core.files.storage import Storage, storages


def protected_storage() -> Storage:
    """The `storage` of every FileField of a protected record; asked for when used, so that settings decide."""
    return storages["protected"]
