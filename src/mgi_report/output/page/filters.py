"""Offer the filters of the download page: those that can tell its files apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mgi_report.document.language import Language
from mgi_report.document.ordering import Ordering
from mgi_report.output.formats import FORMATS
from mgi_report.output.manifest import FileRecord
from mgi_report.profile.framework import Level, Status

__all__ = ["Filter", "Option", "filters_of"]


class Option(NamedTuple):
    """Hold a value to filter by, and its words."""

    value: str
    label: str


@dataclass(frozen=True)
class Filter:
    """Hold the options of one filter."""

    name: str
    options: tuple[Option, ...]


def filters_of(
    files: tuple[FileRecord, ...],
    tongues: Mapping[str, str],
    say: Language,
    edition: Callable[[int], str],
    order: Ordering,
) -> tuple[Filter, ...]:
    """Return the filters that can tell files apart, each with its options in order.

    Languages stand in the order of their names, which ``tongues`` gives by their tags, editions
    from the first; ``edition`` names one by its ordinal.
    """
    levels = {file.subject.level for file in files}
    formats = {file.format for file in files}
    statuses = {file.status for file in files}
    tags = sorted({file.language for file in files}, key=lambda tag: (order.key(tongues[tag]), tag))
    found: dict[str, list[tuple[str, str]]] = {
        "language": [(tag, tongues[tag]) for tag in tags],
        "edition": [(str(each), edition(each)) for each in sorted(_ordinals(files))],
        "level": [(each.value, say(f"level.{each.value}")) for each in Level if each in levels],
        "format": [
            (each.name, say(f"format.{each.name}")) for each in FORMATS if each.name in formats
        ],
        "status": [
            (each.value, say(f"status.{each.value}")) for each in Status if each in statuses
        ],
    }
    return tuple(
        Filter(name, tuple(Option(*option) for option in options))
        for name, options in found.items()
        if len(options) > 1
    )


def _ordinals(files: tuple[FileRecord, ...]) -> set[int]:
    return {file.edition.ordinal for file in files}
