"""`openward panel select`: fair chances, a list of equally likely panels fixed in public, and the draw."""

from __future__ import annotations

from typing import Annotated

import typer

from openward.cli.commands.panel import asking
from openward.cli.given import given_folder

EXAMPLE = "openward panel select pool.csv --quotas quotas.csv --size 22 --out lottery"


def select(
    pool: asking.PoolFile = None,
    quotas: asking.QuotasFile = None,
    size: asking.Size = None,
    seed: Annotated[str | None, typer.Option(help="Draw at once, for a rehearsal. Else: openward panel draw.")] = None,
    households: asking.Households = None,
    method: asking.MethodName = "leximin",
    lottery: asking.LotterySize = 1000,
    announcement: asking.AnnouncementFile = None,
    id_: asking.IdColumn = None,
    must_include: asking.MustInclude = None,
    include: asking.Include = None,
    reserved: asking.Reserved = None,
    column: asking.Mapped = None,
    leave_out: asking.LeaveOut = False,
    out: asking.OutFolder = None,
    lang: asking.Lang = "en",
    as_json: asking.Json = False,
) -> None:
    """Fix the lottery and print its commitment. Ctrl-C keeps the fairest so far, with its gap."""
    from openward.cli.asked import asked_language
    from openward.cli.commands.panel.conducting import Asked, conduct

    speak = asked_language(lang)
    folder = given_folder("--out", out, EXAMPLE)
    columns = asking.asked_columns(id_, households, must_include, column)
    selection, people, _ = asking.asked_task(pool, quotas, size, columns, include, reserved, leave_out, EXAMPLE)
    table = {
        "id": columns.id,
        "household": columns.household,
        "must_include": columns.must_include,
        "features": dict(columns.features),
        "leave_out": leave_out,
    }
    conduct(selection, people, Asked(method, lottery, seed, announcement, folder, table), speak, as_json)
