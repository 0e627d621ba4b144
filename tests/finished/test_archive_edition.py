"""The archive edition is the download edition in PDF 2.0: the same pages, words and tags."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from built import LESOTHO, ROOT, Build, build
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop
from mgi_report.run.inspection import inspect
from tag_text import tag_tree

NOTED = ROOT / "tests" / "profiles" / "links-and-notes.en.yaml"
TABLES = ROOT / "tests" / "profiles" / "full-city.en.yaml"
ARABIC = ROOT / "tests" / "profiles" / "languages" / "lso-2021.ar.yaml"
SHOWN = (LESOTHO, NOTED, TABLES, ARABIC)
NUMBERING = re.compile(r"\bListNumbering=\w+")


def archived(finished: Build, path: Path) -> bytes:
    return finished(path, ("archive",))[0].data


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
def test_pages_words_and_tags_are_those_of_the_download(finished: Build, path: Path) -> None:
    download, archive = finished(path)[0].data, archived(finished, path)
    trees = [
        NUMBERING.sub("", tag_tree(each, longest=10**6).replace("FENote", "Note"))
        for each in (download, archive)
    ]
    assert trees[0] == trees[1]
    assert trees[0].count("\n") > 400
    with PdfReader(download) as one, PdfReader(archive) as two:
        # What is painted, which is what the fingerprint is of.
        assert one.metadata["mgi:contents"] == two.metadata["mgi:contents"]
        assert one.embedded_files == two.embedded_files
        assert one.embedded_files[0].data == path.read_bytes()
        assert one.bookmarks == two.bookmarks
        assert one.links == two.links
        assert len(one.bookmarks) > 10


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
def test_it_is_proved(finished: Build, path: Path) -> None:
    found = inspect(archived(finished, path))
    assert found.problems == ()
    assert found.facts.rows()["links"] == str(len(PdfReader(archived(finished, path)).links))


@pytest.fixture(scope="module")
def noted(finished: Build) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(archived(finished, NOTED)))


def places(pdf: pikepdf.Pdf) -> dict[str, Any]:
    found: list[Any] = list(pdf.Root.Names.Dests.Names)
    return {str(name): place for name, place in zip(found[::2], found[1::2], strict=True)}


def test_each_place_aims_at_the_very_tag(noted: pikepdf.Pdf) -> None:
    found = places(noted)
    roles = {name: str(place.SD[0].S)[1:] for name, place in found.items()}
    assert roles["f-1.W.1"] == "LI"
    assert roles["f-1.W.1-note"] == "FENote"
    assert roles["f-1.W.1-mark"] == "Link"
    assert roles["about"] == roles["domain-3"] == "Sect"
    assert len(found) > 80
    for place in found.values():
        assert list(place.SD)[1:] == list(place.D)[1:]
    note = found["f-1.W.1-note"].SD[0]
    # The note is in the item of its finding.
    above = note
    while above.S != "/LI":
        above = above.P
    assert above.objgen == found["f-1.W.1"].SD[0].objgen


def test_notes_and_their_marks_name_each_other(noted: pikepdf.Pdf) -> None:
    found = places(noted)
    names = [name for name in found if name.endswith("-note")]
    assert len(names) > 10
    for name in names:
        note, mark = found[name].SD[0], found[name.replace("-note", "-mark")].SD[0]
        assert [each.objgen for each in note.Ref] == [mark.objgen]
        assert [each.objgen for each in mark.Ref] == [note.objgen]


def test_lines_of_the_contents_name_their_parts(noted: pikepdf.Pdf) -> None:
    lines = [
        each for each in noted.objects if isinstance(each, pikepdf.Dictionary) and "/Ref" in each
    ]
    aims = {place.SD[0].objgen for place in places(noted).values()}
    contents = [each for each in lines if each.S == "/TOCI"]
    assert len(contents) > 10
    for each in contents:
        (named,) = each.Ref
        assert named.objgen in aims


def test_bookmarks_lead_to_headings(noted: pikepdf.Pdf) -> None:
    item = noted.Root.Outlines.First
    assert "/Dest" not in item
    assert (item.A.S, item.A.SD[0].S) == ("/GoTo", "/H1")
    assert (item.Next.A.SD[0].S, str(item.Next.Title)) == ("/H2", "Contents")


def test_it_is_pdf_2_without_document_information(finished: Build) -> None:
    data = archived(finished, LESOTHO)
    assert data.startswith(b"%PDF-2.0\n")
    with PdfReader(data) as reader:
        assert "/Info" not in reader.pdf.trailer
        assert reader.information == {}
        assert reader.declarations == (
            "http://pdfa.org/declarations/wtpdf#accessibility1.0",
            "http://pdfa.org/declarations/wtpdf#reuse1.0",
        )
        assert "/RoleMap" not in reader.pdf.Root.StructTreeRoot


def test_the_same_profile_gives_the_same_bytes(
    workshop: Workshop, minimal_profile_text: str, tmp_path: Path
) -> None:
    file = tmp_path / "xxa.yaml"
    file.write_text(minimal_profile_text, "utf-8")
    # Alone, and from the layout of others.
    alone = build(file, workshop, ("archive",)).files
    among = build(file, workshop, ("archive", "brief", "press", "download")).files
    assert [each.format.name for each in among] == ["download", "press", "brief", "archive"]
    assert alone[0].data == among[-1].data
    assert alone[0].name == "mgi-xxa-2021-en.archive.pdf"
