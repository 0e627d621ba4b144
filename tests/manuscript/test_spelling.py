"""What nobody sees is mended, told by line, and left alone on request."""

from pathlib import Path

import pytest

from mgi_report.manuscript.lines import LineKind, LinkTarget, Manuscript, ManuscriptLine
from mgi_report.manuscript.spelling import Normalisation, normalised

MENDED = [
    (Normalisation.SPACES, "of\u00a0the  law\tand ", "of the law and"),
    (Normalisation.INVISIBLE, "mi\u00adgra\u200btion\ufeff", "migration"),
    (Normalisation.HYPHENS, "well\u2010being, well\u2011being", "well-being, well-being"),
    (Normalisation.LIGATURES, "of\ufb01cial \ufb02ows", "official flows"),
    (Normalisation.ACCENTS, "Cote\u0301", "Coté"),
]
KEPT = [
    "Anti–Trafficking “as it is” 'straight' \"too\"",
    "Quels droits\u00a0? «\u00a0Tous\u00a0»\u00a0: 25\u202f000",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "a – b — c",
]


def manuscript(*texts: str) -> Manuscript:
    lines = tuple(ManuscriptLine(number, text) for number, text in enumerate(texts, start=1))
    return Manuscript(Path("x.txt"), "line", lines)


@pytest.mark.parametrize(("kind", "text", "wanted"), MENDED)
def test_each_kind_is_mended_told_and_can_be_kept(
    kind: Normalisation, text: str, wanted: str
) -> None:
    done = normalised(manuscript("Nothing here.", text))
    assert done.lines[1].text == wanted
    (warning,) = done.warnings
    assert warning.code == "manuscript-mended"
    assert warning.message.endswith("line 2")
    assert warning.hint.startswith(f"--keep {kind}")
    kept = normalised(manuscript("Nothing here.", text), keep=[kind])
    assert kept.lines[1].text == text
    assert not kept.warnings


@pytest.mark.parametrize("text", KEPT)
def test_what_is_seen_or_needed_is_kept(text: str) -> None:
    done = normalised(manuscript(text))
    assert (done.lines[0].text, done.warnings) == (text, ())


def test_control_characters_never_stay() -> None:
    done = normalised(manuscript("\x01 a\x00b\u2028c"), keep=list(Normalisation))
    assert done.lines[0].text == "ab c"
    assert done.warnings[0].hint == ""


def test_quotes_are_made_curly_only_on_request() -> None:
    text = "Lesotho's \"Act\" and migrants' rights"
    assert normalised(manuscript(text)).lines[0].text == text
    done = normalised(manuscript(text), also=[Normalisation.QUOTES])
    assert done.lines[0].text == "Lesotho’s “Act” and migrants’ rights"


def test_notes_links_and_cells_are_mended_too() -> None:
    line = ManuscriptLine(
        1,
        "a",
        LineKind.ROW,
        ("b  c",),
        (LinkTarget("d\u00a0e", "https://example.org/a%20b"),),
        ((ManuscriptLine(1, "f  g"),),),
    )
    (done,) = normalised(Manuscript(Path("x"), "row", (line,))).lines
    assert done.notes == ("b c",)
    assert done.links == (LinkTarget("d e", "https://example.org/a%20b"),)
    assert done.cell_texts == ("f g",)


def test_many_lines_are_not_all_named() -> None:
    done = normalised(manuscript(*["a  b"] * 20))
    assert done.warnings[0].message.endswith(
        "lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 8 more"
    )
