"""The theme that docs/themes.md shows is built, and does what the page says."""

import re
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pikepdf
import pytest
from measuring import Measured

from mgi_report import Options, ProblemsFound, api, render
from mgi_report.document.assets import Assets, Theme
from mgi_report.proof.reader import PdfReader
from mgi_report.proof.theme import content_problems
from mgi_report.run.cluster import render_there
from mgi_report.run.formats import Workshop
from mgi_report.run.job import Made, make
from mgi_report.run.orders import Order, Wanted
from mgi_report.run.outcomes import State
from mgi_report.run.theme import read_theme
from mgi_report.run.toolchain import toolchain
from tag_text import tag_tree
from themes import documented_files, write_theme

BOTH = Wanted(("download", "press"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_theme(tmp_path_factory.mktemp("our-theme"))


@pytest.fixture(scope="module")
def theme(folder: Path) -> Theme:
    return read_theme(folder)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory, country_text: object) -> Path:
    path = tmp_path_factory.mktemp("data") / "xaa.yaml"
    path.write_text(country_text("XAA"), encoding="utf-8")  # type: ignore[operator]
    return path


@pytest.fixture(scope="module")
def themed(theme: Theme) -> Workshop:
    return Workshop(Assets(theme=theme))


@pytest.fixture(scope="module")
def made(profile: Path, theme: Theme, themed: Workshop) -> Made:
    """Return both formats, which have been inspected: an error would be raised."""
    return make(Order(profile, BOTH, theme=theme), themed, perf_counter)


def test_a_page_is_added_with_its_heading(made: Made) -> None:
    with PdfReader(made.files[0].data) as pdf:
        titles = [bookmark.title for bookmark in pdf.bookmarks]
        assert "Foreword" in titles[:3]
        (page,) = (text for text in pdf.page_texts if "begins with knowing what there is" in text)
        assert "This profile of The Republic of Land XAA is part of a series" in " ".join(
            page.split()
        )
        assert "To look up" in page
    tree = tag_tree(made.files[0].data)
    assert re.search(r"^ *H\d.*Foreword", tree, re.MULTILINE)
    assert re.search(r"-> Foreword", tree)


def test_the_logo_has_its_words_and_its_link(made: Made) -> None:
    tree = tag_tree(made.files[0].data)
    assert 'alt="Office of Example"' in tree
    assert "https://office.example/" in tree


def test_the_colours_are_on_the_screen_and_in_print(made: Made) -> None:
    download, press = (pikepdf.open(BytesIO(file.data)) for file in made.files)
    gold = painted(download)
    assert b"0.941176 0.784314 0 rg" in gold or b"0.9412 0.7843 0 rg" in gold or b".784" in gold
    ink = painted(press)
    assert b"0 0.15 0.95 0 k" in ink
    assert b"0 0.95 0.45 0.4 k" in ink


def painted(pdf: pikepdf.Pdf) -> bytes:
    return b"\n".join(
        each.read_bytes()
        for each in pdf.objects
        if isinstance(each, pikepdf.Stream) and each.get("/Type") != "/EmbeddedFile"
    )


def test_a_language_is_added(profile: Path, theme: Theme, themed: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "za.yaml"
    path.write_text(
        profile.read_text("utf-8").replace("language: en", "language: en-ZA"), encoding="utf-8"
    )
    made = make(Order(path, theme=theme), themed, perf_counter)
    with PdfReader(made.files[0].data) as pdf:
        assert pdf.language == "en-ZA"
        assert any("What is in this profile" in text for text in pdf.page_texts)
        assert "of South Africa" in pdf.metadata["dc:title"]
    assert api.check(path, theme=theme.folder) == ()
    assert api.check(path) == ()  # Without it, en-ZA has the words of en.
    other = tmp_path / "it.yaml"
    other.write_text(path.read_text("utf-8").replace("en-ZA", "it"), encoding="utf-8")
    for given in (theme.folder, None):
        assert [problem.code for problem in api.check(other, theme=given)] == ["no-catalogue"]


def sizes(made: Made) -> set[float]:
    pages = Measured(made.files[0].data, made.loaded.profile).pages
    return {round(letter.size, 1) for page in pages for letter in page.letters}


def test_a_script_has_sizes_of_its_own(made: Made, profile: Path, tmp_path: Path) -> None:
    own = write_theme(tmp_path / "theme")
    english = (own / "templates" / "locales" / "en.toml").read_text("utf-8")
    (own / "templates" / "locales" / "ar.toml").write_text(english, encoding="utf-8")
    text = profile.read_text("utf-8").replace("language: en", "language: ar")
    (tmp_path / "ar.yaml").write_text(text, encoding="utf-8")
    workshop = Workshop(Assets(theme=read_theme(own, content_problems)))
    order = Order(tmp_path / "ar.yaml", Wanted(), inspects=False)
    arabic = make(order, workshop, perf_counter)
    # That of running text is of the theme, that of findings ours.
    assert {12.0, 13.5} <= sizes(arabic)
    assert not {12.0, 13.5} & sizes(made)


def test_where_the_theme_lies_does_not_matter(made: Made, profile: Path, tmp_path: Path) -> None:
    elsewhere = write_theme(tmp_path / "elsewhere")
    assert render(profile, Options(theme=elsewhere)) == made.files[0].data


def test_every_command_uses_it(made: Made, profile: Path, folder: Path, tmp_path: Path) -> None:
    own = write_theme(tmp_path / "theme")
    output, options = tmp_path / "out", Options(theme=own, inspects=False)
    built = api.build(profile, output, options)
    assert [file.read_bytes() for file in built.files] == [made.files[0].data]
    assert api.inspect(built.files[0], theme=own).problems == ()
    assert api.verify(output, rerenders=True, options=options) == ()
    plain = api.verify(output, rerenders=True)
    assert {problem.code for problem in plain} == {"bytes-differ", "toolchain-differs"}
    again = api.build(profile, output, options)
    assert {outcome.state for outcome in again.result.outcomes} == {State.UNCHANGED}
    words = own / "templates" / "locales" / "en.toml"
    words.write_text(words.read_text("utf-8").replace("our office", "the office"), "utf-8")
    again = api.build(profile, output, options)
    assert {outcome.state for outcome in again.result.outcomes} == {State.RENDERED}


def test_it_travels_to_a_cluster(made: Made, profile: Path, theme: Theme) -> None:
    files = made.loaded.inputs.files
    digest = toolchain(Assets(theme=theme)).digest
    order = Order(profile, BOTH, inspects=False, files=files, theme=theme, tools=digest)
    rendered = render_there(order)
    assert [data for _, data in rendered.files] == [file.data for file in made.files]
    other = render_there(Order(profile, theme=theme, tools=toolchain(Assets()).digest))
    assert [problem.code for problem in other.problems] == ["other-toolchain"]


def test_the_page_shows_each_kind_of_file() -> None:
    assert set(documented_files()) == {
        "styles/tokens.css",
        "styles/formats/press.css",
        "styles/scripts/Arab/tokens.css",
        "styles/theme.css",
        "styles/logos/house.svg",
        "templates/book.toml",
        "templates/locales/en.toml",
        "templates/locales/en-ZA.toml",
        "templates/pages/foreword.html",
    }


def test_a_faulty_theme_is_told_at_its_lines(tmp_path: Path, profile: Path) -> None:
    own = write_theme(tmp_path / "theme")
    book = own / "templates" / "book.toml"
    text = book.read_text("utf-8").replace('"imprint"', '"imprnt"\nnosuch = 1')
    book.write_text(text, "utf-8")
    (own / "style").mkdir()
    problems = api.check(profile, theme=own)
    assert {problem.code for problem in problems} == {"theme"}
    assert any(problem.hint == "did you mean styles?" for problem in problems)
    (own / "style").rmdir()
    with pytest.raises(ProblemsFound) as caught:
        render(profile, Options(theme=own))
    told = [str(problem.location) for problem in caught.value.problems]
    assert told == [f"{book}:3:1", f"{book}:4:1"]


@pytest.mark.parametrize("format_", ["download", "press"])
def test_a_colour_without_a_build_is_refused(tmp_path: Path, profile: Path, format_: str) -> None:
    own = write_theme(tmp_path / "theme")
    sheet = own / "styles" / "formats" / "press.css"
    sheet.write_text(":root { --d2-base: device-cmyk(0 0.15 0.95 0); }\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        render(profile, Options((format_,), theme=own))
    (problem,) = caught.value.problems
    assert "--house" in problem.message + problem.hint


def test_a_catalogue_that_is_no_toml_is_told_at_its_line(tmp_path: Path, profile: Path) -> None:
    own = write_theme(tmp_path / "theme")
    words = own / "templates" / "locales" / "en.toml"
    words.write_text('[pages]\nforeword = "Foreword\n', encoding="utf-8")
    (problem,) = api.check(profile, theme=own)
    assert problem.code == "theme"
    assert problem.location is not None
    assert (problem.location.file, problem.location.line) == (words, 2)
