"""Measure what a cold command costs the processor, with every process it starts. Linux only.

Run: .venv/bin/python benchmarks/start.py [rounds] [checkout ...]
It builds and checks the Lesotho profile in new processes, in turns for each checkout, this one if
none is named, and prints the smallest of each. Byte code is compiled first, as an installed package
has it.
"""

import compileall
import ctypes
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "data" / "lso-2021.en.yaml"
ROUNDS = 7
PR_SET_CHILD_SUBREAPER = 36


def taken(checkout: Path, *words: str | Path) -> tuple[float, float]:
    """Return the seconds of the clock and of the processor of one command of a checkout."""
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    program = [sys.executable, "-m", "mgi_report", *map(str, words)]
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    start, seconds, processor = perf_counter(), 0.0, 0.0
    first = os.posix_spawn(sys.executable, program, environment, file_actions=nowhere)
    while True:
        try:
            process, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return seconds, processor
        processor += usage.ru_utime + usage.ru_stime
        if process == first:
            seconds = perf_counter() - start
            if status:
                sys.exit(f"{checkout}: mgi-report {words[0]} ended with status {status}")


def main() -> int:
    """Print the table; return the exit code."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    checkouts = [Path(each).resolve() for each in sys.argv[2:]] or [ROOT]
    # So that processes which outlive the command, as the server of workers does, are waited for.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    found: dict[tuple[str, Path], list[tuple[float, float]]] = {}
    with TemporaryDirectory() as folder:
        commands = {
            "build": ("build", PROFILE, "-o", Path(folder), "--force", "--quiet"),
            "check": ("check", PROFILE),
        }
        for checkout in checkouts:
            compileall.compile_dir(checkout / "src", quiet=1)
        for _ in range(rounds):
            for name, words in commands.items():
                for checkout in checkouts:
                    found.setdefault((name, checkout), []).append(taken(checkout, *words))
    print("| command | checkout | by the clock, s | of the processor, s |\n|---|---|---|---|")
    for (name, checkout), each in found.items():
        clock, processor = map(min, zip(*each, strict=True))
        print(f"| {name} | {checkout.name} | {clock:.2f} | {processor:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
