"""Start runs of the command line, stop them, and see what they leave behind. Linux only."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

__all__ = ["Command", "sums"]

MARK = "MGI_REPORT_RUN"
POLL = 0.02


class Command:
    """Be one run of mgi-report, in a process group of its own as a shell would start it.

    Every process it starts inherits a mark in its environment, by which it is found even when its
    parent is gone.
    """

    def __init__(
        self, *arguments: str | Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self._mark = f"{MARK}={uuid4().hex}".encode()
        name, _, value = self._mark.decode().partition("=")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mgi_report", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, **(environment or {}), name: value},
        )

    def kill(self, number: signal.Signals, *, group: bool = False) -> None:
        """Send a signal to the run's first process, or to all of them as Ctrl-C does."""
        (os.killpg if group else os.kill)(self.process.pid, number)

    def end(self, timeout: float = 600) -> tuple[int, str, str]:
        """Wait for the end; return exit code, standard output and standard error.

        The streams end when the last process that holds them does, so an orphan counts as time.
        """
        out, err = self.process.communicate(timeout=timeout)
        return self.process.returncode, out, err

    def left(self) -> list[int]:
        """Return the ids of the run's processes that are still there."""
        return [pid for pid in _processes() if self._mark in _environment(pid)]

    def is_gone_within(self, seconds: float) -> bool:
        """Wait until all processes of the run have ended, for so many seconds."""
        until = monotonic() + seconds
        while self.left():
            if monotonic() > until:
                return False
            sleep(POLL)
        return True


def sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of the PDFs in a folder by name."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.pdf")}


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _environment(pid: int) -> list[bytes]:
    """Return the environment a process began with; nothing for one that has ended."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []
