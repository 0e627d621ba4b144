"""Find the footnotes of a web page: the references, and the texts they lead to."""

import re
from collections.abc import Iterator
from itertools import takewhile

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from mgi_report.manuscript.pieces import Piece, markdown_of

__all__ = ["WebNotes"]

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})[\])]?", re.I)
_BACK = re.compile(r"[↩↑⤴^\ufe0e\ufe0f\s]*")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("li", "p", "dd", "td", "div", "aside", "section")


class WebNotes:
    """Hold the notes of a page by the references in its text.

    A reference is a short raised mark that leads to a place on the page; its note is the block
    there, which is then no line of its own.
    """

    def __init__(self, page: BeautifulSoup) -> None:
        found: list[tuple[Tag, Tag, str]] = []
        self._places: set[int] = set()
        targets = _targets(page)
        for link in page.find_all("a", href=True):
            target = targets.get(str(link["href"]).removeprefix("#"))
            # A link in a note leads back to its reference, which comes first on every page.
            is_back = any(id(parent) in self._places for parent in link.parents)
            if not str(link["href"]).startswith("#") or target is None or is_back:
                continue
            note = _block_of(target)
            if note is None or not _is_reference(link) or not _may_be_note(note, link):
                continue
            found.append((_whole(link), note, _mark(link)))
            self._places.add(id(note))
        self._texts = {id(link): self._text_of(note, mark) for link, note, mark in found}

    def of_reference(self, tag: Tag) -> str | None:
        """Return the note that an element refers to; None if it is no reference."""
        return self._texts.get(id(tag))

    def is_note(self, tag: Tag) -> bool:
        """Return whether an element is the text of a note."""
        return id(tag) in self._places

    def _text_of(self, note: Tag, mark: str) -> str:
        plain = re.escape(mark.strip("[]()"))
        pieces = tuple(self._pieces(note))
        first = re.compile(rf"\s*(?:[\[(]{plain}[\])][.:]?|{plain}[.:)](?=\s))\s*")
        if pieces and (found := first.match(pieces[0].text)):
            pieces = (pieces[0]._replace(text=pieces[0].text[found.end() :]), *pieces[1:])
        return markdown_of(pieces, links=True)

    def _pieces(self, note: Tag) -> Iterator[Piece]:
        """Yield the text of a note without its marks and without notes inside it."""
        for text in note.find_all(string=True):
            above = list(takewhile(lambda tag: tag is not note, text.parents))
            is_other = any(id(tag) in self._places or _is_mark(tag) for tag in above)
            if is_other or isinstance(text, PreformattedString):
                continue
            hrefs = (str(tag.get("href") or "") for tag in above)
            url = next((href for href in hrefs if href and not href.startswith("#")), "")
            yield Piece(re.sub(r"[ \t\n\r\f]+", " ", str(text)), url=url)


def _targets(page: BeautifulSoup) -> dict[str, Tag]:
    found: dict[str, Tag] = {}
    for tag in page.find_all():
        for name in (tag.get("id"), tag.get("name")):
            if isinstance(name, str):
                found.setdefault(name, tag)
    return found


def _block_of(target: Tag) -> Tag | None:
    return target if target.name in _BLOCKS else target.find_parent(_BLOCKS)


def _may_be_note(note: Tag, link: Tag) -> bool:
    """Return whether a block is a note: not the text of the reference itself, nor a chapter."""
    is_around = any(parent is note for parent in link.parents)
    return not is_around and note.find([*_HEADINGS, "table"]) is None


def _is_reference(link: Tag) -> bool:
    """Return whether a link is a raised mark, or says that it refers to a note."""
    said = " ".join(map(str, (link.get("role"), link.get("epub:type"), link.get("class"))))
    is_raised = link.find_parent("sup") is not None or link.find("sup") is not None
    mark = _mark(link)
    is_bracketed = mark.startswith("[") and mark.endswith("]")
    return bool(_MARK.fullmatch(mark)) and (
        is_raised or is_bracketed or "noteref" in said or "footnote" in said
    )


def _is_mark(tag: Tag) -> bool:
    """Return whether an element only numbers a note, or leads back to its reference."""
    mark = _mark(tag)
    leads_within = tag.name == "sup" or str(tag.get("href") or "").startswith("#")
    return leads_within and bool(_BACK.fullmatch(mark) or _MARK.fullmatch(mark))


def _mark(link: Tag) -> str:
    return link.get_text().strip()


def _whole(link: Tag) -> Tag:
    """Return the raised element around a reference that holds nothing else."""
    parent = link.find_parent("sup")
    return parent if parent is not None and _mark(parent) == _mark(link) else link
