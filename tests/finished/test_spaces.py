"""No text that is heard has two spaces in a row: a listener with braille feels each of them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from built import LANGUAGES, LESOTHO, ROOT, Build
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.sheets import Sheets
from mgi_report.proof.reader import PdfReader

STRESSED = ("full-city", "hard-shapes", "links-and-notes")
PROFILES = (
    LESOTHO,
    *(ROOT / "tests" / "profiles" / f"{name}.en.yaml" for name in STRESSED),
    next(each for each in LANGUAGES if each.name == "lso-2021.ar.yaml"),
)
TEXTS = {"P", "H1", "H2", "H3", "Lbl", "Caption", "TH", "TD", "Link", "Figure", "Span"}


def heard(evidence: Evidence) -> Iterator[str]:
    """Yield what is said of every element, and each text as one, whatever it is painted in."""
    for element in evidence.elements:
        yield from (element.alternative, element.actual, element.expansion)
        if element.role in TEXTS:
            yield evidence.text(element.marks())
    for page in evidence.pdf.pages:
        annotations: Any = page.obj.get("/Annots", [])
        yield from (str(each.get("/Contents", "")) for each in annotations)
    yield from (mark.title for mark in evidence.reader.bookmarks)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.stem)
def test_no_text_has_two_spaces_in_a_row(finished: Build, profile: Any) -> None:
    data = finished(profile)[0].data
    with PdfReader(data) as reader, Sheets(data) as sheets:
        texts = [*heard(Evidence(reader, sheets))]
    assert sum(map(bool, texts)) > 300
    assert [text for text in texts if re.search(r"[ \u00a0\t]{2,}", text)] == []
