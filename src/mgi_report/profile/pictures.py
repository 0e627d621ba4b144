"""Read the pictures of a profile: logos, and the figures of its sections."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.loading import Loaded
from mgi_report.profile.model import Profile

__all__ = ["picture_names", "read_pictures"]

LARGEST = 10_000_000
JPEG = b"\xff\xd8"
# Start-of-frame markers of a JPEG (ITU-T T.81, table B.1); C4, C8 and CC mean something else.
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
MOST_COLOURS = 3


class _Named(NamedTuple):
    """Hold the name of a picture, and the place in the data that gives it."""

    file: str
    path: str


def read_pictures(loaded: Loaded, path: Path) -> Mapping[str, bytes]:
    """Return the bytes of the profile's pictures by the names it gives.

    Only files below the profile's own folder are read. ProblemsFound with everything that is
    wrong with them.
    """
    folder = path.parent.resolve()
    found: dict[str, bytes] = {}
    problems = []
    for picture in _named(loaded.profile):
        file = (folder / picture.file).resolve()
        fault = _unfit(file, folder)
        if fault is None:
            found[picture.file] = file.read_bytes()
            fault = _unprintable(found[picture.file])
        if fault is not None:
            message, hint = fault
            place = loaded.locate(picture.path)
            problems.append(
                Problem("picture", f"the picture “{picture.file}” {message}", hint, place)
            )
    if problems:
        raise ProblemsFound(problems)
    return found


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


def _unfit(file: Path, folder: Path) -> tuple[str, str] | None:
    """Return what keeps a file from being read, and how to mend it."""
    if not file.is_relative_to(folder):
        return "leads out of the profile's folder", "put the picture beside the profile"
    if not file.is_file():
        return "does not exist", "check the name, and that it lies beside the profile"
    if file.stat().st_size > LARGEST:
        return "is larger than 10 MB", "save a smaller version"
    return None


def _unprintable(data: bytes) -> tuple[str, str] | None:
    if data.startswith(JPEG) and _colours(data) > MOST_COLOURS:
        # ISO 19005-3, 6.2.4.3: colours of the printing press need a profile of a press.
        return "is in CMYK, which an archivable PDF for the screen cannot hold", "save it as RGB"
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
