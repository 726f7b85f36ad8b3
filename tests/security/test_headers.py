"""What every answer says to the browser: no script of others, no frame, no copy kept."""

from __future__ import annotations

import pytest

from tests.security.declarations import Access, addresses, kinds
from tests.security.walking import make, path_of

pytestmark = pytest.mark.django_db

DECLARED = [address for address in addresses() if address.post is None]


def directives(response) -> dict[str, list[str]]:
    policy = response.headers["Content-Security-Policy"]
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("address", DECLARED, ids=lambda address: address.path or address.name)
def test_every_page_tells_the_browser_to_be_strict(scene, visitors, address):
    if address.access is Access.RECORD:
        record = make(scene, kinds()[address.kind], "TLP:CLEAR")
        path = path_of(address, address.record_arguments(record))
    else:
        path = path_of(address, address.arguments(scene))
    for name in ("anonymous", "assigned coordinator", "assigned administrator", "staff", "coordinator elsewhere"):
        response = visitors[name].asks(path, "GET", address.query)
        told = f"{name} {path} {response.status_code}"
        policy = directives(response)
        assert policy["default-src"] == ["'none'"], told
        assert policy["script-src"] == ["'self'"], told
        assert policy["style-src"] == ["'self'"], told
        assert policy["frame-ancestors"] == ["'none'"], told
        assert policy["base-uri"] == ["'none'"], told
        assert policy["form-action"] == ["'self'"], told
        assert not any(source.startswith(("http", "//", "*")) for sources in policy.values() for source in sources)
        assert response.headers["X-Frame-Options"] == "DENY", told
        assert response.headers["X-Content-Type-Options"] == "nosniff", told
        assert response.headers["Referrer-Policy"] == "same-origin", told
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin", told
        kept = response.headers.get("Cache-Control", "")
        assert "no-store" in kept, f"{told}: {kept}"
        if "text/html" in response.headers.get("Content-Type", ""):
            text = response.body.decode()
            assert " style=" not in text, told
            assert "javascript:" not in text, told
            assert not [tag for tag in scripts(text) if "src=" not in tag and "application/json" not in tag], told
        for cookie in response.cookies.values():
            assert cookie["httponly"], f"{told}: {cookie.key}"
            assert cookie["samesite"] in {"Lax", "Strict"}, f"{told}: {cookie.key}"


def scripts(text: str) -> list[str]:
    return [part.partition(">")[0] for part in text.split("<script")[1:]]


@pytest.mark.parametrize(
    "path", ["/no-such-page/", "/places/not-a-key/", "/media/x.pdf", "/media/", "/static/../manage.py"]
)
def test_error_pages_are_as_strict_and_repeat_nothing(visitors, path):
    response = visitors["anonymous"].asks(path)
    assert response.status_code == 404
    assert directives(response)["default-src"] == ["'none'"]
    assert "no-store" in response.headers["Cache-Control"]
    assert b"no-such-page" not in response.body.replace(b'value="/no-such-page/"', b"")
