from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisibilityConfig(AppConfig):
    name = "openward.foundation.visibility"
    label = "visibility"
    verbose_name = _("Who may see what")
