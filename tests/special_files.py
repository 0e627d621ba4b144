"""Put what is no file with contents, or far too large, in the place of a file."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

__all__ = ["KINDS", "sparse", "special"]

KINDS = ("pipe", "device", "socket", "loop")


def sparse(path: Path, size: int) -> None:
    """Make a file that is as large as told, and takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)


@contextmanager
def special(path: Path, kind: str) -> Iterator[None]:
    """Put a pipe, a device, a socket, or a link to itself in the place of a file.

    Who waits at the pipe finds it empty, so that a test of what should not open it can fail.
    """
    path.unlink(missing_ok=True)
    if kind == "pipe":
        with _pipe(path):
            yield
    elif kind == "device":
        path.symlink_to(os.devnull)
        yield
    elif kind == "loop":
        path.symlink_to(path.name)
        yield
    else:
        # The address of a socket may have some 100 letters only.
        folder = os.open(path.parent, os.O_RDONLY)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(f"/proc/self/fd/{folder}/{path.name}")
            yield
        os.close(folder)


@contextmanager
def _pipe(path: Path) -> Iterator[None]:
    os.mkfifo(path)
    ended = Event()

    def let_go() -> None:
        while not ended.is_set():
            with suppress(OSError):
                path.open("wb").close()

    thread = Thread(target=let_go, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        with suppress(OSError):
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
