"""The web and the command line make the same brief: of a city by its boundary however its name is written, and of a
map without boundaries; in every language."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import osmium
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openward.city import tiny_city
from openward.foundation.identity.models import Role
from openward.foundation.jobs.models import State
from openward.foundation.jobs.running import run_job
from openward.foundation.visibility.actor import actor_of
from openward.rooms.places.actions.upload_extract import upload_extract
from openward.rooms.places.models import Register
from openward.rooms.plans.actions.ask_for_brief import ask_for_brief
from openward.rooms.plans.models import BriefFile
from tests import factories

pytestmark = pytest.mark.django_db

BUDGET, CURRENCY, YEAR = "60000", "CHF", 2023
NAME = tiny_city().name
MADE = {"en": r"Made by .*? with Openward", "fr": r"Établi par .*? avec Openward", "ar": r"أعدّها .*? بواسطة Openward"}


@pytest.fixture(scope="session")
def unbounded_map(tiny_map: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny city without any administrative boundary, as many an extract is."""
    target = tmp_path_factory.mktemp("unbounded") / "unbounded.osm.pbf"
    with osmium.SimpleWriter(str(target), header=osmium.io.Reader(str(tiny_map)).header()) as writer:
        for thing in osmium.FileProcessor(str(tiny_map)):
            if thing.tags.get("boundary") != "administrative":
                writer.add(thing)
    return target


def done(job):
    run_job.func(str(job.id), job.attempt)
    job.refresh_from_db()
    assert job.state == State.DONE, job.error_code
    return job


def on_the_web(owner, map_: Path, name: str, language: str) -> dict[str, bytes]:
    """The documents of a brief of the register that an upload of the map becomes."""
    actor = actor_of(factories.member(owner, Role.COORDINATOR))
    job = done(upload_extract(actor, owner, SimpleUploadedFile(map_.name, map_.read_bytes()), name))
    register = Register.objects.for_system("a test").get(id=job.result["register"])
    brief, job = ask_for_brief(actor, register, budget=BUDGET, currency=CURRENCY, price_year=YEAR, language=language)
    done(job)
    documents = {}
    for row in BriefFile.objects.for_system("a test").filter(brief=brief):
        with row.file.open("rb") as opened:
            documents[row.name] = opened.read()
    return documents


def on_the_command_line(map_: Path, name: str, language: str, out: Path) -> dict[str, bytes]:
    asked = ["brief", str(map_), *(["--city", name] if name else []), "--budget", BUDGET, "--currency", CURRENCY]
    asked += ["--price-year", str(YEAR), "--lang", language, "--out", str(out)]
    subprocess.run([sys.executable, "-m", "openward.cli.main", *asked], check=True, capture_output=True)
    return {file.name: file.read_bytes() for file in out.iterdir()}


@pytest.mark.parametrize(
    ("bounded", "name", "language"),
    [
        (True, NAME.fr, "en"),
        (True, f"  {NAME.fr.upper()} ", "fr"),
        (True, NAME.ar, "ar"),
        (False, "", "fr"),
        (False, "", "ar"),
    ],
    ids=["as the map has it", "in capitals", "in another script", "no boundary, French", "no boundary, Arabic"],
)
def test_the_web_and_the_command_line_make_the_same_brief(
    city, tiny_map, unbounded_map, tmp_path, bounded, name, language
):
    map_ = tiny_map if bounded else unbounded_map
    web = on_the_web(city, map_, name, language)
    line = on_the_command_line(map_, name, language, tmp_path / "out")
    assert web["brief.json"] == line["brief.json"]
    assert web["register.geojson"] == line["register.geojson"]
    told, other = (json.loads(documents["annex.json"]) for documents in (web, line))
    apart = {"maker", "made_at", "on"}
    assert {key: told[key] for key in told.keys() - apart} == {key: other[key] for key in other.keys() - apart}
    pages = [re.sub(MADE[language], "", documents["brief.html"].decode(), flags=re.S) for documents in (web, line)]
    assert pages[0] == pages[1]
    assert f'lang="{language}"' in pages[0]
    basis = json.loads(web["brief.json"])["city_basis"]
    assert basis == ("boundary" if bounded else "whole-extract")
