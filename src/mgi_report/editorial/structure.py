"""Say where a translation is built otherwise than its source; words are not compared.

Each cause is told once: of a list with another number of findings nothing more is said.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mgi_report.editorial.pairs import FindingPair, TranslationPair
from mgi_report.problems.problem import DataPath, Fault, Problem, shown, write_path
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.file.tree import Node, Plain
from mgi_report.profile.framework import Domain
from mgi_report.profile.markup import runs

__all__ = ["structure_problems"]

CODE = "translation-differs"
_LISTS = ("sections", "instruments", "bodies", "sources")
_MAY_BE_LEFT_OUT: tuple[DataPath, ...] = (
    ("introduction",),
    *(
        ("domains", domain.id, key)
        for domain in Domain
        for key in ("official_title", "introduction")
    ),
)
_SEE_WHICH = "see which of the two lacks or splits one"
_COMPARE = "compare both with the official text"


def structure_problems(pair: TranslationPair) -> Iterator[Problem]:
    """Yield a warning for each difference, at its place in the translation."""
    here, there = _year(pair.here), _year(pair.there)
    if here and there and here.year != there.year:
        message = f"the edition is of {here.year} here, of {there.year} in {pair.name}"
        hint = "write the same year, or another ordinal if these are two editions"
        yield _warning(pair, here.path, message, hint, there.path)
        return
    for path in _MAY_BE_LEFT_OUT:
        yield from _left_out(pair, path)
    for each in pair.lists():
        if len(each.here) != len(each.there):
            message = _counted("findings", pair, each.here, each.there)
            yield _warning(pair, each.path, message, _SEE_WHICH)
    for finding in pair.findings():
        yield from _in_finding(pair, finding)
    for key in _LISTS:
        yield from _list(pair, key)


def _warning(
    pair: TranslationPair, path: DataPath, message: str, hint: str, other: DataPath | None = None
) -> Problem:
    here = pair.here.locate(path)
    there = pair.there.locate(path if other is None else other)
    return pair.warning(Fault(CODE, message, hint), here, there)


def _counted(
    what: str, pair: TranslationPair, here: Sequence[object], there: Sequence[object]
) -> str:
    return f"{what}: {len(here)} here, {len(there)} in {pair.name}"


class _YearPlace(NamedTuple):
    """Hold the year of an edition, and where it stands."""

    year: str
    path: DataPath


def _year(file: DataFile) -> _YearPlace | None:
    """Return the year of an edition, if it tells one."""
    edition = file.nearest(("edition",))[1].items
    for key in ("year", "date"):
        if (node := edition.get(key)) and node.value is not None:
            return _YearPlace(node.written.strip()[:4], ("edition", key))
    return None


def _left_out(pair: TranslationPair, path: DataPath) -> Iterator[Problem]:
    """Yield a warning if one of the two lacks a text."""
    is_here, is_there = (file.nearest(path)[0] == path for file in (pair.here, pair.there))
    if is_here != is_there:
        where = f"here, and not in {pair.name}" if is_here else f"in {pair.name}"
        message = f"{write_path(path)} is only {where}"
        yield _warning(pair, path, message, "translate it, or see in which of the two it belongs")


def _in_finding(pair: TranslationPair, each: FindingPair) -> Iterator[Problem]:
    yield from _left_out(pair, (*each.path, "note"))
    here, there = (node.items.get("since") for node in (each.here, each.there))
    if _value(here) != _value(there):
        message = f"the finding goes on from another one than {each.number} in {pair.name}"
        yield _warning(pair, (*each.path, "since"), message, _COMPARE)
    yield from _links(pair, each.path, each.here, each.there)


def _value(node: Node | None) -> Plain:
    return None if node is None else node.value


class _LinkPlace(NamedTuple):
    """Hold the address of a link, and where it stands below an entry."""

    url: str
    path: DataPath


def _links_of(entry: Node) -> Iterator[_LinkPlace]:
    """Yield the links of a finding or a source: those it lists, and those in its texts."""
    texts: dict[DataPath, Node] = {(): entry}
    texts |= {(key,): entry.items[key] for key in ("text", "note") if key in entry.items}
    for path, node in texts.items():
        if isinstance(node.value, str) and "](" in node.value:
            yield from (_LinkPlace(run.href, path) for run in runs(node.value) if run.href)
    if isinstance(url := _value(entry.items.get("url")), str):
        yield _LinkPlace(url, ("url",))
    if links := entry.items.get("links"):
        for position, link in links.items.items():
            if isinstance(url := _value(link.items.get("url")), str):
                yield _LinkPlace(url, ("links", position, "url"))


def _links(pair: TranslationPair, path: DataPath, here: Node, there: Node) -> Iterator[Problem]:
    ours, theirs = list(_links_of(here)), list(_links_of(there))
    if len(ours) != len(theirs):
        message = _counted("links", pair, ours, theirs)
        yield _warning(pair, path, message, _SEE_WHICH)
        return
    only_here, only_there = _only_in(ours, theirs), _only_in(theirs, ours)
    for one, other in zip(only_here, only_there, strict=True):
        message = f"the link leads to {shown(one.url)}, in {pair.name} to {shown(other.url)}"
        hint = "compare both; silence this if it is the same page in another language"
        yield _warning(pair, (*path, *one.path), message, hint, (*path, *other.path))


def _only_in(links: Sequence[_LinkPlace], others: Sequence[_LinkPlace]) -> list[_LinkPlace]:
    """Return the links whose addresses the others do not have, or not as often."""
    left = Counter(each.url for each in others)
    only = []
    for each in links:
        if left[each.url]:
            left[each.url] -= 1
        else:
            only.append(each)
    return only


def _list(pair: TranslationPair, key: str) -> Iterator[Problem]:
    here, there = pair.entries((key,))
    if len(here) != len(there):
        message = _counted(key, pair, here, there)
        if key == "instruments" and (only := _years_only_in(there, here)):
            message += f"; only there: {', '.join(f'one of {year}' for year in only)}"
        yield _warning(pair, (key,), message, _SEE_WHICH)
    elif key == "instruments":
        yield from _years(pair, here, there)
    elif key in ("sources", "sections"):
        compare = _links if key == "sources" else _parts
        for position, nodes in enumerate(zip(here, there, strict=True)):
            yield from compare(pair, (key, position), *nodes)


def _years_of(entries: Sequence[Node]) -> list[str]:
    years = (entry.items.get("year") for entry in entries)
    return ["no year" if node is None else node.written for node in years]


def _years_only_in(entries: Sequence[Node], others: Sequence[Node]) -> list[str]:
    only = Counter(_years_of(entries)) - Counter(_years_of(others))
    return sorted(only.elements())


def _years(pair: TranslationPair, here: Sequence[Node], there: Sequence[Node]) -> Iterator[Problem]:
    """Compare the years, in whatever order the instruments stand: names are sorted by language."""
    ours, theirs = _years_of(here), _years_of(there)
    only_here, only_there = _years_only_in(here, there), _years_only_in(there, here)
    for year, other in zip(only_here, only_there, strict=True):
        at, at_other = _position(year, ours, theirs), _position(other, theirs, ours)
        message = f"one more instrument is of {year} than in {pair.name}, which has one of {other}"
        path = ("instruments", at, "year"), ("instruments", at_other, "year")
        yield _warning(pair, path[0], message, "compare both with the law", path[1])


def _position(year: str, years: Sequence[str], others: Sequence[str]) -> int:
    """Return where a year stands, best where the other list has another one at the same place."""
    places = [place for place, each in enumerate(years) if each == year]
    return next((place for place in places if others[place] != year), places[0])


def _parts(pair: TranslationPair, path: DataPath, here: Node, there: Node) -> Iterator[Problem]:
    """Compare the parts of a section: their kinds, the rows of tables, the numbers of panels."""
    ours, theirs = _kinds(here), _kinds(there)
    if ours != theirs:
        message = f"the section has {_told(ours)} here, {_told(theirs)} in {pair.name}"
        yield _warning(pair, (*path, "body"), message, "see which of the two lacks a part")


def _kinds(section: Node) -> list[str]:
    """Return what the parts of a section are, with the number of rows or of key figures."""
    body = section.items.get("body")
    if body is None or not isinstance(body.value, tuple):
        return ["text"]
    return [_kind(part) for part in body.items.values()]


def _kind(part: Node) -> str:
    if not part.items:
        return "text"
    key, held = next(iter(part.items.items()))
    if key == "table" and isinstance(text := _value(held.items.get("text")), str):
        return f"a table of {len(text.strip().splitlines())} lines"
    if key == "key_figures":
        return f"{len(held.items)} key figures"
    return str(key)


def _told(kinds: Sequence[str]) -> str:
    return ", ".join(kinds)
