"""A content stream read by one expression says what it says when pikepdf reads it."""

from pathlib import Path

import pikepdf
import pytest

from built import LANGUAGES, LESOTHO, Build
from mgi_report.proof.content_stream import Operation, any_operations, plain_operations


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    return pikepdf.new()


def told(operations: list[Operation]) -> list[tuple[object, ...]]:
    return [
        (*each[:3], {key: str(value) for key, value in each.entries.items()}) for each in operations
    ]


ARABIC = next(each for each in LANGUAGES if each.name.endswith(".ar.yaml"))


@pytest.mark.parametrize("profile", [LESOTHO, ARABIC], ids=lambda path: path.name)
def test_our_files_are_read_in_the_fast_way(profile: Path, finished: Build) -> None:
    for built in finished(profile, ("download", "brief")):
        with pikepdf.open(built.file) as pdf:
            groups = [
                each
                for each in pdf.objects
                if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
            ]
            for each in (*(page.obj for page in pdf.pages), *groups):
                plain = plain_operations(each)
                assert plain is not None
                assert told(plain) == told(list(any_operations(each)))


OURS = [
    b"q\n/F 9 Tf\n[<0a0B>-12.5<>0<0c>] TJ\nQ",
    b"/Span\n<</MCID 7>>\nBDC\nEMC\n\n",
    b"/Span\n<</MCID 7/ActualText <feff00e9> /Lang<656e>>>\nBDC\nEMC",
    b"/Artifact\nBMC\n[1 .5] 0 d\n/x0 Do\n0 0 1 re\nf*\nEMC",
    b"/Artifact\n<</Type /Pagination /Subtype /Header>>\nBDC\nEMC",
    b"",
]
OTHERS = [
    b"q /F 9 Tf [<0a>] TJ Q",  # several in a line
    b"(words) Tj",
    b"[(words)] TJ",
    b"[<0a0>] TJ",  # half a byte
    b"/Span\n<</MCID 1/MCID 2>>\nBDC\nEMC",
    b"/Span\n<</MCID 1.0>>\nBDC\nEMC",
    b"/Span\n<</Lang (en)>>\nBDC\nEMC",
    b"/Span\n/P0\nBDC\nEMC",
    b"/Sp#61n\n<</MCID 1>>\nBDC\nEMC",
    b"% a remark\nq",
    b"BI /W 1 /H 1 ID x EI",
    b"/F 9 Tf\n[<0a>] TJ\nEMC nosuch",
    b"q\n[<0a>] TJ\nQ\n(",
]


@pytest.mark.parametrize("data", OURS)
def test_a_stream_as_ours_is_read_in_the_fast_way(data: bytes, pdf: pikepdf.Pdf) -> None:
    painter = pikepdf.Stream(pdf, data)
    plain = plain_operations(painter)
    assert plain is not None
    assert told(plain) == told(list(any_operations(painter)))


@pytest.mark.parametrize("data", OTHERS)
def test_any_other_stream_is_left_to_pikepdf(data: bytes, pdf: pikepdf.Pdf) -> None:
    assert plain_operations(pikepdf.Stream(pdf, data)) is None
