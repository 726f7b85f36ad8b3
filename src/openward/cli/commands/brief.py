"""`openward brief`: from a map extract and a budget to a brief for the mayor and an annex for those who visit."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openward.cli.given import given, given_folder
from openward.methods.errors import OpenwardError

if TYPE_CHECKING:
    from openward.brief.model import Brief
    from openward.wording import Words

EXAMPLE = "openward brief extract.osm.pbf --city NAME --budget 500000 --currency EUR --out brief"


def brief(
    extract: Annotated[Path | None, typer.Argument(help="Map extract: .osm.pbf, .osm, .osm.gz or .osm.bz2.")] = None,
    city: Annotated[
        str | None, typer.Option(help="Name of its boundary, in any language of the map. Default: the whole extract.")
    ] = None,
    budget: Annotated[str | None, typer.Option(help="Amount in whole units of the currency.")] = None,
    currency: Annotated[str | None, typer.Option(help="ISO 4217 code, such as EUR.")] = None,
    price_year: Annotated[str | None, typer.Option(help="Year of the prices. Default: the catalogue's.")] = None,
    lang: Annotated[str, typer.Option(help="Language of documents and messages: en, fr or ar.")] = "en",
    assessments: Annotated[
        Path | None,
        typer.Option(help="Findings of assessments (CSV or spreadsheet: place, or name and kind; factor, score)."),
    ] = None,
    out: Annotated[
        str | None, typer.Option(metavar="PATH", help="Folder to write into; made if it is not there.")
    ] = None,
    maker: Annotated[str | None, typer.Option(help="Who makes this edition. Default: the login name.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a summary as JSON on stdout.")] = False,
) -> None:
    """Make a brief: what a city's places are, who is in them, how help comes, and the best programme for a budget."""
    from openward.cli.asked import asked_amount, asked_language, asked_year, moment_now

    speak = asked_language(lang)
    made_at = moment_now()
    path = given("EXTRACT", extract, EXAMPLE)
    amount = asked_amount(given("--budget", budget, EXAMPLE))
    code = given("--currency", currency, EXAMPLE)
    folder = given_folder("--out", out, EXAMPLE)
    if city is not None and not city.strip():
        raise OpenwardError("city-empty")

    from openward.brief.asking import check_request
    from openward.brief.composing import compose
    from openward.brief.documents import BASEMAP, NAMES, documents, private_names
    from openward.brief.model import Edition
    from openward.brief.screen import screen
    from openward.cli.output_folder import output_folder, write_private
    from openward.cli.progress import TerminalProgress
    from openward.readers.basemap import write_basemap
    from openward.readers.findings import read_findings
    from openward.readers.sources import open_source

    request = check_request(amount, code, asked_year(price_year), made_at.date())
    open_source(path)  # a wrong file is named before anything is written
    if assessments is not None:
        read_findings(assessments)  # so is a wrong table
    edition = Edition(speak.language, maker or _login(), made_at)
    with output_folder(folder, replaced=(*NAMES, BASEMAP)) as staging, TerminalProgress(speak) as progress:
        screened = screen(path, city, progress=progress)
        findings = () if assessments is None else read_findings(assessments, screened.register.places)
        made, annex = compose(screened.register, screened.help, findings, request, progress=progress)
        for file_name, content in documents(made, annex, screened.register, edition, progress=progress):
            if file_name in private_names(made):
                write_private(staging / file_name, content)
            else:
                (staging / file_name).write_bytes(content)
        is_drawn = write_basemap(path, staging / BASEMAP, progress=progress)
        files = sorted(file.name for file in staging.iterdir())
    if as_json:
        typer.echo(_as_json(made, folder, files))
        return
    typer.echo(_told(made, folder, files, speak))
    if not is_drawn:
        typer.echo(speak.gettext("No basemap.pmtiles: the extract holds nothing to draw."))


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "openward"


def _as_json(made: Brief, folder: Path, files: list[str]) -> str:
    summary = {
        "city": made.city,
        "city_basis": made.city_basis.value,
        "district_basis": made.district_basis.value if made.district_basis else None,
        "districts": sum(1 for row in made.districts if row.id is not None),
        "places": made.places,
        "fictitious": made.fictitious,
        "label": made.label.value,
        "budget": made.budget,
        "currency": made.currency,
        "price_year": made.price_year,
        "cost": round(made.programme.cost, 2),
        "lines": len(made.programme.lines),
        "gap": made.programme.gap,
        "assumed_share": round(made.programme.assumed_share, 4),
        "out": str(folder),
        "files": files,
    }
    return json.dumps(summary, ensure_ascii=False)


def _told(made: Brief, folder: Path, files: list[str], speak: Words) -> str:
    from openward.brief.telling.limits import LIMITS

    _ = speak.gettext
    told = len(made.programme.lines)
    lines = [
        (
            _("%(city)s: %(places)s; %(programme)s costs %(cost)s of %(budget)s.")
            if told
            else _(
                "%(city)s: %(places)s; the programme costs %(cost)s of %(budget)s, all of it for fewer than five "
                "places: see the annex."
            )
        )
        % {
            "city": made.city,
            "places": speak.ngettext("%(count)s place", "%(count)s places", made.places)
            % {"count": speak.number(made.places)},
            "programme": speak.ngettext("a programme of %(count)s line", "a programme of %(count)s lines", told)
            % {"count": speak.number(told)},
            "cost": speak.money(made.programme.cost, made.currency),
            "budget": speak.money(made.budget, made.currency),
        }
    ]
    said = {"fictitious", "whole-extract", "districts-are-cells"}
    lines += [_(LIMITS[limit.code]) for limit in made.limits if limit.code in said]
    lines.append(_("Written to %(folder)s: %(files)s") % {"folder": str(folder), "files": speak.by_commas(files)})
    return "\n".join(lines)
