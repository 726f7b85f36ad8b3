"""Daily work of the queue itself: what was carried out long ago is cleared. The jobs of people stay."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from openward.foundation.jobs.daily import daily
from openward.methods.progress import Progress


@daily("queue", _("Clearing the queue of jobs that ended"), due=lambda: [None])
def clear_queue(piece: Any, progress: Progress) -> None:
    call_command("prune_db_task_results", verbosity=0)
