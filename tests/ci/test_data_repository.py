"""The template of a data repository: from twelve countries, one of them broken, to a release."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from ci_files import EXAMPLE, ROOT, read
from github_runner import Run, Server

from mgi_report import api
from mgi_report.run.configuration import read_configuration

CODES = [f"XA{letter}" for letter in "ABCDEFGHIJKL"]
BROKEN = "data/xae.yaml"
PDFS = {f"mgi-{code.lower()}-2021-en.pdf" for code in CODES}

GH = """\
#!{python}
import json, pathlib, sys
home = pathlib.Path({home!r})
words = sys.argv[1:]
with open(home / "calls", "a") as calls:
    print(json.dumps(words), file=calls)
state = home / "state"
now = state.read_text() if state.exists() else ""
if words[1] == "view":
    if not now:
        sys.exit("release not found")
    print("true" if now == "draft" else "false")
elif words[1] == "create":
    assert not now and "--draft" in words
    state.write_text("draft")
elif words[1] == "upload":
    files = [word for word in words[3:] if not word.startswith("--")]
    if now != "draft" or len(files) > 1000:
        sys.exit("Cannot upload assets to an immutable release.")
    (home / "assets").mkdir(exist_ok=True)
    for file in files:
        (home / "assets" / pathlib.Path(file).name).write_bytes(pathlib.Path(file).read_bytes())
elif words[1] == "edit":
    assert now == "draft" and "--draft=false" in words
    state.write_text("published")
