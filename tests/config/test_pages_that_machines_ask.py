"""The addresses by which an operator's monitoring knows that Openward works."""

import pytest

pytestmark = pytest.mark.django_db


def test_health_says_that_the_process_answers(client):
    assert client.get("/health").json() == {"status": "ok"}


def test_ready_says_that_the_database_answers(client):
    assert client.get("/ready").json() == {"status": "ready"}
