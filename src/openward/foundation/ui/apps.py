from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "openward.foundation.ui"
    label = "ui"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from openward.foundation.ui import assigned, navigation

        del assigned  # importing it puts it on home
        autodiscover_modules("home")
        navigation.add(navigation.Entry("home", _("Home"), "house", order=0))
