"""A person who signs in: an address, a name, a language, a time zone. Nothing else is held of anyone."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        if not email:
            raise ValueError("a person needs an e-mail address")
        person = self.model(email=self.normalize_email(email).casefold(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        # People come by invitation, which proves the address; allauth takes an address without this row for unproven.
        EmailAddress = apps.get_model("account.EmailAddress")
        EmailAddress.objects.using(self._db).create(user=person, email=person.email, verified=True, primary=True)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """An administrator of this installation. It opens the editorial pages and staff sessions, and no record."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """`is_staff` and `is_superuser` open the editorial pages; the visibility policy never asks for them."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("works for this installation"), default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    not_in_history = frozenset({"password", "last_login"})

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name

    @property
    def last_name(self) -> str:
        return ""
