from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "openward.rooms.places"
    label = "places"
    verbose_name = _("Places")

    def ready(self) -> None:
        from openward.foundation.ui import navigation

        navigation.add(navigation.Entry("places:registers", _("Places"), "geo-alt", order=20))
