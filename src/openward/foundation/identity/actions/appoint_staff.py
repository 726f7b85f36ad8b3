"""Make a person who runs this installation: they found organisations and open staff sessions, and read no record.

Asked for on the machine itself, by who can write to its database anyway; so nobody else has to let them.
"""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from openward.foundation.history import log
from openward.foundation.identity.models import Person
from openward.methods.errors import OpenwardError


def appoint_staff(email: str, name: str, password: str) -> Person:
    """The new person. Raises email-wrong; name-missing; person-exists; password-weak."""
    email, name = email.strip().casefold(), " ".join(name.split())
    try:
        validate_email(email)
    except ValidationError as error:
        raise OpenwardError("email-wrong", email=email) from error
    if not name:
        raise OpenwardError("name-missing")
    try:
        validate_password(password, Person(email=email, name=name))
    except ValidationError as error:
        raise OpenwardError("password-weak", detail=" ".join(map(str, error.messages))) from error
    with transaction.atomic():
        if Person.objects.filter(email=email).exists():
            raise OpenwardError("person-exists", email=email)
        person = Person.objects.create_superuser(email, password, name=name)
        log.created(person, "appointed-staff")
    return person
