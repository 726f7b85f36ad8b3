"""In any world, for anybody: the list, the verdict on each record, and the product's table say the same."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from openward.foundation.visibility import policy
from openward.foundation.visibility.actor import actor_of
from tests.foundation.visibility import worlds

pytestmark = pytest.mark.django_db


@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(world=worlds.worlds())
def test_a_list_holds_just_the_records_that_the_table_opens(db, world):
    with transaction.atomic():
        person, records = worlds.build(world)
        actor = actor_of(person)
        lists = {model: {row.pk for row in model.objects.visible_to(actor)} for model in {type(r) for r in records}}
        for index, (facts, record) in enumerate(zip(world.records, records, strict=True)):
            says = worlds.table_says(world, index)
            verdict = policy.may_read(actor, type(record).objects.for_system("a fresh copy").get(pk=record.pk))
            assert (record.pk in lists[facts.model]) == bool(verdict) == says, (facts, verdict, says)
            for shared in worlds.shared_by(record):
                narrowed = type(record).objects.visible_to(actor, **shared).filter(pk=record.pk).exists()
                assert narrowed == says, (facts, shared)
            for verb in policy.Verb:
                if policy.may(actor, verb, record):
                    assert says, f"{verb} without reading"
                    assert record.owner_id in actor.organisations or verb is policy.Verb.READ
        transaction.set_rollback(True)
