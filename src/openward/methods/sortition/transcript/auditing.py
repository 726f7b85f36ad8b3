"""What a sworn auditor checks with the whole pool and the organisers' secrets: all that the public must take on trust.

`Secrets` is the text of audit.json. It holds salts and ids, so it is erased with the pool; what the public has says
nothing more then.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openward.methods.errors import OpenwardError
from openward.methods.sortition.model import (
    Certificate,
    Chances,
    Leaf,
    Level,
    Method,
    Pool,
    Quota,
    ReservedSeat,
    Selection,
    Split,
)
from openward.methods.sortition.proof import chances_by_type, check
from openward.methods.sortition.transcript.making import (
    CHANCES,
    TASK,
    Records,
    Salts,
    chances_by_id,
    chances_text,
    leaves_of,
    task_of,
)
from openward.methods.sortition.transcript.model import Transcript, fraction_text
from openward.methods.sortition.transcript.salts import committed
from openward.methods.sortition.types import types_of

FORMAT = "openward-panel-audit/1"


@dataclass(frozen=True, slots=True)
class Secrets:
    """`task` is the selection but for its pool; `chances` the result but for its types, as plain values; `table` how
    the pool's table is read; `gone` the ids of those who left the pool."""

    commitment: str
    salts: Salts
    task: Mapping[str, Any]
    chances: Mapping[str, Any]
    table: Mapping[str, Any]
    gone: tuple[str, ...] = ()

    def text(self) -> str:
        return json.dumps(
            {
                "format": FORMAT,
                "commitment": self.commitment,
                "auditor_salt": self.salts.auditor.hex(),
                "salts": [[id_, salt.hex()] for id_, salt in sorted(self.salts.people.items())],
                "task": self.task,
                "chances": self.chances,
                "table": self.table,
                "gone": list(self.gone),
            },
            ensure_ascii=False,
        )

    def selection(self, pool: Pool) -> Selection:
        """The task on a pool."""
        return Selection(
            pool,
            tuple(Quota(*quota) for quota in self.task["quotas"]),
            self.task["size"],
            self.task["households"],
            frozenset(self.task["must_include"]),
            tuple(ReservedSeat(dict(seat)) for seat in self.task["reserved"]),
        )


def secrets_of(
    transcript: Transcript,
    selection: Selection,
    salts: Salts,
    chances: Chances,
    table: Mapping[str, Any],
    gone: tuple[str, ...] = (),
) -> Secrets:
    return Secrets(transcript.commitment, salts, _task(selection), _plain(chances), table, gone)


