"""Run the console blocks of a page as somebody would who reads it from top to bottom.

In a block ```` ```console ````, ``$ `` begins a command, and what follows is what it prints, on
both streams. A line ``...`` stands for any number of lines, and ``...`` in a line for any text in
it. A command without any is not compared, and must end with exit code 0. HTML comments, which no
reader sees, say what the page leaves to its reader:

- ``<!-- by hand: delete FILE -->``, and ``<!-- by hand: in FILE`` with old lines, ``becomes``, and
  new lines;
- ``<!-- before: -->`` with shell commands on its other lines;
- ``<!-- not run: REASON -->`` right before a block that cannot be run here.
"""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mgi_report.cli.preview import PORT
from waiting import DEADLINE

__all__ = ["Example", "blocks_not_run", "examples", "follow", "matches", "program_on_path"]

STEP = re.compile(
    r"(?:^<!-- not run: (?P<reason>.+?) -->\n+)?^ *```(?:console|sh)\n(?P<said>.*?)^ *```"
    r"|^<!-- by hand: delete (?P<gone>\S+) -->"
    r"|^<!-- by hand: in (?P<file>\S+)\n(?P<old>.*?)\nbecomes\n(?P<new>.*?)\n-->"
    r"|^<!-- before:\n(?P<before>.*?)\n-->",
    re.M | re.S,
)
PROGRAMS = {
    # Workers of a run import it.
    "mgi-report": "#!{python}\nfrom mgi_report.cli import main\n\n"
    "if __name__ == '__main__':\n    main()\n",
    # A link to it would know nothing of its packages.
    "python": '#!/bin/sh\nexec {python} "$@"\n',
}
# What makes a program say other things than it says to a reader.
OF_THE_TEST = re.compile(r"CI|GITHUB_\w+|MGI_REPORT_\w+|FORCE_COLOR|PYTEST_\w+|SOURCE_DATE_EPOCH")


class Example(NamedTuple):
    """Hold a command, and what it should print."""

    command: str
    wanted: str


def matches(printed: str, wanted: str) -> bool:
    """Return whether a text is the wanted one, where ``...`` stands for what varies."""
    lines = re.split(r"^\.\.\.\n", wanted, flags=re.M)
    patterns = (".*".join(map(re.escape, re.split(r"\.\.\.", each))) for each in lines)
    return bool(re.fullmatch("(?:.*\n)*?".join(patterns), printed))


def examples(said: str) -> Iterator[Example]:
    """Yield each command of a block with what it should print."""
    for example in re.split(r"^\$ ", said, flags=re.M)[1:]:
        command, wanted = re.fullmatch(r"((?:[^\n]*\\\n)*[^\n]*\n?)(.*)", example, re.S).groups()  # type: ignore[union-attr]
        yield Example(command.rstrip("\n"), wanted)


def blocks_not_run(page: str) -> dict[str, int]:
    """Return how many blocks of a page are not run, by reason."""
    reasons = [step["reason"] for step in STEP.finditer(page) if step["reason"]]
    return {reason: reasons.count(reason) for reason in reasons}


def program_on_path(folder: Path) -> Path:
    """Write the commands that pages name, of the Python that runs tests; return their folder."""
    folder.mkdir()
    for name, text in PROGRAMS.items():
        (folder / name).write_text(text.format(python=sys.executable), "utf-8")
        (folder / name).chmod(0o755)
    return folder


def follow(page: str, folder: Path, programs: Path) -> int:
    """Do all steps of a page in a folder; return how many commands were compared or run.

    A command that prints something else, or fails where nothing is shown, is an AssertionError.
    """
    return sum(_follow(step, folder, programs) for step in STEP.finditer(page))


def _follow(step: re.Match[str], folder: Path, programs: Path) -> int:
    if step["gone"]:
        (folder / step["gone"]).unlink()
    elif step["file"]:
        file = folder / step["file"]
        text = file.read_text("utf-8")
        assert text.count(step["old"]) == 1, step["old"]
        file.write_text(text.replace(step["old"], step["new"]), "utf-8")
    elif step["before"]:
        printed, code = _run(step["before"], folder, programs)
        assert code == 0, printed
    if step["said"] is None or step["reason"]:
        return 0
    told = list(examples(step["said"]))
    for command, wanted in told:
        printed, code = _run(command, folder, programs)
        is_right = matches(printed, wanted) if wanted.strip() else code == 0
        assert is_right, f"$ {command}\n{printed}\nexit code {code}; the page says:\n{wanted}"
    return len(told)


def _run(command: str, folder: Path, programs: Path) -> tuple[str, int]:
    """Return what a command prints, and its exit code; a preview is stopped when it serves."""
    kept = {name: value for name, value in os.environ.items() if not OF_THE_TEST.fullmatch(name)}
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env={**kept, "PATH": path, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    assert run.stdout
    first = ""
    if shlex.split(command, comments=True)[:2] == ["mgi-report", "preview"]:
        while "Ctrl-C" not in first and (line := run.stdout.readline()):
            first += line
        run.send_signal(signal.SIGINT)
    rest, _ = run.communicate(timeout=DEADLINE)
    return _at_the_usual_port(first + rest), run.returncode


def _at_the_usual_port(printed: str) -> str:
    """Return what a preview prints where no other one runs, as another test's may."""
    other = re.match(rf"Port {PORT} is in use; taking (\d+)\.\n", printed)
    if other is None:
        return printed
    return printed.removeprefix(other[0]).replace(f":{other[1]}/", f":{PORT}/")
