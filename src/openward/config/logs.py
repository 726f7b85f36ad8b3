"""Structured log lines that hold neither personal nor vulnerability data."""

from __future__ import annotations

import json
import sys
import traceback
from typing import Any

import structlog

LAST_FRAMES = 12  # of a traceback
# Bound by libraries for every request; a person and an address are nobody's business in a log.
DROPPED = frozenset({"user_id", "ip", "user_agent", "request"})


def drop_personal_data(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key not in DROPPED}


def route_instead_of_address(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """An address may hold a key or a token: what Django says of a request is told by its route."""
    record = event.get("_record")
    if record is not None and record.name in {"django.request", "django.security.csrf"}:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        event["event"] = f"answered {getattr(record, 'status_code', '')}"
        event["route"] = match.route if match else "unknown"
    return event


def frames_instead_of_values(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """What broke and where, without the message of the exception and without values: both may hold people or places."""
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)[-LAST_FRAMES:]
        event["exception"] = f"{type(error).__module__}.{type(error).__qualname__}"
        event["frames"] = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    route_instead_of_address,
    drop_personal_data,
    frames_instead_of_values,
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
