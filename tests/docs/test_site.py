"""The site of the docs is made without a warning, and none of its links leads nowhere."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup

from built import ROOT

HOME = "docs/index.html"
# Files that pages link to as they are: templates among them.
DOWNLOADS = "_downloads"


def make_site(root: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Run what `make docs` runs."""
    strict = ("--fail-on-warning", "--keep-going", "--nitpicky", "--quiet")
    return subprocess.run(
        [sys.executable, "-m", "sphinx", *strict, "-c", ROOT / "docs" / "site", root, target],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    done = make_site(ROOT, target)
    assert done.returncode == 0, done.stderr
    return target


def test_make_docs_runs_the_same() -> None:
    rule = (ROOT / "Makefile").read_text("utf-8").partition("\ndocs: ")[2].partition("\n\n")[0]
    strict = "--fail-on-warning --keep-going --nitpicky --quiet"
    assert f"-m sphinx {strict} -c docs/site . build/site" in rule


def test_every_page_is_there_and_reached_from_the_first(site: Path) -> None:
    pages = {page.relative_to(ROOT).with_suffix(".html") for page in (ROOT / "docs").rglob("*.md")}
    linked = {urldefrag(urljoin(HOME, link)).url for link in _links(site / HOME)}
    assert {str(page) for page in pages} - {HOME} <= linked
    assert (site / "README.html").is_file()


def test_each_link_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    pages = {
        page.relative_to(site).as_posix(): page
        for page in site.rglob("*.html")
        if DOWNLOADS not in page.parts
    }
    places = {
        name: {str(each["id"]) for each in _tree(page).select("[id]")}
        for name, page in pages.items()
    }
    lost = []
    for name, page in pages.items():
        for link in filter(None, _links(page)):
            target, place = urldefrag(urljoin(name, link))
            has_place = not place or target not in places or unquote(place) in places[target]
            if not (site / unquote(target)).is_file() or not has_place:
                lost.append((name, link))
    assert lost == []


def test_a_link_that_leads_nowhere_stops_it(tmp_path: Path) -> None:
    for name in ("README.md", "docs/index.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
    lost = "# All\n\n[lost](docs/index.md#nowhere), [gone](gone), [there](./docs)\n"
    (tmp_path / "README.md").write_text(lost, "utf-8")
    (tmp_path / "docs" / "index.md").write_text("# First\n\n```{toctree}\n/README\n```\n", "utf-8")
    done = make_site(tmp_path, tmp_path / "site")
    assert done.returncode != 0
    assert set(re.findall(r"WARNING: .*'(.+?)'", done.stderr)) == {"gone", "nowhere"}


def _tree(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


def _links(page: Path) -> list[str]:
    found = [str(each.get("href", "")) for each in _tree(page).select("a[href]")]
    return [link for link in found if "://" not in link and not link.startswith("mailto:")]
