"""Hold what there is to know of each format a profile is made in: one record a format.

A new format is a module in ``run/formats/`` and one line in `FORMATS`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mgi_report.problems.problem import MgiReportError

__all__ = [
    "DEFAULT",
    "FORMATS",
    "MANIFEST",
    "Format",
    "UnknownFormat",
    "format_named",
    "output_names",
]


@dataclass(frozen=True)
class Format:
    """Describe a format: its name, the ending of its files, and the standards they claim to meet.

    ``module`` writes and proves such files (see ``run/formats/__init__.py``). ``book`` names the
    template they are laid out from, so that formats of one book share its pages. ``settings``
    names the wishes that shape them, such as printer's marks; the manifest tells them.
    ``is_for_readers`` tells whether the download page shows such files at once or behind a fold.
    """

    name: str
    ending: str
    standards: tuple[str, ...]
    module: str
    settings: tuple[str, ...] = ()
    book: str = "profile"
    is_for_readers: bool = True

    def file_name(self, slug: str) -> str:
        """Return the name of a profile's file: mgi-lso-2021-en.pdf, mgi-lso-2021-en.press.pdf."""
        return f"mgi-{slug}{self.ending}"


FORMATS: tuple[Format, ...] = (
    Format("download", ".pdf", ("PDF/A-3a", "PDF/UA-1"), "mgi_report.run.formats.download"),
    Format(
        "press",
        ".press.pdf",
        ("PDF/X-4",),
        "mgi_report.run.formats.press",
        settings=("marks", "icc", "undated"),
        is_for_readers=False,
    ),
    Format(
        "brief",
        ".brief.pdf",
        ("PDF/A-3a", "PDF/UA-1"),
        "mgi_report.run.formats.download",  # written and proved in the same way
        book="brief",
    ),
    Format(
        "archive",
        ".archive.pdf",
        ("PDF/A-4f", "PDF/UA-2", "WTPDF 1.0"),
        "mgi_report.run.formats.archive",
        is_for_readers=False,
    ),
)
"""All formats, in the order in which people are shown them."""

DEFAULT = (FORMATS[0].name,)

MANIFEST = "manifest.json"
"""The name of the file that lists the finished files."""


class UnknownFormat(MgiReportError, ValueError):  # noqa: N818 - reads as what happened
    """Say that there is no format of a name, and which there are."""

    def __init__(self, name: str) -> None:
        known = ", ".join(each.name for each in FORMATS)
        super().__init__(f"there is no format “{name}”; the formats are {known}")


def format_named(name: str) -> Format:
    """Return a format; UnknownFormat if there is none of this name."""
    found = next((each for each in FORMATS if each.name == name), None)
    if found is None:
        raise UnknownFormat(name)
    return found


def output_names(slug: str, formats: Iterable[str] = DEFAULT) -> tuple[str, ...]:
    """Return the file names of a profile, one for each format."""
    return tuple(format_named(name).file_name(slug) for name in formats)
