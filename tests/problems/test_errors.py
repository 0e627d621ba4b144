"""All our errors have one root, and stand in the tree that is drawn once."""

import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

import mgi_report
from mgi_report.problems import problem
from mgi_report.problems.problem import DesignFault, MgiReportError


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(mgi_report.__path__, "mgi_report.")
    names = [each.name for each in found if not each.name.endswith("__main__")]
    assert len(names) > 100
    return [importlib.import_module(name) for name in names]


def errors() -> set[type[Exception]]:
    return {
        each
        for module in modules()
        for _, each in inspect.getmembers(module, inspect.isclass)
        if issubclass(each, Exception) and each.__module__.startswith("mgi_report.")
    }


def test_every_error_has_the_one_root_and_stands_in_the_tree() -> None:
    tree = problem.__doc__ or ""
    drawn = {line.strip(" │├└─").split()[0] for line in tree.splitlines() if "─ " in line}
    found = errors()
    assert all(issubclass(each, MgiReportError) for each in found)
    assert drawn | {"MgiReportError"} == {each.__name__ for each in found}


@pytest.mark.parametrize("name", ["AssetNotFound", "MissingWord", "TokenError", "IconError"])
def test_a_fault_of_the_design_is_known_as_one(name: str) -> None:
    (error,) = (each for each in errors() if each.__name__ == name)
    assert issubclass(error, DesignFault)
