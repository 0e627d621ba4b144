"""Say what tagged files of a format have, and in what those of another differ from them."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["DOWNLOAD", "PACKET", "TaggedKind"]

PACKET = frozenset(
    {
        "dc:creator",
        "dc:date",
        "dc:description",
        "dc:identifier",
        "dc:language",
        "dc:rights",
        "dc:title",
        "mgi:contents",
        "mgi:source",
        "pdf:Producer",
        "pdfaid:conformance",
        "pdfaid:part",
        "pdfuaid:part",
        "xmp:CreateDate",
        "xmp:CreatorTool",
        "xmp:ModifyDate",
    }
)
"""What the metadata of all tagged files may have."""


@dataclass(frozen=True)
class TaggedKind:
    """Hold what tagged files of a format have.

    ``conformance`` is by what the metadata name the ``standards``. ``packet`` and ``information``
    are the entries of the XMP packet and of the document information; ``bookmark``,
    ``destination``, ``structure`` and ``element`` those of a bookmark, of a named destination that
    is a dictionary, of the root of the tags and of a tag, besides what all files have. ``roles``
    are those that stand for others.
    """

    standards: str
    conformance: Mapping[str, str]
    packet: frozenset[str]
    information: frozenset[str]
    bookmark: frozenset[str]
    destination: frozenset[str]
    structure: frozenset[str]
    element: frozenset[str]
    roles: Mapping[str, str]


DOWNLOAD = TaggedKind(
    standards="PDF/UA-1 and PDF/A-3a",
    conformance={"pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"},
    packet=PACKET | {"pdfaExtension:schemas"},
    information=frozenset({"Author", "CreationDate", "Creator", "ModDate", "Producer", "Title"}),
    bookmark=frozenset({"/Dest"}),
    destination=frozenset(),
    structure=frozenset({"/RoleMap"}),
    element=frozenset(),
    roles={"/Em": "/Span", "/Strong": "/Span"},
)
