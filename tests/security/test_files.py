"""Nothing that has a label lies where an address leads by itself: under /media/ or /static/."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import storages
from django.db.models import FileField

from openward.foundation.visibility.models import Protected
from tests.security import resolving

PROTECTED = Path(storages["protected"].location).resolve()


def test_every_file_of_a_protected_record_lies_in_the_protected_store():
    fields = [
        (model._meta.label, field.name, Path(field.storage.location).resolve())
        for model in apps.get_models()
        if issubclass(model, Protected)
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    ]
    assert fields, "the places room keeps extracts"
    assert [(model, name) for model, name, place in fields if place != PROTECTED] == []


@pytest.mark.parametrize("served", [settings.MEDIA_ROOT, settings.STATIC_ROOT, *settings.STATICFILES_DIRS])
def test_the_protected_store_is_outside_of_what_is_served(served):
    served = Path(served).resolve()
    assert not PROTECTED.is_relative_to(served)
    assert not served.is_relative_to(PROTECTED)


def test_the_protected_store_can_be_read_by_this_user_alone(tmp_path):
    from django.core.files.base import ContentFile

    name = storages["protected"].save("secret/plan.txt", ContentFile(b"x"))
    try:
        file = PROTECTED / name
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
    finally:
        storages["protected"].delete(name)


def test_no_address_serves_media():
    assert not [p.route for p in resolving.patterns() if p.route.startswith(settings.MEDIA_URL.lstrip("/"))]
