"""Ask for a brief: check the budget, keep the request, start the job that makes it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from openward.brief.asking import check_request
from openward.foundation.history import log
from openward.foundation.identity.actions.assign import assign_maker
from openward.foundation.jobs.actions import start
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label, stricter
from openward.foundation.visibility.policy import may_create
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError
from openward.rooms.places.models import Register
from openward.rooms.plans.models import Brief


def ask_for_brief(
    actor: Actor, register: Register, budget: Decimal, currency: str, price_year: int | None, language: str
) -> tuple[Brief, Any]:
    """The kept request and its job. Raises OpenwardError for a budget, currency or year that cannot be and for a
    register that is for named people (`brief-of-red`), Refused when the actor may not make records of the register's
    owner. `register` came through the policy."""
    require(may_create(actor, register.owner_id))
    if register.label == Label.RED:
        raise OpenwardError("brief-of-red")
    today = timezone.localdate()
    request = check_request(budget=float(budget), currency=currency, price_year=price_year, on=today)
    with transaction.atomic():
        brief = Brief.objects.create(
            owner_id=register.owner_id,
            register=register,
            label=stricter(Label.AMBER, register.label),
            closed_to_police=register.closed_to_police,
            city_name=register.city_name,
            is_invented=register.is_invented,
            budget=budget,
            currency=request.currency,
            price_year=request.price_year,
            language=language,
            on=today,
            made_by_id=actor.person,
        )
        log.created(brief)
        assign_maker(actor, brief)
        return brief, start(
            actor,
            "make-brief",
            owner=register.owner,
            label=brief.label,
            subject=brief,
            parameters={"brief": str(brief.id)},
        )
