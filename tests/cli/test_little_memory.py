"""Where there is little memory, a command says so in a sentence, and never in a traceback."""

import resource
import subprocess
import sys
from pathlib import Path

from built import LESOTHO

# Everything is imported before: a library that finds no memory then says other words.
TIGHT = """\
import resource, sys
from pathlib import Path
from mgi_report.cli import main
import mgi_report.cli.check, mgi_report.profile.loading, mgi_report.editorial.rules
import mgi_report.document.catalogue, mgi_report.run.languages
pages = int(Path("/proc/self/statm").read_text().split()[0])
most = pages * resource.getpagesize() + 20_000_000
resource.setrlimit(resource.RLIMIT_AS, (most, most))
main()
"""


def test_a_limit_from_outside_that_is_lower_than_that_of_a_worker(
    tmp_path: Path, leaflet_theme: Path
) -> None:
    most = 3_000_000_000
    command = [sys.executable, "-m", "mgi_report", "build", LESOTHO, "-o", tmp_path / "out"]
    done = subprocess.run(
        [*command, "--theme", leaflet_theme, "--no-inspect", "--jobs", "1"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_check_without_memory(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_text("- x\n" * 2_000_000)
    command = [sys.executable, "-c", TIGHT, "check", file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "mgi-report: there is too little memory; see ulimit -v\n"
