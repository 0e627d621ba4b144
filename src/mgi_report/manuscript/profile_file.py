"""Write what was placed as a profile file, and read it back before anybody keeps it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from mgi_report.manuscript.identity import Identity
from mgi_report.manuscript.placed import Placed, PlacedFinding
from mgi_report.problems.problem import Fault, Location, Problem, ProblemsFound
from mgi_report.profile.file.data_file import data_file_of
from mgi_report.profile.file.text import text_of
from mgi_report.profile.framework import Domain, FindingList, Level, Status, TitleForm
from mgi_report.profile.schema import schema_line

__all__ = ["profile_bytes", "scalar"]

WIDTH = 96  # characters
TO_FILL_IN = "to be filled in"
NO_LIST = "the manuscript has no such list"
# A line of the file must not begin as Markdown's lists, headings, tables and quotations do.
_HARMLESS_START = re.compile(r"[\"'(\u00ab\u2018\u201c]+[^\W_]|[^\W\d_]|[0-9]+(?![0-9]|[.)]*$)")
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,;.()/&\u2019\u2013-]|'(?=\w))*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def profile_bytes(placed: Placed, identity: Identity, file: Path) -> bytes:
    """Return the profile file, read back: every text in it is the one that was placed.

    ProblemsFound if it is not, which is a fault of this program.
    """
    data = ("\n".join(_lines(placed, identity)) + "\n").encode()
    _prove(placed, data, file)
    return data


def _prove(placed: Placed, data: bytes, file: Path) -> None:
    tree = data_file_of(text_of(file, data)).tree
    for path, written, meant in _texts(placed, tree):
        if written != meant:
            fault = Fault(
                "not-word-for-word",
                f"the file would not say word for word what the manuscript says: {path}",
                "nothing was written; please report this with the manuscript",
            )
            raise ProblemsFound([Problem(*fault, location=Location(file, path=path))])


def _texts(placed: Placed, tree: object) -> Iterator[tuple[str, object, object]]:
    """Yield each text with its path, as it was read back and as it was placed."""
    data = tree if isinstance(tree, dict) else {}
    paragraphs = str(data.get("introduction", "")).split("\n\n")
    written = [" ".join(each.split()) for each in paragraphs if each.strip()]
    meant = [" ".join(each.split()) for each in placed.introduction]
    yield "introduction", written, meant
    for domain in Domain:
        lists = data["domains"][domain.id] or {}
        for finding_list in FindingList:
            path = f"domains.{domain.id}.{finding_list.field}"
            read = [_read_back(each) for each in lists.get(finding_list.field) or ()]
            listed = placed.findings.get((domain, finding_list), ())
            yield path, read, [_as_data(each) for each in listed]


def _read_back(entry: object) -> object:
    return {"text": entry} if isinstance(entry, str) else entry


def _as_data(finding: PlacedFinding) -> object:
    data: dict[str, object] = {"text": finding.text}
    if finding.note is not None:
        data["note"] = finding.note
    if finding.links:
        data["links"] = tuple({"title": each.title, "url": each.url} for each in finding.links)
    return data


def _lines(placed: Placed, identity: Identity) -> Iterator[str]:
    yield schema_line()
    yield f"# Imported from {_comment(placed.manuscript.path.name)}. Findings are word for word."
    yield ""
    yield f"language: {identity.language}"
    yield f"status: {Status.DRAFT.value}                 # final, once it is signed off"
    yield ""
    yield from _subject(identity)
    yield ""
    yield from _edition(identity)
    if placed.introduction:
        yield from ("", "introduction: |-")
        for number, paragraph in enumerate(placed.introduction):
            if number:
                yield ""
            yield from _wrapped(paragraph, 2)
    if placed.credits:
        yield from ("", "credits:")
        for key, value in placed.credits.items():
            yield f"  {key}: {scalar(value)}"
    yield from ("", "domains:")
    for domain in Domain:
        yield from _domain(placed, domain)
    if placed.unplaced:
        yield from _unplaced(placed)


def _subject(identity: Identity) -> Iterator[str]:
    yield "subject:"
    yield f"  level: {identity.level.value}"
    yield _entry("code", identity.code, "ISO 3166-1 alpha-3 code of the country, such as LSO")
    yield _entry("name", identity.name, "full name with its article: The Kingdom of Lesotho")
    yield _entry("short_name", identity.short_name, "Lesotho")
    if identity.level is Level.LOCAL:
        yield _entry("kind", identity.kind, "City, Federal State, Region ...")
        yield _entry("country", identity.country, "short name of the country")


def _edition(identity: Identity) -> Iterator[str]:
    yield "edition:"
    ordinal = None if identity.ordinal is None else str(identity.ordinal)
    yield _entry("ordinal", ordinal, "1 for the First Profile, 2 for the Second", is_plain=True)
    if identity.year is not None:
        yield f"  year: {identity.year}"
    if identity.title_form is not TitleForm.ORDINAL:
        yield f"  title_form: {identity.title_form.value}"
    date = None if identity.date is None else str(identity.date)
    if date is None:
        yield "  # date:  if it is known, that of publication, such as 2021-12"
    else:
        yield f"  date: {date}"


def _entry(key: str, value: str | None, what: str, *, is_plain: bool = False) -> str:
    if value is None:
        return f"  {key}:  # {TO_FILL_IN}: {what}"
    return f"  {key}: {value if is_plain else scalar(value)}"


def _domain(placed: Placed, domain: Domain) -> Iterator[str]:
    yield f"  {domain.id}:"
    for finding_list in FindingList:
        place = domain, finding_list
        listed = placed.findings.get(place)
        if listed:
            yield f"    {finding_list.field}:"
            for finding in listed:
                yield from _finding(finding)
        elif place in placed.headed - placed.doubtful:
            yield f"    {finding_list.field}: []"
        else:
            has_heading = place in placed.headed
            said = "what stands in it has no place" if has_heading else NO_LIST
            yield f"    {finding_list.field}:  # {TO_FILL_IN}: {said}; [] if it is empty"


def _finding(finding: PlacedFinding) -> Iterator[str]:
    if finding.note is None and not finding.links:
        yield "      - >-"
        yield from _wrapped(finding.text, 8)
        return
    yield "      - text: >-"
    yield from _wrapped(finding.text, 10)
    if finding.note is not None:
        yield "        note: >-"
        yield from _wrapped(finding.note, 10)
    if finding.links:
        yield "        links:"
        for link in finding.links:
            yield f"          - title: {scalar(link.title)}"
            yield f"            url: {json.dumps(link.url, ensure_ascii=False)}"


def _unplaced(placed: Placed) -> Iterator[str]:
    unit = placed.manuscript.unit
    yield ""
    yield "# What has no place yet. Move each text to where it belongs, or delete it."
    for line in placed.unplaced:
        yield f"# {unit} {line.label}, {line.why}:"
        yield f"#   {_comment(line.text)}"


def _comment(text: str) -> str:
    return " ".join(text.split())


def _wrapped(text: str, indent: int) -> Iterator[str]:
    """Yield the lines of a text, broken at single spaces only, before words that are harmless."""
    margin, line = " " * indent, ""
    for chunk in _unbroken(text):
        if line and len(margin) + len(line) + 1 + len(chunk) > WIDTH:
            yield margin + line
            line = chunk
        else:
            line = f"{line} {chunk}" if line else chunk
    yield margin + line


def _unbroken(text: str) -> Iterator[str]:
    """Yield the pieces of a text that may not be broken; single spaces stand between them."""
    chunk = ""
    for word in text.split(" "):
        if not chunk:
            chunk = word
        elif _HARMLESS_START.match(word) and not chunk.endswith((" ", "\t")):
            yield chunk
            chunk = word
        else:
            chunk = f"{chunk} {word}"
    yield chunk


def scalar(text: str) -> str:
    """Return a short text as YAML: plain where nobody could misread it, else in double quotes."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
