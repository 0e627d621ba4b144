"""Look at an office file before it is read: is it whole, of the right form, and not too large?"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from mgi_report.problems.problem import Fault, Location, Problem, ProblemsFound

__all__ = ["SHEET", "WORD", "PackageForm", "checked_package"]

LARGEST_UNPACKED = 60_000_000  # bytes
_OLD = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 0x1
_TYPES = "[Content_Types].xml"
_OTHERS = (
    ("word/", "a Word file"),
    ("xl/", "a spreadsheet"),
    ("ppt/", "a presentation"),
    ("content.xml", "a LibreOffice file"),
)
_WHOLE = "open it in {program} and save it again as {ending}; or ask for it once more"


class PackageForm(NamedTuple):
    """Name a form of office files: in words, its ending, the folder of its parts, its program.

    ``main`` ends the type of its main part; a file with macros has another.
    """

    name: str
    ending: str
    folder: str
    program: str
    main: bytes


WORD = PackageForm("Word file", ".docx", "word/", "Word", b"wordprocessingml.document.main+xml")
SHEET = PackageForm("spreadsheet", ".xlsx", "xl/", "Excel", b".main+xml")


@contextmanager
def checked_package(path: Path, data: bytes, form: PackageForm) -> Iterator[BytesIO]:
    """Give the bytes of an office file to read; raise ProblemsFound if they are none, or harmful.

    Whatever a reader raises on a file that anyone may have made becomes ProblemsFound too.
    """
    try:
        _check(path, data, form)
        yield BytesIO(data)
    except ProblemsFound:
        raise
    except Exception as error:
        fault = _damaged(form, str(error) or type(error).__name__)
        raise ProblemsFound([Problem(*fault, location=Location(path))]) from error


def _check(path: Path, data: bytes, form: PackageForm) -> None:
    if fault := _fault(data, form):
        raise ProblemsFound([Problem(*fault, location=Location(path))])


def _fault(data: bytes, form: PackageForm) -> Fault | None:
    if data.startswith(_OLD):
        return _locked(form) if _LOCKED in data else _old(form)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if any(part.flag_bits & _ENCRYPTED for part in archive.infolist()):
            return _locked(form)
        return _unfit(archive, form)


def _unfit(archive: zipfile.ZipFile, form: PackageForm) -> Fault | None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    size = sum(part.file_size for part in parts)
    if size > LARGEST_UNPACKED:
        return Fault(
            "manuscript-too-large",
            f"unpacked, the file has {size / 1_000_000:,.0f} MB;"
            f" at most {LARGEST_UNPACKED // 1_000_000} MB are read",
            "copy the text into a new file, without pictures",
        )
    if _TYPES not in names or not any(name.startswith(form.folder) for name in names):
        others = (kind for mark, kind in _OTHERS if any(name.startswith(mark) for name in names))
        kind = next(others, "a zip file of another kind")
        hint = f"save it as {form.ending}, or give the file the ending it should have"
        return Fault("manuscript-other-form", f"this is {kind}, not a {form.name}", hint)
    if form.main not in archive.read(_TYPES):
        hint = f"open it in {form.program} and save it as {form.ending}"
        message = f"this is a template, or has macros: no plain {form.name}"
        return Fault("manuscript-other-form", message, hint)
    for part in parts:
        # Office files never declare a document type; one that does wants to harm its reader.
        if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part):
            return _damaged(form, f"{part.filename} declares a document type")
    return None


def _damaged(form: PackageForm, reason: str) -> Fault:
    hint = _WHOLE.format(program=form.program, ending=form.ending)
    return Fault("manuscript-damaged", f"this is no whole {form.name}: {reason}", hint)


def _locked(form: PackageForm) -> Fault:
    hint = f"open it in {form.program}, take its password away, and save it"
    return Fault("manuscript-locked", f"the {form.name} is protected with a password", hint)


def _old(form: PackageForm) -> Fault:
    hint = f"open it in {form.program} and save it as {form.ending}"
    return Fault("manuscript-old-form", f"this is a {form.name} of the old form", hint)
