"""Which fields of a record decide who may see it, as its model declares them in `visibility`; and what widens.

Nobody keeps a list of such fields: what the policy reads is what counts.
"""

from __future__ import annotations

from typing import Any

from openward.foundation.visibility.labels import strictness

# Of every record. Whoever names others must be a coordinator.
OF_ALL = frozenset({"owner", "label", "sharing_group", "closed_to_police"})


def deciding_fields(model: Any) -> frozenset[str]:
    """Names of the fields of a protected model that the policy reads: those of all, its operator, its wholes."""
    visibility = model.visibility
    paths = [*visibility.assignment_paths, visibility.operator_path, visibility.parent]
    paths += [visibility.shares_with, visibility.raised_with]
    own = {field.name: field.name for field in model._meta.concrete_fields}
    own |= {field.attname: field.name for field in model._meta.concrete_fields}
    found = {own[first] for path in paths if path and (first := path.partition("__")[0]) in own}
    return (OF_ALL | found) - {model._meta.pk.name}


def widens(model: Any, name: str, before: Any, after: Any) -> bool:
    """Whether a change of the field from one value to the other may let somebody in who was kept out. A change that
    could do both counts as widening."""
    if name not in deciding_fields(model) or before == after:
        return False
    if name == "label":
        return strictness(after) < strictness(before)
    if name == "closed_to_police":
        return not after
    field = model._meta.get_field(name)
    # Without a group, an operator, or a work it is part of, nobody comes in by that; without a parent, no lid is on it.
    return after is not None or name == model.visibility.parent or not field.null
