"""Know what the styles of a Word manuscript say of its paragraphs and runs."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from mgi_report.manuscript.lines import LineKind

__all__ = ["WordStyles"]

BODY_LEVEL = 9
_OFF = {"0", "false", "off", "none"}
# Word writes these names in English whatever its language; other programs may not.
_HEADING = re.compile(
    r"(?:heading|titre|título|titulo|überschrift|titolo|заголовок|عنوان)\s*[1-9]"
    r"|title|subtitle|titre|sous-titre|título|subtítulo",
    re.I,
)
_BULLET = re.compile(
    r"list (?:bullet|number)|liste? (?:à puces|à numéros)|lista con (?:viñetas|números)", re.I
)


class WordStyles:
    """Find what a paragraph or a run is by its own settings, its style, and those below it.

    ``root`` is the element of the styles, None where a file has none.
    """

    def __init__(self, root: Any) -> None:
        styles = () if root is None else root.iter(qn("w:style"))
        self._styles: dict[str, Any] = {each.get(qn("w:styleId")): each for each in styles}

    def kind(self, paragraph: Any) -> LineKind:
        """Return what a paragraph is: a heading, a point of a list, or text."""
        settings = paragraph.find(qn("w:pPr"))
        if settings is None:
            return LineKind.TEXT
        chain = [settings, *self._chain(_value(settings, "w:pStyle"))]
        if self._is_heading(chain):
            return LineKind.HEADING
        return LineKind.ITEM if self._is_item(chain) else LineKind.TEXT

    def level(self, paragraph: Any) -> int:
        """Return the level of a heading, or of a point how many lists it lies in; 0 of a text."""
        settings = paragraph.find(qn("w:pPr"))
        if settings is None:
            return 0
        for each in [settings, *self._chain(_value(settings, "w:pStyle"))]:
            own = _settings(each)
            name = _value(each, "w:name") or ""
            outline, depth = _value(own, "w:outlineLvl"), None
            if own is not None and own.find(qn("w:numPr")) is not None:
                depth = _value(own.find(qn("w:numPr")), "w:ilvl")
            for level in (outline, depth):
                if level is not None and level.isdecimal():
                    return int(level) + 1
            if _HEADING.match(name) or _BULLET.match(name):
                return int(name[-1]) if name[-1].isdecimal() else 1
        return 0

    def look(self, run: Any) -> tuple[bool, bool]:
        """Return whether a run is set in italic, and whether in bold."""
        settings = run.find(qn("w:rPr"))
        if settings is None:
            return False, False
        styles = self._chain(_value(settings, "w:rStyle"))
        chain = [settings, *(each.find(qn("w:rPr")) for each in styles)]
        return _is_on(chain, "w:i"), _is_on(chain, "w:b")

    def is_hidden(self, run: Any) -> bool:
        """Return whether a run is not shown."""
        settings = run.find(qn("w:rPr"))
        return settings is not None and _is_on([settings], "w:vanish")

    def _chain(self, style: str | None) -> Iterator[Any]:
        """Yield a style and those it is based on."""
        seen: set[str] = set()
        while style and style not in seen and style in self._styles:
            seen.add(style)
            found = self._styles[style]
            yield found
            style = _value(found, "w:basedOn")

    @staticmethod
    def _is_heading(chain: list[Any]) -> bool:
        for each in chain:
            level = _value(_settings(each), "w:outlineLvl")
            if level is not None:
                return level.isdecimal() and int(level) < BODY_LEVEL
            if _HEADING.match(_value(each, "w:name") or ""):
                return True
        return False

    @staticmethod
    def _is_item(chain: list[Any]) -> bool:
        for each in chain:
            settings = _settings(each)
            numbering = None if settings is None else settings.find(qn("w:numPr"))
            if numbering is not None:
                return _value(numbering, "w:numId") != "0"
            if _BULLET.match(_value(each, "w:name") or ""):
                return True
        return False


def _settings(element: Any) -> Any:
    return element if element.tag == qn("w:pPr") else element.find(qn("w:pPr"))


def _value(element: Any, name: str) -> str | None:
    found = None if element is None else element.find(qn(name))
    value: str | None = None if found is None else found.get(qn("w:val"))
    return value


def _is_on(chain: list[Any], name: str) -> bool:
    for each in chain:
        found = None if each is None else each.find(qn(name))
        if found is not None:
            return str(found.get(qn("w:val"), "1")).lower() not in _OFF
    return False
