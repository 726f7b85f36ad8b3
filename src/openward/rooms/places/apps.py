from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "openward.rooms.places"
    label = "places"
    verbose_name = _("Places")

    def ready(self) -> None:
        from openward.foundation.history import verbs
        from openward.foundation.ui import navigation
        from openward.rooms.places import counted

        verbs.add("worked-out-anew", _("visit order worked out anew"))
        verbs.add_counts({**counted.READ, **counted.WORKED_OUT})
        navigation.add(navigation.Entry("places:registers", _("Places"), "geo-alt", order=20))
