"""The scripts of the pipeline for GitLab make, sign and publish the files of a release."""

import os
import subprocess
from pathlib import Path

import pytest
from ci_files import GITLAB, read

MGI_REPORT = """\
#!/bin/sh
echo "$@" >>calls
case $1-$2 in
    merge-*)
        mkdir merged
        echo pdf >merged/a.pdf
        echo manifest >merged/manifest.json
        echo sums >merged/SHA256SUMS
        exit $CODE ;;
    bundle---each) mkdir merged/bundles && echo zip >merged/bundles/mgi-xaa.zip ;;
    bundle---site) echo site >merged/mgi-site.zip ;;
esac
"""
COSIGN = '#!/bin/sh\ncp "$2" "$5"\necho "cosign $1 $2" >>../calls\n'
CURL = '#!/bin/sh\nfor last; do :; done\necho "curl $last" >>../calls\n'


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    commands = {"mgi-report": MGI_REPORT, "cosign": COSIGN, "curl": CURL}
    (tmp_path / "bin").mkdir()
    for name, text in commands.items():
        (tmp_path / "bin" / name).write_text(text, encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / "shards" / "1").mkdir(parents=True)
    return tmp_path


def run(job: str, folder: Path, **variables: str) -> int:
    script = "\n".join(read(GITLAB)[job]["script"])
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "CI_COMMIT_TAG": "", **variables}
    done = subprocess.run(["sh", "-ec", script], cwd=folder, env=environment, check=False)
    return done.returncode


def calls(folder: Path) -> list[str]:
    return (folder / "calls").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("code", "tag"), [(0, ""), (1, ""), (1, "v1")])
def test_without_a_tag_or_with_a_broken_profile_nothing_is_packed(
    pipeline: Path, code: int, tag: str
) -> None:
    assert run("merge", pipeline, CODE=str(code), CI_COMMIT_TAG=tag) == code
    told = ["merge shards/1 --output merged", "verify merged", "index merged"]
    assert calls(pipeline) == [line for line in told if code == 0 or "verify" not in line]
    assert (pipeline / "merged" / "a.pdf").exists()
    assert not (pipeline / "release").exists()


def test_what_is_signed_covers_every_file_of_a_release(pipeline: Path) -> None:
    assert run("merge", pipeline, CODE="0", CI_COMMIT_TAG="v1") == 0
    assert not (pipeline / "merged").exists()
    assert run("publish", pipeline, PACKAGE="package", CI_JOB_TOKEN="token") == 0
    release = pipeline / "release"
    names = {file.name for file in release.iterdir()}
    sums = "RELEASE-SHA256SUMS"
    signature = f"{sums}.sigstore.json"
    files = {"mgi-xaa.zip", "mgi-site.zip", "manifest.json", "SHA256SUMS"}
    assert names == files | {sums, signature}
    covered = {line.split("  ")[1] for line in (release / sums).read_text().splitlines()}
    assert covered == files
    signed, *uploaded = calls(pipeline)[5:]
    assert signed == f"cosign sign-blob {sums}"
    assert set(uploaded) == {f"curl package/{name}" for name in names}
    (release / "mgi-xaa.zip").write_text("another")
    assert run("publish", pipeline, PACKAGE="package", CI_JOB_TOKEN="token") != 0
