"""Hold what goes to a worker and what comes back; everything here can be sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from mgi_report.document.assets import Theme
from mgi_report.output.formats import DEFAULT, FORMATS, Format, format_named
from mgi_report.output.manifest import FileRecord, Settings
from mgi_report.problems.problem import Problem

__all__ = ["Order", "Outline", "Rendered", "Wanted"]


@dataclass(frozen=True)
class Wanted:
    """Say which formats to make; ``marks`` and ``icc``, a file's bytes, are for the printer,
    as is ``undated``, the date of a file whose edition has none.

    The formats are put in the order of `FORMATS`. Raises UnknownFormat.
    """

    formats: tuple[str, ...] = DEFAULT
    marks: bool = False
    icc: bytes = field(default=b"", repr=False)
    undated: date | None = None

    def __post_init__(self) -> None:
        named = {format_named(name) for name in self.formats}
        object.__setattr__(self, "formats", tuple(each.name for each in FORMATS if each in named))

    def settings(self, format_: Format) -> Settings:
        """Return the wishes that shape the files of a format, as their records tell them."""
        icc = sha256(self.icc).hexdigest() if self.icc else ""
        wishes: Settings = {
            "marks": self.marks,
            "icc": icc,
            "undated": str(self.undated or ""),
        }
        return {name: wishes[name] for name in format_.settings}


@dataclass(frozen=True)
class Order:
    """Ask for the files of one profile.

    ``files`` are those it is made of, as they were read before (`Inputs.files`); without them they
    and ``languages`` (`Inputs.languages`) they are read when the order is done. ``tools`` is the
    digest of the toolchain of who asks.
    """

    path: Path
    wanted: Wanted = field(default_factory=Wanted)
    inspects: bool = True
    files: Mapping[str, bytes] | None = field(default=None, repr=False)
    theme: Theme | None = field(default=None, repr=False)
    tools: str = ""
    languages: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Outline:
    """Tell of a profile what a run has to know before it makes anything: its part of file names.

    ``files`` are those it is made of, by their paths from its folder, as they were read.
    """

    slug: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """Hold the finished files, still unwritten, with their records, or the problems.

    ``inputs`` are the SHA-256 of the files the profile is made of, by their paths from its folder;
    ``languages`` are the others of which its imprint tells, ``steps`` the seconds of each step.
    """

    slug: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    files: tuple[tuple[FileRecord, bytes], ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()
    steps: Mapping[str, float] = field(default_factory=dict)
