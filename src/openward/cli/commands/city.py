"""`openward city`: write an invented city, to show, to test and to measure with."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from openward.cli.given import given_folder


def city(
    out: Annotated[str, typer.Option(metavar="PATH", help="Folder to write into; made if it is not there.")],
    places: Annotated[int, typer.Option(min=1, max=5_000_000, help="About how many places a city has.")] = 640,
    seed: Annotated[int, typer.Option(min=0, help="The same seed and number of places give the same city.")] = 1,
    cities: Annotated[int, typer.Option(min=1, max=10_000, help="How many cities, each with a seed of its own.")] = 1,
    lang: Annotated[str, typer.Option(help="Language of messages: en, fr or ar.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON on stdout.")] = False,
) -> None:
    """Invent a city and write its map (OpenStreetMap PBF) and tables. All of it is fictitious exercise data."""
    from dataclasses import asdict

    from openward.city import write_cities
    from openward.cli.asked import asked_language
    from openward.cli.output_folder import output_folder
    from openward.cli.progress import TerminalProgress

    speak = asked_language(lang)
    target = given_folder("--out", out, "openward city --out city")
    progress = TerminalProgress(speak)
    with output_folder(target) as folder, progress:
        written = [
            {name: str(target / path.relative_to(folder)) for name, path in asdict(files).items()}
            for files in write_cities(folder, places, cities, seed, progress)
        ]
    if as_json:
        typer.echo(json.dumps({"cities": written}, ensure_ascii=False))
    else:
        for files in written:
            typer.echo(files["map"])
