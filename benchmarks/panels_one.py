"""One task of benchmarks.panels in a process of its own, so that its memory is its own: a line of JSON on stdout.

`python -m benchmarks.panels_one 3 1000 < task.json`: the fairest chances found three times, checked apart, and a list
of 1,000 panels.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time

from benchmarks.panels_tasks import task_from

from openward.methods.errors import OpenwardError
from openward.methods.sortition.chances import chances_of
from openward.methods.sortition.lottery import lottery_of
from openward.methods.sortition.proof import check


def measured(runs: int, panels: int) -> dict[str, object]:
    selection = task_from(json.load(sys.stdin))
    wall, busy = [], []
    for _ in range(runs):
        begun, processor = time.perf_counter(), time.process_time()
        chances = chances_of(selection)
        wall.append(time.perf_counter() - begun)
        busy.append(time.process_time() - processor)
    check(chances)
    begun = time.perf_counter()
    lottery = lottery_of(selection, chances, panels)
    by_person = sorted(float(chance) for chance in chances.by_person.values())
    return {
        "seconds": statistics.median(wall),
        "processor_seconds": statistics.median(busy),
        "lottery_seconds": time.perf_counter() - begun,
        "deviation_points": float(lottery.deviation * 100),
        "types": len(chances.types.members),
        "levels": len(chances.levels),
        "proved": chances.proved,
        "gap": float(chances.gap),
        "chances": by_person,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    try:
        print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
    except OpenwardError as error:
        print(json.dumps({"failed": error.code}))
