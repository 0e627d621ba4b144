"""The download format: identification, metadata, the data inside, and the same bytes each time."""

import os
import subprocess
import sys
from datetime import date
from hashlib import sha256

import pikepdf
import pytest

from mgi_report import __version__
from mgi_report.pdf.download import write_download
from mgi_report.proof.reader import PdfReader

SOURCE = "name: Lesotho — Ä\r\n\ttab: 'é'\n".encode()

SCRIPT = """
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from mgi_report.document.assets import Assets
from mgi_report.document.document import Document
from mgi_report.pdf.download import write_download
from mgi_report.pdf.engine.layout import Engine
html = sys.stdin.read()
document = Document(html=html, title="Sample", language="en", created=date(2021, 12, 1),
                    data_description="Data",
                    artwork={"square.svg": Path(sys.argv[2]).read_bytes()})
data = write_download(Engine(Assets(root=Path(sys.argv[1]))).lay_out(document), source=b"a: 1\\n")
print(sha256(data).hexdigest())
"""


def test_claims_both_standards_in_one_packet(studio):
    with studio.read("<p>x") as pdf:
        assert pdf.metadata["pdfaid:part"] == "3"
        assert pdf.metadata["pdfaid:conformance"] == "A"
        assert pdf.metadata["pdfuaid:part"] == "1"
        packet = pdf.pdf.Root.Metadata.read_bytes()
        assert packet.count(b"<rdf:RDF") == packet.count(b"</rdf:RDF>") == 1
        assert b"pdfaExtension:schemas" in packet
        assert pdf.pdf.Root.MarkInfo.Marked
        assert pdf.pdf.Root.ViewerPreferences.DisplayDocTitle
        assert len(pdf.pdf.Root.OutputIntents) == 1


def test_metadata_come_from_the_document(studio):
    details = {"title": "Profil — été", "author": "IOM & more", "language": "fr"}
    with studio.read("<p>x", **details) as pdf:
        assert pdf.information == {
            "Title": "Profil — été",
            "Author": "IOM & more",
            "Creator": f"mgi-report {__version__}",
            "Producer": pdf.metadata["pdf:Producer"],
            "CreationDate": "D:20211201000000Z",
            "ModDate": "D:20211201000000Z",
        }
        assert pdf.metadata["dc:title"] == "Profil — été"
        assert pdf.metadata["dc:creator"] == "IOM & more"
        assert pdf.metadata["xmp:CreatorTool"] == f"mgi-report {__version__}"
        assert pdf.metadata["xmp:CreateDate"] == "2021-12-01T00:00:00Z"
        assert pdf.language == "fr"


def test_the_packet_describes_the_publication(studio):
    details = {"date": "2021-12", "identifier": "urn:isbn:9789290000000", "language": "fr"}
    details |= {"rights": "© IOM & others", "description": "What <it> is."}
    with studio.read("<p>x", **details) as pdf:
        assert {key: value for key, value in pdf.metadata.items() if key.startswith("dc:")} == {
            "dc:title": "Sample",
            "dc:date": "2021-12",
            "dc:identifier": "urn:isbn:9789290000000",
            "dc:language": "fr",
            "dc:rights": "© IOM & others",
            "dc:description": "What <it> is.",
        }
        packet = pdf.pdf.Root.Metadata.read_bytes()
        assert b"<dc:language><rdf:Bag><rdf:li>fr</rdf:li></rdf:Bag></dc:language>" in packet
        assert pdf.metadata["pdf:Producer"] == pdf.metadata["xmp:CreatorTool"]
    with studio.read("<p>x") as pdf:
        assert {key for key in pdf.metadata if key.startswith("dc:")} == {
            "dc:title",
            "dc:language",
        }


def test_bookmarks_keep_the_left_edge_and_the_zoom(studio):
    css = "h1 { bookmark-level: 1; margin-left: 9mm } h2 { bookmark-level: 2 }"
    with studio.read("<h1>One</h1><h2>Two</h2>", css) as pdf:
        first = pdf.pdf.Root.Outlines.First
        for item in (first, first.First):
            _, kind, left, top, zoom = item.Dest
            assert (str(kind), left, zoom) == ("/XYZ", None, None)
            assert top > 0


def test_names_of_fonts_end_in_no_comma(studio):
    styles = (studio.root / "styles" / "base.css").read_text()
    quoted = styles.replace("1.2 Plain", '1.2 "Plain"')
    studio.add("styles/base.css", quoted.replace('"Plain"', '"Plain 3"'))
    with studio.read("<p>x") as pdf:
        found = [each for each in pdf.pdf.objects if isinstance(each, pikepdf.Dictionary)]
        keys = ("/BaseFont", "/FontName")
        names = {str(each[key]).split("+")[1] for each in found for key in keys if key in each}
    assert names == {"Plain-3"}


def test_no_date_in_the_data_means_no_date_in_the_file(studio):
    with studio.read("<p>x", created=None) as pdf:
        assert not {"CreationDate", "ModDate"} & pdf.information.keys()
        assert not any("Date" in key for key in pdf.metadata)
        (entry,) = pdf.pdf.Root.AF
        assert set(entry.EF.F.Params.keys()) == {"/CheckSum", "/Size"}


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("profile.yaml", "application/yaml"),
        ("profile.json", "application/json"),
        ("notes.xyz", "application/octet-stream"),
    ],
)
def test_the_source_is_inside_byte_for_byte(studio, name, media_type):
    layout = studio.lay_out("<p>x", data_description="Les données")
    with PdfReader(write_download(layout, source=SOURCE, source_name=name)) as pdf:
        (file,) = pdf.embedded_files
        assert (file.name, file.data, file.media_type) == (name, SOURCE, media_type)
        assert (file.relationship, file.description) == ("Source", "Les données")
        assert list(pdf.pdf.attachments) == [name]


def test_a_layout_can_be_written_twice(studio):
    layout = studio.lay_out('<p id="p">x <a href="#p">y</a>')
    assert write_download(layout, source=b"a") == write_download(layout, source=b"a")


def test_the_engine_can_be_used_again_with_the_same_result(studio):
    body = '<h1>Title</h1><p>Words <i>and</i> more<img alt="a" width="9" src="artwork/square.svg">'
    first = studio.write(body)
    studio.write("<p>Another <b>document</b>")
    assert studio.write(body) == first


def test_the_same_bytes_in_another_place_and_time_zone(studio, tmp_path):
    body = (
        '<h1 style="bookmark-level: 1">Title</h1><p id="p">Words <i>and</i> <b>more</b> '
        '<a href="#p">link</a><img alt="a" width="9" src="artwork/square.svg">'
    )
    document = studio.document(body)
    here = sha256(studio.write(body)).hexdigest()
    (tmp_path / "square.svg").write_bytes(studio.artwork["square.svg"])
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for zone, seed, settings in (
        ("Pacific/Kiritimati", "1", {"LC_ALL": "C"}),
        ("America/Adak", "2", {"LC_ALL": "C.UTF-8", "FONTCONFIG_FILE": str(fonts)}),
    ):
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(tmp_path), str(tmp_path / "square.svg")],
            input=document.html,
            env={**os.environ, **settings, "TZ": zone, "PYTHONHASHSEED": seed},
            cwd=elsewhere,
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == here
        assert run.stderr == ""


def test_another_date_gives_another_file(studio):
    assert studio.write("<p>x") != studio.write("<p>x", created=date(2022, 1, 1))
