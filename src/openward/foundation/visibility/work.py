"""Daily work of visibility: names of members whose membership ran out do not wait for them to come back."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from openward.foundation.jobs.daily import daily
from openward.foundation.visibility.actions.name_reader import lapsed_readers, unname_lapsed
from openward.methods.progress import Progress


@daily("lapsed-readers", _("Taking former members off what they were named on"), due=lapsed_readers)
def take_off_lapsed(who: tuple[UUID, UUID], progress: Progress) -> None:
    unname_lapsed(*who)
