"""A refusal as an exception: raised by actions, turned by Django into the page that says why."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from openward.foundation.visibility.policy import Verdict


class Refused(PermissionDenied):
    """The policy said no. `reason` is a slug of `reasons.REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def require(verdict: Verdict) -> None:
    """Raises Refused unless the verdict allows."""
    if not verdict.allowed:
        raise Refused(verdict.reason)
