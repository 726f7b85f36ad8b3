"""Tiles are read in parts, by those who may read their record and by nobody else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory

from openward.foundation.maps.tiles import CHUNK, serve_tiles
from openward.foundation.visibility.actor import NOBODY, actor_of
from openward.foundation.visibility.labels import Label
from tests import factories
from tests.sample.models import Work

CONTENT = os.urandom(CHUNK * 2 + 1234)
pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "base-map.pmtiles"
    made.write_bytes(CONTENT)
    return made


@pytest.fixture
def work() -> Work:
    return Work.objects.create(owner=factories.organisation(), name="Register")


def asked(file: Path, record: Any, method: str = "get", actor: Any = None, **headers: str) -> Any:
    request = getattr(RequestFactory(), method)("/tiles", headers=headers)
    request.actor = actor or actor_of(factories.member(record.owner, assigned_to=[record]))
    return serve_tiles(request, record, file)


def body(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def test_a_part_is_given_as_it_was_asked(file: Path, work: Work) -> None:
    answer = asked(file, work, range="bytes=100-299")
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes 100-299/{len(CONTENT)}"
    assert answer["Content-Length"] == "200"
    assert body(answer) == CONTENT[100:300]


def test_a_large_part_is_streamed_whole(file: Path, work: Work) -> None:
    answer = asked(file, work, range=f"bytes=7-{CHUNK * 2}")
    assert answer.streaming
    assert body(answer) == CONTENT[7 : CHUNK * 2 + 1]


def test_without_a_range_the_whole_is_given(file: Path, work: Work) -> None:
    answer = asked(file, work)
    assert answer.status_code == 200
    assert answer["Accept-Ranges"] == "bytes"
    assert body(answer) == CONTENT


def test_a_part_behind_the_end_is_refused_with_the_size(file: Path, work: Work) -> None:
    answer = asked(file, work, range=f"bytes={len(CONTENT)}-")
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(CONTENT)}"


def test_head_tells_the_size_and_gives_nothing(file: Path, work: Work) -> None:
    answer = asked(file, work, "head", range="bytes=0-9")
    assert (answer.status_code, answer["Content-Length"], answer.content) == (206, "10", b"")


def test_nothing_else_may_be_done_with_tiles(file: Path, work: Work) -> None:
    assert asked(file, work, "post").status_code == 405


def test_no_cache_keeps_what_someone_looked_at(file: Path, work: Work) -> None:
    for answer in (
        asked(file, work),
        asked(file, work, range="bytes=0-1"),
        asked(file, work, range="bytes=999999999-"),
    ):
        assert answer["Cache-Control"] == "no-store, private"


def test_the_tag_changes_with_the_file(file: Path, work: Work) -> None:
    before = asked(file, work, range="bytes=0-1")["ETag"]
    assert asked(file, work, range="bytes=5-6")["ETag"] == before
    assert not before.startswith("W/")
    file.write_bytes(CONTENT[::-1])
    assert asked(file, work, range="bytes=0-1")["ETag"] != before


def test_conditions_are_kept(file: Path, work: Work) -> None:
    tag = asked(file, work)["ETag"]
    assert asked(file, work, if_none_match=tag).status_code == 304
    assert asked(file, work, if_match='"another"').status_code == 412
    assert asked(file, work, if_match=tag).status_code == 200
    assert asked(file, work, range="bytes=0-1", if_range=tag).status_code == 206
    assert asked(file, work, range="bytes=0-1", if_range='"another"').status_code == 200


@pytest.mark.parametrize("label", list(Label))
def test_a_stranger_learns_not_even_that_there_is_a_map(file: Path, label: Label) -> None:
    work = Work.objects.create(owner=factories.organisation(), name="Register", label=label)
    strangers = [NOBODY, actor_of(factories.member(factories.organisation()))]
    for actor in strangers:
        if label is Label.CLEAR:
            assert asked(file, work, actor=actor).status_code == 200
        else:
            with pytest.raises(Http404):
                asked(file, work, actor=actor)
            with pytest.raises(Http404):
                asked(file, work, actor=actor, range="bytes=999999999-")


def test_a_missing_file_is_not_found(tmp_path: Path, work: Work) -> None:
    with pytest.raises(Http404):
        asked(tmp_path / "none.pmtiles", work)
