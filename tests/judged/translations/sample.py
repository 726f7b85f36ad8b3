"""Which half a judged case belongs to: drawn once, before any guard was written.

The cases stand by their first fault (the clean ones together), by whether they have a source, by target language and
then by a digest of SEED and their id; every other one is seen. So each fault and each language falls into halves.
"""

from __future__ import annotations

import hashlib
from typing import Any

SEED = "openward translations 2026-11-24"


def draw(cases: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The seen and the unseen cases, each sorted by id."""

    def rank(case: dict[str, Any]) -> tuple[str, bool, str, str]:
        first_fault = case["findings"][0]["code"] if case["findings"] else ""
        digest = hashlib.sha256(f"{SEED} {case['id']}".encode()).hexdigest()
        return first_fault, case["source"] is None, case["target_lang"], digest

    ranked = sorted(cases, key=rank)
    return sorted(ranked[::2], key=number), sorted(ranked[1::2], key=number)


def number(case: dict[str, Any]) -> int:
    return int(case["id"].rsplit("-", 1)[1])
