"""Hold what is shown, and tell those who wait when it changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from threading import Condition
from typing import Any

from mgi_report.pdf.engine.places import PagePlace
from mgi_report.problems.problem import Problem, has_errors
from mgi_report.profile.loading import Loaded

__all__ = ["Board", "Plate", "Snapshot"]


@dataclass(frozen=True)
class Plate:
    """Hold one page to be looked at: its size in pt, where its data stand, and what it is drawn of.

    ``number`` is the one that is printed on it; blank pages, which only paper has, count.
    ``digest`` tells pages that look different from each other; ``position`` is the place of the
    page in its ``pdf``, from 0.
    """

    number: int
    digest: str
    width: float
    height: float
    places: tuple[PagePlace, ...]
    pdf: bytes = field(repr=False)
    position: int


@dataclass(frozen=True)
class Snapshot:
    """Hold all that is shown at a time; ``version`` grows with every change.

    ``loaded`` is the profile of the pages, None before the first ones. Pages are stale when an
    error keeps newer ones from being made; ``changed`` are the positions of those that differ from
    the ones before the newest save.
    """

    version: int = 0
    loaded: Loaded | None = field(default=None, repr=False)
    title: str = ""
    plates: tuple[Plate, ...] = ()
    changed: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()
    busy: bool = True

    @property
    def is_stale(self) -> bool:
        """Return whether the pages are older than the data."""
        return has_errors(self.problems)

    def plate(self, digest: str) -> Plate | None:
        """Return the page of this digest, None if it is not shown any more."""
        return next((plate for plate in self.plates if plate.digest == digest), None)


class Board:
    """Let one thread change what is shown while others read it and wait for news."""

    def __init__(self) -> None:
        self._snapshot = Snapshot()
        self._news = Condition()
        self._is_closed = False

    @property
    def snapshot(self) -> Snapshot:
        """Return what is shown now."""
        with self._news:
            return self._snapshot

    def work_begins(self) -> None:
        """Say that newer pages are being made."""
        self._change(busy=True)

    def complain(self, problems: Iterable[Problem]) -> None:
        """Show problems, and keep the last pages."""
        self._change(problems=tuple(problems), busy=False)

    def show(
        self, loaded: Loaded, title: str, plates: Sequence[Plate], before: frozenset[str]
    ) -> None:
        """Show pages; ``before`` are the digests of those that were there before the save.

        After a save that changes no page the marks stay.
        """
        changed = {n for n, plate in enumerate(plates) if before and plate.digest not in before}
        if not changed:
            changed = {n for n in self.snapshot.changed if n < len(plates)}
        self._change(
            loaded=loaded,
            title=title,
            plates=tuple(plates),
            changed=frozenset(changed),
            problems=loaded.warnings,
            busy=False,
        )

    def close(self) -> None:
        """Wake all who wait; nothing will change any more."""
        with self._news:
            self._is_closed = True
            self._news.notify_all()

    def newer_than(self, version: int, timeout: float) -> Snapshot | None:
        """Wait for a later version for so many seconds.

        Return what is shown, also after the time has passed; None once the board is closed.
        """
        with self._news:
            self._news.wait_for(
                lambda: self._is_closed or self._snapshot.version > version, timeout
            )
            return None if self._is_closed else self._snapshot

    def _change(self, **values: Any) -> None:
        with self._news:
            version = self._snapshot.version + 1
            self._snapshot = replace(self._snapshot, version=version, **values)
            self._news.notify_all()
