"""Read which standards of accessibility and archiving a finished file says it keeps to."""

from typing import NamedTuple

from mgi_report.proof.reader import PdfReader

__all__ = ["WTPDF", "Claim", "claims"]

ARCHIVING = {
    f"{part}{level}": f"PDF/A-{part}{level}"
    for part, levels in {"1": "ab", "2": "abu", "3": "abu"}.items()
    for level in levels
} | {"4": "PDF/A-4", "4e": "PDF/A-4e", "4f": "PDF/A-4f"}
ACCESSIBILITY = {"ua1": "PDF/UA-1", "ua2": "PDF/UA-2"}


class Claim(NamedTuple):
    """Hold a standard, such as PDF/A-3a, and its short name among validators, such as 3a."""

    flavour: str
    standard: str


WTPDF = {
    "http://pdfa.org/declarations/wtpdf#accessibility1.0": Claim(
        "wt1a", "WTPDF 1.0 for accessibility"
    ),
    "http://pdfa.org/declarations/wtpdf#reuse1.0": Claim("wt1r", "WTPDF 1.0 for reuse"),
}
"""By the addresses of its declarations (WTPDF 1.0, 6.1.2 and 6.1.3)."""


def claims(reader: PdfReader) -> tuple[Claim, ...]:
    """Return the claims in the metadata (ISO 19005-3, 6.6.4; ISO 14289-1, 5), PDF/UA first,
    WTPDF last.

    What is no standard that exists is none: the words are those of whoever wrote the file.
    """
    said = reader.metadata
    archiving = (said.get("pdfaid:part", "") + said.get("pdfaid:conformance", "")).lower()
    named = (f"ua{said.get('pdfuaid:part', '')}", archiving)
    known = ACCESSIBILITY | ARCHIVING
    claimed = [Claim(flavour, known[flavour]) for flavour in named if flavour in known]
    claimed += [claim for address, claim in WTPDF.items() if address in reader.declarations]
    return tuple(claimed)
