"""Write the structure tree of a finished PDF as text: for goldens, and for people to read."""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

import pikepdf

from mgi_report.proof.marked_text import MarkedText

__all__ = ["tag_tree"]

INDENT = "  "


def tag_tree(data: bytes, longest: int = 80) -> str:
    """Return the structure tree of a PDF, an element a line with what it holds below it.

    A line reads ``Role p. PAGE name=value "text"``; a link annotation reads ``-> words (target)``.
    Texts longer than ``longest`` characters are cut. Raises ValueError for a PDF without tags.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            raise ValueError("the PDF has no structure tree")
        reader = _Reader(pdf, longest)
        return "".join(f"{line}\n" for kid in _kids(root) for line in reader.lines(kid, 0, None))


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, longest: int) -> None:
        self._longest = longest
        self._numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self._texts = [MarkedText(page) for page in pdf.pages]

    def lines(self, element: Any, depth: int, page: int | None) -> Iterator[str]:
        """Yield the lines of an element; ``page`` is the one the reader was last told of."""
        own = self._page(element)
        parts = [INDENT * depth + str(element.S)[1:]]
        if own is not None and own != page:
            parts.append(f"p. {own}")
        parts += _details(element)
        contents = [
            (text, list(group)) for text, group in groupby(_kids(element), self._is_marked_content)
        ]
        if "/ActualText" in element:
            yield " ".join([*parts, self._cut(str(element.ActualText))])
            return
        if len(contents) == 1 and contents[0][0]:
            yield " ".join([*parts, self._quoted(contents[0][1], own)])
            return
        yield " ".join(parts)
        for is_text, kids in contents:
            if is_text:
                yield INDENT * (depth + 1) + self._quoted(kids, own)
                continue
            for kid in kids:
                if "/Obj" in kid:
                    yield INDENT * (depth + 1) + _annotation(kid.Obj)
                else:
                    yield from self.lines(kid, depth + 1, own or page)

    def _page(self, item: Any) -> int | None:
        page = item.get("/Pg")
        return None if page is None else self._numbers[page.objgen]

    @staticmethod
    def _is_marked_content(kid: Any) -> bool:
        return isinstance(kid, int) or "/MCID" in kid

    def _quoted(self, kids: list[Any], page: int | None) -> str:
        """Return the text of marked content, with a bar where it goes on on another page."""
        words: list[str] = []
        for kid in kids:
            mcid, here = (kid, page) if isinstance(kid, int) else (kid.MCID, self._page(kid))
            number = here or page
            if number != page and not (words and words[-1].startswith(" | p. ")):
                words.append(f" | p. {number} | ")
            words.append(self._texts[(number or 1) - 1].texts.get(int(mcid), ""))
        return self._cut("".join(words))

    def _cut(self, words: str) -> str:
        text = " ".join(words.split())
        cut = text if len(text) <= self._longest else text[: self._longest - 1].rstrip() + "…"
        return f'"{cut}"'


def _kids(element: Any) -> list[Any]:
    return _all(element, "/K")


def _all(element: Any, key: str) -> list[Any]:
    """Return the values of an entry that is an array, one value, or not there."""
    value = element.get(key)
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _details(element: Any) -> Iterator[str]:
    for key, name in (("/Lang", "lang"), ("/ID", "id"), ("/Alt", "alt"), ("/E", "expansion")):
        if key in element:
            yield f'{name}="{element[key]}"'
    for owner in _all(element, "/A"):
        for key, value in sorted(owner.items()):
            if key != "/O":
                yield f"{key[1:]}={_shown(value)}"


def _shown(value: Any) -> str:
    if isinstance(value, pikepdf.Array):
        return f"[{' '.join(f'{float(number):g}' for number in value)}]"
    return str(value).removeprefix("/")


def _annotation(annotation: Any) -> str:
    action = annotation.get("/A", {})
    target = action.get("/URI") or f"#{annotation.get('/Dest', '')}"
    return f"-> {annotation.get('/Contents', '')} ({target})"
