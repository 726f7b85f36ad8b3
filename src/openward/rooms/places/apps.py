from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "openward.rooms.places"
    label = "places"
    verbose_name = _("Places")

    def ready(self) -> None:
        from openward.foundation.ui import navigation
        from openward.rooms.places import cards, indicators, notices  # noqa: F401 - they register themselves
        from openward.rooms.places.actions import import_extract  # noqa: F401 - the job registers itself

        navigation.add(navigation.Entry("places:registers", _("Places"), "geo-alt", order=20))
