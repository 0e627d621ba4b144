"""Time profiles of 30 to 5,000 findings, to see that layout grows linearly.

Run: .venv/bin/python benchmarks/growth.py [runs]
Each size is built in a process of its own, and the smallest of all runs counts. Seconds are those
of the processor, so that other work counts less; memory is the most that the whole run took. Ends
with exit code 1 if layout time grows faster than findings to the power of 1.15 between 500 and
5,000.
"""

import json
import resource
import subprocess
import sys
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from invented import profile_text

SIZES = (30, 500, 1_000, 2_000, 5_000)
FITTED_FROM = 500
LARGEST_EXPONENT = 1.15


def measure(count: int) -> dict[str, float]:
    """Return the seconds of each step, the pages, and the peak memory in MB of one build."""
    from mgi_report.run.formats import Workshop  # noqa: PLC0415
    from mgi_report.run.job import make  # noqa: PLC0415 - not needed to print the table
    from mgi_report.run.orders import Order  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        path = Path(folder) / "profile.yaml"
        path.write_text(profile_text(count), encoding="utf-8")
        start = process_time()
        made = make(Order(path), Workshop(), process_time)
        total = process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The kernel of macOS counts bytes, that of Linux kilobytes.
    memory = peak / (1_000_000 if sys.platform == "darwin" else 1_000)
    return {**made.seconds, "total": total, "pages": made.files[0].pages, "memory": memory}


def exponent(points: list[tuple[int, float]]) -> float:
    """Return the slope of the straight line through log(seconds) over log(findings)."""
    xs, ys = [log(count) for count, _ in points], [log(seconds) for _, seconds in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    pairs = list(zip(xs, ys, strict=True))
    return sum((a - x) * (b - y) for a, b in pairs) / sum((a - x) ** 2 for a in xs)


def main() -> int:
    """Print a Markdown table and the exponents; return the exit code."""
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        return 0
    runs = int(sys.argv[1]) if sys.argv[1:] else 1
    print("| findings | pages | layout, s | total, s | layout per finding, ms | peak, MB |")
    print("|---|---|---|---|---|---|")
    best = {}
    for count in SIZES:
        found = []
        for _ in range(runs):
            command = [sys.executable, __file__, "--once", str(count)]
            out = subprocess.run(command, check=True, capture_output=True, text=True)
            found.append(json.loads(out.stdout))
        best[count] = one = min(found, key=lambda each: each["layout"])
        each = one["layout"] / count * 1000
        print(
            f"| {count:,} | {one['pages']:.0f} | {one['layout']:.1f} | {one['total']:.1f}"
            f" | {each:.1f} | {one['memory']:.0f} |",
            flush=True,
        )
    fitted = [count for count in SIZES if count >= FITTED_FROM]
    layout = exponent([(count, best[count]["layout"]) for count in fitted])
    total = exponent([(count, best[count]["total"]) for count in fitted])
    print(f"\nExponent from {FITTED_FROM} findings on: layout {layout:.2f}, total {total:.2f}.")
    return 0 if layout <= LARGEST_EXPONENT else 1


if __name__ == "__main__":
    sys.exit(main())
