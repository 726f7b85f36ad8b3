"""A refusal says what is wrong and what to do, in the reader's language, and gives nothing away."""

from __future__ import annotations

from typing import Any

import pytest
import structlog
from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory
from django.utils import translation

from openward.foundation.ui import refusals
from openward.foundation.visibility.reasons import REASONS
from openward.foundation.visibility.refusal import Refused
from tests import factories

SECRET = "the secret word"
pytestmark = pytest.mark.django_db


def page(handler: Any, exception: Exception, language: str = "en", **headers: str) -> Any:
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/", headers=headers)
    request.user = AnonymousUser()
    with translation.override(language):
        return handler(request, exception)


def test_our_own_sentence_is_shown_and_those_of_the_framework_are_not() -> None:
    assert "A box is four numbers" in page(refusals.bad_request, BadRequest("A box is four numbers.")).content.decode()
    assert SECRET not in page(refusals.bad_request, SuspiciousOperation(SECRET)).content.decode()
    assert SECRET not in page(refusals.not_found, Http404(SECRET)).content.decode()


def test_what_is_too_large_says_so() -> None:
    assert page(refusals.bad_request, RequestDataTooBig(SECRET)).status_code == 413


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_the_policys_reason_is_put_into_words(reason: str) -> None:
    answer = page(refusals.forbidden, Refused(reason), language="fr")
    assert answer.status_code == 403
    with translation.override("fr"):
        assert str(REASONS[reason]).split("'")[0] in answer.content.decode()


def test_a_script_gets_its_refusal_as_data() -> None:
    answer = page(refusals.not_found, Http404(), accept="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")


@pytest.mark.parametrize("path", ["/nowhere/", "/places/00000000-0000-7000-8000-000000000000/", "/network/x/y/z"])
def test_a_stranger_and_a_member_read_the_same_of_what_is_not_there(path: str) -> None:
    client = Client()
    client.force_login(factories.member(factories.organisation()))
    answer = client.get(path)
    assert answer.status_code == 404
    assert path not in answer.content.decode().replace('name="next" value="' + path, "")


def test_a_form_without_its_token_is_told_to_be_old() -> None:
    answer = Client(enforce_csrf_checks=True).post("/language", {"language": "fr"})
    assert answer.status_code == 403
    assert "grown old" in answer.content.decode()


def test_a_body_larger_than_any_upload_is_refused_before_it_is_read() -> None:
    class Unreadable:
        def read(self, *_size: int) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    limit = settings.UPLOAD_LIMIT_BYTES + 2 * 1024 * 1024
    answer = Client().generic("POST", "/language", b"", CONTENT_LENGTH=str(limit), **{"wsgi.input": Unreadable()})
    assert answer.status_code == 413


def test_a_fault_of_ours_needs_neither_database_nor_session(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = refusals.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert b"<h1>" in answer.content


def test_a_fault_of_ours_has_a_number_to_tell_another_language_and_a_way_out() -> None:
    def fault(**cookies: str) -> str:
        request = RequestFactory().get("/places/")
        request.COOKIES.update(cookies)
        with structlog.contextvars.bound_contextvars(request_id="01a20e7a-c354"):
            return refusals.server_error(request).content.decode()

    page = fault(**{settings.SESSION_COOKIE_NAME: "a session"})
    assert "01a20e7a-c354" in page
    assert 'action="/accounts/logout/"' in page
    assert [f'value="{code}"' in page for code, _name in settings.LANGUAGES] == [True] * len(settings.LANGUAGES)
    assert 'action="/accounts/logout/"' not in fault()
