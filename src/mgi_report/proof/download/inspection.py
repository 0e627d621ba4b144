"""Prove a tagged PDF: what a person would find on paper, and what only assistive technology,
archives and search engines would.

The data inside the file say what must be in it, so that a file can be proved on its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import NoCatalogue, assets_for
from mgi_report.document.fonts import font_files
from mgi_report.document.language import read_language
from mgi_report.document.tokens import Tokens, read_tokens
from mgi_report.profile.model import Profile
from mgi_report.proof.download.alternatives import alternative_flaws
from mgi_report.proof.download.attachments import attachment_flaws
from mgi_report.proof.download.contrast import contrast_problems
from mgi_report.proof.download.elements import Mark
from mgi_report.proof.download.endings import (
    LonelyLine,
    bottom_gaps,
    empty_flaws,
    heading_flaws,
    lonely_lines,
)
from mgi_report.proof.download.entries import entry_flaws
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import FindingItems, find_items, finding_flaws, paths_of
from mgi_report.proof.download.fingerprint import extension_flaws, fingerprint_flaws
from mgi_report.proof.download.glyphs import fonts_of, glyph_flaws
from mgi_report.proof.download.hidden_text import hidden_flaws
from mgi_report.proof.download.identity import (
    UnreadableData,
    embedded_profile,
    identity_flaws,
    standard_flaws,
)
from mgi_report.proof.download.kind import DOWNLOAD, TaggedKind
from mgi_report.proof.download.known_pages import page_flaws
from mgi_report.proof.download.languages import language_flaws
from mgi_report.proof.download.layout import layout_flaws
from mgi_report.proof.download.links import bookmark_flaws, count_links, link_flaws, qr_flaws
from mgi_report.proof.download.metadata import metadata_flaws
from mgi_report.proof.download.outline import outline_flaws
from mgi_report.proof.download.reading_order import order_flaws
from mgi_report.proof.download.running_text import running_flaws
from mgi_report.proof.download.shared_sheets import SharedSheets
from mgi_report.proof.download.sheets import PaintedText, Sheet, Sheets
from mgi_report.proof.download.targets import target_flaws
from mgi_report.proof.download.texts import text_flaws
from mgi_report.proof.inspection import Expected, Flaw, Inspection, as_problems
from mgi_report.proof.reader import Font, PdfReader

__all__ = ["DownloadFacts", "prove_download", "prove_tagged"]


@dataclass(frozen=True)
class DownloadFacts:
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


def prove_download(reader: PdfReader, expected: Expected) -> Inspection:
    """Return what is wrong with a file of the download format: see `prove_tagged`."""
    return prove_tagged(reader, expected, DOWNLOAD, lambda _evidence, _items: ())


Check = Callable[[Evidence, FindingItems], Iterable[Flaw]]


def prove_tagged(
    reader: PdfReader, expected: Expected, kind: TaggedKind, also: Check
) -> Inspection:
    """Return what is wrong with a tagged PDF, and the facts about it.

    ``also`` is what is checked in files of this kind alone. Raises TokenError or AssetNotFound if
    the assets lack something.
    """
    expected = _in_script(expected, reader)
    tokens = read_tokens(expected.assets)
    with _sheets(reader.data, expected) as sheets:
        evidence = Evidence(reader, sheets, kind)
        items = find_items(evidence)
        flaws = chain(_flaws(evidence, items, expected, tokens), also(evidence, items))
        problems = (
            *as_problems(flaws, expected.locate),
            *contrast_problems(expected.assets),
        )
        return Inspection(problems, _facts(evidence, items, tokens))


def _sheets(data: bytes, expected: Expected) -> Sheets:
    if expected.elsewhere is None:
        return Sheets(data, finds_hidden=True)
    return SharedSheets(data, expected.elsewhere)


def _in_script(expected: Expected, reader: PdfReader) -> Expected:
    """Take the fonts and tokens for the script of the language that the file is in."""
    said = str(reader.pdf.Root.get("/Lang", ""))
    tag = expected.profile.language if expected.profile else said
    try:
        return replace(expected, assets=assets_for(tag, expected.assets))
    except NoCatalogue:
        return expected


def _flaws(
    evidence: Evidence, items: FindingItems, expected: Expected, tokens: Tokens
) -> Iterator[Flaw]:
    profile = expected.profile
    if profile is None:
        try:
            profile = embedded_profile(evidence)
        except UnreadableData as unreadable:
            yield unreadable.flaw
    yield from _file_flaws(evidence)
    if profile is not None:
        yield from identity_flaws(evidence, profile, expected.source, expected.assets)
        yield from finding_flaws(evidence, items, profile, tokens.count("spread-most"))
        yield from text_flaws(evidence, items, profile)
        yield from _leading_flaws(evidence, items, profile, expected.assets)
    yield from _page_flaws(evidence, {} if profile is None else paths_of(items, profile), tokens)
    families = {font.family for font in font_files(expected.assets)}
    data = "" if profile is None else profile.model_dump_json(warnings=False)
    yield from glyph_flaws(evidence, families, data)
    yield from link_flaws(evidence)
    yield from bookmark_flaws(evidence)


def _file_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield what is wrong with the file, whatever its pages say."""
    yield from standard_flaws(evidence)
    yield from entry_flaws(evidence)
    yield from fingerprint_flaws(evidence.reader)
    yield from extension_flaws(evidence.reader)
    yield from attachment_flaws(evidence)


def _leading_flaws(
    evidence: Evidence, items: FindingItems, profile: Profile, assets: Assets
) -> Iterator[Flaw]:
    """Yield what is wrong with metadata, what leads to a place, or stands for a picture."""
    try:
        language = read_language(profile.language, assets, profile.subject.level)
    except NoCatalogue:
        language = None  # The file comes from a theme with a catalogue that is not at hand.
    yield from metadata_flaws(evidence, profile, language)
    yield from qr_flaws(evidence, profile)
    yield from target_flaws(evidence, items, profile, language, assets)
    yield from outline_flaws(evidence, language)
    yield from alternative_flaws(evidence, profile, language, assets)
    yield from language_flaws(evidence, profile, language, assets)
    if language is not None:
        yield from running_flaws(evidence, profile, language, assets)


def _page_flaws(evidence: Evidence, paths: Mapping[Mark, str], tokens: Tokens) -> Iterator[Flaw]:
    """Yield what is wrong with the pages as they are painted and read."""

    def path_of(sheet: Sheet, text: PaintedText) -> str:
        return "" if text.mcid is None else paths.get(Mark(sheet.number, text.mcid), "")

    yield from page_flaws(evidence)
    yield from order_flaws(evidence)
    yield from layout_flaws(evidence, path_of)
    yield from hidden_flaws(evidence, path_of)
    yield from heading_flaws(evidence)
    yield from empty_flaws(evidence, tokens)


def _facts(evidence: Evidence, items: FindingItems, tokens: Tokens) -> DownloadFacts:
    return DownloadFacts(
        title=evidence.reader.metadata.get("dc:title", ""),
        pages=len(evidence.pages),
        fonts=fonts_of(evidence),
        links=count_links(evidence),
        findings=len(items.own),
        bottom_gaps=bottom_gaps(evidence, tokens.mm("margin-bottom")),
        lonely_lines=lonely_lines(evidence, items),
    )
