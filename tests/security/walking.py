"""Someone of the cast at a browser, and what of an answer must not depend on what exists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

from django.db import transaction
from django.test import Client
from django.urls import reverse

from openward.foundation.visibility.labels import Label
from tests.security.declarations import Address, Kind, Scene

LABELS = list(Label)
# Tokens, and the moment at which a page was made.
TOKENS = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]+|(?<="X-CSRFToken": ")[A-Za-z0-9]+|<time [^>]*>[^<]*</time>'
)


class Visitor:
    """One of the cast, signed in. Whatever a request writes is taken back after it."""

    def __init__(self, scene: Scene, name: str, enforce_csrf_checks: bool = False) -> None:
        self.name = name
        self.person = scene.cast.people[name]
        self.client = Client(enforce_csrf_checks=enforce_csrf_checks, raise_request_exception=True)
        if self.person is not None:
            self.client.force_login(self.person)

    @property
    def is_anonymous(self) -> bool:
        """Nobody signed in; people who may not sign in count as nobody."""
        return self.person is None or not self.person.is_active

    def asks(self, path: str, method: str = "GET", data: Mapping[str, Any] | None = None) -> Any:
        with transaction.atomic():
            response = getattr(self.client, method.lower())(path, data or {})
            if getattr(response, "streaming", False):
                response.body = b"".join(response.streaming_content)
            else:
                response.body = response.content
            if response.body.startswith(b"PK"):
                with ZipFile(BytesIO(response.body)) as unpacked:
                    response.body = b"".join(unpacked.read(name) for name in unpacked.namelist())
            transaction.set_rollback(True)
        return response


def make(scene: Scene, kind: Kind, label: str, closed: bool = False) -> Any:
    """A record of the kind, with the cast joined to it, and its marker."""
    key = (kind.name, f"{label}{' closed' if closed else ''}")
    if key not in scene.records:
        marker = f"Zq{uuid4().hex[:12]}"
        record = kind.make(scene, label, closed, marker)
        scene.cast.joins(record)
        scene.records[key] = record
        scene.markers[f"{kind.name} {key[1]}"] = marker
    return scene.records[key]


def marker(scene: Scene, kind: Kind, label: str, closed: bool = False) -> str:
    return scene.markers[f"{kind.name} {label}{' closed' if closed else ''}"]


def path_of(address: Address, arguments: Mapping[str, Any]) -> str:
    return f"/{address.path}" if address.path else reverse(address.name, kwargs=dict(arguments))


def anonymised(response: Any, *keys: object) -> tuple[int, str, dict[str, str]]:
    """What of an answer must not depend on what exists: status, text and headers, without tokens and the asked keys."""
    text = TOKENS.sub("TOKEN", response.body.decode("utf-8", "replace"))
    headers = {name: TOKENS.sub("TOKEN", value) for name, value in response.headers.items()}
    headers.pop("Content-Length", None)
    for key in keys:
        text = text.replace(str(key), "KEY")
        headers = {name: value.replace(str(key), "KEY") for name, value in headers.items()}
    return response.status_code, text, headers


def is_sign_in(response: Any) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login"))
