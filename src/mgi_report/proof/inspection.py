"""Read a finished PDF back and prove it: what a person would find on paper, and what only
assistive technology, archives and search engines would.

The data inside the file say what must be in it, so that a file can be proved on its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from mgi_report.document.assets import Assets
from mgi_report.document.fonts import font_files
from mgi_report.document.tokens import read_tokens
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.model import Profile
from mgi_report.proof.download.contrast import contrast_problems
from mgi_report.proof.download.elements import Mark
from mgi_report.proof.download.endings import LonelyLine, bottom_gaps, heading_flaws, lonely_lines
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import FindingItems, find_items, finding_flaws, paths_of
from mgi_report.proof.download.glyphs import fonts_of, glyph_flaws
from mgi_report.proof.download.identity import UnreadableData, embedded_profile, identity_flaws
from mgi_report.proof.download.layout import layout_flaws
from mgi_report.proof.download.links import bookmark_flaws, count_links, link_flaws
from mgi_report.proof.download.qrcode import qr_flaws
from mgi_report.proof.download.sheets import PaintedText, Sheet, Sheets
from mgi_report.proof.download.standards import standard_flaws
from mgi_report.proof.flaws import Flaw, as_problems
from mgi_report.proof.preflight import PressFacts, is_press, preflight
from mgi_report.proof.reader import Font, PdfReader

__all__ = ["Expected", "Facts", "Inspection", "inspect"]


@dataclass(frozen=True)
class Expected:
    """Hold what the maker of a file knows of it.

    Without a ``profile`` it is read from the file; without ``source`` the data in the file count.
    ``assets`` say which fonts and colours are allowed.
    """

    assets: Assets = field(default_factory=Assets)
    profile: Profile | None = None
    source: bytes | None = None


@dataclass(frozen=True)
class Facts:
    """Hold what is worth knowing of a file and is neither right nor wrong.

    ``bottom_gaps`` has for each page the mm from its last text to the foot of the text block.
    """

    title: str
    pages: int
    fonts: tuple[Font, ...]
    links: int
    findings: int
    bottom_gaps: tuple[float | None, ...]
    lonely_lines: tuple[LonelyLine, ...]

    def rows(self) -> dict[str, str]:
        """Return the facts in words, by their names."""
        gaps = enumerate(self.bottom_gaps, 1)
        lonely = (f"{word} ({number}, page {page})" for number, page, word in self.lonely_lines)
        return {
            "title": self.title,
            "pages": str(self.pages),
            "findings": str(self.findings),
            "links": str(self.links),
            "fonts": ", ".join(font.name.strip(",") for font in self.fonts),
            "free at the foot, mm": ", ".join(
                f"{page}: {'-' if gap is None else f'{gap:.0f}'}" for page, gap in gaps
            ),
            "lonely last words": ", ".join(lonely) or "none",
        }


@dataclass(frozen=True)
class Inspection:
    """Hold the problems of a file, none of which is one too many, and the facts about it."""

    problems: tuple[Problem, ...]
    facts: Facts | PressFacts


def inspect(data: bytes, expected: Expected | None = None) -> Inspection:
    """Read a PDF back and return what is wrong with it, and the facts.

    A file for the press (PDF/X) is preflighted; any other is proved by the data inside it.
    Raises ProblemsFound if it is no PDF that can be read at all, and TokenError or AssetNotFound
    if the assets lack something.
    """
    expected = expected or Expected()
    with _opened(data) as reader:
        if is_press(reader):
            return Inspection(*preflight(reader, expected.assets))
        return _proved(data, reader, expected)


def _proved(data: bytes, reader: PdfReader, expected: Expected) -> Inspection:
    with Sheets(data) as sheets:
        evidence = Evidence(reader, sheets)
        items = find_items(evidence)
        problems = (
            *as_problems(_flaws(evidence, items, expected)),
            *contrast_problems(expected.assets),
        )
        return Inspection(problems, _facts(evidence, items, expected.assets))


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(data)
    except pikepdf.PasswordError:
        raise ProblemsFound([_encrypted()]) from None
    except pikepdf.PdfError as error:
        hint = "name a PDF file that mgi-report made; if it is one, copy or build it again"
        message = f"this is no whole PDF: {error}"
        raise ProblemsFound([Problem("not-a-pdf", message, hint)]) from None
    if reader.pdf.is_encrypted:
        reader.close()
        raise ProblemsFound([_encrypted()])
    return reader


def _encrypted() -> Problem:
    hint = "ask for a copy without encryption; an archived file has none (ISO 19005-3, 6.1.3)"
    return Problem("pdf-encrypted", "the file is encrypted", hint)


def _flaws(evidence: Evidence, items: FindingItems, expected: Expected) -> Iterator[Flaw]:
    profile = expected.profile
    if profile is None:
        try:
            profile = embedded_profile(evidence)
        except UnreadableData as unreadable:
            yield unreadable.flaw
    paths = {} if profile is None else paths_of(items, profile)

    def path_of(sheet: Sheet, text: PaintedText) -> str:
        return "" if text.mcid is None else paths.get(Mark(sheet.number, text.mcid), "")

    yield from standard_flaws(evidence)
    if profile is not None:
        yield from identity_flaws(evidence, profile, expected.source, expected.assets)
        yield from finding_flaws(evidence, items, profile)
        yield from qr_flaws(evidence, profile)
    yield from layout_flaws(evidence, path_of)
    yield from heading_flaws(evidence)
    yield from glyph_flaws(evidence, {font.family for font in font_files(expected.assets)})
    yield from link_flaws(evidence)
    yield from bookmark_flaws(evidence)


def _facts(evidence: Evidence, items: FindingItems, assets: Assets) -> Facts:
    return Facts(
        title=evidence.reader.metadata.get("dc:title", ""),
        pages=len(evidence.pages),
        fonts=fonts_of(evidence),
        links=count_links(evidence),
        findings=len(items),
        bottom_gaps=bottom_gaps(evidence, read_tokens(assets).mm("margin-bottom")),
        lonely_lines=lonely_lines(evidence, items),
    )
