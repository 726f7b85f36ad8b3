"""Log lines are JSON and hold neither people nor places, whoever writes them."""

import io
import json
import logging

import pytest
import structlog

from openward.config import logs


def line_of(write) -> dict:
    """What the site's handler prints for one call."""
    site = next(h for h in logging.getLogger().handlers if isinstance(h.formatter, structlog.stdlib.ProcessorFormatter))
    # Not setStream: it flushes the stream before, which another test's capture may have closed.
    stream, former = io.StringIO(), site.stream
    site.stream = stream
    try:
        write()
    finally:
        site.stream = former
    return json.loads(stream.getvalue())


def test_a_library_s_line_is_json():
    line = line_of(lambda: logging.getLogger("some.library").error("it %s", "broke"))
    assert (line["event"], line["level"], line["logger"]) == ("it broke", "error", "some.library")


def test_our_own_line_keeps_its_facts():
    assert line_of(lambda: structlog.get_logger("openward").error("job-failed", job="1"))["job"] == "1"


def test_who_asked_from_where_is_dropped():
    who = {"user_id": "7", "ip": "192.0.2.1", "user_agent": "x"}
    line = line_of(lambda: structlog.get_logger("openward").error("refused", **who))
    assert logs.DROPPED.isdisjoint(line)


@pytest.mark.django_db
def test_an_address_is_told_by_its_route(client):
    """The token of an invitation stands in its address."""
    line = line_of(lambda: client.get("/no/such/page/with-a-secret-token/"))
    assert "secret-token" not in json.dumps(line)
    assert line["event"] == "answered 404"


def test_a_fault_tells_its_kind_and_place_and_none_of_its_values():
    def fail():
        try:
            raise ValueError("the school at 46.05, 6.05")
        except ValueError:
            logging.getLogger("django.request").exception("it broke")

    line = line_of(fail)
    assert line["exception"] == "builtins.ValueError"
    assert "test_logs.py" in line["frames"]
    assert "school" not in json.dumps(line)
