"""A rival's maximin on one task: run by the Python of an environment that has sortition-algorithms (GPL-3), which is no
part of Openward. Reads the task that benchmarks.panels writes on stdin, and prints seconds and the smallest chance.
"""

from __future__ import annotations

import json
import random
import sys
import time


def main() -> None:
    from sortition_algorithms.committee_generation import find_distribution_maximin
    from sortition_algorithms.features import read_in_features
    from sortition_algorithms.people import read_in_people
    from sortition_algorithms.settings import Settings

    task = json.load(sys.stdin)
    random.seed(1)
    head = ["feature", "value", "min", "max"]
    quotas = [dict(zip(head, map(str, quota), strict=True)) for quota in task["quotas"]]
    features, _, _ = read_in_features(head, quotas, task["size"])
    settings = Settings(id_column="id", columns_to_keep=[], solver_backend="highspy")
    columns = ["id", *task["features"]]
    rows = [dict(zip(columns, [id_, *values], strict=True)) for id_, values, _ in task["people"]]
    people, _ = read_in_people(columns, rows, features, settings)
    begun = time.perf_counter()
    committees, shares, _ = find_distribution_maximin(features, people, task["size"], [], "highspy")
    seconds = time.perf_counter() - begun
    chances = dict.fromkeys((id_ for id_, _, _ in task["people"]), 0.0)
    for committee, share in zip(committees, shares, strict=True):
        for id_ in committee:
            chances[id_] += share
    print(json.dumps({"seconds": seconds, "smallest": min(chances.values())}))


if __name__ == "__main__":
    main()
