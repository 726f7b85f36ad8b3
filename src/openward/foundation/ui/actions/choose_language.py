"""Choose the language that pages are read in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from openward.foundation.identity.models import Person


def choose_language(person: AbstractBaseUser | AnonymousUser, language: str, response: HttpResponse) -> bool:
    """Remember the choice with the person, if there is one, and in this browser. False for a language we lack."""
    if language not in dict(settings.LANGUAGES):
        return False
    if isinstance(person, Person) and person.language != language:
        Person.objects.filter(pk=person.pk).update(language=language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=60 * 60 * 24 * 365,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return True
