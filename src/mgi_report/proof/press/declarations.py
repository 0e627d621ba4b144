"""Check what PDF/X-4 asks of the file as a whole (ISO 15930-7, 6.2 to 6.21)."""

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from mgi_report.pdf.press.icc import OutputProfileRefused, read_output_profile
from mgi_report.problems.problem import Severity, shown
from mgi_report.proof.inspection import REBUILD, Flaw, embedding_flaws
from mgi_report.proof.press.evidence import PressFile
from mgi_report.proof.signature_field import is_signature_form

__all__ = ["identification_flaws", "output_intent"]

VERSION = "PDF/X-4"
KEYS = ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")
# Each in the metadata, and in the document information where that is the same thing.
DATES = {"xmp:CreateDate": "CreationDate", "xmp:ModifyDate": "ModDate", "xmp:MetadataDate": ""}
DATE_HINT = (
    "add date or year to edition, or set SOURCE_DATE_EPOCH; a printer's check may refuse a file "
    "without one (ISO 15930-7, 6.2.2)"
)
NEWEST = "1.6"
FORM = "/AcroForm"
FORBIDDEN = ("/OpenAction", "/AA", FORM, "/JavaScript")


def identification_flaws(file: PressFile) -> Iterator[Flaw]:
    """Yield the flaws of version, ids, dates, title, trapping, intent, fonts and actions."""
    metadata, information = file.reader.metadata, file.reader.information
    said = metadata.get("pdfxid:GTS_PDFXVersion", "")
    if said != VERSION:
        message = f"the metadata say {shown(said)} for GTS_PDFXVersion, not {VERSION}"
        yield _flaw(message if said else f"the metadata do not say {VERSION}")
    if file.reader.pdf.pdf_version > NEWEST:
        yield _flaw(f"the file is PDF {file.reader.pdf.pdf_version}, and {VERSION} is {NEWEST}")
    trapped = metadata.get("pdf:Trapped"), information.get("Trapped", "").lstrip("/")
    if trapped not in {("False", "False"), ("True", "True")}:
        yield _flaw("the file does not say in both places whether it is trapped")
    for key in KEYS:
        if not metadata.get(key):
            yield _flaw(f"the metadata lack {key}")
    yield from _dates(metadata, information)
    if not metadata.get("dc:title") or metadata["dc:title"] != information.get("Title"):
        yield _flaw("the file has no title, or two titles")
    identifiers: Any = file.reader.pdf.trailer.get("/ID", [])
    if len(identifiers) != 2 or not all(bytes(each) for each in identifiers):  # noqa: PLR2004
        yield _flaw("the file has no identifiers (/ID)")
    yield from _intent(file)
    yield from _content(file)


def _dates(metadata: Mapping[str, str], information: Mapping[str, str]) -> Iterator[Flaw]:
    places = [metadata.get(key) for key in DATES]
    places += [information.get(key) for key in DATES.values() if key]
    if not any(places):
        message = f"the file has no date, and {VERSION} asks for one"
        yield Flaw("press-date", message, DATE_HINT, path="edition", severity=Severity.WARNING)
    elif not all(places):
        yield _flaw("the file has a date in some of its places only")


def _flaw(message: str) -> Flaw:
    return Flaw("not-pdf-x", message, REBUILD)


def output_intent(pdf: pikepdf.Pdf) -> Any:
    """Return the output intent of PDF/X, or None."""
    intents: Any = pdf.Root.get("/OutputIntents", ())
    return next((each for each in intents if each.get("/S") == "/GTS_PDFX"), None)


def _intent(file: PressFile) -> Iterator[Flaw]:
    intent = output_intent(file.reader.pdf)
    if intent is None:
        yield Flaw("output-intent", "the file names no printing condition", REBUILD)
        return
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield Flaw("output-intent", "the printing condition has no identifier", REBUILD)
    profile = intent.get("/DestOutputProfile")
    if profile is None:
        yield Flaw("output-intent", "the profile of the printing condition is missing", REBUILD)
        return
    try:
        read_output_profile(profile.read_bytes())
    except OutputProfileRefused as refused:
        message = f"the profile of the printing condition {refused}"
        yield Flaw("output-intent", message, REBUILD)


def _content(file: PressFile) -> Iterator[Flaw]:
    yield from embedding_flaws(file.reader.fonts)
    catalog: Any = file.reader.pdf.Root
    for key in FORBIDDEN:
        if key in catalog and not (key == FORM and is_signature_form(catalog[key])):
            yield _flaw(f"the file holds what acts by itself ({key[1:]})")
    for page in file.pages:
        resources: Any = page.page.obj.get("/Resources", {})
        states = resources.get("/ExtGState", {}).values()
        if any(_curves(state) for state in states):
            yield _flaw(f"page {page.number} changes how tones are printed (transfer curves)")


def _curves(state: Any) -> bool:
    """Return whether a graphics state sets a transfer function or halftone phase of its own."""
    return "/TR" in state or "/HTP" in state or str(state.get("/TR2", "/Default")) != "/Default"