def secrets_from(text: str) -> Secrets:
    """Raises OpenwardError `audit-malformed`."""
    try:
        value = json.loads(text)
        if value["format"] != FORMAT:
            raise OpenwardError("audit-malformed", detail="format")
        salts = Salts({id_: bytes.fromhex(salt) for id_, salt in value["salts"]}, bytes.fromhex(value["auditor_salt"]))
        return Secrets(
            value["commitment"], salts, value["task"], value["chances"], value["table"], tuple(value["gone"])
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise OpenwardError("audit-malformed", detail=str(error)[:80]) from error


def check_all(transcript: Transcript, secrets: Secrets, selection: Selection, records: Records) -> Chances:
    """Of a transcript that `check_public` passed: the pool, the rules, every panel, every chance, every proof.

    Raises OpenwardError `audit-of-another`, `audit-person-added`, `audit-person-missing`, `audit-person-altered`,
    `audit-pool-differs`, `audit-task-differs`, `audit-panel-breaks-quota`, `audit-panel-breaks-rule`,
    `audit-chances-differ`, `audit-deviation-wrong`, `audit-malformed`, or what `proof.check` raises.
    """
    if secrets.commitment != transcript.commitment:
        raise OpenwardError("audit-of-another", commitment=secrets.commitment)
    places = _check_pool(transcript, secrets, records)
    made = transcript.committed
    if committed(secrets.salts.auditor, TASK, task_of(selection)) != made.task:
        raise OpenwardError("audit-task-differs")
    _check_panels(transcript, selection, places)
    try:
        chances = _chances(secrets.chances, selection)
    except (ValueError, TypeError, KeyError, IndexError, ZeroDivisionError) as error:
        raise OpenwardError("audit-malformed", detail=str(error)[:80]) from error
    by_id = chances_by_id(selection, chances)
    text = committed(secrets.salts.auditor, CHANCES, chances_text(selection, by_id))
    if text != made.chances or chances.method.value != made.method or fraction_text(chances.gap) != made.gap:
        raise OpenwardError("audit-chances-differ")
    check(chances)
    _check_deviation(transcript, by_id, places)
    return chances


def _check_pool(transcript: Transcript, secrets: Secrets, records: Records) -> dict[str, int]:
    """Each person's place in the transcript."""
    added = sorted(set(records) - set(secrets.salts.people))
    if added:
        raise OpenwardError("audit-person-added", id=added[0])
    missing = sorted(set(secrets.salts.people) - set(records))
    if missing:
        raise OpenwardError("audit-person-missing", id=missing[0])
    places = {leaf.pseudonym: number for number, leaf in enumerate(transcript.leaves)}
    found = {}
    for id_, leaf in leaves_of(secrets.salts, records).items():
        place = places.get(leaf.pseudonym)
        if place is None or transcript.leaves[place].identity != leaf.identity:
            raise OpenwardError("audit-pool-differs", id=id_)
        if transcript.leaves[place].record != leaf.record:
            raise OpenwardError("audit-person-altered", id=id_)
        found[id_] = place
    if len(set(found.values())) != len(transcript.leaves):
        raise OpenwardError("audit-pool-differs", id="-")
    return found


def _check_panels(transcript: Transcript, selection: Selection, places: Mapping[str, int]) -> None:
    people = {places[person.id]: person for person in selection.pool.people}
    column = {feature: place for place, feature in enumerate(selection.pool.features)}
    included = {places[id_] for id_ in selection.must_include}
    for number, panel in enumerate(transcript.panels):
        members = [people[place] for place in panel]
        for quota in selection.quotas:
            count = sum(person.values[column[quota.feature]] == quota.value for person in members)
            count += sum(seat.values.get(quota.feature) == quota.value for seat in selection.reserved)
            if not quota.minimum <= count <= quota.maximum:
                raise OpenwardError(
                    "audit-panel-breaks-quota", panel=number, feature=quota.feature, value=quota.value, count=count
                )
        homes = [person.household for person in members if person.household is not None]
        crowded = selection.households and len(set(homes)) < len(homes)
        full = len(members) + len(selection.reserved) == selection.size
        if crowded or not full or not included <= set(panel):
            raise OpenwardError("audit-panel-breaks-rule", panel=number)


def _check_deviation(transcript: Transcript, by_id: Mapping[str, Fraction], places: Mapping[str, int]) -> None:
    holding = [0] * len(transcript.leaves)
    for panel in transcript.panels:
        for place in panel:
            holding[place] += 1
    most = max(abs(Fraction(holding[places[id_]], len(transcript.panels)) - chance) for id_, chance in by_id.items())
    if fraction_text(most) != transcript.committed.deviation:
        raise OpenwardError("audit-deviation-wrong", stated=transcript.committed.deviation, found=fraction_text(most))


def _task(selection: Selection) -> dict[str, Any]:
    task = task_of(selection)
    assert isinstance(task, dict)
    return task


def _plain(chances: Chances) -> dict[str, Any]:
    return {
        "method": chances.method.value,
        "panels": [[list(pair) for pair in panel] for panel in chances.panels],
        "weights": list(chances.weights),
        "levels": [
            {
                "types": list(level.types),
                "chance": fraction_text(level.chance),
                "bound": fraction_text(level.bound),
                "ceiling": fraction_text(level.ceiling),
                "certificate": _plain_certificate(level.certificate),
            }
            for level in chances.levels
        ],
        "gap": fraction_text(chances.gap),
        "proved": chances.proved,
        "stopped": chances.stopped,
        "nash_ratio": None if chances.nash_ratio is None else fraction_text(chances.nash_ratio),
        "certificate": None if chances.certificate is None else _plain_certificate(chances.certificate),
    }


def _plain_certificate(certificate: Certificate) -> dict[str, Any]:
    return {"scale": certificate.scale, "weights": list(certificate.weights), "tree": _plain_tree(certificate.tree)}


def _plain_tree(tree: Leaf | Split) -> Any:
    if isinstance(tree, Leaf):
        return list(tree.multipliers)
    return {
        "types": list(tree.types),
        "most": tree.most,
        "below": _plain_tree(tree.below),
        "above": _plain_tree(tree.above),
    }


def _chances(plain: Mapping[str, Any], selection: Selection) -> Chances:
    types = types_of(selection)
    panels = tuple(tuple((int(t), int(count)) for t, count in panel) for panel in plain["panels"])
    weights = tuple(int(weight) for weight in plain["weights"])
    return Chances(
        method=Method(plain["method"]),
        types=types,
        panels=panels,
        weights=weights,
        chances=chances_by_type(types, panels, weights),
        levels=tuple(
            Level(
                tuple(level["types"]),
                Fraction(level["chance"]),
                Fraction(level["bound"]),
                Fraction(level["ceiling"]),
                _certificate(level["certificate"]),
            )
            for level in plain["levels"]
        ),
        gap=Fraction(plain["gap"]),
        proved=bool(plain["proved"]),
        stopped=bool(plain["stopped"]),
        nash_ratio=None if plain["nash_ratio"] is None else Fraction(plain["nash_ratio"]),
        certificate=None if plain["certificate"] is None else _certificate(plain["certificate"]),
    )


def _certificate(plain: Mapping[str, Any]) -> Certificate:
    return Certificate(plain["scale"], tuple(plain["weights"]), _tree(plain["tree"]))


def _tree(plain: Any) -> Leaf | Split:
    if isinstance(plain, list):
        return Leaf(tuple(plain))
    return Split(tuple(plain["types"]), plain["most"], _tree(plain["below"]), _tree(plain["above"]))
