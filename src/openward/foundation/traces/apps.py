from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class TracesConfig(AppConfig):
    name = "openward.foundation.traces"
    label = "traces"
    verbose_name = _("Traces")

    def ready(self) -> None:
        autodiscover_modules("traces")
