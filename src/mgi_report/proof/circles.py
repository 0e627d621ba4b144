"""Find trees of a PDF that run in circles, in which a reader would go round forever.

A part that hangs in two places is no better: thirty of them, each in the one before, are a thousand
million to go through.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from mgi_report.problems.problem import Problem

__all__ = ["circle_problems"]

HINT = "no program that writes PDFs does this by itself; ask whoever sent the file for another copy"

Reference = tuple[int, int]
Below = Callable[[Any], list[Any]]


def circle_problems(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    """Yield a problem for each kind of tree of a file in which a node lies below itself.

    The tree of pages is not looked at: whoever opens the file goes through it first.
    """
    names = _entry(pdf.Root, "/Names")
    trees: list[tuple[str, Any, Below]] = [
        ("bookmarks", _entry(pdf.Root, "/Outlines"), _bookmarks_below),
        ("names of places", _entry(names, "/Dests"), _names_below),
        ("names of attachments", _entry(names, "/EmbeddedFiles"), _names_below),
        ("tags", _entry(pdf.Root, "/StructTreeRoot"), _tags_below),
    ]
    for what, top, below in trees:
        if top is not None and not _is_tree(top, below):
            message = f"the tree of {what} runs in a circle, or a part of it hangs in two places"
            yield Problem("circular", message, HINT)
    if _paints_itself(pdf):
        yield Problem("circular", "a group paints itself, or one in which it stands", HINT)


def _is_tree(top: Any, below: Below) -> bool:
    """Return whether every object of its own, which has a number, is reached once."""
    seen: set[Reference] = set()
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if node.objgen in seen:
            return False
        if node.is_indirect:
            seen.add(node.objgen)
        waiting += below(node)
    return True


def _paints_itself(pdf: pikepdf.Pdf) -> bool:
    """Return whether a group lies below itself; pages and groups may share others."""
    done: set[Reference] = set()
    above: set[Reference] = set()
    waiting: list[tuple[Any, bool]] = [(page.obj, False) for page in pdf.pages]
    while waiting:
        node, is_left = waiting.pop()
        if is_left:
            above.discard(node.objgen)
            done.add(node.objgen)
        elif node.objgen in above:
            return True
        elif node.objgen not in done:
            above.add(node.objgen)
            waiting.append((node, True))
            waiting += [(each, False) for each in _groups_below(node)]
    return False


def _bookmarks_below(item: Any) -> list[Any]:
    """Return the first bookmark below one, and the next: a row of them may run in a circle too."""
    return [each for key in ("/First", "/Next") if (each := _entry(item, key)) is not None]


def _names_below(node: Any) -> list[Any]:
    return _kids(node, "/Kids")


def _tags_below(element: Any) -> list[Any]:
    return _kids(element, "/K")


def _groups_below(painter: Any) -> list[Any]:
    """Return what a page, or a group on it, paints with streams of their own."""
    found = _entry(_entry(painter, "/Resources"), "/XObject")
    return [] if found is None else [each for each in found.values() if _holds_entries(each)]


def _kids(node: Any, key: str) -> list[Any]:
    kids = node.get(key)
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [each for each in listed if _holds_entries(each)]


def _entry(node: Any, key: str) -> Any:
    """Return an entry that has entries itself; None if there is none."""
    found = None if node is None else node.get(key)
    return found if _holds_entries(found) else None


def _holds_entries(found: Any) -> bool:
    return isinstance(found, pikepdf.Dictionary | pikepdf.Stream)
