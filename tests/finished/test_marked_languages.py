"""Words in another language are so in the tags of a finished file, and their signs are nowhere."""

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from built import ROOT, build
from mgi_report.problems.problem import ProblemsFound
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop
from tag_text import tag_tree

SAMPLES = ROOT / "tests" / "profiles"
PARTS = """\
publication:
  licence: Some rights reserved, [quelques droits]{fr}.
sections:
  - title: Context
    body:
      - |
        ### The [Loi de passage]{fr} and others

        - A point on [Molao oa Naha]{st}.

        | The [Lei]{pt-BR} | Year |
        |---|---|
        | *[Loi d’eau]{fr}* | 2020 |
      - quotation:
          text: "[« Le pays accueille. »]{fr}"
          source: "[Le Monde]{fr}, 2020"
      - figure:
          file: harbour.png
          alt: Chart of [arrivées]{fr} by year.
          caption: Arrivals, [arrivées du port]{fr}
"""
SAID = {
    'Span lang="fr" "Loi de passage"',
    'Span lang="st" "Molao oa Naha"',
    'Span lang="pt-BR" "Lei"',
    'Span lang="fr"',
    'Span lang="fr" "« Le pays accueille. »"',
    'Span lang="fr" "Le Monde"',
    'Span lang="fr" "arrivées du port"',
    'Span lang="fr" "quelques droits"',
    'Span lang="fr" "premier pays"',
}


@pytest.fixture(scope="module")
def book(
    workshop: Workshop, country_text: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    """Return a file that inspect has found sound, with marks in every kind of text."""
    folder = tmp_path_factory.mktemp("marked")
    copy(SAMPLES / "pictures" / "harbour.png", folder)
    text = country_text("XMA").replace(
        "introduction: The", "introduction: A [premier pays]{fr}. The"
    )
    path = folder / "marked.en.yaml"
    path.write_text(text + PARTS, "utf-8")
    return build(path, workshop, ("download",), inspects=True).files[0].data


def test_the_tags_have_the_language_of_words_in_every_text(book: bytes) -> None:
    lines = {line.strip().replace(" p. ", " ", 1) for line in tag_tree(book).splitlines()}
    told = {" ".join(w for w in line.split(" ") if not w.isdecimal()) for line in lines}
    assert {line for line in told if "lang=" in line} == SAID
    assert 'Em "Loi d’eau"' in told


def test_marks_print_and_are_told_nowhere(book: bytes) -> None:
    with PdfReader(book) as pdf:
        with pdf.pdf.open_outline() as outline:
            titles = [each.title for item in outline.root for each in (item, *item.children)]
        said = [*pdf.page_texts, *pdf.metadata.values(), *pdf.information.values(), *titles]
        assert pdf.metadata["dc:rights"] == "Some rights reserved, quelques droits."
        assert "A premier pays. The" in pdf.metadata["dc:description"]
        assert "The Loi de passage and others" in titles
    assert "]{" not in "\n".join(said)
    assert 'alt="Chart of arrivées by year."' in tag_tree(book)


def test_latin_words_in_an_arabic_brief_are_in_their_language(
    workshop: Workshop, tmp_path: Path
) -> None:
    text = (SAMPLES / "languages" / "lso-2021.ar.yaml").read_text("utf-8")
    marked = text.replace("(COVID-19)", "([« Loi *eau* » de 2020.]{fr})", 1)
    assert marked != text
    path = tmp_path / "marked.ar.yaml"
    path.write_text(marked, "utf-8")
    tags = tag_tree(build(path, workshop, ("brief",), inspects=True).files[0].data)
    assert tags.count('lang="fr"') == 1
    assert '"« Loi"' in tags


def test_words_that_no_font_holds_are_refused_at_their_place(
    workshop: Workshop, minimal_profile_text: str, tmp_path: Path
) -> None:
    path = tmp_path / "marked.en.yaml"
    path.write_text(minimal_profile_text.replace("access to", "[قانون]{ar} to"), "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        build(path, workshop, ("brief",))
    (problem,) = caught.value.problems
    assert problem.code == "missing-glyph"
    assert "ARABIC LETTER" in problem.message
    assert problem.location
    assert problem.location.path.startswith("domains.migrants-rights.well_developed[0]")
