"""Build the tree of a file from the events of a reader.

The tree is built with a loop and a stack of open collections, never by recursion, and within
limits (limits.py): depth, keys of one mapping, number of nodes and amount of text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import NamedTuple

from mgi_report.problems.problem import DataPath, Fault, Problem, ProblemsFound, shown, write_path
from mgi_report.profile.file import limits
from mgi_report.profile.file.text import SourceText, begins_with

__all__ = ["Event", "EventKind", "Node", "Plain", "Scalar", "Tree", "build"]

Scalar = str | int | float | bool | None
Plain = Scalar | tuple["Plain", ...] | dict[str, "Plain"]

# A name, and nothing after it but what may follow a value.
_ALIAS = r"\*[\w-]+\s*(?:[],}]|#|$)"


class EventKind(Enum):
    """Name what a reader can meet."""

    DOCUMENT = auto()
    MAPPING = auto()
    SEQUENCE = auto()
    END = auto()
    SCALAR = auto()
    ALIAS = auto()


class Event(NamedTuple):
    """Hold one thing a reader met, from character ``at`` up to ``end``.

    ``written`` is a scalar's text before it was read as a number or a word; ``plain`` tells that
    it stands without quotes.
    """

    kind: EventKind
    at: int
    end: int
    value: Scalar = None
    written: str = ""
    plain: bool = False
    anchor: str | None = None
    tag: str | None = None


@dataclass(slots=True)
class Node:
    """Hold one value of the tree, its place in the text, and the values in it.

    ``key_at`` is the place of the key it stands under, ``plain`` tells of a scalar without quotes,
    and ``size`` is the number of nodes and of characters with every alias written out.
    """

    at: int
    end: int
    value: Plain
    written: str = ""
    key_at: int | None = None
    plain: bool = False
    items: dict[str | int, "Node"] = field(default_factory=dict)
    size: tuple[int, int] = (1, 0)

    @property
    def place(self) -> int:
        """Return where to point for the node as a whole: at its key, if it has one."""
        return self.at if self.key_at is None else self.key_at


class Tree(NamedTuple):
    """Hold the top node, if the file has one, and the problems met on the way."""

    root: Node | None
    problems: tuple[Problem, ...]


class _Open:
    """Hold a collection whose end has not come yet."""

    def __init__(self, node: Node, anchor: str | None, *, is_mapping: bool) -> None:
        self.node, self.anchor, self.is_mapping = node, anchor, is_mapping
        self.key: Event | None = None
        self.skipped = False
        self.keys = 0

    @property
    def step(self) -> str | int | None:
        """Return the key or position the next value will have, None between two pairs."""
        if not self.is_mapping:
            return len(self.node.items)
        return None if self.key is None else self.key.written


class _Builder:
    def __init__(self, text: SourceText) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.unused: dict[str, Problem] = {}
        self.root: Node | None = None
        self.documents = 0
        self.nodes = self.characters = 0

    def path(self) -> DataPath:
        return tuple(each.step for each in self.open if each.step is not None)

    def report(self, fault: Fault, at: int, *also: int) -> None:
        self.problems.append(self._problem(fault, at, *also))

    def stop(self, fault: Fault, at: int) -> ProblemsFound:
        return ProblemsFound([self._problem(fault, at)])

    def _problem(self, fault: Fault, at: int, *also: int) -> Problem:
        location = self.text.location(at, write_path(self.path()))
        others = tuple(self.text.location(other) for other in also)
        return Problem(*fault, location=location, also=others)

    def take(self, event: Event) -> None:
        if event.kind is EventKind.DOCUMENT:
            self._document(event)
        elif event.kind is EventKind.END:
            self._close(event)
        elif self._expects_key():
            self._key(event)
        elif event.kind is EventKind.ALIAS:
            self._alias(event)
        elif event.kind is EventKind.SCALAR:
            self._scalar(event)
        else:
            self._begin(event)

    def _document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            hint = "keep one profile per file; delete the line --- and what follows"
            fault = Fault("several-documents", "a second document begins here", hint)
            raise self.stop(fault, event.at)

    def _expects_key(self) -> bool:
        return bool(self.open) and self.open[-1].is_mapping and self.open[-1].key is None

    def _key(self, event: Event) -> None:
        if event.kind is EventKind.ALIAS and event.written not in self.anchors:
            raise self.stop(begins_with("*"), event.at)
        if event.kind is not EventKind.SCALAR:
            hint = "write it as name: value; put a text that begins with { or [ or * in quotes"
            raise self.stop(Fault("key-not-text", "a key is a single word", hint), event.at)
        mapping = self.open[-1]
        mapping.keys += 1
        if mapping.keys > limits.MOST_KEYS:
            raise self.stop(limits.TOO_MANY_KEYS, event.at)
        mapping.key = event._replace(written=_encodable(event.written))
        # A key that cannot stand is reported and left out with its value.
        mapping.skipped = True
        if event.plain and event.written == "<<":
            hint = "write the keys out here; an alias (*name) may stand for a whole value"
            self.report(Fault("merge-key", "merge keys (<<) are not supported", hint), event.at)
        elif not isinstance(event.value, str):
            fault = Fault(
                "key-not-text",
                f"the key {shown(event.written)} is not a text",
                "a key is a word, such as name",
            )
            self.report(fault, event.at)
        elif mapping.key.written in mapping.node.items:
            self._duplicate(event, mapping.node.items[mapping.key.written].place)
        else:
            mapping.skipped = False

    def _duplicate(self, event: Event, first: int) -> None:
        line = self.text.location(first).line
        fault = Fault(
            "duplicate-key",
            f"the key {shown(event.written)} is already on line {line}",
            "keep one of the two and delete the other",
        )
        self.report(fault, event.at, first)

    def _scalar(self, event: Event) -> None:
        self._refuse_tag(event)
        value = _encodable(event.value) if isinstance(event.value, str) else event.value
        if event.plain and event.anchor:
            self.unused[event.anchor] = self._problem(begins_with("&"), event.at)
        node = Node(event.at, event.end, value, event.written, plain=event.plain)
        node.size = (1, len(event.written))
        if event.plain and not event.written and not event.anchor:
            node.at = node.end = self._place_of_nothing(event)
        self._count(1, len(event.written), event.at)
        self._put(node, event.anchor)

    def _place_of_nothing(self, event: Event) -> int:
        """Return where to point at a value that is missing: its key or its dash."""
        if not self.open:
            return event.at
        collection = self.open[-1]
        if collection.key is not None:
            return collection.key.at
        return max(self.text.text.rfind("-", collection.node.at, event.at), collection.node.at)

    def _begin(self, event: Event) -> None:
        self._refuse_tag(event)
        if len(self.open) >= limits.DEEPEST:
            raise self.stop(limits.TOO_DEEP, event.at)
        self._count(1, 0, event.at)
        node = Node(event.at, event.end, None)
        self.open.append(_Open(node, event.anchor, is_mapping=event.kind is EventKind.MAPPING))

    def _close(self, event: Event) -> None:
        closed = self.open.pop()
        node = closed.node
        node.end = event.end
        values = node.items.values()
        if closed.is_mapping:
            node.value = {str(key): item.value for key, item in node.items.items()}
        else:
            node.value = tuple(item.value for item in values)
        node.size = (
            1 + sum(item.size[0] for item in values),
            sum(item.size[1] for item in values),
        )
        self._put(node, closed.anchor)

    def _alias(self, event: Event) -> None:
        name = event.written
        target = self.anchors.get(name)
        if target is None:
            fault = Fault(
                "alias-unknown", f"nothing above is marked &{name[:60]}", "write the value"
            )
            line = self.text.text[event.at :].split("\n", 1)[0]
            if not re.match(_ALIAS, line):
                raise self.stop(begins_with("*"), event.at)
            if any(each.anchor == name for each in self.open):
                message = f"the value marked &{name[:60]} holds itself"
                fault = Fault("alias-of-itself", message, "write the value out")
            raise self.stop(fault, event.at)
        self.unused.pop(name, None)
        self._count(*target.size, event.at)
        self._put(replace(target, at=event.at, end=event.end, key_at=None, plain=False), None)

    def _count(self, nodes: int, characters: int, at: int) -> None:
        self.nodes += nodes
        self.characters += characters
        if self.nodes > limits.MOST_NODES or self.characters > limits.MOST_TEXT:
            raise self.stop(limits.TOO_MUCH, at)

    def _refuse_tag(self, event: Event) -> None:
        if event.tag:
            hint = "delete the tag; to make a text of a number or a word, put it in quotes"
            fault = Fault("tag", f"tags such as {event.tag[:60]} are not allowed", hint)
            self.report(fault, event.at)

    def _put(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if not self.open:
            self.root = node
            return
        collection = self.open[-1]
        if collection.key is not None:
            node.key_at = collection.key.at
        if not collection.skipped and (step := collection.step) is not None:
            collection.node.items[step] = node
        collection.key, collection.skipped = None, False


def _encodable(text: str) -> str:
    r"""Join the halves of characters written as ``\ud83d\ude00``; replace those left alone."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def build(text: SourceText, events: Iterable[Event]) -> Tree:
    """Build the tree; raise ProblemsFound where a limit or a fault makes going on senseless."""
    builder = _Builder(text)
    try:
        for event in events:
            builder.take(event)
    except ProblemsFound as found:
        # The reader knows only its own fault; what was met before it belongs to the report too.
        raise ProblemsFound([*builder.problems, *found.problems]) from None
    # An anchor that nothing refers to is the beginning of a text: &amp; more.
    return Tree(builder.root, (*builder.problems, *builder.unused.values()))
