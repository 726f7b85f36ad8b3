from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CardsConfig(AppConfig):
    name = "openward.foundation.cards"
    label = "cards"
    verbose_name = _("Cards")

    def ready(self) -> None:
        autodiscover_modules("cards")
