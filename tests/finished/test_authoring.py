"""docs/authoring.md from top to bottom, as somebody would do it who reads the page."""

import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

from built import LESOTHO, ROOT
from mgi_report.cli.preview import PORT
from waiting import DEADLINE

PAGE = (ROOT / "docs" / "authoring.md").read_text("utf-8")
MANUSCRIPT = ROOT / "tests" / "seed" / "lesotho-second-profile-2021.txt"
STEP = re.compile(
    r"^```console\n(?P<said>.*?)^```"
    r"|^<!-- by hand: delete (?P<gone>\S+) -->"
    r"|^<!-- by hand: in (?P<file>\S+)\n(?P<old>.*?)\nbecomes\n(?P<new>.*?)\n-->",
    re.M | re.S,
)


def matches(printed: str, wanted: str) -> bool:
    """Return whether a text is the wanted one, where ``...`` stands for any number of lines."""
    parts = re.split(r"^\.\.\.\n", wanted, flags=re.M)
    return bool(re.fullmatch("(?:.*\n)*?".join(map(re.escape, parts)), printed))


def examples(said: str) -> Iterator[tuple[list[str], str]]:
    """Yield each command of a block, and what it should print."""
    for example in re.split(r"^\$ mgi-report ", said, flags=re.M)[1:]:
        command, _, wanted = example.partition("\n")
        yield shlex.split(command), wanted


def printed_by(command: list[str], folder: Path) -> str:
    """Return what a command prints; one that serves is stopped when it has said where."""
    run = subprocess.Popen(
        [sys.executable, "-m", "mgi_report", *command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    assert run.stdout
    said = ""
    if command[0] == "preview":
        # Where the usual port is in use, it says so before it says where it is.
        for line in run.stdout:
            said += line
            if line.startswith("http"):
                break
        run.send_signal(signal.SIGINT)
    rest, _ = run.communicate(timeout=DEADLINE)
    return as_at_the_usual_port(said + rest)


def as_at_the_usual_port(printed: str) -> str:
    """Return what a preview prints where no other one runs, as another test's may."""
    other = re.match(rf"Port {PORT} is in use; taking (\d+)\.\n", printed)
    if other is None:
        return printed
    return printed.removeprefix(other[0]).replace(f":{other[1]}/", f":{PORT}/")


def follow(step: re.Match[str], folder: Path) -> Iterator[str]:
    """Do one step of the page; yield the commands of it."""
    if step["gone"]:
        (folder / step["gone"]).unlink()
    elif step["file"]:
        file = folder / step["file"]
        text = file.read_text("utf-8")
        assert text.count(step["old"]) == 1, step["old"]
        file.write_text(text.replace(step["old"], step["new"]), "utf-8")
    for command, wanted in examples(step["said"] or ""):
        printed = printed_by(command, folder)
        assert matches(printed, wanted), f"{shlex.join(command)}\n{printed}"
        yield command[0]


def test_the_page_leads_from_a_manuscript_to_a_pdf(tmp_path: Path) -> None:
    copy(MANUSCRIPT, tmp_path / "manuscript.txt")
    commands = [name for step in STEP.finditer(PAGE) for name in follow(step, tmp_path)]
    ways = ["import", "new", "check", "check", "check", "preview", "review", "comments"]
    assert commands == [*ways, "build", "inspect", "extract"]
    assert PAGE.count("```console") <= len(commands)
    assert PAGE.count("by hand:") == 4
    inside = (tmp_path / "back" / "profile.yaml").read_bytes()
    assert inside == (tmp_path / "data" / LESOTHO.name).read_bytes()
