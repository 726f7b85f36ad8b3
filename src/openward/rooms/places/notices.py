"""Texts of this room's notices."""

from django.utils.translation import gettext_lazy as _

from openward.foundation.notices.registry import message

message(
    "register-imported",
    _("The map of %(record)s was read: %(added)s places added, %(changed)s changed, %(gone)s no longer there."),
)
