from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def coordinates(request: HttpRequest) -> bool:
    return any(membership.role == "coordinator" for membership in request.actor.memberships)


class HistoryConfig(AppConfig):
    name = "openward.foundation.history"
    label = "history"
    verbose_name = _("History")

    def ready(self) -> None:
        from openward.foundation.ui import navigation

        entry = navigation.Entry("history:own-organisation", _("Who looked"), "eye", order=90, shown=coordinates)
        navigation.add(entry)
