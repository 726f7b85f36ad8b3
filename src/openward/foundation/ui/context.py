"""What every page's template knows: language and direction, navigation, and for whom the person works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from openward.foundation.identity.models import Organisation, StaffSession
from openward.foundation.notices.selectors import unread_count
from openward.foundation.ui import navigation
from openward.foundation.visibility.actor import NOBODY
from openward.wording import RIGHT_TO_LEFT


@dataclass(frozen=True)
class Page:
    """Lazy: an htmx fragment asks for none of it and pays for none of it."""

    request: HttpRequest

    @cached_property
    def links(self) -> list[navigation.Link]:
        return navigation.links(self.request)

    @cached_property
    def account_links(self) -> list[navigation.Link]:
        return navigation.links(self.request, navigation.Menu.ACCOUNT)

    @cached_property
    def footer_links(self) -> list[navigation.Link]:
        return navigation.links(self.request, navigation.Menu.FOOTER)

    @cached_property
    def staff_session(self) -> StaffSession | None:
        """The staff session in which the person reads another organisation's records, if there is one."""
        key = getattr(self.request, "actor", NOBODY).staff_session
        return StaffSession.objects.select_related("organisation").filter(id=key).first() if key else None

    @cached_property
    def unread(self) -> int:
        """Notices that the person has not seen."""
        return unread_count(self.request.actor)

    @property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def organisations(self) -> list[Organisation]:
        """Those that the person is a member of right now."""
        actor = getattr(self.request, "actor", None)
        if actor is None or not actor.organisations:
            return []
        return list(Organisation.objects.filter(id__in=sorted(actor.organisations)).only("name", "is_invented"))

    @cached_property
    def is_exercise(self) -> bool:
        """Every organisation of the person is invented, so whatever they see is."""
        return bool(self.organisations) and all(organisation.is_invented for organisation in self.organisations)


def page(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "languages": settings.LANGUAGES,
        "page": Page(request),
    }
