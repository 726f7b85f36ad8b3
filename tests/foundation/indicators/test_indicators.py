"""Indicators are counts of one organisation, shown to its coordinator, each described in the reference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from openward.foundation.history import log
from openward.foundation.indicators import registry
from openward.foundation.indicators.registry import declare, declared
from openward.foundation.indicators.selectors import counted, values_of
from openward.foundation.visibility.refusal import Refused
from tests import factories
from tests.foundation.scene import Scene
from tests.sample.models import Site

REFERENCE = Path(__file__).resolve().parents[3] / "docs/reference/indicators.md"


@pytest.fixture
def indicators() -> Iterator[None]:
    known = dict(registry._declared)
    yield
    registry._declared.clear()
    registry._declared.update(known)


@pytest.mark.django_db
def test_the_coordinator_sees_each_indicator_with_its_value(scene: Scene, indicators: None) -> None:
    @declare("sites", "Sites", "Sites of the organisation.")
    def sites(organisation: Any) -> int:
        return Site.objects.for_system("a count").filter(owner=organisation).count()

    values = {value.slug: value for value in values_of(scene.actor("coordinator"), scene.city)}
    assert (values["sites"].label, values["sites"].value) == ("Sites", 1)
    assert list(values) == sorted(values)
    assert "Sites of the organisation." in render_to_string("indicators/_table.html", {"indicators": values.values()})


@pytest.mark.django_db
def test_nobody_else_sees_them(scene: Scene) -> None:
    for name in ("officer", "stranger", "staff"):
        with pytest.raises(Refused):
            values_of(scene.actor(name), scene.city)


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [-1, 1.5, None, True, "3"])
def test_what_is_no_count_is_refused(scene: Scene, indicators: None, answer: object) -> None:
    declare("wrong", "", "")(lambda organisation: answer)  # type: ignore[arg-type,return-value]
    with pytest.raises(ValueError, match="wrong"):
        counted("wrong", scene.city)
    with pytest.raises(LookupError):
        counted("no-such-indicator", scene.city)


def test_two_rooms_cannot_use_one_slug(indicators: None) -> None:
    def one(organisation: Any) -> int:
        return 1

    def other(organisation: Any) -> int:
        return 2

    declare("same", "", "")(one)
    declare("same", "", "")(one)
    with pytest.raises(ValueError, match="twice"):
        declare("same", "", "")(other)


@pytest.mark.django_db
def test_staff_sessions_and_exports_of_a_year_are_counted(scene: Scene) -> None:
    factories.staff_session(scene.staff, scene.city)
    factories.staff_session(scene.staff, scene.other_city)
    log.read(scene.site, "export")
    log.read(scene.site, "view")
    assert counted("staff-sessions-in-a-year", scene.city) == 1
    assert counted("exports-in-a-year", scene.city) == 1
    assert counted("exports-in-a-year", scene.other_city) == 0


def test_every_indicator_of_the_installed_rooms_is_in_the_reference() -> None:
    page = REFERENCE.read_text(encoding="utf-8")
    assert [item.slug for item in declared() if f"`{item.slug}`" not in page] == []
