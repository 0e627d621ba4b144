"""Hold what the document room hands to the pdf room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mgi_report.problems.problem import Location

__all__ = ["BASE_URL", "Document", "PageNames", "place_without_file", "styles_alone"]

BASE_URL = "https://assets.invalid/"
"""Stands for the root of the assets in HTML and CSS; the .invalid domain never resolves (RFC 2606).

``styles/...`` below it is an asset, ``artwork/NAME`` is in `Document.artwork`.
"""


@dataclass(frozen=True)
class PageNames:
    """Hold the CSS names of the pages (``page: NAME``) that a format for the printer treats apart.

    Blank pages, which make the next one begin on its side, and ``spare`` pages are for print only.
    A folded ``sheet`` has so many pages.
    """

    spare: str = "spare"
    sheet: int = 4


def place_without_file(path: str) -> Location:
    """Return the place of a data path where no file is known that holds the data."""
    return Location("profile", path=path)


@dataclass(frozen=True)
class Document:
    """Hold the HTML of a whole profile and everything it refers to that is not a packaged asset.

    ``direction`` is ``ltr`` or ``rtl``; ``artwork`` maps names to pictures (the drawn SVG, and the
    profile's own); ``created`` is the date for the file's metadata, the edition's own, or None
    where the data have none, and ``date`` the same as precise as the data have it, ``2021-12``;
    ``year`` is the edition's, where that is known;
    ``identifier``, ``rights`` and ``description`` are what the publication says of itself, without
    Markdown; ``data_description`` says in the profile's language what the data
    inside a file are.
    Elements that carry data have a ``data-path`` attribute with the place in the data, such as
    ``domains.partnerships.potential[0].text``; ``locate`` turns it into the place in the file.
    """

    html: str
    title: str
    language: str
    direction: str = "ltr"
    author: str = ""
    created: date | None = None
    year: int | None = None
    date: str = ""
    identifier: str = ""
    rights: str = ""
    description: str = ""
    data_description: str = ""
    artwork: Mapping[str, bytes] = field(default_factory=dict)
    page_names: PageNames = field(default_factory=PageNames)
    locate: Callable[[str], Location] = field(default=place_without_file, repr=False, compare=False)


_BLANK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


class _AnyPicture(dict[str, bytes]):
    """Stand in for all pictures that style sheets name."""

    def get(self, _: str, default: bytes = _BLANK) -> bytes:  # type: ignore[override]
        return default


def styles_alone() -> Document:
    """Return a document with the style sheet of templates/parts/document.html, and nothing else.

    An engine that has laid it out knows the style sheets of a profile.
    """
    head = '<!doctype html><html lang="en"><link rel="stylesheet" href="styles/profile.css">'
    return Document(head, "", "en", artwork=_AnyPicture())
