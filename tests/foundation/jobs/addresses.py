"""The addresses of jobs. The marker of a job is its error, which its page shows as it is where nobody named it."""

from __future__ import annotations

from openward.foundation.jobs.models import Job, State
from openward.foundation.visibility.policy import Verb
from tests.security.declarations import Scene, kind, record, signed_in


def make_job(scene: Scene, label: str, closed: bool, marker: str) -> Job:
    return Job.objects.create(
        owner=scene.cast.city,
        label=label,
        sharing_group=scene.cast.circle,
        closed_to_police=closed,
        work="rename-sites",
        state=State.FAILED,
        error_code=marker,
    )


RECORDS = [kind("job", make_job, has_operator=False)]

ADDRESSES = [
    signed_in("jobs:list"),
    record("jobs:job", "job", shows=True),
    record("jobs:progress", "job", shows=True),
    record("jobs:cancel", "job", verb=Verb.CHANGE, post={}),
    # Whoever may make records of the owner: the same roles as for exports.
    record("jobs:retry", "job", verb=Verb.EXPORT, post={}),
]
