"""Make takes a Python built with profile-guided optimization, unless one is named."""

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

from built import ROOT

SHOW = ("make", "-f", "Makefile", "-f", "-", "show")
RULE = "show:\n\t@echo $(PYTHON)\n"
# What a make that runs these tests hands on.
OURS = ("PYTHON", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
SCRIPT = ROOT / ".ci" / "fast-python"


def printed(*command: str | Path, **changes: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**environment, **changes},
        input=RULE,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def is_fast(python: str | Path) -> bool:
    return subprocess.run([SCRIPT, python], check=False).returncode == 0


def python_in(folder: Path, *lines: str) -> Path:
    folder.mkdir()
    script = folder / "python3"
    script.write_text("\n".join(("#!/bin/sh", *lines, "")))
    script.chmod(0o755)
    return script


def test_what_is_taken_is_fast_where_any_is() -> None:
    taken = printed(SCRIPT)
    assert taken == "python3" or is_fast(taken)
    if is_fast("python3"):
        assert taken == "python3"
    elif is_fast("/usr/bin/python3"):
        assert taken == "/usr/bin/python3"


def test_a_python_that_is_slow_gives_way_to_a_fast_one(tmp_path: Path) -> None:
    python_in(tmp_path / "bin", "exit 1")
    taken = printed(SCRIPT, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    fast = [each for each in Path("/usr/bin").glob("python3*") if is_fast(each)]
    assert Path(taken) in fast if fast else taken == "python3"


def test_this_python_is_told_by_how_it_was_configured() -> None:
    python = Path(sysconfig.get_config_var("BINDIR")) / "python3"
    words = str(sysconfig.get_config_var("CONFIG_ARGS"))
    if "deb_system" not in sysconfig.get_scheme_names():
        assert is_fast(python) == ("--enable-optimizations" in words)


def test_one_that_cannot_make_environments_is_not_taken(tmp_path: Path) -> None:
    if not is_fast("/usr/bin/python3"):
        pytest.skip("the Python of this system is not such a one")
    hidden = "import sys; sys.modules['ensurepip'] = None"
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(hidden)
    python = python_in(tmp_path / "bin", f'PYTHONPATH="{site}" exec /usr/bin/python3 "$@"')
    assert not is_fast(python)


def test_make_takes_it_unless_one_is_named() -> None:
    assert printed(*SHOW) == printed(SCRIPT)
    assert printed(*SHOW, "PYTHON=python3.12") == "python3.12"
    assert printed(*SHOW, PYTHON="python3.13") == "python3.13"
