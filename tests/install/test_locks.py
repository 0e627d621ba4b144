"""What is installed is pinned for every Python served, and its sums are known."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
CONSTRAINTS = ROOT / "constraints.txt"
ALL = ROOT / "constraints-hashed.txt"
INSTALLED = ROOT / "requirements-hashed.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OLDEST = {**default_environment(), "python_version": "3.11", "python_full_version": "3.11.0"}


def requirements(file: Path) -> list[Requirement]:
    """Return the requirements of a file that hold for the oldest Python served."""
    text = file.read_text("utf-8").replace("\\\n", " ")
    lines = [line.partition(" --hash")[0] for line in text.splitlines() if line[0] != "#"]
    found = map(Requirement, lines)
    return [each for each in found if not each.marker or each.marker.evaluate(OLDEST)]


def pins(file: Path) -> set[str]:
    return {f"{canonicalize_name(each.name)}{each.specifier}" for each in requirements(file)}


def names(wanted: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in wanted} - {"mgi-report"}


def test_the_sums_are_for_the_versions_of_the_constraints() -> None:
    assert pins(ALL) == pins(CONSTRAINTS)
    assert pins(INSTALLED) < pins(ALL)


def test_what_an_installation_needs_has_sums() -> None:
    extras = PROJECT["optional-dependencies"]
    needed = names([*PROJECT["dependencies"], *extras["sign"], *extras["verapdf"], "hatchling"])
    have = {canonicalize_name(each.name) for each in requirements(INSTALLED)}
    assert needed <= have
    assert not {"pytest", "mypy"} & have


def test_all_that_the_project_asks_for_is_pinned() -> None:
    extras = PROJECT["optional-dependencies"].values()
    wanted = names([*PROJECT["dependencies"], *(each for extra in extras for each in extra)])
    assert wanted <= {canonicalize_name(each.name) for each in requirements(CONSTRAINTS)}


@pytest.mark.parametrize("file", [ALL, INSTALLED], ids=lambda file: file.name)
def test_each_version_has_sums_and_no_place_to_fetch_from(file: Path) -> None:
    text = file.read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    form = r"[a-z0-9.-]+==\S+( ; [^\\#]+?)?( +--hash=sha256:[0-9a-f]{64})+ *"
    assert lines
    assert [line for line in lines if not re.fullmatch(form, line)] == []


def test_every_pin_is_for_the_oldest_python() -> None:
    # Debian 12 has 3.11.2, and some packages ask for a later 3.11. Of the packages that are here in
    # the version pinned, the metadata tell.
    pinned = {canonicalize_name(each.name): each for each in requirements(CONSTRAINTS)}
    asking = {}
    for name, requirement in pinned.items():
        try:
            told = metadata(name)
        except PackageNotFoundError:
            continue
        asked = told.get("Requires-Python")
        if requirement.specifier.contains(told["Version"]) and asked:
            asking[name] = SpecifierSet(asked)
    assert len(asking) > len(pinned) // 2
    assert {name for name, asked in asking.items() if not asked.contains("3.11.0")} == set()
