from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "openward.rooms.plans"
    label = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        from openward.foundation.history import verbs
        from openward.foundation.ui import navigation
        from openward.rooms.plans import contents  # noqa: F401 - registers which briefs tell of a place

        verbs.add("made", _("brief made"))
        navigation.add(navigation.Entry("plans:briefs", _("Plans"), "file-earmark-text", order=40))
