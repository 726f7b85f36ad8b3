"""The mail that tells of a taking over. It goes to people who left as well, who no longer look at notices."""

from __future__ import annotations

import smtplib
from collections.abc import Iterable

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from openward.foundation.identity.models import Person, TakeOver

log = structlog.get_logger()


def send(request: TakeOver, people: Iterable[Person]) -> None:
    """After the transaction. Where mail does not go out the notices stand, and the operator's log says so."""
    address = f"{settings.ORIGIN}{reverse('network:take_overs', args=[request.organisation_id])}"
    mails = []
    for person in people:
        with translation.override(person.language or settings.LANGUAGE_CODE):
            text = render_to_string("identity/mail/take_over.txt", {"request": request, "address": address})
            subject = _("Work of %(organisation)s is about to be taken over") % {"organisation": request.organisation}
        mails.append(EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [person.email]))
    try:
        get_connection().send_messages(mails)
    except (smtplib.SMTPException, OSError) as error:
        log.warning("mail-not-sent", kind=type(error).__name__)
