"""What decides who may see a record is declared on its model, once, and known wherever a change asks for it."""

from __future__ import annotations

import pytest
from django.apps import apps

from openward.foundation.visibility.deciding import OF_ALL, deciding_fields, widens
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import Protected
from openward.rooms.places.models import Place, Screening
from tests.sample.models import Finding, Note, Site, Work


@pytest.mark.parametrize(
    ("model", "more"),
    [
        (Work, set()),
        (Site, {"work", "operator"}),
        (Finding, {"site"}),
        (Note, {"finding"}),
        (Place, {"register", "site_operator"}),
        (Screening, {"register", "place"}),
    ],
)
def test_the_operator_and_the_whole_decide_beside_owner_label_group_and_closing(model, more):
    assert deciding_fields(model) == OF_ALL | more


def test_every_path_that_the_policy_reads_begins_with_a_deciding_field_or_the_key():
    for model in apps.get_models():
        if not issubclass(model, Protected):
            continue
        names = {model._meta.get_field(name).attname for name in deciding_fields(model)} | deciding_fields(model)
        paths = [*model.visibility.assignment_paths, model.visibility.operator_path, model.visibility.parent]
        assert {path.partition("__")[0] for path in paths if path} <= names | {"id"}, model


@pytest.mark.parametrize(
    ("field", "before", "after", "wider"),
    [
        ("label", Label.AMBER_STRICT, Label.AMBER, True),
        ("label", Label.AMBER, Label.RED, False),
        ("closed_to_police", True, False, True),
        ("closed_to_police", False, True, False),
        ("sharing_group", None, "a", True),
        ("sharing_group", "a", "b", True),
        ("sharing_group", "a", None, False),
        ("operator", None, "a", True),
        ("operator", "a", None, False),
        ("work", "a", "b", True),
        ("work", "a", None, False),
        ("owner", "a", "b", True),
        ("name", "a", "b", False),
    ],
)
def test_a_change_that_may_let_somebody_in_is_wider(field, before, after, wider):
    assert widens(Site, field, before, after) is wider


def test_to_take_a_part_from_its_whole_takes_a_lid_off_it():
    assert widens(Note, "finding", "a", None)
