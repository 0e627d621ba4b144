"""Turn a manuscript file into a profile file, with a ledger of where each line went."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from mgi_report.manuscript.identity import (
    ManuscriptChoices,
    ManuscriptForm,
    identity_of,
    identity_problems,
    keep_overruled,
)
from mgi_report.manuscript.lines import Manuscript
from mgi_report.manuscript.placed import LedgerEntry, Placed, ledger_of
from mgi_report.manuscript.placing import place
from mgi_report.manuscript.profile_file import profile_bytes
from mgi_report.manuscript.spelling import normalised
from mgi_report.problems.problem import Fault, Location, Problem, ProblemsFound, in_file_order
from mgi_report.profile.file.text import read_bytes

__all__ = ["Conversion", "convert"]

_ROOM = "mgi_report.manuscript"
_FORMS = {
    ManuscriptForm.TEXT: ("plain", "read_plain", (".txt", ".text", "")),
    ManuscriptForm.HTML: ("web", "read_web", (".html", ".htm", ".xhtml", ".mhtml", ".mht")),
    ManuscriptForm.WORD: ("word", "read_word", (".docx", ".doc")),
    ManuscriptForm.SHEET: ("sheet", "read_sheet", (".xlsx", ".xlsm", ".xls")),
    ManuscriptForm.MARKDOWN: ("markdown_text", "read_markdown", (".md", ".markdown")),
}
"""The forms of manuscripts: module, function, and the endings of files."""

_NO_TEXT = Fault(
    "manuscript-empty",
    "the manuscript holds no text; nothing was written",
    "if it shows pictures of its pages, ask for the text they were made from",
)


@dataclass(frozen=True)
class Conversion:
    """Hold the bytes of a profile file and its name, the ledger, and every warning."""

    manuscript: Manuscript = field(repr=False)
    placed: Placed = field(repr=False)
    file: Path
    data: bytes = field(repr=False)
    ledger: tuple[LedgerEntry, ...] = field(repr=False)
    warnings: tuple[Problem, ...]


def convert(
    path: Path, folder: Path, choices: ManuscriptChoices, standard: Collection[str] = ()
) -> Conversion:
    """Return the profile that a manuscript makes, to be written to a folder.

    ``standard`` are the programme's own texts. ProblemsFound if the manuscript cannot be read.
    """
    read = _reader(path, choices.form)
    manuscript = read(path, read_bytes(path, "manuscript"))
    if not manuscript.lines:
        raise ProblemsFound([Problem(*_NO_TEXT, location=Location(path)), *manuscript.warnings])
    manuscript = normalised(manuscript, choices.keep, choices.also)
    placed = place(manuscript, standard)
    identity = identity_of(placed, choices)
    keep_overruled(placed, choices)
    file = folder / identity.file_name(path)
    warnings = (*placed.warnings, *identity_problems(identity, placed, file))
    data = profile_bytes(placed, identity, file)
    ordered = in_file_order(warnings)
    return Conversion(manuscript, placed, file, data, ledger_of(placed), ordered)


def _reader(path: Path, form: ManuscriptForm | None) -> Callable[[Path, bytes], Manuscript]:
    ending = path.suffix.lower()
    found = form or next((name for name, (*_, ends) in _FORMS.items() if ending in ends), None)
    if found is None:
        known = ", ".join(end for *_, ends in _FORMS.values() for end in ends if end)
        fault = Fault(
            "manuscript-form",
            f"the ending {ending} does not tell what form the manuscript has",
            f"known are {known}; or say with --form what it is: {', '.join(ManuscriptForm)}",
        )
        raise ProblemsFound([Problem(*fault, location=Location(path))])
    module, function, _ = _FORMS[found]
    reader: Callable[[Path, bytes], Manuscript] = getattr(
        import_module(f"{_ROOM}.{module}"), function
    )
    return reader
