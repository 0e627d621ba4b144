"""Write into a translation the digests of the findings it was made from.

The text of the file is edited where a digest goes, and nothing else: comments, line ends and the
style of each finding stay. What comes out is read again, and taken only if all else is the same.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from mgi_report.editorial.digests import DIGEST, source_digest
from mgi_report.editorial.pairs import FindingPair, TranslationPair, source_of
from mgi_report.editorial.repairs import Repaired
from mgi_report.problems.problem import Fault, Location, Problem, ProblemsFound, Severity
from mgi_report.profile.file.data_file import DataFile, data_file_of
from mgi_report.profile.file.tree import Node, Plain
from mgi_report.profile.language_versions import VersionFinder

__all__ = ["noted", "with_digests"]

_FLOW = ("{", "[")
_INDENT = "  "


class _Edit(NamedTuple):
    """Put a text in the place of what stands between two characters of the file."""

    at: int
    end: int
    text: str


def noted(mended: Repaired, renewed: Collection[str] | None) -> Repaired:
    """Return a mended translation with the digests of its source, as `with_digests` writes them.

    A file that is no translation, or whose source does not lie beside it, stays as it is.
    """
    file, versions = mended.before.file, VersionFinder()
    here = data_file_of(mended.before.saying(mended.after))
    own = versions.version_in(file)
    said = here.root.items.get("translated_from")
    if own is None:
        return mended
    source = source_of(file, own, None if said is None else str(said.value), versions)
    if source is None:
        return mended
    return replace(mended, after=with_digests(TranslationPair(here, source), renewed))


def with_digests(pair: TranslationPair, renewed: Collection[str] | None = ()) -> str:
    """Return the text of a translation with a digest in each finding that has none.

    One that differs is renewed where the finding's number is among ``renewed``, or if that is None.
    The key with the language of the source is written too, since the digests hold for no other.
    ProblemsFound if they cannot be written without a change of something else.
    """
    here = pair.here
    edits = [*_named_source(pair), *_digests(pair, renewed)]
    written = here.text.text
    for edit in sorted(edits, reverse=True):
        written = written[: edit.at] + edit.text + written[edit.end :]
    if not _has_same_data(here, written):
        fault = Fault(
            "digest-not-written",
            "the digests cannot be written into this file without a change of something else",
            "write its findings without anchors (&name) and aliases (*name)",
        )
        place = Location(here.text.file)
        raise ProblemsFound([Problem(*fault, location=place, severity=Severity.WARNING)])
    return written


def _has_same_data(here: DataFile, written: str) -> bool:
    """Return whether a text has the data of a file, but for what is written here."""
    try:
        again = data_file_of(here.text.saying(written))
    except ProblemsFound:
        return False
    return _without_notes(again.tree) == _without_notes(here.tree)


def _without_notes(value: Plain) -> Plain:
    """Return data as they are without what is written here; a text stands for a finding."""
    if isinstance(value, tuple):
        return tuple(map(_without_notes, value))
    if not isinstance(value, dict):
        return value
    rest = {
        key: _without_notes(below)
        for key, below in value.items()
        if key not in (DIGEST, "translated_from")
    }
    return rest["text"] if rest.keys() == {"text"} else rest


def _named_source(pair: TranslationPair) -> Iterator[_Edit]:
    root = pair.here.root
    language = pair.there.root.items["language"].value
    if "translated_from" not in root.items:
        yield _new_key(pair.here, root, root.items["language"], "translated_from", str(language))


def _digests(pair: TranslationPair, renewed: Collection[str] | None) -> Iterator[_Edit]:
    for each in pair.findings():
        digest = source_digest(each.there)
        kept = each.here.items.get(DIGEST)
        if kept is None:
            yield from _noted(pair.here, each, digest)
        elif kept.value != digest and (renewed is None or each.number in renewed):
            written = pair.here.text.text[kept.at : kept.end]
            yield _Edit(kept.at, kept.end, written.replace(str(kept.value), digest))


def _noted(file: DataFile, each: FindingPair, digest: str) -> Iterator[_Edit]:
    """Write a digest into a finding, which gets keys if it is a text alone."""
    node, text = each.here, file.text.text
    if node.items:
        yield _new_key(file, node, _last(node), DIGEST, digest)
        return
    if _is_in_flow(file, each):
        key, note = _pair(file, "text", ""), _pair(file, DIGEST, digest)
        yield _Edit(node.at, node.at, "{" + key)
        yield _Edit(node.end, node.end, f", {note}}}")
        return
    column = node.at - _line_start(text, node.at)
    end = _end_of_line(text, node)
    lines = text[node.at : end].split("\n")
    # The key stands where the text did, so what goes on below it goes further in.
    moved = "\n".join([lines[0], *(_INDENT + line if line.strip() else line for line in lines[1:])])
    yield _Edit(node.at, end, f"text: {moved}{_break(text)}{' ' * column}{DIGEST}: {digest}")


def _is_in_flow(file: DataFile, each: FindingPair) -> bool:
    above = file.nearest(each.path[:-1])[1]
    return file.text.text[above.at] in _FLOW


def _new_key(file: DataFile, mapping: Node, after: Node, key: str, value: str) -> _Edit:
    """Write a key into a mapping behind one of its values, in the mapping's own style."""
    text = file.text.text
    if text[mapping.at] in _FLOW:
        end = after.end
        return _Edit(end, end, f", {_pair(file, key, value)}")
    end = _end_of_line(text, after)
    column = mapping.at - _line_start(text, mapping.at)
    return _Edit(end, end, f"{_break(text)}{' ' * column}{key}: {value}")


def _pair(file: DataFile, key: str, value: str) -> str:
    """Return a key and its value as they stand in braces."""
    if file.text.file.suffix.lower() == ".json":
        return f'"{key}": "{value}"' if value else f'"{key}": '
    return f"{key}: {value}"


def _last(node: Node) -> Node:
    return max(node.items.values(), key=lambda item: item.at)


def _end_of_line(text: str, node: Node) -> int:
    """Return the end of the last line that a value stands on, which may end in a comment."""
    while node.items and text[node.at] not in _FLOW:
        node = _last(node)
    end = len(text[: max(node.end, node.at)].rstrip())
    found = text.find("\n", end)
    end = len(text) if found < 0 else found
    return end - (text[end - 1 : end] == "\r")


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
