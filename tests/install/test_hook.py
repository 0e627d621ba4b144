"""pre-commit installs the tool from this repository, and refuses a commit with a broken profile."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
# What the wheel is built from, and the hook.
PARTS = (
    *(".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"),
    *("src", "templates", "styles", "docs/problems.md"),
)
NOBODY = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")


def git(folder: Path, *words: str) -> str:
    command = ("git", "-C", str(folder), *NOBODY, *words)
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "all")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with what the wheel is built from."""
    folder = tmp_path_factory.mktemp("tool")
    for part in PARTS:
        source, target = ROOT / part, folder / part
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    return folder


def run_hooks(folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    # Nothing is fetched: the packages, and the build backend, are those of this environment. Python
    # reads no .pth files in a folder of PYTHONPATH, so the checkout is not seen.
    settings = {
        "PRE_COMMIT_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path.endswith("site-packages")),
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # this is how pip wants to be told not to isolate
    }
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
        cwd=folder,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_a_commit_with_a_broken_profile_is_refused(
    tool: Path, minimal_profile_text: str, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    data = mine / "data"
    data.mkdir(parents=True)
    hook = {"repo": str(tool), "rev": commit(tool), "hooks": [{"id": "mgi-report-check"}]}
    with (mine / ".pre-commit-config.yaml").open("w", encoding="utf-8") as config:
        YAML().dump({"repos": [hook]}, config)
    profile = data / "xxa-2021.en.yaml"
    profile.write_text(minimal_profile_text, "utf-8")
    # No profile, in no folder of profiles.
    (mine / "other.yaml").write_text("anything: goes\n", "utf-8")
    commit(mine)

    sound = run_hooks(mine, tmp_path / "home")
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert "Passed" in sound.stdout
    [installed] = (tmp_path / "home").glob("repo*/py_env-*/bin/mgi-report")
    assert installed.is_file()

    profile.write_text(minimal_profile_text.replace("status:", "statos:"), "utf-8")
    broken = run_hooks(mine, tmp_path / "home")
    assert broken.returncode == 1
    assert "data/xxa-2021.en.yaml:" in broken.stdout
    assert "error [" in broken.stdout
    assert "other.yaml" not in broken.stdout
