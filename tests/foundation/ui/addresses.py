"""Home, the choice of a language, and what machines ask: open to anybody."""

from __future__ import annotations

from tests.security.declarations import public

ADDRESSES = [
    public("home"),
    public("health"),
    public("ready"),
    public("language", status={302}, post=lambda scene: {"language": "fr", "next": "/"}),
]
