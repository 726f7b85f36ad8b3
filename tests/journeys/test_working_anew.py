"""A coordinator has the visits of a register worked out anew: watches it, stops it, and has it done. A real worker."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from openward.foundation.visibility.actor import actor_of
from openward.rooms.places.actions.change_place import change_place
from openward.rooms.places.models import Place
from tests.journeys.test_the_register import a_place, coordinator, read, register
from tests.journeys.test_the_spine import PATIENCE, at_work, hold

__all__ = ["at_work", "coordinator", "hold", "read", "register"]  # fixtures
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_visits_are_worked_out_anew(
    visit: Callable[..., Any], axe: Any, register: Any, coordinator: Any, hold: Path, at_work: None
) -> None:
    place = a_place(register, kind="school")
    change_place(actor_of(coordinator), place, {"last_visit": timezone.localdate()})
    long_ago = timezone.localdate() - timedelta(days=20 * 365)
    Place.objects.for_system("time goes by").filter(id=place.id).update(last_visit=long_ago)

    page = visit(f"/places/registers/{register.id}/", person=coordinator)
    page.get_by_role("button", name="Work out the visit order anew").click()
    page.wait_for_url("**/jobs/*/")
    page.get_by_text("Ordering the visits").wait_for(timeout=PATIENCE)
    axe(page)
    page.get_by_role("link", name=register.city_name).click()
    page.get_by_text("Ordering the visits").wait_for(timeout=PATIENCE)
    assert not page.get_by_role("button", name="Work out the visit order anew").count()
    page.get_by_role("button", name="Stop it").click()
    page.get_by_text("Stopped, as you asked.").wait_for(timeout=PATIENCE)

    hold.unlink()
    page.goto(re.sub("/jobs/.*", f"/places/registers/{register.id}/", page.url))
    page.get_by_role("button", name="Work out the visit order anew").click()
    page.get_by_text("Done.", exact=True).wait_for(timeout=PATIENCE)
    told = page.locator("dl.facts div").filter(has_text="become due for a visit")
    assert told.locator("dd").inner_text() == "1"
    page.get_by_role("link", name=register.city_name).click()
    page.get_by_role("button", name="Work out the visit order anew").wait_for()
