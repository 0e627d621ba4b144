"""Every check of the preflight finds the fault it is for, in a sound press file that is broken."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from built import LESOTHO, Build
from mgi_report.problems.problem import Problem, Severity
from mgi_report.proof.press.preflight import PressFacts
from mgi_report.run.inspection import inspect

Breaking = Callable[[pikepdf.Pdf], None]
OPENER = 7  # the index of the opener of domain 2, black on gold


@pytest.fixture(scope="module")
def sound(finished: Build) -> bytes:
    return finished(LESOTHO)[1].data


def broken(sound: bytes, breaking: Breaking) -> tuple[Problem, ...]:
    target = BytesIO()
    with pikepdf.open(BytesIO(sound)) as pdf:
        breaking(pdf)
        # Keeps the identifiers, and the metadata as they are.
        pdf.save(target, fix_metadata_version=False, deterministic_id="/ID" in pdf.trailer)
    return inspect(target.getvalue()).problems


def test_the_sound_file_has_no_fault(sound: bytes) -> None:
    found = inspect(sound)
    assert found.problems == ()
    assert isinstance(found.facts, PressFacts)
    assert found.facts.rows()["printing condition"] == "FOGRA39"
    assert found.facts.ink == pytest.approx(240)
    assert broken(sound, lambda pdf: None) == ()


def metadata(old: str, new: str) -> Breaking:
    def change(pdf: pikepdf.Pdf) -> None:
        packet: Any = pdf.Root.Metadata
        text = packet.read_bytes().decode()
        assert re.search(old, text)
        packet.write(re.sub(old, new, text).encode())

    return change


def without(where: str, key: str) -> Breaking:
    def change(pdf: pikepdf.Pdf) -> None:
        holder: Any = {"root": pdf.Root, "info": pdf.docinfo, "trailer": pdf.trailer}[where]
        del holder[key]

    return change


def intent(change: Callable[[Any], None]) -> Breaking:
    return lambda pdf: change(pdf.Root.OutputIntents[0])


def page(change: Callable[[Any], None], number: int = OPENER) -> Breaking:
    return lambda pdf: change(pdf.pages[number].obj)


def content(operators: bytes, number: int = OPENER) -> Breaking:
    """Paint something more on a page, in pt from its lower left corner."""

    def change(pdf: pikepdf.Pdf) -> None:
        leaf = pdf.pages[number]
        leaf.contents_add(b"q 1 0 0 -1 0 841.889764 cm " + operators + b" Q")

    return change


def replaced(old: bytes, new: bytes, number: int = OPENER) -> Breaking:
    def change(pdf: pikepdf.Pdf) -> None:
        stream: Any = pdf.pages[number].Contents
        data = stream.read_bytes()
        assert old in data
        stream.write(data.replace(old, new))

    return change


def resources(leaf: Any, kind: str, **named: Any) -> None:
    if kind not in leaf.Resources:
        leaf.Resources[kind] = pikepdf.Dictionary()
    for name, value in named.items():
        leaf.Resources[kind][f"/{name}"] = value


def picture(space: str, parts: int, pixels: int, size: int) -> Breaking:
    """Paint a square picture, all of its samples in full, ``size`` pt wide."""

    def change(pdf: pikepdf.Pdf) -> None:
        image = pikepdf.Stream(pdf, b"\xff" * parts * pixels * pixels)
        image.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=pixels,
            Height=pixels,
            ColorSpace=pikepdf.Name(space),
            BitsPerComponent=8,
        )
        resources(pdf.pages[OPENER].obj, "/XObject", New=pdf.make_indirect(image))
        content(f"{size} 0 0 {size} 100 300 cm /New Do".encode())(pdf)

    return change


def spot(pdf: pikepdf.Pdf) -> None:
    function = pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.2, 0.8, 0], N=1
    )
    space = pikepdf.Array(
        [pikepdf.Name.Separation, pikepdf.Name("/Gold"), pikepdf.Name.DeviceCMYK, function]
    )
    resources(pdf.pages[OPENER].obj, "/ColorSpace", Gold=space)
    content(b"/Gold cs 1 scn 100 300 40 40 re f")(pdf)


def gradient(pdf: pikepdf.Pdf) -> None:
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    shading = pikepdf.Dictionary(
        ShadingType=2,
        ColorSpace=pikepdf.Name.DeviceRGB,
        Coords=[0, 0, 100, 0],
        Function=function,
    )
    resources(pdf.pages[OPENER].obj, "/Shading", New=shading)
    content(b"100 300 40 40 re W n /New sh")(pdf)


def grouped(pdf: pikepdf.Pdf) -> None:
    """Paint RGB inside a group inside a pattern, where a scan of the page alone sees nothing."""
    cell = pikepdf.Stream(pdf, b"1 0 0 rg 0 0 5 5 re f")
    cell.stream_dict = pikepdf.Dictionary(
        PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 9, 9], XStep=9, YStep=9
    )
    cell.Resources = pikepdf.Dictionary()
    resources(pdf.pages[OPENER].obj, "/Pattern", New=pdf.make_indirect(cell))
    content(b"/Pattern cs /New scn 100 300 40 40 re f")(pdf)


def states(**values: Any) -> Breaking:
    def change(pdf: pikepdf.Pdf) -> None:
        resources(pdf.pages[OPENER].obj, "/ExtGState", New=pikepdf.Dictionary(**values))

    return change


def over(operators: bytes) -> Breaking:
    """Paint something that overprints."""

    def change(pdf: pikepdf.Pdf) -> None:
        states(OP=True, op=True, OPM=1)(pdf)
        content(b"/New gs " + operators)(pdf)

    return change


def screen_profile(found: Any) -> None:
    data = bytearray(found.DestOutputProfile.read_bytes())
    data[12:16] = b"mntr"
    found.DestOutputProfile.write(bytes(data))


def unembedded(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]
            return


def linked(leaf: Any) -> None:
    leaf.Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[100, 100, 200, 200]
            )
        ]
    )


def smaller(leaf: Any) -> None:
    leaf.TrimBox = pikepdf.Array([0, 0, 500, 700])


BOX = {
    "no trim box": (page(lambda leaf: leaf.__delitem__("/TrimBox")), "no TrimBox"),
    "bleed equals trim": (
        page(lambda leaf: leaf.__setitem__("/BleedBox", leaf.TrimBox)),
        "less than 3 mm",
    ),
    "media smaller": (
        page(lambda leaf: leaf.__setitem__("/MediaBox", leaf.TrimBox)),
        "one inside the other",
    ),
    "art box": (page(lambda leaf: leaf.__setitem__("/ArtBox", leaf.TrimBox)), "ArtBox"),
    "crop box": (page(lambda leaf: leaf.__setitem__("/CropBox", leaf.TrimBox)), "CropBox"),
    "another size": (page(smaller), "trimmed to"),
}
IDENTIFICATION = {
    "version": (metadata("PDF/X-4<", "PDF/X-1a:2003<"), "PDF/X-1a"),
    "document id": (metadata("<xmpMM:DocumentID>.*?</xmpMM:DocumentID>", ""), "DocumentID"),
    "version id": (metadata("<xmpMM:VersionID>.*?</xmpMM:VersionID>", ""), "VersionID"),
    "trapped": (metadata("<pdf:Trapped>.*?</pdf:Trapped>", ""), "trapped"),
    "trapped in information": (without("info", "/Trapped"), "trapped"),
    "date": (metadata("<xmp:ModifyDate>.*?</xmp:ModifyDate>", ""), "date"),
    "date in information": (without("info", "/CreationDate"), "date"),
    "title": (metadata("<dc:title>.*?</dc:title>", ""), "title"),
    "action": (lambda pdf: pdf.Root.__setitem__("/OpenAction", pdf.pages[0].obj), "acts"),
    "transfer curve": (states(TR=pikepdf.Name.Identity), "transfer"),
}
INTENT = {
    "none": (without("root", "/OutputIntents"), "no printing condition"),
    "no identifier": (
        intent(lambda found: found.__delitem__("/OutputConditionIdentifier")),
        "no identifier",
    ),
    "no profile": (intent(lambda found: found.__delitem__("/DestOutputProfile")), "missing"),
    "screen": (intent(screen_profile), "profile of a screen"),
}
COLOUR = {
    "rgb area": (content(b"1 0 0 rg 100 300 40 40 re f"), "an area is in RGB"),
    "rgb line": (content(b"1 0 0 RG 100 300 m 200 300 l S"), "a line is in RGB"),
    "grey": (content(b"0.5 g 100 300 40 40 re f"), "grey"),
    "the default black": (content(b"100 300 40 40 re f"), "an area"),
    "rgb text": (replaced(b"0 0 0 1 k", b"0.1 0.1 0.1 rg"), "text is in RGB"),
    "rgb picture": (picture("/DeviceRGB", 3, 99, 10), "a picture is in RGB"),
    "rgb gradient": (gradient, "RGB"),
    "rgb pattern": (grouped, "RGB"),
    "spot": (spot, "spot colour Gold"),
    "group": (page(lambda leaf: leaf.Group.__setitem__("/CS", pikepdf.Name.DeviceRGB)), "blends"),
}
OVERPRINT = {
    "black text knocks out": (replaced(b"/press-overprint gs", b""), "does not overprint"),
    "black text in several inks": (replaced(b"0 0 0 1 k", b"0.2 0.1 0.1 1 k"), "several inks"),
    "white": (over(b"0 0 0 0 k 100 300 40 40 re f"), "vanish"),
    "gold": (over(b"0 0.2 0.8 0 k 100 300 40 40 re f"), "change its colour"),
}
INK = {
    "area": (content(b"0.9 0.8 0.8 0.8 k 100 300 40 40 re f"), "330 %"),
    "picture": (picture("/DeviceCMYK", 4, 99, 10), "400 %"),
    "below overprint": (
        lambda pdf: (
            content(b"0.8 0.7 0.7 0 k 80 280 80 80 re f")(pdf),
            over(b"0 0 0 1 k 100 300 40 40 re f")(pdf),
        ),
        "320 %",
    ),
}
BLEED = {
    "area ends at the edge": (content(b"1 0 0 0 k 0 300 40 40 re f"), "left edge"),
    "area ends in the bleed": (content(b"1 0 0 0 k 560 300 40 40 re f"), "right edge"),
    "clipped": (content(b"0 0 595 900 re W n 1 0 0 0 k -9 800 40 60 re f"), "left edge"),
}
KINDS = {
    "page-boxes": BOX,
    "not-pdf-x": IDENTIFICATION,
    "output-intent": INTENT,
    "press-colour": COLOUR,
    "overprint": OVERPRINT,
    "too-much-ink": INK,
    "bleed-short": BLEED,
}
CASES = [
    pytest.param(code, *case, id=f"{code}-{name}")
    for code, cases in KINDS.items()
    for name, case in cases.items()
]


@pytest.mark.parametrize(("code", "breaking", "words"), CASES)
def test_a_fault_is_found(sound: bytes, code: str, breaking: Breaking, words: str) -> None:
    found = broken(sound, breaking)
    assert any(problem.code == code and words in problem.message for problem in found), found
    # What is broken is what is told, and little else.
    others = {"overprint", "press-colour", "bleed-short", "too-much-ink"}
    assert {problem.code for problem in found} <= {code} | others


def test_pages_that_fill_no_sheet_are_found(sound: bytes) -> None:
    (problem,) = broken(sound, lambda pdf: pdf.pages.__delitem__(-2))
    assert problem.code == "page-count"


def test_a_link_is_found(sound: bytes) -> None:
    (problem,) = broken(sound, page(linked))
    assert problem.code == "press-annotation"
    assert problem.message.startswith(f"page {OPENER + 1},")


def test_a_font_that_is_not_embedded_is_found(sound: bytes) -> None:
    assert {problem.code for problem in broken(sound, unembedded)} == {"font-not-embedded"}


def test_missing_identifiers_are_found(sound: bytes) -> None:
    # In the cross-reference stream, the one place that says ID followed by two strings.
    data = re.sub(rb"/ID \[", b"/Xy [", sound)
    assert data != sound
    assert any("/ID" in problem.message for problem in inspect(data).problems)


def test_a_coarse_picture_is_a_warning(sound: bytes) -> None:
    def coarse(pdf: pikepdf.Pdf) -> None:
        picture("/DeviceCMYK", 4, 100, 72)(pdf)
        image = pdf.pages[OPENER].Resources.XObject.New
        image.write(b"\x20" * 4 * 100 * 100)

    (problem,) = broken(sound, coarse)
    assert problem.code == "picture-coarse"
    assert problem.severity is Severity.WARNING
    assert "100 pixels per inch" in problem.message


def test_a_fine_picture_in_cmyk_is_no_fault(sound: bytes) -> None:
    def fine(pdf: pikepdf.Pdf) -> None:
        picture("/DeviceCMYK", 4, 300, 72)(pdf)
        pdf.pages[OPENER].Resources.XObject.New.write(b"\x20" * 4 * 300 * 300)

    assert broken(sound, fine) == ()
