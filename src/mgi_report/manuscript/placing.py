"""Place the lines of a manuscript in a profile: never a word changed, never a line dropped.

What is not known is not guessed: it is unplaced, told with its line, and kept as a comment. What
is guessed is told as a warning. Findings stay in the order of the manuscript.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from difflib import SequenceMatcher

from mgi_report.manuscript.apart import introduce, place_apart
from mgi_report.manuscript.bullets import is_text
from mgi_report.manuscript.columns import COLUMNS, take_row
from mgi_report.manuscript.desk import Desk
from mgi_report.manuscript.headings import (
    Heading,
    ManuscriptPart,
    folded,
    heading_before_text,
    known_heading,
)
from mgi_report.manuscript.lines import LineKind, Manuscript, ManuscriptLine
from mgi_report.manuscript.placed import Placed, UnplacedLine
from mgi_report.manuscript.remarks import remark
from mgi_report.manuscript.spans import spans_of
from mgi_report.manuscript.text_rows import is_stray
from mgi_report.manuscript.titles import TitleLine, read_title
from mgi_report.problems.problem import Fault, shown
from mgi_report.profile.framework import FindingList, Level
from mgi_report.profile.markup import plain_text

__all__ = ["place"]

LIKE_STANDARD = 0.8
_CREDITS = re.compile(
    r"\bled by (?:the )?(?P<lead>[^.]+?),? and implemented with (?:the )?research and analysis"
    r" (?:from|by) (?:the )?(?P<research_partner>[^.]+)\."
    r"(?: Funding (?:is|was) provided by (?:the )?(?P<funding>[^.]+)\.)?"
)
_CONTINUED = re.compile(r"\b(?:cont|suite|continua)", re.I)
HEADING = "heading"
STANDARD = "the programme's own text"


def place(manuscript: Manuscript, standard: Collection[str] = ()) -> Placed:
    """Return what a manuscript says, each line at its place or unplaced.

    ``standard`` are texts of the programme itself, such as the definitions of the domains.
    """
    desk = Desk(Placed(manuscript), frozenset(map(folded, standard)))
    desk.placed.warnings.extend(manuscript.warnings)
    for span in spans_of(manuscript):
        if span.kind is not None:
            place_apart(desk, span)
        elif span.domain is not None and not _is_standard(desk, span.lines[0]):
            introduce(desk, span.lines[0], span.domain)
        else:
            for line in span.lines:
                _place_line(desk, line)
    if manuscript.unit != "row":
        desk.placed.unplaced.sort(key=lambda each: each.number)
    desk.tell_columns()
    if desk.languages:
        desk.placed.language = desk.languages.most_common(1)[0][0]
    if not desk.placed.headed:
        _tell_no_headings(desk.placed)
    return desk.placed


def _is_standard(desk: Desk, line: ManuscriptLine) -> bool:
    words = plain_text(line.text)
    return folded(words) in desk.standard or _is_like_standard(desk, words)


def _place_line(desk: Desk, line: ManuscriptLine) -> None:
    before = len(desk.placed.went)
    _take_line(desk, line)
    if line.kind is not LineKind.ROW:
        desk.columns = ()
    for one, went in desk.placed.went[before:]:
        if "domains." not in went:
            desk.keep_what_belongs(one)


def _take_line(desk: Desk, line: ManuscriptLine) -> None:
    if line.kind is LineKind.COLUMNS:
        desk.put(line, COLUMNS)
        return
    if line.kind is LineKind.CELL:
        desk.leave_cell(line)
        return
    words = plain_text(line.text)
    found = known_heading(words)
    if found is not None and not (line.kind in (LineKind.ITEM, LineKind.ROW) and found.is_guess):
        _take_heading(desk, line, found)
    elif line.kind is LineKind.ITEM:
        _take_item(desk, line)
    elif line.kind is LineKind.ROW and (desk.columns or sum(map(bool, line.cells)) != 1):
        take_row(desk, line)
    elif (title := read_title(words)) and not (title.is_place_only and desk.languages):
        _take_title(desk, line, title)
    elif folded(words) in desk.standard:
        desk.put(line, STANDARD)
    elif cut := heading_before_text(line.text):
        _take_both(desk, line, *cut)
    elif line.kind is LineKind.HEADING:
        _take_stranger(desk, line)
    else:
        _take_text(desk, line)


def _take_heading(desk: Desk, line: ManuscriptLine, found: Heading) -> None:
    if found.part is ManuscriptPart.INSTRUCTION:
        desk.placed.unplaced.append(
            UnplacedLine(line.number, line.text, "an instruction of the web page", line.sheet)
        )
        desk.put(line, "instruction of the web page, kept as a comment")
        return
    if found.is_guess or line.kind is LineKind.ITEM:
        fault = Fault(
            "heading-guessed",
            f"{shown(line.text)} is taken for the heading {shown(found.meant)}",
            "if it is none, move what stands below it in the profile",
        )
        desk.warn(line, fault)
    desk.after_title = False
    if found.part is not None:
        desk.part, desk.domain, desk.list = found.part, None, None
        desk.put(line, f"{HEADING}: {found.part.value.replace('_', ' ')}")
        return
    desk.languages[found.language] += 1
    if found.domain is not None:
        desk.domain, desk.list, desk.stranger = found.domain, None, None
        if desk.part is ManuscriptPart.INTRODUCTION:
            desk.part = None
    if found.list is None:
        desk.put(line, f"{HEADING}: {desk.domain.id if desk.domain else ''}")
        return
    _take_list_heading(desk, line, found.list)


def _take_both(desk: Desk, line: ManuscriptLine, head: str, text: str) -> None:
    """Take a line for the heading of a list and the first finding in it, and say so."""
    fault = Fault(
        "heading-and-finding",
        f"the line is cut behind {shown(head)}, which is taken for a heading",
        "if it is none, join the two in the profile, and move what stands below it",
    )
    desk.warn(line, fault)
    source = line.sources
    _take_line(desk, replace(line, text=head, kind=LineKind.TEXT, notes=(), links=(), parts=source))
    _take_item(desk, replace(line, text=text, kind=LineKind.ITEM, parts=source))


def _take_list_heading(desk: Desk, line: ManuscriptLine, finding_list: FindingList) -> None:
    desk.part = None
    if desk.domain is not None and _is_of_another_domain(desk, line, finding_list):
        desk.domain = None
    desk.list, desk.stranger = finding_list, None
    if desk.domain is None:
        desk.put(line, f"{HEADING}: {finding_list.field}, of no domain")
        desk.warn_of_no_domain(line)
        return
    desk.placed.headed.add((desk.domain, finding_list))
    desk.put(line, f"{HEADING}: {desk.domain.id}, {finding_list.field}")


def _is_of_another_domain(desk: Desk, line: ManuscriptLine, finding_list: FindingList) -> bool:
    """Return whether a list comes a second time: the heading of its domain was lost or not known.

    Rows of a sheet may come in any order, and a list may go on behind a page break.
    """
    if desk.domain is None or desk.placed.manuscript.unit == "row":
        return False
    has_findings = bool(desk.placed.findings.get((desk.domain, finding_list)))
    return has_findings and (desk.stranger is not None or not _CONTINUED.search(line.text))


def _take_item(desk: Desk, line: ManuscriptLine) -> None:
    if desk.domain is not None and desk.list is not None:
        desk.tell_stranger(line, f"{desk.domain.id}, {desk.list.field}")
        desk.add_finding(line, desk.domain, desk.list)
    elif desk.list is not None:
        why, hint = "an item of a list of no domain", "write the domain's name above the list"
        desk.leave(line, why, hint)
    elif desk.domain is not None:
        why = f"an item of {desk.domain.id} in neither list"
        hint = "write above it Examples of well-developed areas, or Areas with potential"
        desk.leave(line, why, f"{hint}, and import again; or move it in the profile")
    else:
        hint = "write the headings of its domain and list above it, and import again"
        desk.leave(line, "an item of no domain and no list", hint)


def _take_title(desk: Desk, line: ManuscriptLine, title: TitleLine) -> None:
    known = desk.placed.title
    told = {key: value for key, value in vars(title).items() if value is not None}
    other = [key for key in told if key != "level" and vars(known)[key] not in (None, told[key])]
    desk.after_title = True
    if other:
        why = f"another {', '.join(other)} than a line above says"
        desk.leave(line, why, "look which of the two is right, and write that into the profile")
        return
    if known.level is Level.LOCAL:
        told.pop("level", None)
    desk.placed.title = replace(known, **told)
    places = [_TITLE_PLACES[key] for key in told if key in _TITLE_PLACES]
    desk.put(line, ", ".join(dict.fromkeys(places)) or f"{HEADING}: the name of the series")


_TITLE_PLACES = {
    "name": "subject.name",
    "kind": "subject.kind",
    "place": "subject.short_name",
    "ordinal": "edition.ordinal",
    "year": "edition.year",
    "date": "edition.date",
}


def _take_stranger(desk: Desk, line: ManuscriptLine) -> None:
    """Leave a heading that is not known; what stands below it belongs to nothing we know."""
    desk.part, desk.domain, desk.list = None, None, None
    hint = "a section of the profile can take it and what stands below it; see docs/data.md"
    desk.leave(line, "a heading that is not known", hint)


def _take_text(desk: Desk, line: ManuscriptLine) -> None:
    words = plain_text(line.text)
    if _is_like_standard(desk, words):
        why = "the programme's own text, but not word for word"
        desk.leave(line, why, "the text of the programme is printed; delete this one")
    elif desk.part is ManuscriptPart.INTRODUCTION and is_text(words):
        _add_paragraph(desk, line)
    elif desk.domain and desk.list and desk.is_at_list and is_text(words):
        fault = Fault(
            "finding-without-bullet",
            "the line has no bullet, and is taken for a finding of its own",
            "if it belongs to the finding above it, join the two in the profile",
        )
        desk.warn(line, fault)
        desk.add_finding(line, desk.domain, desk.list)
    else:
        if any(map(str.isalpha, words)) and not is_stray(words):
            # It may be a heading we do not know: what comes below it is no introduction.
            desk.meet(line)
            desk.part = None
        hint = "move it to where it belongs, or delete it"
        desk.leave(line, "neither a heading that is known nor a finding", hint)


def _is_like_standard(desk: Desk, words: str) -> bool:
    mine = folded(words).split()
    return any(
        SequenceMatcher(None, mine, text.split(), autojunk=False).ratio() >= LIKE_STANDARD
        for text in desk.standard
        if abs(len(text.split()) - len(mine)) <= len(mine) * (1 - LIKE_STANDARD) * 2
    )


def _add_paragraph(desk: Desk, line: ManuscriptLine) -> None:
    desk.placed.introduction.append(line.text)
    place = f"introduction, paragraph {len(desk.placed.introduction)}"
    if (found := _CREDITS.search(line.text)) and not desk.placed.credits:
        told = {key: value for key, value in found.groupdict().items() if value}
        desk.placed.credits.update(told)
        place += "; credits"
        names = ", ".join(map(shown, told.values()))
        message = f"the credits are read from this sentence: {names}"
        desk.warn(line, Fault("credits-guessed", message, "look at credits in the profile"))
    desk.put(line, place)


def _tell_no_headings(placed: Placed) -> None:
    """Say once that nothing could be placed for want of headings, in the place of every line."""
    placed.warnings = [each for each in placed.warnings if each.code != "line-unplaced"]
    fault = Fault(
        "no-headings",
        "no heading of a domain and its lists is known; no finding is placed",
        "write the names of the domains, and Examples of well-developed areas and Areas with "
        "potential for further development, on lines of their own above the findings",
    )
    placed.warnings.append(remark(fault, placed.manuscript.path))
