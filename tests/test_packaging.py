"""The package renders as the checkout does: sdist -> wheel -> a fresh environment elsewhere."""

import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "data" / "lso-2021.en.yaml"
ASSETS = "mgi_report/_assets/"


def run(*command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """Build the sdist from the checkout, and the wheel from that sdist: build's usual route."""
    folder = tmp_path_factory.mktemp("packages")
    # Without isolation: nothing is fetched, and the backend is the one of constraints.txt.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(packages):
    [wheel] = packages.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def fresh_python(wheel, tmp_path_factory):
    """Return the Python of an environment that has the wheel, and does not see the checkout."""
    venv = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv)
    python = venv / "bin" / "python"
    site = Path(
        run(python, "-c", "import sysconfig as s; print(s.get_path('purelib'))", cwd=venv).strip()
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)  # a pure wheel needs no more than that
    # The dependencies come from this environment. Python reads no .pth files in a folder that is
    # itself added by one, so the editable install of the checkout stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_the_wheel_holds_every_template_and_style(names):
    for folder in ("templates", "styles"):
        wanted = {
            ASSETS + path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*")
            if path.is_file()
        }
        assert wanted
        assert wanted <= names


def test_the_wheel_holds_the_fonts_and_every_licence(names):
    assert ASSETS + "styles/fonts/source-sans-3/SourceSans3-Regular.ttf" in names
    licences = {name.split(".dist-info/licenses/")[1] for name in names if "/licenses/" in name}
    assert licences >= {
        "LICENSE",
        "styles/fonts/source-sans-3/LICENSE.md",
        "styles/fonts/source-serif-4/LICENSE.md",
        "styles/icc/LICENSE.txt",
    }


def test_the_wheel_holds_the_words_of_the_schema(names):
    assert "mgi_report/output/keys.toml" in names


def test_the_wheel_holds_the_words_of_the_codes(names):
    assert ASSETS + "docs/problems.md" in names


def test_the_wheel_holds_the_driver_of_the_validator(names):
    assert "mgi_report/run/validation/Vera.java" in names


def test_the_wheel_holds_nothing_else_of_the_checkout(names):
    tops = {name.split("/")[0] for name in names}
    assert tops - {top for top in tops if top.endswith(".dist-info")} == {"mgi_report"}


def test_the_sdist_holds_what_the_checkout_needs(packages):
    [sdist] = packages.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held >= {
        "pyproject.toml",
        "constraints.txt",
        "Makefile",
        "data/lso-2021.en.yaml",
        "templates/profile.html",
        "styles/tokens.css",
        "tests/test_packaging.py",
    }


def test_the_installed_package_renders_the_same_bytes(fresh_python, tmp_path):
    # Alone (-I), so that no PYTHONPATH leads it back to a checkout.
    copy = tmp_path / PROFILE.name
    shutil.copyfile(PROFILE, copy)
    where = run(
        fresh_python, "-I", "-c", "import mgi_report; print(mgi_report.__file__)", cwd=tmp_path
    )
    assert not Path(where.strip()).is_relative_to(ROOT)

    run(fresh_python, "-I", "-m", "mgi_report", "build", copy.name, "-o", "installed", cwd=tmp_path)
    here = ("build", "--no-inspect", PROFILE, "-o", tmp_path / "checkout")
    run(sys.executable, "-m", "mgi_report", *here, cwd=ROOT)
    [installed] = (tmp_path / "installed").glob("*.pdf")
    [checkout] = (tmp_path / "checkout").glob("*.pdf")
    assert installed.name == checkout.name
    # Compared as a truth value: pytest would take minutes to show how two such files differ.
    same = installed.read_bytes() == checkout.read_bytes()
    assert same, f"{installed.name} from the wheel differs from the one from the checkout"