"""


class Life:
    """Hold what happens to a data repository: a push, its correction, a tag, and that once more."""

    def __init__(self, folder: Path, theme: Path, text: Callable[[str], str]) -> None:
        self.folder, self.data = folder, folder / "repository"
        shutil.copytree(EXAMPLE, self.data)
        shutil.rmtree(self.data / "theme")
        shutil.copytree(theme, self.data / "theme")
        (self.data / "data" / "xxa-2026.en.yaml").unlink()
        for code in CODES:
            (self.data / "data" / f"{code.lower()}.yaml").write_text(text(code), encoding="utf-8")
        commands = folder / "commands"
        commands.mkdir()
        self._command("mgi-report", f'#!/bin/sh\nexec "{sys.executable}" -m mgi_report "$@"\n')
        self._command("gh", GH.format(python=sys.executable, home=str(folder)))
        self.server = Server(folder, commands)
        (self.data / BROKEN).write_text("language: en\n", encoding="utf-8")
        self.broken = self._run(1)
        self.caches = self.server.caches
        (self.data / BROKEN).write_text(text("XAE"), encoding="utf-8")
        self.mended = self._run(2)
        self.tagged = self._run(3, "v2026.11")

    def _command(self, name: str, text: str) -> None:
        file = self.folder / "commands" / name
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)

    def _run(self, number: int, tag: str = "") -> Run:
        workflow = read(self.data / ".github" / "workflows" / "profiles.yml")
        (build,) = [
            s for s in workflow["jobs"]["build"]["steps"] if "extra-args" in s.get("with", {})
        ]
        # Of a leaflet an inspection would say that it is no profile.
        build["with"]["extra-args"] += " --no-inspect"
        return Run(self.server, self.data, workflow, number, tag).run()

    @property
    def calls(self) -> list[list[str]]:
        return [json.loads(line) for line in (self.folder / "calls").read_text().splitlines()]


@pytest.fixture(scope="module")
def life(
    tmp_path_factory: pytest.TempPathFactory,
    leaflet_theme: Path,
    country_text: Callable[[str], str],
) -> Life:
    return Life(tmp_path_factory.mktemp("life"), leaflet_theme, country_text)


def test_what_the_template_holds_has_no_fault() -> None:
    assert api.check(EXAMPLE / "data", EXAMPLE / "theme") == ()
    page = read_configuration(EXAMPLE / "mgi-report.toml")
    assert page.theme == EXAMPLE / "theme"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def ended(run: Run) -> list[dict[str, Any]]:
    """Return how the build of each shard ended, from its log."""
    logs = sorted(run.artefacts.glob("reports-profiles-shard-*/log.jsonl"))
    return [json.loads(log.read_text(encoding="utf-8").splitlines()[-1]) for log in logs]


def pdfs(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.pdf")}


def test_a_broken_profile_fails_its_shard_and_the_whole_and_stops_no_other(life: Life) -> None:
    run = life.broken
    assert run.results == {"build": False, "build 2": False, "merge": False}, run.said
    assert [(each["rendered"], each["failed"]) for each in ended(run)] == [(4, 0), (3, 1), (4, 0)]
    shards = {f"profiles-shard-{number}-of-3" for number in (1, 2, 3)}
    assert names(run.artefacts) == {
        *shards,
        "profiles",
        "reports-profiles",
        *(f"reports-{shard}" for shard in shards),
    }
    whole = run.artefacts / "profiles"
    assert set(pdfs(whole)) == PDFS - {"mgi-xae-2021-en.pdf"}
    assert (whole / "index.html").is_file()
    manifest = read_json(whole / "manifest.json")
    assert not manifest["complete"]
    assert [failure["source"] for failure in manifest["failures"]] == ["xae.yaml"]
    assert any(f"::error file={BROKEN},line=" in said for said in run.said)


def read_json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def test_what_was_made_beside_a_broken_profile_is_not_made_again(life: Life) -> None:
    assert life.caches == [f"profiles-{number}-of-3-001-1" for number in (1, 2, 3)]
    run = life.mended
    assert run.results == {"build": True, "merge": True}, run.said
    assert [each["rendered"] for each in ended(run)] == [0, 1, 0]
    # Only what has changed is kept anew.
    assert set(life.server.caches) - set(life.caches) == {"profiles-2-of-3-002-1"}
    whole = run.artefacts / "profiles"
    assert set(pdfs(whole)) == PDFS
    assert read_json(whole / "manifest.json")["complete"]
    assert not list(run.artefacts.rglob("*.zip"))


def test_a_tag_makes_everything_anew_and_the_same(life: Life, tmp_path: Path) -> None:
    run = life.tagged
    assert run.results == {"build": True, "merge": True, "release": True}, run.said
    assert [each["rendered"] for each in ended(run)] == [4, 4, 4]
    release = run.artefacts / "profiles"
    # Each PDF once: in the ZIP of its subject.
    assert not list(release.glob("*.pdf"))
    zips = {f"mgi-{code.lower()}.zip" for code in CODES} | {"mgi-site.zip"}
    assert names(release) == zips | {"manifest.json", "SHA256SUMS", "RELEASE-SHA256SUMS"}
    for name in zips:
        with ZipFile(release / name) as archive:
            archive.extractall(tmp_path)
    made = {name: total for folder in tmp_path.iterdir() for name, total in pdfs(folder).items()}
    assert made == pdfs(life.mended.artefacts / "profiles")
    for name in ("manifest.json", "SHA256SUMS"):
        assert (tmp_path / "mgi-site" / name).read_bytes() == (release / name).read_bytes()
        before = life.mended.artefacts / "profiles" / name
        assert (release / name).read_bytes() == before.read_bytes()


def test_a_release_is_drafted_filled_signed_and_published_last(life: Life) -> None:
    view, create, upload, edit = life.calls[:4]
    assert view[:3] == ["release", "view", "v2026.11"]
    assert create[:5] == ["release", "create", "v2026.11", "--draft", "--verify-tag"]
    assert upload[:3] == ["release", "upload", "v2026.11"]
    assert edit == ["release", "edit", "v2026.11", "--draft=false"]
    assert names(life.folder / "assets") == names(life.tagged.artefacts / "profiles")
    signed = set(life.server.attested)
    assert signed == names(life.folder / "assets") - {"RELEASE-SHA256SUMS"}
    steps = read(EXAMPLE / ".github" / "workflows" / "profiles.yml")["jobs"]["release"]["steps"]
    assert [step.get("name") for step in steps[-3:]] == [
        "Draft the release",
        "Sign what is in it",
        "Publish the release",
    ]


@pytest.fixture
def again(life: Life) -> Iterator[Callable[[], Run]]:
    """Return what runs the release of the tag once more; the release is as it was afterwards."""
    calls, state = life.folder / "calls", life.folder / "state"
    before = calls.read_text(), state.read_text()

    def run() -> Run:
        calls.unlink()
        life.tagged.run_job("release", life.tagged.workflow["jobs"]["release"])
        return life.tagged

    yield run
    calls.write_text(before[0])
    state.write_text(before[1])
    life.tagged.results["release"] = True


def test_what_is_published_is_never_touched(life: Life, again: Callable[[], Run]) -> None:
    run = again()
    assert not run.results["release"]
    assert [call[1] for call in life.calls] == ["view"]
    assert "is published already" in "".join(run.said)


def test_a_draft_that_was_left_is_filled_and_published(
    life: Life, again: Callable[[], Run]
) -> None:
    (life.folder / "state").write_text("draft")
    assert again().results["release"]
    assert [call[1] for call in life.calls] == ["view", "upload", "edit"]


@pytest.mark.parametrize("fault", ["another", "many"])
def test_files_that_are_not_those_or_too_many_are_not_released(
    life: Life, again: Callable[[], Run], fault: str
) -> None:
    release = life.tagged.artefacts / "profiles"
    sums = release / "RELEASE-SHA256SUMS"
    before = sums.read_text()
    more = [release / f"{number}.txt" for number in range(1000)] if fault == "many" else []
    for file in more:
        file.touch()
    if fault == "another":
        sums.write_text(before.replace("a", "b"))
    run = again()
    sums.write_text(before)
    for file in more:
        file.unlink()
    assert not run.results["release"]
    assert not (life.folder / "calls").exists()
    assert ("1,000 files" in run.said[-1]) is (fault == "many")


def test_our_own_workflow_is_that_of_the_template() -> None:
    ours = read(ROOT / ".github" / "workflows" / "profiles.yml")
    template = read(EXAMPLE / ".github" / "workflows" / "profiles.yml")
    for job in template["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("OWNER/"):
                step["uses"] = "./"
                assert step["with"].pop("version") == "${{ env.MGI_REPORT }}"
    assert ours["jobs"] == template["jobs"]
    assert ours["concurrency"] == template["concurrency"]
