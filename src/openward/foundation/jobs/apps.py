from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "openward.foundation.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from openward.foundation.ui import navigation

        navigation.add(navigation.Entry("jobs:list", _("Jobs"), "hourglass-split", order=80))
