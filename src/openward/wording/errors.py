"""Every error code of the domain with its sentence: what is wrong, and the mend. Named parameters, %-style.

A test holds that each code raised in the source stands here with just the parameters that it is raised with.
"""

from __future__ import annotations


def _(message: str) -> str:
    """Mark for extraction; `Words.error` translates."""
    return message


ERRORS: dict[str, str] = {
    "cancelled": _("Stopped, as you asked. Nothing was written."),
    "visit-weights-unusable": _(
        "The weights of the visit order cannot be used (%(weights)s). Give each duty a weight of 0 or more, not all 0."
    ),
}
