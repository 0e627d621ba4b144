"""The archive format says in PDF 2.0 what the tags are, and which of them links lead to."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from every_tag import EVERY_TAG
from mgi_report.pdf.archive.pdfa4 import write_archive
from mgi_report.proof.claims import claims
from mgi_report.proof.reader import PdfReader
from studio import Studio
from tag_text import tag_tree

SOURCE = {"source": b"a: 1\n", "source_name": "profile.yaml"}


def archive(studio: Studio, body: str, css: str = "") -> bytes:
    return write_archive(studio.lay_out(body, css), **SOURCE)


@pytest.fixture
def every_tag(studio: Studio) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(archive(studio, EVERY_TAG))) as pdf:
        yield pdf


def aims(pdf: pikepdf.Pdf) -> dict[str, Any]:
    found: list[Any] = list(pdf.Root.Names.Dests.Names)
    pairs = zip(found[::2], found[1::2], strict=True)
    return {str(name): place.SD[0] for name, place in pairs}


def tags(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
    ]


def test_a_place_aims_at_its_own_tag_or_at_what_it_holds(every_tag: pikepdf.Pdf) -> None:
    roles = {name: str(aim.S) for name, aim in aims(every_tag).items()}
    assert roles == {
        "heading": "/H2",
        "division": "/P",  # which has dissolved
        "hidden": "/P",  # what is read next
        "words": "/P",
        "item": "/LI",
        "nothing": "/Part",
        "note": "/FENote",
        "mark": "/Link",
        "picture": "/Figure",
    }


def test_a_section_that_goes_on_is_not_the_target_of_its_second_part(studio: Studio) -> None:
    body = """<section id="a"><h2>A</h2></section>
    <section id="b" data-continues="a"><h3>More of A</h3></section>
    <p><a href="#a">A</a> <a href="#b">B</a></p>"""
    with pikepdf.open(BytesIO(archive(studio, body))) as pdf:
        found = aims(pdf)
        assert (found["a"].S, found["b"].S) == ("/Sect", "/H3")


def test_bookmarks_of_one_title_lead_each_to_its_own_heading(studio: Studio) -> None:
    body = "<h2 id='a'>Same</h2><p>Words</p><h2 id='b'>Same</h2><p><a href='#b'>B</a></p>"
    with pikepdf.open(BytesIO(archive(studio, body, "h2 { bookmark-level: 1 }"))) as pdf:
        first = pdf.Root.Outlines.First
        assert first.Next.A.SD[0].objgen == aims(pdf)["b"].objgen != first.A.SD[0].objgen
        assert (first.A.S, "/Dest" in first) == ("/GoTo", False)


def test_each_role_is_in_its_namespace(every_tag: pikepdf.Pdf) -> None:
    (space,) = every_tag.Root.StructTreeRoot.Namespaces
    assert str(space.NS) == "http://iso.org/pdf2/ssn"
    older = {str(tag.S)[1:] for tag in tags(every_tag) if "/NS" not in tag}
    assert older == {"Art", "BlockQuote", "Code", "Quote", "Reference", "TOC", "TOCI"}
    newer = {str(tag.S)[1:] for tag in tags(every_tag) if "/NS" in tag}
    assert newer >= {"Document", "Part", "Em", "Strong", "FENote", "THead", "TFoot", "Figure", "H6"}
    assert not older & newer
    assert {tag.NS.objgen for tag in tags(every_tag) if "/NS" in tag} == {space.objgen}
    assert "/RoleMap" not in every_tag.Root.StructTreeRoot


def test_a_line_of_the_contents_names_its_own_target_and_not_those_below(
    every_tag: pikepdf.Pdf,
) -> None:
    outer, inner = sorted(
        (tag for tag in tags(every_tag) if tag.S == "/TOCI"),
        key=lambda tag: str(tag.P.P.S) == "/TOCI",
    )
    found = aims(every_tag)
    assert [each.objgen for each in outer.Ref] == [found["heading"].objgen]
    assert [each.objgen for each in inner.Ref] == [found["division"].objgen]


def test_a_note_and_its_mark_name_each_other(every_tag: pikepdf.Pdf) -> None:
    note, mark = (aims(every_tag)[name] for name in ("note", "mark"))
    assert [each.objgen for each in note.Ref] == [mark.objgen]
    assert [each.objgen for each in mark.Ref] == [note.objgen]
    # The number that leads back names nothing: it is the note's own.
    assert sum("/Ref" in tag for tag in tags(every_tag)) == 4


def test_every_list_says_how_its_items_are_marked(studio: Studio) -> None:
    """ISO 14289-2, 8.2.5.25: a list with labels has another ListNumbering than None."""
    tree = tag_tree(archive(studio, EVERY_TAG))
    assert "L ListNumbering=Disc" in tree
    assert "ListNumbering=None" not in tree


def test_it_claims_four_standards_by_the_names_of_validators(studio: Studio) -> None:
    with PdfReader(archive(studio, "<p>x")) as reader:
        assert [claim.flavour for claim in claims(reader)] == ["ua2", "4f", "wt1a", "wt1r"]


def test_the_same_pages_give_the_same_bytes(studio: Studio) -> None:
    layout = studio.lay_out(EVERY_TAG)
    assert write_archive(layout, **SOURCE) == write_archive(layout, **SOURCE)
