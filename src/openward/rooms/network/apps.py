from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "openward.rooms.network"
    label = "network"
    verbose_name = _("Network")

    def ready(self) -> None:
        from openward.foundation.ui import navigation

        navigation.add(navigation.Entry("network:organisations", _("Network"), "diagram-3", order=90))
        navigation.add(
            navigation.Entry("network:account", _("Your account"), "person", order=10, menu=navigation.Menu.ACCOUNT)
        )
        navigation.add(
            navigation.Entry(
                "network:own_staff_sessions", _("Staff sessions"), "eye", order=90,
                shown=lambda request: request.user.is_authenticated and request.user.is_staff,
                menu=navigation.Menu.ACCOUNT,
            )
        )  # fmt: skip
