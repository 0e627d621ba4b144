"""Run veraPDF in one of its two shapes, and read what it says: its command line, or its library."""

import json
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

# The report is written by a program of this machine, which escapes what it quotes of a file.
from xml.etree import ElementTree as ET

from mgi_report.problems.problem import MgiReportError

__all__ = [
    "DRIVER",
    "FEWEST_RULES",
    "BrokenRule",
    "Validator",
    "ValidatorCommand",
    "ValidatorFailed",
    "ValidatorLibrary",
]

DRIVER = Path(__file__).with_name("Vera.java")
"""Drives the library; Java compiles it each time it runs."""

LONGEST_RUN = 600.0  # seconds
FEWEST_RULES = 100
"""A round number below the smallest profile (PDF/UA-1 has 106 rules): with fewer, the profile was
not read and a pass would mean nothing."""

_REPORT = "validationReport"
_DETAILS = "validationReport/details"
_PAGE = re.compile(r"/pages\[(\d+)\]")


class ValidatorFailed(MgiReportError):  # noqa: N818 - reads as what happened
    """Say why veraPDF came to no verdict."""


class BrokenRule(NamedTuple):
    """Hold a rule that a file breaks: its clause and test, how often, and where first.

    ``page`` counts from 1 and is None where the place is on no page.
    """

    clause: str
    test: str
    times: int
    message: str
    page: int | None


Verdicts = Mapping[str, tuple[BrokenRule, ...]]


class Validator(Protocol):
    """Tell what a file breaks."""

    def verdicts(self, file: Path, flavours: Sequence[str]) -> Verdicts:
        """Return the broken rules by flavour, such as ua1; ValidatorFailed without a verdict."""


@dataclass(frozen=True)
class ValidatorCommand:
    """Ask through veraPDF's own command line; ``command`` begins with the program."""

    command: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.command)

    def verdicts(self, file: Path, flavours: Sequence[str]) -> Verdicts:
        """Return the broken rules by flavour; ValidatorFailed without a verdict."""
        return {flavour: self._broken(file, flavour) for flavour in flavours}

    def _broken(self, file: Path, flavour: str) -> tuple[BrokenRule, ...]:
        # The format is the one it has unless told otherwise: its name has changed with 1.24.
        options = ("--flavour", flavour, "--maxfailuresdisplayed", "1")
        told, said = _run((*self.command, *options, str(file.absolute())))
        try:
            root = ET.fromstring(told)  # noqa: S314 - see the import
        except ET.ParseError:
            raise ValidatorFailed(_last_line(said or told)) from None
        report, details = (root.find(f"jobs/job/{path}") for path in (_REPORT, _DETAILS))
        if report is None or details is None:
            reasons = (each.text or "" for each in root.iter("exceptionMessage"))
            raise ValidatorFailed(next(reasons, "") or _last_line(said))
        broken = tuple(map(_rule, details.findall("rule[@status='failed']")))
        passed, failed = (int(details.get(key, 0)) for key in ("passedRules", "failedRules"))
        _refuse_too_few(passed + failed)
        if (report.get("isCompliant") == "true") is bool(broken):
            raise ValidatorFailed("its report says two things at once")
        return _in_order(broken)


def _rule(rule: ET.Element) -> BrokenRule:
    message = rule.findtext("check/errorMessage") or rule.findtext("description") or ""
    return BrokenRule(
        rule.get("clause", ""),
        rule.get("testNumber", ""),
        int(rule.get("failedChecks", 1)),
        " ".join(message.split()),
        _page(rule.findtext("check/context") or ""),
    )


@dataclass(frozen=True)
class ValidatorLibrary:
    """Ask veraPDF's library in a jar, through a driver of our own."""

    java: str
    jar: Path

    def __str__(self) -> str:
        return str(self.jar)

    def verdicts(self, file: Path, flavours: Sequence[str]) -> Verdicts:
        """Return the broken rules by flavour; ValidatorFailed without a verdict."""
        # A run is over in seconds: full optimisation, and several threads that collect its
        # garbage, would cost more than they gain.
        java = (self.java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", str(self.jar))
        told, said = _run((*java, str(DRIVER), ",".join(flavours), str(file.absolute())))
        found = {}
        for line in told.splitlines():
            verdict = json.loads(line)
            if "error" in verdict:
                raise ValidatorFailed(verdict["error"])
            _refuse_too_few(verdict["rules"])
            found[verdict["flavour"]] = _in_order(
                BrokenRule(
                    rule["clause"],
                    str(rule["test"]),
                    rule["count"],
                    rule["message"],
                    _page(rule["location"]),
                )
                for rule in verdict["failed"]
            )
        if found.keys() != set(flavours):
            raise ValidatorFailed(_last_line(said))
        return found


def _run(command: Sequence[str]) -> tuple[str, str]:
    """Return what a command prints to its two outputs, whatever it ends with."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and nothing of the file but its path
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST_RUN,
            check=False,
        )
    except OSError as error:
        raise ValidatorFailed(f"{command[0]}: {error.strerror or error}") from error
    except subprocess.TimeoutExpired:
        raise ValidatorFailed(f"it was not done after {LONGEST_RUN:.0f} s") from None
    return done.stdout, done.stderr


def _refuse_too_few(rules: int) -> None:
    if rules < FEWEST_RULES:
        raise ValidatorFailed(f"it looked at {rules} rules only")


def _in_order(broken: Iterable[BrokenRule]) -> tuple[BrokenRule, ...]:
    """Return rules by clause and test, whatever order they are told in."""
    return tuple(sorted(broken, key=lambda rule: (_numbers(rule.clause), _numbers(rule.test))))


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _page(place: str) -> int | None:
    found = _PAGE.search(place)
    return int(found[1]) + 1 if found else None


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1].strip() if lines else "it said nothing"
