"""Pages of a register of 100,000 places, as the server's time of a request: p95 of 30 at most 100 ms, on SQLite.

Each page also stands beside the health address of the same run: what a request costs that asks for nothing.
Requests go through Django's test client, middleware and templates included, in turns, so that a busy moment strikes
all alike. The peer of each is a bare SELECT of the rows that the page shows, through the same connection.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from benchmarks import large_register
from benchmarks.measure import Row, publish

REQUESTS = 30
LIMIT_MS = 100.0
SHOWN = 50


@dataclass(frozen=True)
class Page:
    """`where` and `order` of the bare SELECT that gives the rows of the page at `address`."""

    what: str
    address: str
    where: str
    parameters: Sequence[object] = ()
    order: str = "p.sort_name, p.id"
    rows: int = SHOWN
    tables: str = "places_place p"

    @property
    def select(self) -> str:
        return f"SELECT p.* FROM {self.tables} WHERE {self.where} ORDER BY {self.order} LIMIT {self.rows}"


def main() -> int:
    folder = large_register.home()
    os.environ.update(large_register.environment(folder))
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    import openward.config.wsgi  # noqa: F401  as a server starts
    from openward.foundation.identity.models import Person

    client = Client()
    client.force_login(Person.objects.get(email=large_register.COORDINATOR))
    pages = _pages(client)
    bare = "a bare page"

    def asked(page: Page) -> Callable[[], object]:
        def ask() -> None:
            answer = client.get(page.address)
            assert answer.status_code == 200, (page.what, answer.status_code)

        return ask

    def selected(page: Page) -> Callable[[], object]:
        def select() -> None:
            with connection.cursor() as cursor:
                cursor.execute(page.select, page.parameters)
                assert cursor.fetchall(), page.what

        return select

    def health() -> None:
        assert client.get(reverse("health")).status_code == 200

    calls = {(bare, "page"): health} | {
        (page.what, how): make(page) for page in pages for how, make in (("page", asked), ("select", selected))
    }
    taken: dict[tuple[str, str], list[float]] = {name: [] for name in calls}
    processor: dict[tuple[str, str], list[float]] = {name: [] for name in calls}
    for turn in range(REQUESTS + 1):
        for name, call in calls.items():
            begun, used = time.perf_counter(), time.process_time()
            call()
            if turn:  # the first opens files and compiles templates
                taken[name].append((time.perf_counter() - begun) * 1000)
                processor[name].append((time.process_time() - used) * 1000)
    nothing = statistics.median(processor[bare, "page"])
    rows = [Row("a page that asks for nothing (health), processor's time", nothing, "ms")]
    for page in pages:
        times, select = taken[page.what, "page"], statistics.median(taken[page.what, "select"])
        rows += [
            Row(page.what, statistics.median(times), "ms"),
            Row("  p95", statistics.quantiles(times, n=20)[-1], "ms", LIMIT_MS),
            Row("  p95 of the processor's time", statistics.quantiles(processor[page.what, "page"], n=20)[-1], "ms"),
            Row(
                "  its processor's time / that of a page that asks for nothing",
                statistics.median(processor[page.what, "page"]) / nothing,
                "x",
            ),
            Row("  a bare SELECT of its rows", select, "ms"),
            Row("  ratio", statistics.median(times) / select, "x"),
        ]
    written = large_register.written(folder)
    rows += [
        Row("writing the register", written["seconds"], "s"),
        Row("  memory for it", written["megabytes"], "MB"),
        Row("  of that within the transaction", written["locked_seconds"], "s"),
        Row("writing it again", written["refresh_seconds"], "s"),
        Row("  of that within the transaction", written["refresh_locked_seconds"], "s"),
    ]
    return publish("pages", rows)


def _pages(client: object) -> list[Page]:
    from openward.rooms.places.models import Place, Register

    why = "a benchmark"
    register = Register.objects.for_system(why).get()
    here, key = f"/places/registers/{register.id}/", register.id.hex
    places = Place.objects.for_system(why).filter(register=register)
    kinds, district = _by_count(places, "kind"), _by_count(places, "district_code")[0]
    rare, common = _by_count(places, "search_text")[-1], "ecole"
    place = places.order_by("sort_name", "id")[len(places) // 2]
    listed = "p.register_id = %s AND p.gone_at IS NULL"
    visits = "places_place p JOIN places_screening s ON s.place_id = p.id"
    by_visit = {"order": "s.visit_key, s.place_id", "tables": visits}
    visited = "s.register_id = %s AND p.gone_at IS NULL"
    box = (place.longitude - 0.01, place.latitude - 0.01, place.longitude + 0.01, place.latitude + 0.01)
    inside = "p.longitude BETWEEN %s AND %s AND p.latitude BETWEEN %s AND %s"
    after = cursor(place, ["sort_name", "id"])
    return [
        Page("list", here, listed, [key]),
        Page(
            "list, a page deep within", f"{here}?after={after}",
            f"{listed} AND (p.sort_name, p.id) > (%s, %s)", [key, place.sort_name, place.id.hex],
        ),
        Page("one kind", f"{here}?kind={kinds[0]}", f"{listed} AND p.kind = %s", [key, kinds[0]]),
        Page("one district", f"{here}?district={district}", f"{listed} AND p.district_code = %s", [key, district]),
        Page("search, many found", f"{here}?q={common}", f"{listed} AND p.search_text LIKE %s", [key, f"%{common}%"]),
        Page("search, few found", f"{here}?q={quote(rare)}", f"{listed} AND p.search_text LIKE %s", [key, f"%{rare}%"]),
        Page("order of visits", f"{here}?sort=visit", visited, [key], **by_visit),
        Page(
            "order of visits, a rare kind", f"{here}?sort=visit&kind={kinds[-1]}",
            f"{visited} AND p.kind = %s", [key, kinds[-1]], **by_visit,
        ),
        Page("place", f"/places/{place.id}/", "p.id = %s", [place.id.hex], rows=1),
        Page("map of the whole city, counted", f"{here}points.json", listed, [key], order="p.id", rows=2000),
        Page(
            "map of a part, each place", f"{here}points.json?box={','.join(map(str, box))}",
            f"{listed} AND {inside}", [key, box[0], box[2], box[1], box[3]], order="p.id", rows=2000,
        ),
    ]  # fmt: skip


def cursor(row: object, keys: Sequence[str]) -> str:
    from openward.foundation.ui.paging import _cursor

    return _cursor(row, keys)


def _by_count(places: object, column: str) -> list[str]:
    from django.db.models import Count

    return [value for value, _count in places.values_list(column).annotate(n=Count("id")).order_by("-n", column)]


if __name__ == "__main__":
    sys.exit(main())
