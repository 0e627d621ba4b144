"""Measure how long an editor waits for `check`, against the import of what it cannot do without.

Run: .venv/bin/python benchmarks/check.py
It prints the medians of interleaved runs and their ratio, and ends with exit code 1 if the ratio is
above its limit. Byte code is compiled first, as an installed package has it.
"""

import compileall
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]
LIMIT = 2.5
RUNS = 21
LIBRARIES = [sys.executable, "-c", "import pydantic, ruamel.yaml, click"]
CHECK = [sys.executable, "-m", "mgi_report", "check", str(ROOT / "data" / "lso-2021.en.yaml")]


def seconds(command: list[str]) -> float:
    """Return the seconds of one run."""
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start


def main() -> int:
    """Print the table; return the exit code."""
    compileall.compile_dir(ROOT / "src", quiet=1)
    taken: dict[str, list[float]] = {"libraries imported": [], "check of one file": []}
    for _ in range(RUNS):
        for name, command in zip(taken, (LIBRARIES, CHECK), strict=True):
            taken[name].append(seconds(command))
    print(f"| medians of {RUNS} | seconds |\n|---|---|")
    for name, each in taken.items():
        print(f"| {name} | {median(each):.3f} |")
    base, check = map(median, taken.values())
    kept = check / base <= LIMIT
    print(f"\nRatio {check / base:.2f} (at most {LIMIT}): {'kept' if kept else 'MISSED'}.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
