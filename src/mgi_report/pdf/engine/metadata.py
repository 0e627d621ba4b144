"""Hold what a file says of itself and carries inside."""

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["FileInside", "Metadata"]


@dataclass(frozen=True)
class Metadata:
    """Hold the metadata of one file; ``created`` reads ``2021-12-01T00:00:00Z``, or is empty.

    ``rewrite_rdf`` gets the RDF of the XMP packet (ISO 16684-1) and returns what to write instead.
    """

    title: str
    language: str
    author: str = ""
    creator: str = ""
    created: str = ""
    rewrite_rdf: Callable[[bytes], bytes] = bytes


@dataclass(frozen=True)
class FileInside:
    """Hold a file to embed; relationship as in ISO 19005-3, 6.8 (Source, Data, Supplement)."""

    name: str
    data: bytes
    description: str
    relationship: str
