"""Draw a picture in SVG once, and paint what was drawn wherever the same picture comes again.

WeasyPrint reads and draws a picture anew for each page that has it, for each format and for each
document, and most pictures of a design are the same in all of them.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from logging import WARNING, Handler, LogRecord, getLogger
from typing import Any, NamedTuple

__all__ = ["MOST", "DrawnPictures", "draw_pictures_once"]

MOST = 5_000_000  # bytes of operators that are kept
OPERATORS = (
    b"q Q cm m l c v y h re W W* n f F f* S s B B* b b* w J j M d i ri rg RG g G k K gs".split()
)
"""Operators that stand for themselves: with no font, pattern, group, picture or tag."""
_KNOWN = frozenset(OPERATORS)
_STATE = re.compile(rb"/([aA])(\S+) gs")
_ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?(?!\s*['\"]?#)")

_State = tuple[Any, ...]


class _Opacity(NamedTuple):
    """Hold a state of an opacity: its name, and the entry and the value that it sets."""

    name: str
    entry: str
    value: float


class _Drawn(NamedTuple):
    """Hold the operators of a picture, and the opacities that they set, in their order."""

    operators: list[bytes]
    opacities: tuple[_Opacity, ...]


class DrawnPictures:
    """Keep what pictures were drawn as, the last ones used, up to a number of bytes."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[tuple[Any, ...], _Drawn] = OrderedDict()

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield what the pictures are known by, those first that were used longest ago."""
        yield from self._kept

    def paint(self, key: tuple[Any, ...], stream: Any) -> bool:
        """Paint a picture on the engine's stream if it is known, and return whether it is."""
        drawn = self._kept.get(key)
        if drawn is None:
            return False
        self._kept.move_to_end(key)
        _enter(drawn, stream)
        return True

    def keep(self, key: tuple[Any, ...], operators: list[Any]) -> None:
        """Keep the operators of a picture, unless they need what is not among them."""
        drawn = _drawn(operators)
        if drawn is None:
            return
        self._kept[key] = drawn
        self._size += _size(drawn)
        while self._size > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._size -= _size(oldest)


def draw_pictures_once() -> None:
    """Let the engine ask a document's font configuration for the pictures it has drawn before."""
    from weasyprint import images  # noqa: PLC0415 - see gateway.py

    original = images.SVGImage.draw
    if original.__module__ == __name__:
        return  # It has been done.

    def draw(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
        pictures = _pictures_of(image)
        picture = None if pictures is None else _picture(image)
        if pictures is None or picture is None:
            original(image, stream, width, height, style)
            return
        key = (picture, width, height, *_state(stream))
        if pictures.paint(key, stream):
            return
        before = len(stream.stream)
        with _complaints() as complaints:
            original(image, stream, width, height, style)
        if not complaints:
            pictures.keep(key, stream.stream[before:])

    images.SVGImage.draw = draw


def _pictures_of(image: Any) -> DrawnPictures | None:
    """Return where pictures are kept; None for documents that are not ours."""
    context = image._context  # noqa: SLF001 - no other way
    kept = None if context is None else vars(context.font_config).get("kept")
    return None if kept is None else kept.pictures


def _picture(image: Any) -> bytes | None:
    """Return what tells a picture from others; None for one that shows something from elsewhere."""
    root = image._svg.tree._etree_node  # noqa: SLF001 - no other way
    whole = sha256()
    for element in root.iter():
        texts = [str(element.tag), element.text or "", element.tail or "", ""]
        for name, value in element.attrib.items():
            if name.endswith("href") and not value.startswith("#"):
                return None
            texts += name, value
        if any(_ELSEWHERE.search(each) for each in texts):
            return None
        whole.update("\0".join((*map(_length, texts), *texts)).encode())
    return whole.digest()


def _length(text: str) -> str:
    return str(len(text))


def _state(stream: Any) -> _State:
    """Return what a stream is set to, which it is not set to again."""
    return (
        stream.ctm.values,
        stream._current_color,  # noqa: SLF001 - no other way
        stream._current_color_stroke,  # noqa: SLF001
        stream._current_alpha,  # noqa: SLF001
        stream._current_alpha_stroke,  # noqa: SLF001
    )


class _Complaints(Handler):
    """Keep what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[LogRecord] = []

    def emit(self, record: LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _complaints() -> Iterator[list[LogRecord]]:
    """Collect what the engine complains of: a picture with a fault has to be told of each time."""
    handler = _Complaints(WARNING)
    logger = getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield handler.records
    finally:
        logger.removeHandler(handler)


def _drawn(operators: list[Any]) -> _Drawn | None:
    """Return operators as they are kept; None if they need what is not among them."""
    opacities: dict[str, _Opacity] = {}
    for each in operators:
        if not isinstance(each, bytes) or each.rpartition(b" ")[2] not in _KNOWN:
            return None
        if each.endswith(b" gs"):
            opacity = _opacity(each)
            if opacity is None:
                return None
            opacities[opacity.name] = opacity
    return _Drawn(operators, tuple(opacities.values()))


def _opacity(operator: bytes) -> _Opacity | None:
    match = _STATE.fullmatch(operator)
    if match is None:
        return None
    letter, value = match[1].decode(), match[2].decode()
    return _Opacity(f"{letter}{value}", "CA" if letter == "A" else "ca", float(value))


def _enter(drawn: _Drawn, stream: Any) -> None:
    """Put operators into a stream, as if they had been drawn; a picture ends as it began."""
    import pydyf  # noqa: PLC0415 - see gateway.py

    states = stream._resources["ExtGState"]  # noqa: SLF001 - no other way
    for name, entry, value in drawn.opacities:
        if name not in states:
            states[name] = pydyf.Dictionary({entry: value})
    stream.stream += drawn.operators
    stream._current_color = stream._current_color_stroke = None  # noqa: SLF001
    stream._current_alpha = stream._current_alpha_stroke = None  # noqa: SLF001
    stream._current_font = None  # noqa: SLF001


def _size(drawn: _Drawn) -> int:
    return sum(map(len, drawn.operators))
