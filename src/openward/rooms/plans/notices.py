"""Texts of this room's notices."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openward.foundation.notices.registry import Parameters, message


def _ask_anew(parameters: Parameters) -> str:
    return f"{reverse('plans:ask')}?register={parameters['register']}"


message("brief-made", _("The brief %(record)s is ready."))
message(
    "brief-shut",
    _("A brief that you asked for is shut: something that it tells of became TLP:RED. Make it anew without that."),
    where=_ask_anew,
)
