"""What must hold of a selection before anything is reckoned; each breach has a code of its own.

That quotas can be met is not asked here: `feasibility.py` does.
"""

from __future__ import annotations

from collections import Counter

from openward.methods.errors import OpenwardError
from openward.methods.sortition.model import Selection


def check_selection(selection: Selection) -> None:
    """Raises OpenwardError `panel-size-wrong`, `quota-minimum-above-maximum-of`, `quota-twice-of`,
    `quota-feature-unknown`, `pool-id-twice`, `include-unknown`, `include-same-household`, `panel-places-taken` or
    `pool-smaller-than-panel`."""
    if selection.size < 1:
        raise OpenwardError("panel-size-wrong", size=selection.size)
    _check_quotas(selection)
    people = selection.pool.people
    ids = Counter(person.id for person in people)
    twice = sorted(id_ for id_, count in ids.items() if count > 1)
    if twice:
        raise OpenwardError("pool-id-twice", id=twice[0])
    unknown = sorted(selection.must_include - set(ids))
    if unknown:
        raise OpenwardError("include-unknown", ids=unknown)
    if selection.households:
        homes = Counter(
            person.household for person in people if person.id in selection.must_include and person.household
        )
        shared = {home for home, count in homes.items() if count > 1}
        if shared:
            raise OpenwardError(
                "include-same-household",
                ids=sorted(p.id for p in people if p.household in shared and p.id in selection.must_include),
            )
    taken = len(selection.must_include) + len(selection.reserved)
    if taken > selection.size:
        raise OpenwardError("panel-places-taken", taken=taken, size=selection.size)
    if len(people) + len(selection.reserved) < selection.size:
        raise OpenwardError("pool-smaller-than-panel", people=len(people), size=selection.size)


def _check_quotas(selection: Selection) -> None:
    seen = set()
    features = set(selection.pool.features)
    for quota in selection.quotas:
        if quota.minimum > quota.maximum or quota.minimum < 0:
            raise OpenwardError(
                "quota-minimum-above-maximum-of",
                feature=quota.feature,
                value=quota.value,
                minimum=quota.minimum,
                maximum=quota.maximum,
            )
        if quota.feature not in features:
            raise OpenwardError("quota-feature-unknown", feature=quota.feature)
        if (quota.feature, quota.value) in seen:
            raise OpenwardError("quota-twice-of", feature=quota.feature, value=quota.value)
        seen.add((quota.feature, quota.value))
