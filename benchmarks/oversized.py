"""Measure how long `check` takes for files far larger than any profile.

Run: .venv/bin/python benchmarks/oversized.py
It prints the processor's seconds of one run each, and ends with exit code 1 if one is above the
limit.
"""

import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from invented import profile_text

LIMIT = 5.0  # seconds


def files() -> Mapping[str, str]:
    """Return the texts of the files by what they have many of."""
    head = profile_text(30)
    return {
        "50,000 keys": head + "".join(f"key{n}: 1\n" for n in range(50_000)),
        "20,000 anchors": head + "sources:\n" + "".join(f"  - &a{n} x\n" for n in range(20_000)),
        "30,000 flow items": f"{head}sources: [{', '.join(f'Text {n}.' for n in range(30_000))}]\n",
        "30,000 wrong entries": head + "sources:\n" + "".join(f"  - {n}\n" for n in range(30_000)),
        "30,000 silences": head + "# mgi: silence imprint\n" * 30_000,
    }


def seconds(file: Path) -> float:
    """Return the seconds that the processor has for a check."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [sys.executable, "-m", "mgi_report", "check", str(file)]
    subprocess.run(command, check=False, capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main() -> int:
    """Print the table; return the exit code."""
    kept = True
    print("| file | seconds |\n|---|---|")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "large.yaml"
        for name, text in files().items():
            file.write_text(text, encoding="utf-8")
            taken = seconds(file)
            kept = kept and taken <= LIMIT
            print(f"| {name} | {taken:.1f} |", flush=True)
    print(f"\nAt most {LIMIT:.0f} s each: {'kept' if kept else 'MISSED'}.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
