"""Extra sections, read back from the tags of a finished PDF; and the pictures they need."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from built import Build
from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Problem, ProblemsFound, Severity
from mgi_report.run.profiles import check
from tag_text import tag_tree

PROFILES = Path(__file__).parents[1] / "profiles"


@pytest.fixture(scope="module")
def paged(finished: Build) -> list[str]:
    """Return the lines of the tag tree from the first extra section on."""
    download = finished(PROFILES / "full-city.en.yaml")[0]
    tree = tag_tree(download.data, longest=200).splitlines()
    start = next(n for n, line in enumerate(tree) if "H2" in line and '"Conceptual' in line)
    return [" ".join(line.split()) for line in tree[start:]]


@pytest.fixture(scope="module")
def tags(paged: list[str]) -> list[str]:
    """Return the same lines without page numbers: where a page starts is another test's matter."""
    return [re.sub(r" p\. \d+", "", line) for line in paged]


def after(tags: list[str], line: str, count: int) -> list[str]:
    start = next(n for n, each in enumerate(tags) if each.startswith(line))
    return tags[start : start + count]


def test_a_table_has_its_caption_and_headers(tags: list[str]) -> None:
    start = tags.index(
        'Caption "Table 1. Residence permits by reason, Port Example, 2018 to 2021 (invented)"'
    )
    assert tags[start - 1] == "Table"
    assert tags[start + 1 : start + 4] == ["THead", "TR", 'TH Scope=Column "Reason"']
    assert 'TH Scope=Row "Work"' in tags


def test_a_head_that_is_repeated_on_the_next_page_is_read_once(paged: list[str]) -> None:
    assert sum('"Responsible body"' in line for line in paged) == 1
    rows = [line for line in paged if 'Scope=Row "Measure ' in line]
    assert len(rows) == 24
    assert len({line.split(" Scope")[0] for line in rows}) == 2


def test_a_figure_has_words_and_its_caption(tags: list[str]) -> None:
    figure, _, caption, source = after(tags, 'Figure alt="Column chart', 4)
    assert "2,426 in 2021." in figure
    assert caption.startswith('Caption "Figure 1. Arrivals')
    assert source == 'P "Invented Census Office, 2022."'


def test_lists_headings_and_key_figures_are_tagged(tags: list[str]) -> None:
    assert 'H3 "What an invented framework holds"' in tags
    assert after(tags, 'H3 "What', 4)[1:] == ["L ListNumbering=Disc", "LI", 'Lbl "•"']
    assert 'Lbl "3."' in tags
    panel = after(tags, 'H3 "Key figures"', 7)
    assert panel[1:4] == ["L ListNumbering=Disc", "LI", "LBody"]
    assert panel[4:] == [
        'P "1,234,500 people"',
        'P "Residents of the city"',
        'P "2021 · Invented Census Office"',
    ]


def test_a_note_is_a_note(tags: list[str]) -> None:
    note = after(tags, "Note", 6)
    assert note[:4] == ['Note id="note-1"', "Lbl", "Reference", "Link"]
    assert note[4:] == ["-> Back to finding 1.W.1 (#f-1.W.1-mark)", '"Note 1"']
    assert "-> Note 1 (#f-1.W.1-note)" in tags


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    shutil.copytree(PROFILES, tmp_path / "profiles")
    return tmp_path / "profiles" / "full-city.en.yaml"


def only_problem(profile: Path) -> Problem:
    with pytest.raises(ProblemsFound) as caught:
        check(profile, Assets())
    (found,) = (each for each in caught.value.problems if each.severity is Severity.ERROR)
    return found


def test_a_missing_figure_is_found_at_its_line(profile: Path) -> None:
    (profile.parent / "pictures" / "harbour.png").unlink()
    found = only_problem(profile)
    assert (found.code, "does not exist" in found.message) == ("picture", True)
    assert found.location is not None
    assert found.location.path == "sections[1].body[5].figure.file"
    assert "harbour.png" in (found.location.excerpt or "")


def test_a_figure_outside_the_folder_is_not_read(profile: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    figure = profile.parent / "pictures" / "harbour.png"
    figure.unlink()
    figure.symlink_to(tmp_path / "secret.png")
    assert "leads out of" in only_problem(profile).message


def test_a_picture_in_press_colours_is_refused(profile: Path) -> None:
    for mode in ("CMYK", "RGB"):
        data = BytesIO()
        Image.new(mode, (8, 8)).save(data, "JPEG")
        (profile.parent / "pictures" / "harbour.jpg").write_bytes(data.getvalue())
        text = profile.read_text(encoding="utf-8").replace("harbour.png", "harbour.jpg")
        profile.write_text(text, encoding="utf-8")
        if mode == "CMYK":
            assert "CMYK" in only_problem(profile).message
        else:
            check(profile, Assets())
