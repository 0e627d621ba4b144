"""Time both editions of the Lesotho profile together against the download format alone.

    .venv/bin/python benchmarks/press.py [RUNS]

Each build is a process of its own, with every file read back; the two kinds take turns, and the
quickest of each counts. The exit code is 1 when both together take more than 1.7 times as long.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "data" / "lso-2021.en.yaml"
LIMIT = 1.7
KINDS = {
    "download": ("--format", "download"),
    "press": ("--format", "press"),
    "both": ("--format", "download", "--format", "press"),
}


def seconds(options: tuple[str, ...]) -> float:
    """Return what one build takes, from the command to its end."""
    with tempfile.TemporaryDirectory() as output:
        command = [
            sys.executable,
            "-m",
            "mgi_report",
            "build",
            str(PROFILE),
            "-o",
            output,
            *options,
        ]
        start = perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return perf_counter() - start


def main() -> int:
    """Print the times; 1 if both editions take too long."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    taken: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _ in range(runs):
        for kind, options in KINDS.items():
            taken[kind].append(seconds(options))
    best = {kind: min(times) for kind, times in taken.items()}
    print("| editions | seconds | of the download format |\n|---|---|---|")
    for kind, time in best.items():
        print(f"| {kind} | {time:.2f} | {time / best['download']:.2f} |")
    return int(best["both"] > LIMIT * best["download"])


if __name__ == "__main__":
    sys.exit(main())
