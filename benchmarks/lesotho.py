"""Time the Lesotho profile step by step, cold and warm, in English or another language.

Run: .venv/bin/python benchmarks/lesotho.py [runs] [profile]
Cold is a new process, imports included; warm is the same process again. The smallest of all runs
counts, since other work on the machine can only make a run slower.
"""

import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "data" / "lso-2021.en.yaml"
WARM = 5


def measure(profile: Path) -> list[dict[str, float]]:
    """Return the seconds of each step: the first build of this process, then warm ones."""
    start = perf_counter()
    from mgi_report.run.formats import Workshop  # noqa: PLC0415
    from mgi_report.run.job import make  # noqa: PLC0415 - it is what is timed
    from mgi_report.run.orders import Order  # noqa: PLC0415

    imported = perf_counter() - start
    workshop = Workshop()
    made = [make(Order(profile), workshop, perf_counter) for _ in range(1 + WARM)]
    results = [dict(each.seconds) for each in made]
    results[0]["import"] += imported
    return results


def best(runs: list[dict[str, float]]) -> dict[str, float]:
    """Return the run with the smallest total."""
    return min(runs, key=lambda run: sum(run.values()))


def main() -> None:
    """Print a Markdown table."""
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(measure(Path(sys.argv[2]))))
        return
    runs = int(sys.argv[1]) if sys.argv[1:] else 5
    profile = sys.argv[2] if sys.argv[2:] else str(PROFILE)
    cold, warm = [], []
    for _ in range(runs):
        out = subprocess.run(
            [sys.executable, __file__, "--once", profile],
            check=True,
            capture_output=True,
            text=True,
        )
        first, *rest = json.loads(out.stdout)
        cold.append(first)
        warm += rest
    columns = best(cold), best(warm)
    print("| step | cold, s | warm, s |\n|---|---|---|")
    for step in columns[0]:
        print(f"| {step} | {columns[0][step]:.2f} | {columns[1][step]:.2f} |")
    totals = [sum(column.values()) for column in columns]
    print(f"| **total** | **{totals[0]:.2f}** | **{totals[1]:.2f}** |")


if __name__ == "__main__":
    main()
