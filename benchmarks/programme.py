"""The exact programme against bare HiGHS on the very same model, and the frontier against one solve.

20,000 pairs of place and measure: 1,000 places with 20 measures each, floors for ten districts and two families,
exclusions and requirements at every place. Bare HiGHS gets the model that our relaxation is of, its columns declared
whole, and nothing but the gap; the time to write the model down is ours alone and counts against us. Both answers are
checked against each other before a figure is printed.
"""

from __future__ import annotations

import sys
import time

import highspy
import numpy as np
from benchmarks.measure import Row, medians, publish

from openward.methods.portfolio.formulation import formulate
from openward.methods.portfolio.frontier import bound_curve, budgets_around, frontier
from openward.methods.portfolio.model import Proposal, Rules
from openward.methods.portfolio.optimise import best_programme
from openward.methods.portfolio.relaxation import Relaxation
from openward.methods.ranges import Range
from openward.methods.solver import set_matrix

PLACES, MEASURES, DISTRICTS = 1000, 20, 10
SHARE_OF_ALL = 0.05  # the budget, of what everything would cost
GAP = 1e-4


def pairs(seed: int = 1) -> tuple[list[Proposal], Rules, float]:
    """Proposals, rules and a budget, drawn with a fixed seed."""
    random = np.random.default_rng(seed)
    base, effect = random.lognormal(8, 1.2, MEASURES), random.uniform(0.02, 0.4, MEASURES)
    people = random.lognormal(4.5, 1.2, PLACES)
    districts = random.integers(0, DISTRICTS, PLACES)
    families = random.integers(0, 2, PLACES)
    proposals, exclusions, requirements = [], set(), set()
    for place in range(PLACES):
        names = [f"place-{place:04}/measure-{measure:02}" for measure in range(MEASURES)]
        groups = frozenset({f"district:{districts[place]}", f"family:{families[place]}"})
        for measure, name in enumerate(names):
            cost = 100 + round(base[measure] * random.uniform(0.7, 1.4) * (people[place] / 100) ** 0.5)
            benefit = people[place] * effect[measure] * random.uniform(0.3, 1)
            proposals.append(
                Proposal(name, f"measure-{measure:02}", names[0], cost, Range.exactly(float(benefit)), groups)
            )
        exclusions |= {(names[0], names[1]), (names[2], names[3]), (names[4], names[5])}
        requirements |= {(names[6], names[7]), (names[8], names[9]), (names[10], names[7])}
    floors = _half_by_people("district", districts, people) | _half_by_people("family", families, people)
    budget = SHARE_OF_ALL * sum(proposal.cost for proposal in proposals)
    return proposals, Rules(floors, frozenset(exclusions), frozenset(requirements)), budget


def _half_by_people(kind: str, groups: np.ndarray, people: np.ndarray) -> dict[str, float]:
    shares = np.bincount(groups, weights=people) / people.sum()
    return {f"{kind}:{group}": float(share) / 2 for group, share in enumerate(shares)}


def same_model(proposals: list[Proposal], rules: Rules, budget: float) -> highspy.HighsLp:
    """The whole programme as one model for HiGHS, as it stands."""
    formulation = formulate(proposals, rules)
    relaxation = Relaxation(formulation)
    money, good = relaxation.units
    count = len(formulation.ids)
    model = highspy.HighsLp()
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.append(formulation.benefit / good, 0.0)
    model.col_lower_, model.col_upper_ = np.zeros(count + 1), np.append(np.ones(count), budget / money)
    model.row_lower_, model.row_upper_ = relaxation.row_limits(relaxation.floors.allowances(budget))
    model.integrality_ = [highspy.HighsVarType.kInteger] * count + [highspy.HighsVarType.kContinuous]
    set_matrix(model, relaxation.matrix)
    return model


def bare(model: highspy.HighsLp) -> float:
    """Solve with HiGHS as it comes, to the gap; the objective."""
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("mip_rel_gap", GAP)
    solver.passModel(model)
    solver.run()
    return float(solver.getInfo().objective_function_value)


def main() -> int:
    proposals, rules, budget = pairs()
    budgets = budgets_around(budget)
    model = same_model(proposals, rules, budget)
    ours = best_programme(proposals, budget, rules, gap=GAP)
    theirs = bare(model) * Relaxation(formulate(proposals, rules)).units[1]
    if abs(ours.benefit - theirs) > 2 * GAP * ours.bound or theirs > ours.bound * (1 + 1e-9):
        print(f"the answers differ: {ours.benefit} and {theirs}, bound {ours.bound}", file=sys.stderr)
        return 1
    begun = time.perf_counter()
    points = frontier(proposals, budgets, rules)
    print(
        f"frontier checked in {time.perf_counter() - begun:.2f} s: worst gap {max(point.gap for point in points):.1e}"
    )
    times = medians(
        {
            "bare": lambda: bare(model),
            "programme": lambda: best_programme(proposals, budget, rules, gap=GAP),
            "frontier": lambda: frontier(proposals, budgets, rules),
            "bounds": lambda: bound_curve(proposals, budgets, rules),
        }
    )
    return publish(
        "programme",
        [
            Row("pairs of place and measure", len(proposals), "pairs"),
            Row("bare HiGHS on the same model, gap 1e-4", times["bare"], "s"),
            Row("programme, gap 1e-4, proposals to proof", times["programme"], "s"),
            Row("programme / bare HiGHS", times["programme"] / times["bare"], "x", 2),
            Row("frontier of 20 whole programmes, gap 1e-3", times["frontier"], "s"),
            Row("frontier / one programme", times["frontier"] / times["programme"], "x", 12),
            Row("frontier / bare HiGHS", times["frontier"] / times["bare"], "x", 12),
            Row("worst gap of the 20 points", 1000 * max(point.gap for point in points), "thousandths", 1),
            Row("bound curve at 20 budgets", times["bounds"], "s"),
            Row("bound curve / one programme", times["bounds"] / times["programme"], "x", 5),
        ],
    )


if __name__ == "__main__":
    sys.exit(main())
