"""Turn the engine's log lines into problems: what is a warning there stops the work here."""

import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from mgi_report.document.assets import Assets
from mgi_report.document.document import BASE_URL
from mgi_report.pdf.engine.boxes import Origins
from mgi_report.pdf.engine.sources import Refusal, Sources, asset_name
from mgi_report.problems.problem import Location, Problem

__all__ = ["Message", "asset_problems", "captured", "checkpoints", "message_problems"]

LOGGER = "weasyprint"
PROGRESS = "weasyprint.progress"
POSITION = re.compile(r" at (\d+):(\d+)")
CITED = re.compile(r"Ignored `([^:`]+):|<AtRule (@[\w-]+)")
QUOTED = re.compile(r"(?:selector,|Font-face) '(.+)'")
ADDRESS = re.compile(re.escape(BASE_URL) + r"[^\s']+")
STYLE_HINT = "mend the style sheet, or the style attribute of the template"
FETCHING = ("Failed to load stylesheet", "Failed to load image", "Failed to load attachment")
BROKEN = (*FETCHING, "Font-face", "Failed to render SVG", "Failed to load inline SVG")
UNRESOLVED = ("No anchor", "Content discarded: target points to undefined anchor")
KINDS = {
    BROKEN: ("broken-asset", "check that the file is a whole and valid one"),
    UNRESOLVED: ("unresolved-link", "link to the id of an element of the document"),
    ("Anchor defined twice",): ("duplicate-id", "give each element an id of its own"),
    (".notdef glyph",): ("missing-glyph", "use another character, or add a font that holds it"),
}


@dataclass(frozen=True, slots=True)
class Message:
    """Hold one log line of the engine: the pattern it was made from, and its words."""

    pattern: str
    text: str


class _Collector(logging.Handler):
    """Keep the records of one thread; another thread's document is not our business."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[Message] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.messages.append(Message(str(record.msg), record.getMessage()))


@contextmanager
def captured() -> Iterator[list[Message]]:
    """Collect the engine's messages of level WARNING and above.

    They are kept from the user's own handlers meanwhile, since they come back as problems.
    Whatever the user has set for logging holds again afterwards, and cannot silence the messages.
    """
    logger = logging.getLogger(LOGGER)
    collector = _Collector()
    level, propagate, disabled = logger.level, logger.propagate, logging.root.manager.disable
    handlers = logger.handlers[:]
    logging.disable(logging.NOTSET)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logger.handlers[:] = [collector]
    try:
        yield collector.messages
    finally:
        logger.handlers[:] = handlers
        logger.propagate = propagate
        logger.setLevel(level)
        logging.disable(disabled)


class _Checkpoints(logging.Handler):
    """Call a function at each step the engine tells of in one thread; what it raises ends it."""

    def __init__(self, check: Callable[[], object]) -> None:
        super().__init__(logging.INFO)
        self._check = check
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._check()


@contextmanager
def checkpoints(check: Callable[[], object]) -> Iterator[None]:
    """Call a function before each page that is laid out; an error it raises ends the layout."""
    logger = logging.getLogger(PROGRESS)
    handler = _Checkpoints(check)
    level, propagate = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
        logger.setLevel(level)


def asset_problems(sources: Sources, origins: Origins) -> list[Problem]:
    """Return a missing-asset problem for each address that was not served."""
    return [_missing(refusal, sources.assets, origins) for refusal in sources.refusals]


def _missing(refusal: Refusal, assets: Assets, origins: Origins) -> Problem:
    name = asset_name(refusal.url) or refusal.url
    citing = list(_citations(PurePosixPath(name).name, assets))
    elements = (element for element in origins.elements() if _names(element.attrib, refusal.url))
    in_data = next(filter(None, map(origins.location, elements)), None)
    cited = f"it is named in {', '.join(map(str, citing))}" if citing else ""
    return Problem(
        "missing-asset",
        refusal.reason,
        "; ".join(filter(None, (cited, "add the file, or mend the address"))),
        in_data or next(iter(citing), None),
    )


def _citations(name: str, assets: Assets) -> Iterator[Location]:
    """Yield the first place in each template and style sheet that names a file."""
    for asset in (*assets.names("templates", ".html"), *assets.names("styles", ".css")):
        for number, line in enumerate(assets.read_text(asset).splitlines(), 1):
            if name in line:
                yield assets.place(asset, number, line.index(name) + 1)
                break


def _names(attributes: dict[str, str], url: str) -> bool:
    return any(
        urljoin(BASE_URL, value) == url
        for key, value in attributes.items()
        if key.rpartition("}")[2] in {"src", "href", "data"}
    )


def message_problems(
    messages: Iterable[Message], sources: Sources, origins: Origins
) -> list[Problem]:
    """Return a problem for each message, save those that tell of a file already refused."""
    refused = [refusal.url for refusal in sources.refusals]
    problems = [
        _problem(message, sources, origins)
        for message in messages
        if not (message.pattern.startswith(FETCHING) and any(u in message.text for u in refused))
        and not (message.pattern.startswith("Font-face") and refused)
    ]
    return list(dict.fromkeys(problems))


def _problem(message: Message, sources: Sources, origins: Origins) -> Problem:
    text = message.text.replace(BASE_URL, "")
    places = list(_places_in_styles(message, sources))
    in_styles = places[0] if len(places) == 1 else None
    for beginnings, (code, hint) in KINDS.items():
        if message.pattern.startswith(beginnings):
            return Problem(code, text, hint, _place_in_data(message, origins) or in_styles)
    if POSITION.search(text) or QUOTED.search(text):
        return Problem("invalid-style", text, STYLE_HINT, in_styles)
    return Problem("render-warning", text)


def _place_in_data(message: Message, origins: Origins) -> Location | None:
    """Return the data path of the element whose id, link or picture the message quotes."""
    citing = (element for element in origins.elements() if _is_quoted(element, message.text))
    return next(filter(None, map(origins.location, citing)), None)


def _is_quoted(element: Element, text: str) -> bool:
    address = ADDRESS.search(text)
    if address and _names(element.attrib, address.group()):
        return True
    target = element.get("href", "").partition("#")[2] or element.get("id", "")
    return bool(target) and bool(re.search(rf"[#']{re.escape(target)}(?!\w)", text))


def _places_in_styles(message: Message, sources: Sources) -> Iterator[Location]:
    """Yield the places in the served style sheets that hold what the message quotes.

    The engine says line and column, but not in which style sheet; of a selector it says neither.
    """
    position, cited = POSITION.search(message.text), CITED.search(message.text)
    quoted = QUOTED.search(message.text)
    begins = (cited.group(1) or cited.group(2)) if cited else ""
    for name in sources.served:
        if not name.endswith(".css"):
            continue
        lines = sources.assets.read_text(name).splitlines()
        if position:
            line, column = map(int, position.groups())
            if len(lines) >= line and lines[line - 1][column - 1 :].startswith(begins):
                yield sources.assets.place(name, line, column)
        elif quoted:
            for number, text in enumerate(lines, 1):
                if quoted.group(1) in text:
                    column = text.index(quoted.group(1)) + 1
                    yield sources.assets.place(name, number, column)
