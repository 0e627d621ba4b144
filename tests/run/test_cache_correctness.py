"""Everything that shapes a file makes it anew when it changes, and nothing else does.

The program, its templates and its styles are copied, so that each of their files can be changed;
a release of a package is put in the way of the installed one, as an upgrade would be. One page is
laid out for each profile: it shows what is changed, so that old bytes cannot pass for new ones.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from leaflet import PAGE
from mgi_report.document.assets import Assets
from mgi_report.run import toolchain as toolchain_module
from mgi_report.run.toolchain import toolchain
from processes import sums

ROOT = Path(__file__).parents[2]
LATER, EARLIER = "mgi-xaa-2023-en.pdf", "mgi-xaa-2021-en.pdf"
ALL = {LATER, EARLIER}
# What is changed, beside the findings.
SHOWN = """\
<style>@import url(styles/tokens.css); h2 { color: var(--d1-tint) }</style>
<h2>{{ say("imprint.disclaimer") }}</h2>
{% if maker.earlier %}
<img src="artwork/pictures/picture.png" alt="A field of one colour." width="120" height="60">
{% for each in maker.earlier.all_findings() %}
<p>{{ each.finding.text }}</p>
{% endfor %}
{% endif %}
</body>"""
SECTION = """\
compares_with: earlier.yaml
sections:
  - title: A picture
    body:
      - figure:
          file: picture.png
          alt: A field of one colour.
          caption: Invented for this test.
"""


@dataclass
class Desk:
    """Hold a copy of the program, two profiles and what was made of them."""

    program: Path
    data: Path
    output: Path

    def build(self, *options: str, output: Path | None = None) -> set[str]:
        """Build; return the names of the files that were made."""
        output = output or self.output
        before = _inodes(output)
        command = ["build", self.data, "-o", output, "-q", "-j", "1", *options]
        done = subprocess.run(
            [sys.executable, "-m", "mgi_report", *command],
            env={**os.environ, "PYTHONPATH": str(self.program / "src")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        after = _inodes(output)
        return {name for name in after if after[name] != before.get(name)}


def _inodes(output: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in output.glob("*.pdf")}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, country_text: Callable[[str], str]) -> Desk:
    program, data = tmp_path_factory.mktemp("program"), tmp_path_factory.mktemp("data")
    for folder in ("src", "templates", "styles"):
        shutil.copytree(ROOT / folder, program / folder)
    page = PAGE.replace("</body>", SHOWN)
    (program / "templates" / "profile.html").write_text(page, encoding="utf-8")
    earlier = country_text("XAA")
    later = earlier.replace("ordinal: 1", "ordinal: 2").replace("2021-12", "2023-12")
    (data / "earlier.yaml").write_text(earlier, encoding="utf-8")
    (data / "later.yaml").write_text(later + SECTION, encoding="utf-8")
    _paint(data / "picture.png", "teal")
    desk = Desk(program, data, tmp_path_factory.mktemp("output"))
    assert desk.build("--no-inspect") == ALL
    return desk


def _paint(path: Path, colour: str) -> None:
    Image.new("RGB", (1200, 600), colour).save(path)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _append(path: Path, more: bytes) -> None:
    assert path.is_file()
    path.write_bytes(path.read_bytes() + more)


def _release(program: Path, package: str) -> None:
    folder = program / "src" / f"{package}-999.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 999.0\n")


Change = Callable[[Desk], object]

CHANGES: dict[str, tuple[Change, set[str]]] = {
    "data": (lambda d: _replace(d.data / "later.yaml", "schools", "libraries"), {LATER}),
    "picture": (lambda d: _paint(d.data / "picture.png", "olive"), {LATER}),
    "earlier edition": (lambda d: _replace(d.data / "earlier.yaml", "schools", "parks"), ALL),
    "template": (lambda d: _append(d.program / "templates/pages/imprint.html", b"{# #}"), ALL),
    "style sheet": (lambda d: _append(d.program / "styles/pages/cover.css", b"/* */"), ALL),
    "token": (
        lambda d: _replace(d.program / "styles/tokens.css", "#eff1fb", "#eff2fb"),
        ALL,
    ),
    "catalogue": (
        lambda d: _replace(d.program / "templates/locales/en.toml", "Disclaimer", "Notice"),
        ALL,
    ),
    "font": (lambda d: _append(next((d.program / "styles/fonts").rglob("*.*tf")), b"\0"), ALL),
    "code": (lambda d: _append(d.program / "src/mgi_report/document/titles.py", b"# .\n"), ALL),
    "release of what WeasyPrint needs": (lambda d: _release(d.program, "pydyf"), ALL),
    "release of WeasyPrint": (lambda d: _release(d.program, "weasyprint"), ALL),
    "download page": (lambda d: _append(d.program / "styles/web/index.css", b"/* */"), set()),
    "words for reviewers": (lambda d: _append(d.program / "templates/review/en.toml", b"#"), set()),
    "preview": (lambda d: _append(d.program / "styles/preview/index.css", b"/* */"), set()),
    "date of a file": (lambda d: (d.data / "later.yaml").touch(), set()),
    "file nobody names": (lambda d: _paint(d.data / "other.png", "red"), set()),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_makes_what_it_shapes_and_nothing_else(name: str, desk: Desk) -> None:
    change, shapes = CHANGES[name]
    change(desk)
    assert desk.build("--no-inspect") == shapes
    # Where nothing was made, that was the second time already.
    assert not shapes or desk.build("--no-inspect") == set()


def test_what_was_kept_is_what_would_be_made(desk: Desk, tmp_path: Path) -> None:
    """Nothing old stays: after all changes, a folder built from nothing holds the same bytes."""
    assert desk.build("--no-inspect", output=tmp_path) == ALL
    assert sums(tmp_path) == sums(desk.output)


def test_options_count_too(desk: Desk, tmp_path: Path) -> None:
    # What is inspected is a whole profile; one is enough.
    shutil.copy(ROOT / "templates" / "profile.html", desk.program / "templates")
    (desk.data / "later.yaml").unlink()
    assert desk.build("--no-inspect", output=tmp_path) == {EARLIER}
    assert desk.build(output=tmp_path) == {EARLIER}
    assert desk.build(output=tmp_path) == set()
    both = ("--format", "download", "--format", "press")
    assert len(desk.build(*both, output=tmp_path)) == 2
    assert len(desk.build(*both, "--marks", output=tmp_path)) == 2


def test_another_system_library_is_another_toolchain(monkeypatch: pytest.MonkeyPatch) -> None:
    before = toolchain(Assets()).digest
    assert toolchain(Assets()).digest == before
    newer = tuple(replace(library, version="999") for library in toolchain_module.libraries())
    monkeypatch.setattr(toolchain_module, "libraries", lambda: newer)
    assert toolchain(Assets()).digest != before
