"""Place what stands below a title of its own: a section, the sources, the abbreviations."""

from dataclasses import replace

from pydantic import ValidationError

from mgi_report.manuscript.desk import Desk
from mgi_report.manuscript.lines import LineKind, ManuscriptLine
from mgi_report.manuscript.placed import PlacedSection
from mgi_report.manuscript.section_body import (
    body_parts,
    body_text,
    holds_links,
    is_refused,
    with_links,
)
from mgi_report.manuscript.section_titles import ApartKind, abbreviation_in
from mgi_report.manuscript.spans import PartedLines
from mgi_report.manuscript.text_rows import stands_alone
from mgi_report.problems.problem import Fault, shown
from mgi_report.profile.framework import Domain, Placement
from mgi_report.profile.markup import TextKind, plain_text
from mgi_report.profile.model import Abbreviation, Source
from mgi_report.profile.sections import Section

__all__ = ["introduce", "place_apart"]

PAIR = 2
_HINT = "write it into the profile where it belongs"
_UNKNOWN = "a heading that is not known"


def introduce(desk: Desk, line: ManuscriptLine, domain: Domain) -> None:
    """Place a line as a paragraph of the introduction of a domain."""
    texts = desk.placed.introductions.setdefault(domain, [])
    texts.append(with_links(line))
    desk.put(line, f"domains.{domain.id}.introduction, paragraph {len(texts)}")
    fault = Fault(
        "introduction-guessed",
        f"the text below the heading is taken for the introduction of {domain.id}",
        "if it is a finding, move it to its list in the profile",
    )
    desk.warn(line, fault)
    _keep_what_is_not_in_text(desk, line)


def place_apart(desk: Desk, span: PartedLines) -> None:
    """Place the lines of a section, of the sources or of the abbreviations."""
    if span.kind is ApartKind.ABBREVIATIONS and (pairs := _pairs(span.lines)):
        _add_abbreviations(desk, span, pairs)
    elif span.kind is ApartKind.SOURCES and (sources := _sources(span.lines)):
        _add_sources(desk, span, sources)
    else:
        _add_section(desk, span)
    desk.begin_apart(span.titles[0])


def _warn(desk: Desk, span: PartedLines, what: str, hint: str) -> None:
    title = plain_text(span.titles[0].text)
    desk.warn(span.titles[0], Fault("section-guessed", f"{shown(title)} is taken for {what}", hint))


def _put_titles(desk: Desk, span: PartedLines, place: str) -> None:
    for title in span.titles:
        desk.put(title, place)
        desk.keep_what_belongs(title)


def _keep_what_is_not_in_text(desk: Desk, line: ManuscriptLine) -> None:
    """Keep the notes of a line, and its links if its text does not have them."""
    links = () if holds_links(line) else line.links
    desk.keep_what_belongs(replace(line, links=links))


def _add_section(desk: Desk, span: PartedLines) -> None:
    placed = desk.placed
    title = plain_text(span.titles[0].text)
    parts, left = body_parts(span.lines)
    body = body_text(parts)
    is_new = title not in [each.title for each in placed.sections]
    if not (parts and is_new and _is_section(title, body)):
        if span.titles[0].kind is LineKind.TEXT:
            desk.meet(span.titles[0])
        hint = "a section of the profile can take it and what stands below it; see docs/data.md"
        for line in (*span.titles, *span.lines):
            desk.leave(line, _UNKNOWN if line in span.titles else "a line of a section", hint)
            desk.keep_what_belongs(line)
        return
    path = f"sections[{len(placed.sections)}]"
    placement = Placement.BEFORE_FINDINGS if span.is_before else Placement.AFTER_FINDINGS
    placed.sections.append(PlacedSection(title, placement, body))
    _put_titles(desk, span, f"{path}.title")
    where = placement.value.replace("-", " the ")
    hint = "look where it ends, and whether a heading in it belongs to something else"
    _warn(desk, span, f"the title of a section {where}", hint)
    for part in parts:
        for line in part.lines:
            desk.put(line, f"{path}.body")
            _keep_what_is_not_in_text(desk, line)
    for each in left:
        desk.leave(each.line, each.why, _HINT)
        desk.keep_what_belongs(each.line)


def _is_section(title: str, body: str) -> bool:
    try:
        Section.model_validate({"title": title, "body": body})
    except ValidationError:
        return False
    return True


