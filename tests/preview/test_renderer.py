"""Pages that are made alone look like those that are made with all others."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from built import LESOTHO, ROOT
from mgi_report.preview.renderer import Plates, Renderer
from mgi_report.problems.problem import ProblemsFound

HEALTH = "Migrants have the same access as nationals"


class Stopped(Exception):  # noqa: N818 - what a check raises
    pass


@pytest.fixture(scope="module")
def lesotho(tmp_path_factory: pytest.TempPathFactory) -> "Desk":
    return Desk(tmp_path_factory.mktemp("lesotho") / "lso.yaml", LESOTHO.read_text("utf-8"))


class Desk:
    """Hold a profile's file and its renderer, which counts the pages it begins."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.begun, self.most = 0, 10_000
        self.renderer = Renderer(path, None, self.count)
        self.save(text)

    def count(self) -> None:
        self.begun += 1
        if self.begun > self.most:
            raise Stopped

    def save(self, text: str) -> None:
        self.path.write_text(text, "utf-8")

    def make(self, text: str, how: Callable[..., Plates] | None = None) -> Plates:
        self.save(text)
        self.begun = 0
        return (how or self.renderer.make)(*self.renderer.load())


def digests(made: Plates) -> list[str]:
    return [plate.digest for plate in made.pages]


def test_an_edited_finding_is_laid_out_alone_and_looks_as_if_all_pages_were(lesotho: Desk) -> None:
    first = lesotho.make(lesotho.text, lesotho.renderer.whole)
    assert first.is_whole
    assert len(first.pages) == 21
    edited = lesotho.text.replace(HEALTH, f"Nearly all {HEALTH}")
    quick = lesotho.make(edited)
    assert not quick.is_whole
    whole = lesotho.make(edited, lesotho.renderer.whole)
    assert digests(quick) == digests(whole)
    assert [plate.places for plate in quick.pages] == [plate.places for plate in whole.pages]
    differing = [
        n
        for n, pair in enumerate(zip(first.pages, whole.pages, strict=True), 1)
        if pair[0].digest != pair[1].digest
    ]
    # The finding on its own page, and where all findings stand.
    assert differing == [4, 7]
    # And back again, from pages of which some were made alone.
    lesotho.make(edited.replace("Nearly all", "All"))
    assert digests(lesotho.make(lesotho.text)) == digests(first)


def test_a_change_that_moves_pages_makes_them_all(lesotho: Desk) -> None:
    first = lesotho.make(lesotho.text, lesotho.renderer.whole)
    lengthened = lesotho.text.replace(HEALTH, f"{'A very long text indeed. ' * 150} {HEALTH}")
    longer = lesotho.make(lengthened)
    assert longer.is_whole
    assert len(longer.pages) > len(first.pages)


def test_what_no_page_shows_makes_no_page(lesotho: Desk) -> None:
    first = lesotho.make(lesotho.text, lesotho.renderer.whole)
    same = lesotho.make(f"# a comment\n{lesotho.text}")
    assert lesotho.begun == 0
    assert digests(same) == digests(first)
    # But the lines are those of the new file.
    path = "domains.migrants-rights.well_developed[1].text"
    assert same.loaded.locate(path).line == first.loaded.locate(path).line + 1


def test_a_place_is_where_the_finding_is_seen(lesotho: Desk) -> None:
    made = lesotho.make(lesotho.text, lesotho.renderer.whole)
    path = "domains.migrants-rights.well_developed[1].text"
    (place,) = [each for each in made.pages[6].places if each.path == path]
    # Two lines of text, right of their number, in the upper half of the page.
    assert 0.2 < place.left < 0.3
    assert 0.3 < place.top < 0.5
    assert 0.5 < place.width < 0.7
    assert 0.02 < place.height < 0.05
    for plate in made.pages:
        for each in plate.places:
            assert 0 <= each.left <= each.left + each.width <= 1.0001
            assert 0 <= each.top <= each.top + each.height <= 1.0001


def test_work_is_given_up_between_pages(tmp_path: Path, minimal_profile_text: str) -> None:
    desk = Desk(tmp_path / "xxa.yaml", minimal_profile_text)
    desk.most = 3
    with pytest.raises(Stopped):
        desk.make(desk.text)
    assert desk.begun == 4
    desk.most = 10_000
    assert len(desk.make(desk.text).pages) > 4


def test_a_fault_of_a_page_that_is_made_alone_is_told_with_its_place(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    desk = Desk(tmp_path / "xxa.yaml", minimal_profile_text)
    desk.make(desk.text)
    with pytest.raises(ProblemsFound) as found:
        desk.make(desk.text.replace("access to schools", "access to \u4e2d schools"))
    (problem,) = found.value.problems
    assert problem.code == "missing-glyph"
    assert problem.location is not None
    assert problem.location.line == 15
    assert len(desk.make(desk.text).pages) > 4


def test_a_theme_is_read_anew_when_the_design_is_forgotten(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    style = tmp_path / "theme" / "styles" / "theme.css"
    style.parent.mkdir(parents=True)
    style.write_text(".finding-text { letter-spacing: 0.1mm }")
    path = tmp_path / "xxa.yaml"
    path.write_text(minimal_profile_text, "utf-8")
    renderer = Renderer(path, tmp_path / "theme", lambda: None)
    first = renderer.make(*renderer.load())
    style.write_text(".finding-text { letter-spacing: 1mm }")
    assert digests(renderer.make(*renderer.load())) == digests(first)
    renderer.forget_design()
    assert digests(renderer.make(*renderer.load())) != digests(first)
    style.write_text(".finding-text { lettre-spacing: 1mm }")
    renderer.forget_design()
    with pytest.raises(ProblemsFound) as found:
        renderer.make(*renderer.load())
    assert "lettre-spacing" in found.value.problems[0].message


def test_a_page_has_the_number_that_is_printed_on_it(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "profiles" / "quoted-and-titled.en.yaml").read_text("utf-8")
    desk = Desk(tmp_path / "quoted.yaml", text)
    pages = desk.make(text).pages
    assert [plate.number for plate in pages][:8] == [1, 2, 3, 4, 5, 6, 8, 9]


BROKEN_OFF = """
import sys
from pathlib import Path
from mgi_report.preview.renderer import Renderer

checks = []

def check():
    checks.append(1)
    if len(checks) == 1:
        raise TimeoutError

renderer = Renderer(Path(sys.argv[1]), None, check)
try:
    renderer.make(*renderer.load())
except TimeoutError:
    print(len(renderer.make(*renderer.load()).pages))
"""


def test_the_engine_is_whole_after_its_first_layout_was_broken_off(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    path = tmp_path / "xxa.yaml"
    path.write_text(minimal_profile_text, "utf-8")
    # Another process, which has not imported the engine yet.
    done = subprocess.run(
        [sys.executable, "-c", BROKEN_OFF, path], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("10\n", "")
