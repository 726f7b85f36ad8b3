"""What is said of quotas that clash, of ways out, and of chances that are next to nothing."""

from __future__ import annotations

from openward.methods.sortition.bounds import Bound, Side
from openward.methods.sortition.clashes import Clash, ClashKind
from openward.methods.sortition.model import Chances, Method
from openward.methods.sortition.relaxations import Move, Relaxation
from openward.methods.sortition.scarcity import Scarcity
from openward.wording.languages import Words


def _(message: str) -> str:
    """Mark for extraction; the functions below translate."""
    return message


BOUNDS = {
    Side.MINIMUM: _("%(feature)s = %(value)s at least %(limit)s"),
    Side.MAXIMUM: _("%(feature)s = %(value)s at most %(limit)s"),
}
MOVES = {
    Side.MINIMUM: _("%(feature)s = %(value)s at least %(to)s instead of %(limit)s"),
    Side.MAXIMUM: _("%(feature)s = %(value)s at most %(to)s instead of %(limit)s"),
}
CLASHES = {
    ClashKind.TOO_FEW_PEOPLE: _("Too few people: %(parts)s, and the pool has %(number)s."),
    ClashKind.MINIMA_ABOVE_SIZE: _("The minima add up to more than the %(number)s seats: %(parts)s."),
    ClashKind.MAXIMA_BELOW_SIZE: _("The maxima leave some of the %(number)s seats empty: %(parts)s."),
    ClashKind.TAKEN_ABOVE_MAXIMUM: _("Reserved seats and people who must be included take %(number)s: %(parts)s."),
    ClashKind.TOGETHER: _("These cannot all be kept to at once: %(parts)s."),
}
HOUSEHOLDS, MUST_INCLUDE = _("one person a household"), _("the people who must be included")
BEYOND = _("(further than the quotas say they may move)")
SCARCE = _("%(bound)s leaves %(people)s volunteers a chance of at most %(chance)s each; the average is %(average)s.")
PROVED = {
    Method.LEXIMIN: _("As fair as the quotas allow, by a proof of every level."),
    Method.MAXIMIN: _("The smallest chance is as great as the quotas allow, by a proof."),
    Method.NASH: _("The geometric mean of all chances that can be is as great as the quotas allow, by a proof."),
}
SMALLEST = _(
    "Stopped before the fairest was proved: the smallest chance is %(least)s, and the quotas allow at most %(bound)s."
)
ANY = _("A chance may be up to %(gap)s percentage points below what is possible without lowering a smaller one.")
MEAN = _(
    "Stopped before the fairest was proved: the geometric mean of all chances that can be is at least %(ratio)s of the "
    "best."
)


def clash_told(clash: Clash, speak: Words) -> str:
    parts = [_bound(bound, speak) for bound in clash.bounds]
    parts += [speak.gettext(HOUSEHOLDS)] if clash.households else []
    parts += [speak.gettext(MUST_INCLUDE)] if clash.must_include else []
    told = {"parts": speak.by_semicolons(parts), "number": speak.number(clash.number)}
    return speak.gettext(CLASHES[clash.kind]) % told


def relaxation_told(relaxation: Relaxation, speak: Words) -> str:
    moves = speak.by_semicolons(_move(move, speak) for move in relaxation.moves)
    return moves if relaxation.within_flex else f"{moves} {speak.gettext(BEYOND)}"


def scarcity_told(scarcity: Scarcity, speak: Words) -> str:
    return speak.gettext(SCARCE) % {
        "bound": _bound(scarcity.bound, speak),
        "people": speak.number(scarcity.people),
        "chance": speak.percent(scarcity.chance, 2),
        "average": speak.percent(scarcity.average, 2),
    }


def fairness_told(chances: Chances, speak: Words) -> str:
    """How fair chances are, as far as it is proved."""
    if chances.proved:
        return speak.gettext(PROVED[chances.method])
    if chances.method is Method.NASH:
        return speak.gettext(MEAN) % {"ratio": speak.percent(float(chances.nash_ratio or 0), 2)}
    bound = chances.levels[0].bound if chances.levels else min(chances.chances) + chances.gap
    told = {"least": speak.percent(float(min(chances.chances)), 4), "bound": speak.percent(float(bound), 4)}
    sentences = [speak.gettext(SMALLEST) % told]
    if chances.method is Method.LEXIMIN:
        sentences.append(speak.gettext(ANY) % {"gap": speak.number(float(chances.gap * 100), 2)})
    return " ".join(sentences)


def _bound(bound: Bound, speak: Words) -> str:
    quota = bound.quota
    told = {"feature": quota.feature, "value": quota.value, "limit": speak.number(bound.limit)}
    return speak.gettext(BOUNDS[bound.side]) % told


def _move(move: Move, speak: Words) -> str:
    quota, limit = move.bound.quota, move.bound.limit
    told = {"feature": quota.feature, "value": quota.value, "to": speak.number(move.to), "limit": speak.number(limit)}
    return speak.gettext(MOVES[move.bound.side]) % told
