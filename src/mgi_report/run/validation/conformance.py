"""Hold a finished file against the standards it claims, as veraPDF sees them."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from mgi_report.problems.problem import Location, Problem, Severity
from mgi_report.proof.claims import Claim, claims
from mgi_report.proof.inspection import REBUILD, Flaw, as_problems, in_file, open_pdf, pdf_bytes
from mgi_report.run.validation.validator import BrokenRule, Validator, ValidatorFailed

__all__ = ["Conformity", "conformity_of"]

STANDARDS = {
    "wt1a": "WTPDF 1.0",
    "wt1r": "WTPDF 1.0",
    "ua1": "ISO 14289-1",
    "ua2": "ISO 14289-2",
    "1": "ISO 19005-1",
    "2": "ISO 19005-2",
    "3": "ISO 19005-3",
    "4": "ISO 19005-4",
}
MOST = 200
"""More than any standard has rules."""


class Conformity(NamedTuple):
    """Hold what veraPDF finds wrong with a file, and the standards it was asked about."""

    problems: tuple[Problem, ...]
    standards: tuple[str, ...]


def conformity_of(path: Path, validator: Validator) -> Conformity:
    """Return what veraPDF says of a file, for each standard of the file's own claims.

    A file that claims none, such as one for the press, gets a warning: veraPDF knows PDF/A,
    PDF/UA and WTPDF only. Raises ProblemsFound if the file cannot be read or is no PDF.
    """
    data = pdf_bytes(path)
    with open_pdf(data) as reader:
        claimed = claims(reader)
    if not claimed:
        return Conformity((_nothing_claimed(path),), ())
    standards = tuple(claim.standard for claim in claimed)
    # Java does not open every name, and veraPDF passes over files that do not end in .pdf.
    with TemporaryDirectory(prefix="mgi-report-") as folder:
        copy = Path(folder) / "file.pdf"
        copy.write_bytes(data)
        try:
            verdicts = validator.verdicts(copy, [claim.flavour for claim in claimed])
        except ValidatorFailed as reason:
            message = f"veraPDF came to no verdict: {reason}"
            hint = "ask veraPDF itself about the file; mgi-report doctor tells which one is used"
            return Conformity((Problem("validator-failed", message, hint, Location(path)),), ())
    flaws = (flaw for claim in claimed for flaw in _flaws(claim, verdicts[claim.flavour]))
    problems = as_problems(flaws, lambda inside: Location(path, path=inside), MOST)
    return Conformity(in_file(path, problems), standards)


def _flaws(claim: Claim, broken: tuple[BrokenRule, ...]) -> Iterator[Flaw]:
    standard = STANDARDS.get(claim.flavour) or STANDARDS[claim.flavour[0]]
    for rule in broken:
        times = f" ({rule.times} times)" if rule.times > 1 else ""
        place = f"{standard}, {rule.clause}, test {rule.test}"
        message = f"veraPDF, {claim.standard} ({place}): {rule.message}{times}"
        yield Flaw("standard-broken", message, REBUILD, rule.page)


def _nothing_claimed(path: Path) -> Problem:
    message = (
        "the file claims neither PDF/A nor PDF/UA nor WTPDF, the only standards that veraPDF knows"
    )
    hint = "a press file is PDF/X-4, which the inspection itself looks at"
    return Problem("nothing-claimed", message, hint, Location(path), Severity.WARNING)
