"""Inspect finished files, in memory or on disk, by the rules of their format."""

from dataclasses import replace
from pathlib import Path

from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told
from mgi_report.output.formats import FORMATS
from mgi_report.problems.problem import Location, ProblemsFound
from mgi_report.proof.inspection import Expected, Inspection, in_file, open_pdf, pdf_bytes
from mgi_report.run.formats import Maker, maker_of

__all__ = ["inspect", "inspect_file"]


def inspect(data: bytes, expected: Expected | None = None) -> Inspection:
    """Read a PDF back and return what is wrong with it, and the facts.

    It is of the format it says it is; what says nothing is proved as the first one. Raises
    ProblemsFound if it is no PDF that can be read at all, or if the design has a fault.
    """
    with open_pdf(data) as reader, design_told():
        makers: list[Maker] = [maker_of(each) for each in FORMATS]
        maker = next((each for each in makers if each.recognises(reader)), makers[0])
        return maker.prove(reader, expected or Expected())


def inspect_file(path: Path, assets: Assets) -> Inspection:
    """Inspect a PDF file by the data inside it; its problems name the file.

    Raises ProblemsFound if the file cannot be read or is no PDF.
    """

    def locate(inside: str) -> Location:
        return Location(path, path=inside)

    try:
        found = inspect(pdf_bytes(path), Expected(assets, locate=locate))
    except ProblemsFound as error:
        raise ProblemsFound(in_file(path, error.problems)) from error
    return replace(found, problems=in_file(path, found.problems))
