"""Texts of this room's notices."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from openward.foundation.notices.registry import message

message(
    "register-imported",
    _("The map of %(record)s was read: %(added)s places added, %(changed)s changed, %(gone)s no longer there."),
)
message(
    "visits-due",
    ngettext_lazy(
        "%(count)s place of %(record)s has become due for a visit.",
        "%(count)s places of %(record)s have become due for a visit.",
        "count",
    ),
)
