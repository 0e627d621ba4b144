"""Open regular files and nothing else, and read no more of one than it may have.

The one place that decides what may be opened. A pipe waits for its writer and a device never ends:
what a name leads to is looked at before it is opened, and once more at the open file, because
another may have taken its place meanwhile.
"""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from mgi_report.problems.problem import MgiReportError

__all__ = [
    "LARGEST_PDF",
    "FileTooLarge",
    "NoRegularFile",
    "appended",
    "chunks",
    "leads_outside",
    "open_regular",
    "read_regular",
    "refuse_special",
]

LARGEST_PDF = 500_000_000  # bytes
CHUNK = 1 << 20
# Not to wait for the writer of a pipe, nor to get a terminal to be controlled by.
CAREFULLY = os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class NoRegularFile(MgiReportError, OSError):  # noqa: N818 - reads as what happened
    """Say that a name is that of a pipe, a device, a socket or, where none may be, a link."""

    def __init__(self) -> None:
        super().__init__(errno.EINVAL, "this is not a file with contents")


class FileTooLarge(MgiReportError, OSError):  # noqa: N818 - as above
    """Say that a file has more bytes than it may have."""

    def __init__(self, size: int, largest: int) -> None:
        self.size, self.largest = size, largest
        super().__init__(errno.EFBIG, f"it is larger than {largest // 1_000_000} MB")


def refuse_special(path: Path) -> None:
    """Raise NoRegularFile if something is there that is no regular file, and no link to one."""
    try:
        _refuse(path.stat())
    except FileNotFoundError:
        return


def open_regular(path: Path, largest: int, *, follows_links: bool = True) -> BinaryIO:
    """Open a regular file of up to ``largest`` bytes for reading; OSError if it is none."""
    _refuse(path.stat(follow_symlinks=follows_links), largest)
    no_link = 0 if follows_links else os.O_NOFOLLOW
    opened = os.fdopen(os.open(path, os.O_RDONLY | CAREFULLY | no_link), "rb")
    try:
        _refuse(os.fstat(opened.fileno()), largest)
    except OSError:
        opened.close()
        raise
    return opened


def read_regular(path: Path, largest: int, *, follows_links: bool = True) -> bytes:
    """Return the bytes of a regular file of up to ``largest`` bytes; OSError if it is none."""
    with open_regular(path, largest, follows_links=follows_links) as stream:
        return b"".join(chunks(stream, largest))


def chunks(stream: BinaryIO, largest: int) -> Iterator[bytes]:
    """Yield the bytes of an open file piece by piece; FileTooLarge if it grows beyond its limit."""
    read = 0
    while part := stream.read(CHUNK):
        read += len(part)
        if read > largest:
            raise FileTooLarge(read, largest)
        yield part


def appended(path: Path) -> BinaryIO:
    """Open a regular file, which is made if there is none, for writing at its end.

    OSError if something else is there, or a link.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | CAREFULLY
    opened = os.fdopen(os.open(path, flags, 0o666), "ab")
    try:
        _refuse(os.fstat(opened.fileno()))
    except OSError:
        opened.close()
        raise
    return opened


def leads_outside(path: Path, folder: Path) -> bool:
    """Return whether a path leads out of a folder, followed through every link."""
    # Not Path.resolve, which does not survive a link that leads to itself.
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _refuse(status: os.stat_result, largest: int | None = None) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise NoRegularFile
    if largest is not None and status.st_size > largest:
        raise FileTooLarge(status.st_size, largest)
