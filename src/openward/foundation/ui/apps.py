from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "openward.foundation.ui"
    label = "ui"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from openward.foundation.ui import navigation

        navigation.add(navigation.Entry("home", _("Home"), "house", order=0))
