"""Texts of this room's notices."""

from django.utils.translation import gettext_lazy as _

from openward.foundation.notices.registry import message

message("brief-made", _("The brief %(record)s is ready."))
