"""Check that the data the document was made from are attached, once, and nothing else.

Viewers list the name tree of the file, archives its associated files (ISO 19005-3, 6.8): both have
to lead to the same data, or a person would get others than those the file was proved by.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf

from mgi_report.problems.problem import shown
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.inspection import Flaw

__all__ = ["attachment_flaws"]

HINT = "publish the file as mgi-report wrote it: the data are inside, and nothing else"
FILE = {"/AFRelationship", "/Desc", "/EF", "/F", "/Type", "/UF"}


def attachment_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each attachment that is not the one source of the document.

    Where there is no source, that is told elsewhere.
    """
    associated: Any = evidence.pdf.Root.get("/AF", [])
    files = list(associated)
    if not files:
        return
    source, *others = files
    names: Any = evidence.pdf.Root.get("/Names", {})
    listed = list(_listed(names.get("/EmbeddedFiles", {})))
    for other in (*others, *(each for each in listed if not _is_same(each, source))):
        message = f"there is an attachment {shown(_name(other))} besides the data"
        yield Flaw("attachment", message, HINT)
    if not listed:
        yield Flaw("attachment", "the data inside are in no list that viewers show", HINT)
    yield from _source_flaws(source)


def _source_flaws(source: Any) -> Iterator[Flaw]:
    unknown = sorted(set(source.keys()) - FILE)
    streams = sorted(set(source.get("/EF", {}).keys()) - {"/F"})
    for key in (*unknown, *streams):
        message = f"the attached data have another form, or another place, by {shown(key[1:])}"
        yield Flaw("attachment", message, HINT)
    if str(source.get("/F", "")) != str(source.get("/UF", "")):
        yield Flaw("attachment", "the attached data have two different names", HINT)


def _listed(tree: Any) -> Iterator[Any]:
    """Yield the files of a name tree (ISO 32000-1, 7.9.6)."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        waiting += list(node.get("/Kids", []))
        yield from list(node.get("/Names", []))[1::2]


def _is_same(one: Any, other: Any) -> bool:
    """Return whether two entries are one object, or lead to one stream under one name."""
    if not all(isinstance(each, pikepdf.Dictionary) and "/EF" in each for each in (one, other)):
        return False
    same_stream = one.EF.get("/F").objgen == other.EF.get("/F").objgen
    return bool(same_stream and _name(one) == _name(other))


def _name(file: Any) -> str:
    return str(file.get("/UF", file.get("/F", "")))
