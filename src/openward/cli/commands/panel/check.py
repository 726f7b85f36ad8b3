"""`openward panel check`: can the quotas be met, which clash, what would do, and who is left next to no chance?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer

from openward.cli.commands.panel import asking
from openward.cli.exits import Exit

if TYPE_CHECKING:
    from openward.methods.sortition.bounds import Side
    from openward.wording import Words

EXAMPLE = "openward panel check pool.csv --quotas quotas.csv --size 22"


def check(
    pool: asking.PoolFile = None,
    quotas: asking.QuotasFile = None,
    size: asking.Size = None,
    households: asking.Households = None,
    id_: asking.IdColumn = None,
    must_include: asking.MustInclude = None,
    include: asking.Include = None,
    reserved: asking.Reserved = None,
    column: asking.Mapped = None,
    leave_out: asking.LeaveOut = False,
    lang: asking.Lang = "en",
    as_json: asking.Json = False,
) -> None:
    """Exit 0 where a panel exists, 1 where the quotas clash. Nothing is written."""
    from openward.cli.asked import asked_language
    from openward.cli.progress import TerminalProgress
    from openward.methods.sortition.clashes import clashes_of
    from openward.methods.sortition.relaxations import relaxations_of
    from openward.methods.sortition.scarcity import scarcities_of

    speak = asked_language(lang)
    selection, people, read = asking.asked_task(
        pool,
        quotas,
        size,
        asking.asked_columns(id_, households, must_include, column),
        include,
        reserved,
        leave_out,
        EXAMPLE,
    )
    with TerminalProgress(speak) as progress:
        progress("checking-quotas")
        clashes = clashes_of(selection)
        relaxations = relaxations_of(selection, read.flex) if clashes else ()
        scarcities = () if clashes else scarcities_of(selection)
    if as_json:
        found: dict[str, Any] = {
            "feasible": not clashes,
            "people": len(people.pool.people),
            "left_out": asking.left_out_rows(people),
            "clashes": [
                {
                    "kind": clash.kind.value,
                    "number": clash.number,
                    "bounds": [
                        _plain(bound.quota.feature, bound.quota.value, bound.side, bound.limit)
                        for bound in clash.bounds
                    ],
                    "households": clash.households,
                    "must_include": clash.must_include,
                }
                for clash in clashes
            ],
            "relaxations": [
                {
                    "change": one.change,
                    "within_flex": one.within_flex,
                    "moves": [
                        _plain(move.bound.quota.feature, move.bound.quota.value, move.bound.side, move.bound.limit)
                        | {"to": move.to}
                        for move in one.moves
                    ],
                }
                for one in relaxations
            ],
            "scarce": [
                _plain(one.bound.quota.feature, one.bound.quota.value, one.bound.side, one.bound.limit)
                | {"people": one.people, "chance": round(one.chance, 6), "average": round(one.average, 6)}
                for one in scarcities
            ],
        }
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        _tell(speak, len(people.pool.people), len(people.left_out), clashes, relaxations, scarcities)
    if clashes:
        raise typer.Exit(Exit.NEGATIVE)


def _plain(feature: str, value: str, side: Side, limit: int) -> dict[str, Any]:
    return {"feature": feature, "value": value, "side": side.value, "limit": limit}


def _tell(speak: Words, people: int, left_out: int, clashes: Any, relaxations: Any, scarcities: Any) -> None:
    from openward.wording.panels import clash_told, relaxation_told, scarcity_told

    _ = speak.gettext
    told = {"people": speak.number(people), "left_out": speak.number(left_out)}
    typer.echo(_("Volunteers: %(people)s; rows left out: %(left_out)s.") % told)
    if not clashes:
        typer.echo(_("A panel exists that keeps to all quotas."))
    for clash in clashes:
        typer.echo(clash_told(clash, speak))
    if clashes:
        typer.echo(
            _("The smallest changes that would do, to choose from:")
            if relaxations
            else _("No change of the quotas alone would do.")
        )
    for number, one in enumerate(relaxations, 1):
        typer.echo(f"  {speak.number(number)}. {relaxation_told(one, speak)}")
    for one in scarcities:
        typer.echo(scarcity_told(one, speak))
