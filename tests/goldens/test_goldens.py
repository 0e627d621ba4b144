"""Pictures and tags of finished profiles, held against goldens that somebody has looked at.

A page picture is 200 pixels wide and named after its section, so that a page more in one section
renames no other. picturing.py says when two are the same. The tag tree is text and must be the
same to the letter. `make goldens` renews them; what differs is shown side by side in
output/golden-report/index.html.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from acceptance import compare, renew
from picturing import changed_pages, differ, pictures, read
from PIL import Image
from report import clear_report, write_index, write_report

from built import ROOT, Build, build
from mgi_report.document.artwork import Artist
from mgi_report.run.formats import Workshop
from tag_text import tag_tree

GOLDENS = Path(__file__).parent


class Kept(NamedTuple):
    """Say what is kept of a profile: sections by how their names begin (all: None), and tags."""

    sections: tuple[str, ...] | None
    tags: bool = False


# Of the profiles under tests/profiles/ only the pages that show their case: the others look like
# those of lso-2021 and full-city, which show every page of a national and a local profile.
PROFILES = {
    "lso-2021": Kept(None, tags=True),
    # A draft with everything: mark, logo, sections of all kinds, every kind of page.
    "full-city": Kept(None, tags=True),
    # Letters with two accents over each other in titles, and a title in three scripts.
    "accents": Kept(("cover", "1.", "Κύπρος", "Register", "back")),
    # No finding: sentences in place of numbers, a page of lines in place of openers.
    "all-empty": Kept(("cover", "Six domains", "6.")),
    # A long name and a country below it; the definitions of a local profile.
    "city": Kept(("cover", "Publication", "Six domains", "How to read", "back")),
    # The table of two editions.
    "compared": Kept(("Editions compared",), tags=True),
    # Domain 3 is a line below the findings of domain 2; the wheel, contents and spread say 0.
    "empty-domain": Kept(("Publication", "Six domains", "Sparse Example: all", "3.")),
    # One list of domains 3 and 6 is a sentence.
    "empty-list": Kept(("Half Example: all", "3.", "6.")),
    # Full pages: breaks between findings, of a long finding, and a list that begins at a foot.
    "hard-shapes": Kept(("cover", "Publication", "1.", "3.", "6."), tags=True),
    # Small lines below findings, long addresses, numbers in the text, a domain over two pages.
    "links-and-notes": Kept(("1.", "2."), tags=True),
    # Findings that fill a page, go on on the next, and do not.
    "long-finding": Kept(("1.", "3.", "6."), tags=True),
    # A title of three lines at the smallest size, names and addresses that wrap everywhere.
    "long-name": Kept(("cover", "Publication", "How to read", "2.", "Context", "Register", "back")),
    # Lists of names over half a page; a strip of thirteen bands, one of nine instruments.
    "many-instruments": Kept(("1.", "Register")),
    # Lines that are left out where nothing is known: cover, imprint, back; no strip of years.
    "no-date": Kept(("cover", "Publication", "How to read", "Register", "back")),
    # Openers with a title of four lines, and of one; introductions of a few lines and of two pages,
    # without findings too; a box that goes on over the page; numbers in the imprint.
    "quoted-and-titled": Kept(("Publication", "Context", "2.", "4.", "Closing"), tags=True),
    # Lists over three pages, also where all findings stand.
    "twenty-five-findings": Kept(("Plenty: all", "1.", "4.", "Register")),
}


def path_of(name: str) -> Path:
    folder = "data" if name == "lso-2021" else "tests/profiles"
    return ROOT / folder / f"{name}.en.yaml"


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_looks_and_is_tagged_as_it_should(
    name: str, finished: Build, request: pytest.FixtureRequest
) -> None:
    kept, folder = PROFILES[name], GOLDENS / name
    pdf = finished(path_of(name))[0].data
    new = dict(pictures(pdf, kept.sections))
    tags = tag_tree(pdf) if kept.tags else None
    if request.config.getoption("--renew-goldens"):
        renew(folder, new, tags)
    compare(folder, new, name)
    if tags is not None:
        assert tags == (folder / "tags.txt").read_text(encoding="utf-8")


@pytest.fixture
def settled(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--renew-goldens"):
        pytest.skip("goldens are being renewed")


@pytest.mark.usefixtures("settled")
def test_every_profile_has_goldens_and_every_golden_a_profile() -> None:
    shapes = {path.name.split(".")[0] for path in (ROOT / "tests" / "profiles").glob("*.yaml")}
    assert {"lso-2021", *shapes} == set(PROFILES)
    assert {path.parent.name for path in GOLDENS.glob("*/*.png")} == set(PROFILES)


@pytest.mark.usefixtures("settled")
def test_each_section_that_is_kept_is_there() -> None:
    for name, kept in PROFILES.items():
        files = sorted(path.name for path in (GOLDENS / name).glob("*.png"))
        for section in kept.sections or ():
            words = "-".join(re.findall(r"\w+", section.lower(), re.ASCII))
            assert any(file.startswith(words) for file in files), (name, section)


@pytest.fixture
def page() -> Image.Image:
    return Image.new("RGB", (200, 283), "white")


def painted(page: Image.Image, colour: str, box: tuple[int, int, int, int]) -> Image.Image:
    changed = page.copy()
    changed.paste(colour, box)
    return changed


def test_a_changed_word_or_tint_is_noticed_and_a_shade_is_not(page: Image.Image) -> None:
    assert not differ(page, page)
    assert differ(page, painted(page, "black", (20, 20, 34, 23)))
    assert differ(page, painted(page, "black", (20, 20, 60, 26)))
    assert differ(page, painted(page, "#f2f4f6", (20, 20, 60, 60)))
    assert not differ(page, painted(page, "#fafafa", (20, 20, 60, 60)))
    assert differ(page, page.resize((200, 282)))


@pytest.mark.usefixtures("settled")
def test_a_missing_draft_mark_is_noticed_on_every_page(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = Artist.pictures

    def without_mark(artist: Artist, *rest: object) -> object:
        pictures: Callable[..., object] = drawn
        return pictures(replace(artist, watermark=""), *rest)

    monkeypatch.setattr(Artist, "pictures", without_mark)
    kept = PROFILES["all-empty"].sections
    (file,) = build(path_of("all-empty"), workshop).files
    new = dict(pictures(file.data, kept))
    old = {path.name: read(path) for path in (GOLDENS / "all-empty").glob("*.png")}
    assert old.keys() == new.keys()
    assert changed_pages(old, new).keys() == {name.removesuffix(".png") for name in new}


def test_changed_pages_are_reported_side_by_side(page: Image.Image, tmp_path: Path) -> None:
    changed = painted(page, "black", (20, 20, 60, 26))
    old = {"one.png": page, "three.png": page, "two.png": page}
    new = {"four.png": page, "one.png": page, "two.png": changed}
    changes = changed_pages(old, new)
    assert list(changes) == ["four", "three", "two"]
    folder = tmp_path / "example"
    html = write_report(folder, "example", changes).read_text(encoding="utf-8")
    shown = sorted(path.name for path in folder.glob("*.png"))
    assert shown == [
        "four-new.png",
        "three-old.png",
        "two-difference.png",
        "two-new.png",
        "two-old.png",
    ]
    assert all(name in html for name in shown)
    with Image.open(folder / "two-difference.png") as difference:
        assert difference.getpixel((30, 23)) == 0
        assert difference.getpixel((100, 100)) == 255
    assert (
        '<a href="example/index.html">example</a>: 3 changed' in write_index(tmp_path).read_text()
    )
    assert write_report(folder, "example", {}).parent == folder
    assert not list(folder.glob("*.png"))
    clear_report(folder)
    assert "example" not in write_index(tmp_path).read_text()
