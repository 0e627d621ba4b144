"""Read the pictures of a profile: logos, and the figures of its sections."""

import errno
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from mgi_report.problems.problem import Location, Problem, shown
from mgi_report.problems.regular_file import (
    FileTooLarge,
    NoRegularFile,
    leads_outside,
    read_regular,
)
from mgi_report.profile.model import Profile

__all__ = ["picture_fault", "picture_names", "read_picture", "read_pictures"]

LARGEST = 10_000_000  # bytes
TOO_LARGE = ("is larger than 10 MB", "save a smaller version")
JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_SVG = rb"<(?:\w+:)?svg[\s>/]"
# Start-of-frame markers of a JPEG (ITU-T T.81, table B.1); C4, C8 and CC mean something else.
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
MOST_COLOURS = 3


class _Named(NamedTuple):
    """Hold the name of a picture, and the place in the data that gives it."""

    file: str
    path: str


def read_pictures(
    profile: Profile, folder: Path, locate: Callable[[str], Location]
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the bytes of the pictures by the names the profile gives, and what is wrong with them.

    Only files below the profile's own ``folder`` are read.
    """
    found: dict[str, bytes] = {}
    problems = []
    for picture in _named(profile):
        data, fault = read_picture(folder / picture.file, folder)
        if fault is None:
            found[picture.file] = data
        else:
            message, hint = fault
            words = f"the picture “{picture.file}” {message}"
            problems.append(Problem("picture", words, hint, locate(picture.path)))
    return found, tuple(problems)


def picture_names(profile: Profile) -> frozenset[str]:
    """Return the names of the profile's pictures, as it gives them."""
    return frozenset(picture.file for picture in _named(profile))


def _named(profile: Profile) -> Iterator[_Named]:
    for position, logo in enumerate(profile.publication.logos):
        yield _Named(logo.file, f"publication.logos[{position}].file")
    for number, section in enumerate(profile.sections):
        for part, block in enumerate(section.body):
            if block.figure:
                yield _Named(block.figure.file, f"sections[{number}].body[{part}].figure.file")


def read_picture(
    file: Path, folder: Path, of: str = "profile"
) -> tuple[bytes, tuple[str, str] | None]:
    """Return the bytes of a picture, and what keeps it from being shown with how to mend it.

    It lies in the folder of what names it, or below; ``of`` says what that is.
    """
    if leads_outside(file, folder):
        return b"", (f"leads out of the {of}'s folder", f"put the picture beside the {of}")
    try:
        data = read_regular(file, LARGEST)
    except OSError as error:
        return b"", _unread(error, of)
    return data, picture_fault(data) or _incomplete(data)


def _incomplete(data: bytes) -> tuple[str, str] | None:
    """Return what keeps an SVG from being whole: it asks for something beside itself."""
    if data.startswith((JPEG, PNG)):
        return None
    from mgi_report.profile.svg_references import reference_outside  # noqa: PLC0415 - most are none

    to = reference_outside(data)
    if to is None:
        return None
    return f"asks for {shown(to)}, which is not read", "put the shapes into it, or save it as PNG"


def _unread(error: OSError, of: str) -> tuple[str, str]:
    """Return why a picture could not be read, and what to do."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "does not exist", f"check the name, and that it lies beside the {of}"
    if isinstance(error, FileTooLarge):
        return TOO_LARGE
    if isinstance(error, NoRegularFile | IsADirectoryError):
        return "is no file, but a folder, a pipe or a device", "put the picture itself in its place"
    if error.errno == errno.ELOOP:
        return "is a link that leads back to itself", "put the picture itself in its place"
    return f"cannot be read: {error.strerror or error}", "allow reading the file"


def picture_fault(data: bytes) -> tuple[str, str] | None:
    """Return what keeps the bytes of a picture from being printed, and how to mend it."""
    if len(data) > LARGEST:
        return TOO_LARGE
    if data.startswith(JPEG) and _colours(data) > MOST_COLOURS:
        # ISO 19005-3, 6.2.4.3: colours of the printing press need a profile of a press.
        return "is in CMYK, which an archivable PDF for the screen cannot hold", "save it as RGB"
    # An SVG may be in UTF-16, whose letters are those of UTF-8 with a zero beside each.
    if not (data.startswith((JPEG, PNG)) or re.search(_SVG, data.replace(b"\0", b""))):
        return "is no PNG, JPEG or SVG", "save it anew with a program for pictures"
    return None


def _colours(jpeg: bytes) -> int:
    """Return the number of colour components of a JPEG, 0 if it has no frame."""
    at = len(JPEG)
    while at + 9 < len(jpeg) and jpeg[at] == JPEG[0]:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4])
        if marker in FRAMES:
            return jpeg[at + 9]
        at += 2 + length
    return 0
