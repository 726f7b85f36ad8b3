"""The addresses of notices: one's own, and nobody else's."""

from __future__ import annotations

from typing import Any

from openward.foundation.notices.models import Notice
from tests.security.declarations import Scene, only, signed_in


def of_the_reader(scene: Scene) -> dict[str, Any]:
    return {"key": Notice.objects.create(person=scene.cast.people["reader"], code="job-done").pk}


ADDRESSES = [
    signed_in("notices:list"),
    signed_in("notices:read-all", post={}, status={302}),
    only("notices:read", {"reader"}, of_the_reader, post={}),
]
