"""Look for what the model allows but an editor would want to know.

Checks of the tree run on files with errors too; checks of the profile need a whole profile.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from mgi_report.problems.problem import DataPath, Fault, Location, Problem, Severity, shown
from mgi_report.profile.blocks import plain_texts, read_blocks, stray_rows
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.file.tree import Node
from mgi_report.profile.framework import Domain, FindingList, Status
from mgi_report.profile.model import Profile
from mgi_report.profile.naming import Names, same_spelling

__all__ = ["check_profile", "check_tree"]

MOST_YEARS_BETWEEN = 3
_TWO_SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BULLET = re.compile(r"\s*(?P<sign>[•‣◦▪●○■□∙·]|[-\u2013\u2014*+](?=\s))")
_NAMED = (("instruments", "title"), ("bodies", "name"))
# What follows sections[0].body[1] in the path of a text of blocks.
_MARKDOWN: tuple[DataPath, ...] = ((), ("text",), ("table", "text"))


class _Text(NamedTuple):
    path: DataPath
    node: Node
    text: str


def check_tree(source: DataFile) -> tuple[Problem, ...]:
    """Return the problems of single texts, of equal findings and of equal names."""
    problems: list[Problem] = []
    for each in _texts(source):
        for text in _pieces(each):
            problems += _suspicious(source, each._replace(text=text))
        if _is_markdown(each.path):
            problems += _stray_rows(source, each)
    return (*problems, *_duplicate_findings(source), *_ambiguous_names(source))


def check_profile(profile: Profile, source: DataFile) -> tuple[Problem, ...]:
    """Return the problems that show only when the whole profile is known."""
    return (
        *_edition_year(profile, source),
        *_imprint(profile, source),
        *_never_named(profile, source),
    )


def _warning(fault: Fault, location: Location, *also: Location) -> Problem:
    return Problem(*fault, location=location, severity=Severity.WARNING, also=also)


def _texts(source: DataFile) -> Iterator[_Text]:
    """Yield every text in the tree."""
    waiting: list[tuple[DataPath, Node]] = [((), source.root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node.value, str):
            yield _Text(path, node, node.value)
        waiting.extend(((*path, step), below) for step, below in node.items.items())


def _pieces(each: _Text) -> Iterator[str]:
    """Yield a text, or the words of the blocks of a body, whose bullets and spaces are Markdown."""
    if _is_markdown(each.path):
        yield from plain_texts(read_blocks(each.text))
    else:
        yield each.text


def _is_markdown(path: DataPath) -> bool:
    return path[:1] == ("sections",) and path[2:3] == ("body",) and path[4:] in _MARKDOWN


def _suspicious(source: DataFile, each: _Text) -> Iterator[Problem]:
    if not unicodedata.is_normalized("NFC", each.text):
        word = next(w for w in each.text.split() if not unicodedata.is_normalized("NFC", w))
        fault = Fault(
            "not-normalized",
            f"{shown(word)} is written with separate accents (it is not in Unicode NFC)",
            "type the word again; text copied from a PDF often has such letters",
        )
        yield _warning(fault, source.locate_within(each.path, word))
    if spaces := _TWO_SPACES.search(each.text):
        fault = Fault("suspicious-text", "two spaces follow each other", "delete one of them")
        yield _warning(fault, source.locate_within(each.path, spaces.group()))
    if bullet := _BULLET.match(each.text):
        fault = Fault(
            "suspicious-text",
            f"the text begins with the bullet {shown(bullet['sign'])}",
            "delete it; the layout sets its own bullets and numbers",
        )
        yield _warning(fault, source.locate_within(each.path, bullet["sign"]))


def _stray_rows(source: DataFile, each: _Text) -> Iterator[Problem]:
    for row in stray_rows(read_blocks(each.text)):
        fault = Fault(
            "suspicious-text",
            f"the line {shown(row)} belongs to no table",
            "below its headings a table needs a row such as |---|---| with as many cells",
        )
        yield _warning(fault, source.locate_within(each.path, row))


def _findings(source: DataFile) -> Iterator[_Text]:
    for domain in Domain:
        for finding_list in FindingList:
            path: DataPath = ("domains", domain.id, finding_list.field)
            found, node = source.nearest(path)
            if found == path:
                yield from _texts_of(node, path, "text")


def _texts_of(node: Node, path: DataPath, key: str) -> Iterator[_Text]:
    """Yield the text of each entry of a list, whether it is a plain text or stands under a key."""
    for step, entry in node.items.items():
        if isinstance(entry.value, str):
            yield _Text((*path, step), entry, entry.value)
        elif (text := entry.items.get(key)) and isinstance(text.value, str):
            yield _Text((*path, step, key), text, text.value)


def _duplicate_findings(source: DataFile) -> Iterator[Problem]:
    first: dict[str, _Text] = {}
    for each in _findings(source):
        before = first.setdefault(" ".join(each.text.split()), each)
        if before is not each:
            location, other = source.locate(each.path), source.locate(before.path)
            fault = Fault(
                "duplicate-finding",
                f"the finding on line {other.line} has the same text",
                "delete one of the two, unless the source has both",
            )
            yield _warning(fault, location, other)


def _spellings(source: DataFile) -> Iterator[tuple[_Text, DataPath]]:
    """Yield every spelling of an instrument or a body, and the path of its entry."""
    for field, key in _NAMED:
        found, entries = source.nearest((field,))
        if found != (field,):
            continue
        for step, entry in entries.items.items():
            own: DataPath = (field, step)
            if (name := entry.items.get(key)) and isinstance(name.value, str):
                yield _Text((*own, key), name, name.value), own
            if others := entry.items.get("named_as"):
                yield from ((each, own) for each in _texts_of(others, (*own, "named_as"), ""))


def _ambiguous_names(source: DataFile) -> Iterator[Problem]:
    first: dict[str, tuple[_Text, DataPath]] = {}
    for each, owner in _spellings(source):
        before, first_owner = first.setdefault(same_spelling(each.text), (each, owner))
        if first_owner != owner:
            other = source.locate(before.path)
            fault = Fault(
                "ambiguous-name",
                f"{shown(each.text)} already names the entry on line {other.line}",
                "a spelling can name one entry only; delete it in one of the two",
            )
            yield Problem(*fault, location=source.locate(each.path), also=(other,))


def _edition_year(profile: Profile, source: DataFile) -> Iterator[Problem]:
    year, date = profile.edition.year, profile.edition.date
    if year and date and abs(year - date.year) > MOST_YEARS_BETWEEN:
        fault = Fault(
            "edition-year",
            f"the profile year {year} is far from the date {date}",
            "check both; the date is that of publication",
        )
        yield _warning(fault, source.locate(("edition", "year")))


def _imprint(profile: Profile, source: DataFile) -> Iterator[Problem]:
    """Tell what imprint and citation lack; a draft gets it when it is signed off."""
    if profile.status is Status.DRAFT:
        return
    publication = profile.publication
    publisher = publication.publisher
    held = {
        "publisher": publisher,
        "address": publisher and publisher.address,
        "rights": publication.copyright or publication.licence,
        "disclaimer": publication.disclaimers,
    }
    place = source.locate(("publication",))
    if lacking := [name for name, value in held.items() if not value]:
        fault = Fault(
            "imprint",
            f"the imprint has no {', no '.join(lacking)}",
            "add it to publication: publisher and its address, copyright or licence, disclaimers",
        )
        yield _warning(fault, place)
    if not (publisher or profile.credits.lead or publication.citation):
        fault = Fault(
            "citation-author",
            "the suggested citation names no author",
            "add publisher or citation to publication, or lead to credits",
        )
        yield _warning(fault, place)


def _never_named(profile: Profile, source: DataFile) -> Iterator[Problem]:
    named = {id(each.entry) for each in Names.of(profile).in_profile()}
    entries = {"instruments": profile.instruments, "bodies": profile.bodies}
    for field, key in _NAMED:
        for position, entry in enumerate(entries[field]):
            if id(entry) not in named:
                location = source.locate((field, position, key))
                name = getattr(entry, key)
                fault = Fault(
                    "instrument-not-named",
                    f"no finding names {shown(name)}",
                    "add the spelling that the findings use to its named_as, or delete the entry",
                )
                yield _warning(fault, location)