def _stands_alone(line: ManuscriptLine) -> bool:
    """Return whether a line is no words, but a page number or a stray token."""
    return line.kind is LineKind.TEXT and stands_alone(plain_text(line.text))


def _pairs(lines: list[ManuscriptLine]) -> list[Abbreviation | None]:
    """Return the abbreviation of each line, None for what is none; empty if a line does not fit."""
    found: list[Abbreviation | None] = []
    for line in lines:
        is_head = not found and line.kind is LineKind.ROW and len(lines) > 1 and _is_head(line)
        if is_head or _stands_alone(line):
            found.append(None)
            continue
        pair = _pair(line)
        try:
            found.append(Abbreviation(short=pair[0], long=pair[1]) if pair else None)
        except ValidationError:
            return []
        if pair is None:
            return []
    return found if any(found) else []


def _pair(line: ManuscriptLine) -> tuple[str, str] | None:
    if line.kind is LineKind.ROW:
        short, long = map(plain_text, line.cell_texts if len(line.cells) == PAIR else ("", ""))
        return (short, long) if short and long else None
    if line.kind is LineKind.HEADING:
        return None
    words = plain_text(line.text)
    if pair := abbreviation_in(words, is_raw=True):
        return pair
    # Two spaces in the file are one in the text.
    raw = abbreviation_in(line.sources[0].text, is_raw=True) if len(line.sources) == 1 else None
    if raw and words.startswith(f"{raw[0]} "):
        return raw[0], words.removeprefix(raw[0]).strip()
    return abbreviation_in(words)


def _is_head(line: ManuscriptLine) -> bool:
    """Return whether a row names what its columns hold."""
    return len(line.cells) == PAIR and not any(
        any(map(str.isupper, cell[1:])) for cell in map(plain_text, line.cell_texts)
    )


def _add_abbreviations(desk: Desk, span: PartedLines, pairs: list[Abbreviation | None]) -> None:
    listed = desk.placed.abbreviations
    _put_titles(desk, span, "heading: abbreviations")
    _warn(desk, span, "the heading of the abbreviations", "look whether each line is one")
    for line, pair in zip(span.lines, pairs, strict=True):
        if pair is not None:
            desk.put(line, f"abbreviations[{len(listed)}]")
            listed.append(pair)
        elif line.kind is LineKind.ROW:
            desk.put(line, "heading: of the columns")
        else:
            desk.leave(line, "a number or sign that stands alone", _HINT)
        desk.keep_what_belongs(line)


def _sources(lines: list[ManuscriptLine]) -> list[Source | None]:
    """Return the source of each line, None for what is none; empty if a line does not fit."""
    found: list[Source | None] = []
    for line in lines:
        words = plain_text(line.text)
        if line.kind in (LineKind.HEADING, LineKind.ROW) or words.rstrip().endswith(":"):
            return []
        source = None if _stands_alone(line) else _source(line)
        if source is None and not _stands_alone(line):
            return []
        found.append(source)
    return found if any(found) else []


def _source(line: ManuscriptLine) -> Source | None:
    if is_refused(with_links(line), TextKind.INLINE):
        return None
    url = line.links[0].url if len(line.links) == 1 and _is_link_at_end(line) else None
    for text, address in ((line.text, url), (with_links(line), None), (line.text, None)):
        try:
            if address is not None or text != line.text or not line.links:
                return Source(text=text, url=address)
        except ValidationError:
            continue
    return None


def _is_link_at_end(line: ManuscriptLine) -> bool:
    link, words = line.links[0], plain_text(line.text).rstrip(" .")
    is_written = link.url in words or link.title.rstrip("/") in link.url
    return words.endswith(link.title.rstrip(" .")) and not is_written


def _add_sources(desk: Desk, span: PartedLines, sources: list[Source | None]) -> None:
    listed = desk.placed.sources
    _put_titles(desk, span, "heading: sources")
    _warn(desk, span, "the heading of the sources", "look whether each paragraph is one")
    for line, source in zip(span.lines, sources, strict=True):
        if source is None:
            desk.leave(line, "a number or sign that stands alone", _HINT)
            desk.keep_what_belongs(line)
            continue
        desk.put(line, f"sources[{len(listed)}]")
        listed.append(source)
        is_kept = source.url is not None or (holds_links(line) and source.text == line.linked)
        desk.keep_what_belongs(replace(line, links=() if is_kept else line.links))
