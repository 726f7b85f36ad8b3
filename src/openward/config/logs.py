"""Structured log lines that hold neither personal nor vulnerability data."""

from __future__ import annotations

import json
from typing import Any

import structlog

# Bound by libraries for every request; a person and an address are nobody's business in a log.
DROPPED = frozenset({"user_id", "ip", "user_agent", "request"})


def drop_personal_data(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key not in DROPPED}


SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    drop_personal_data,
]


def render(logger: Any, method: str, event: dict[str, Any]) -> str:
    """One JSON object a line."""
    return json.dumps({key: str(value) for key, value in event.items()}, ensure_ascii=False)


def configure() -> None:
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
