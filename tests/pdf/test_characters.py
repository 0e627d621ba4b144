"""What a text says is read back as it is written, whatever glyphs its characters share."""

import re
from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest

from built import build
from mgi_report.pdf.engine import glyphs
from mgi_report.pdf.engine.glyphs import name_glyphs
from mgi_report.profile.loading import load
from mgi_report.proof.download.findings import plain
from mgi_report.run.formats import Workshop
from studio import Studio

ARABIC = Path(__file__).parents[2] / "styles" / "fonts"
ODD = [
    "The co\u2010operation of non\u2011state actors and self-employment.",
    "Of\ufb01ce of \ufb02ows, e\ufb03cient \ufb00: office of flows, efficient ff.",
    "An x\u0302 before x, a q\u0303 before q, cafe\u0301 and caf\u00e9.",
    "An \u0143\u032e, a \u0226\u0325, a \u1eb5\u0330.",
    "A \u25a1 is a square, and none that was lost.",
    "The \u2126 and \u03a9, \u00b5 and \u03bc, a\u00a0b\u202fc.",
    "- \u2010 \u2011 \u2012 \u2013 \u2014 \u2015",
    "In\u00adter\u00adna\u00adtion\u00adal\u00adisa\u00adtion " * 12 + "ends.",
]


def read(tree: str) -> str:
    (words,) = re.findall(r'"(.*)"', tree)
    return plain(words)


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("before", ["", "\u2011 \u2010 \ufb01 x\u0302 \u2126 "], ids=["", "shared"])
def test_a_text_is_read_back_as_it_is_written(studio: Studio, text: str, before: str) -> None:
    assert read(studio.tree(f"<p>{before}{text}")) == plain(before + text)


def test_a_letter_keeps_its_character_after_one_with_an_accent(studio: Studio) -> None:
    # The glyph of q would stand for nothing, and every later q with it.
    data = studio.write("<p>q\u0303<p>q")
    with pypdfium2.PdfDocument(data) as document:
        page = document[0].get_textpage().get_text_bounded()
    assert "".join(page.split()) == "q\u0303q"


def test_what_needs_no_words_has_none(studio: Studio) -> None:
    with studio.read("<p>A plain-text office, flows.") as pdf:
        assert b"ActualText" not in pdf.pdf.pages[0].Contents.read_bytes()


def test_only_glyphs_without_a_name_of_their_own_are_taken_apart(studio: Studio) -> None:
    glyphs._characters.cache_clear()
    studio.write("<p>(A bracket) \u2013 a hyphen-minus, a \u2011, a \ufb01")
    assert not glyphs._characters.cache_info().misses


def test_a_glyph_without_a_name_is_called_after_what_it_is_made_of() -> None:
    data = min(ARABIC.rglob("*Arabic*.woff")).read_bytes()
    named, of_parts = glyphs._named(data, 0), glyphs._characters(data, 0)
    assert named.items() < of_parts.items()
    glyph = min(of_parts.keys() - named.keys())
    font = SimpleNamespace(bitmap=None, file_content=data, index=0, to_unicode={glyph: ""})
    name_glyphs([font])
    assert font.to_unicode == {glyph: min(of_parts[glyph])}


def test_a_word_that_goes_on_after_a_sequence_with_words_is_apart(studio: Studio) -> None:
    assert read(studio.tree("<p>non\u2011state<br>actors")) == "non\u2011state actors"


def test_findings_of_such_characters_are_proved(
    minimal_profile_text: str, tmp_path: Path, workshop: Workshop
) -> None:
    first = (
        "- The invented Example Residence Act (2019) gives residents of Example access to schools."
    )
    assert first in minimal_profile_text
    findings = "\n      ".join(f'- "{text}"' for text in ODD)
    file = tmp_path / "odd.yaml"
    file.write_text(minimal_profile_text.replace(first, findings), "utf-8")
    assert len(load(file).profile.domains.migrants_rights.well_developed) == len(ODD)
    made = build(file, workshop, ("download", "brief"), inspects=True)
    assert [file.name for file in made.files] == [
        "mgi-xxa-2021-en.pdf",
        "mgi-xxa-2021-en.brief.pdf",
    ]
