"""Read what continuous integration runs: the shell scripts inside YAML files."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any, NamedTuple

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "action.yml"
EXAMPLE = ROOT / "examples" / "data-repository"
WORKFLOWS = sorted(
    file for folder in (ROOT, EXAMPLE) for file in (folder / ".github" / "workflows").glob("*.yml")
)
GITLAB = ROOT / "docs" / "gitlab-ci.yml"
DEPENDABOT = [folder / ".github" / "dependabot.yml" for folder in (ROOT, EXAMPLE)]

# Words that stand for any number of further arguments.
MANY = re.compile(r"\$@|\$\{\w+\[@\]\}|\$FORCE|\$RUNNER_TEMP/.*")
YAML_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.M | re.S)
STEPS = "jobs:\n  shown:\n    runs-on: ubuntu-24.04\n    steps:\n"


class Script(NamedTuple):
    """Hold a script, where it comes from, and the shell that runs it."""

    place: str
    text: str
    shell: str = "bash"


def read(file: Path) -> Any:
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


def scripts() -> list[Script]:
    return [*_github(), *_gitlab()]


def shown_workflows() -> dict[str, str]:
    """Return each workflow that a page shows, whole, and with the action of this repository."""
    shown = {}
    for page in sorted((ROOT / "docs").rglob("*.md")):
        for number, block in enumerate(YAML_BLOCK.findall(page.read_text(encoding="utf-8")), 1):
            if "uses: " in block:
                whole = block if block.startswith("jobs:") else STEPS + indent(block, " " * 6)
                here = re.sub(r"OWNER/mgi-report@\S+", "./", whole)
                shown[f"{page.name} {number}"] = f"on: pull_request\n{here}"
    return shown


def _github() -> Iterator[Script]:
    steps = [(ACTION, step) for step in read(ACTION)["runs"]["steps"]]
    for file in WORKFLOWS:
        steps += [(file, step) for job in read(file)["jobs"].values() for step in job["steps"]]
    for file, step in steps:
        if "run" in step:
            yield Script(f"{file.name}: {step.get('name', step['run'])}", step["run"])


def _gitlab() -> Iterator[Script]:
    for name, job in read(GITLAB).items():
        for key in ("before_script", "script", "after_script"):
            if isinstance(job, dict) and key in job:
                yield Script(f"{GITLAB.name}: {name} {key}", "\n".join(job[key]) + "\n", "sh")


def command_lines(script: str) -> Iterator[list[str]]:
    """Return the words after every ``mgi-report`` in a script, up to the end of the command.

    A name alone, as after ``command -v``, is no command.
    """
    for line in script.replace("\\\n", " ").splitlines():
        words: list[str] | None = None
        for word in _words(line):
            if word == "mgi-report":
                words = []
            elif words is not None and re.fullmatch(r"[();<>|&]+", word):
                if words:
                    yield words
                words = None
            elif words is not None:
                words.append(word)
        if words:
            yield words


def _words(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        return list(lexer)
    except ValueError:  # a quotation that goes on in the next line; no command of ours does
        return []
