"""Do one order inside a worker process.

A worker keeps its workshop from order to order: that is what makes it fast, and the one place
where this program keeps something in a module.
"""

import os
import resource
import signal
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing import parent_process
from pathlib import Path
from time import perf_counter

from mgi_report.output.ledger import file_sum
from mgi_report.output.manifest import (
    Conformance,
    EditionRecord,
    FileRecord,
    Notice,
    SubjectRecord,
)
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.framework import Level
from mgi_report.profile.loading import Loaded, load
from mgi_report.profile.model import Profile
from mgi_report.profile.pictures import picture_names
from mgi_report.run.job import Made, MadeFile, Workshop, make
from mgi_report.run.wanted import Wanted

__all__ = ["INSPECTION", "Order", "Outline", "Rendered", "outline", "prepare", "render"]

INSPECTION = "inspection"
"""Stands in a record for: mgi-report has read the file back."""


@dataclass(frozen=True)
class Order:
    """Ask for the files of one profile; ``inputs`` are the files it refers to, where known."""

    path: Path
    inspects: bool = True
    inputs: tuple[str, ...] = ()
    wanted: Wanted = field(default_factory=Wanted)


@dataclass(frozen=True)
class Outline:
    """Tell of a profile what a run has to know before it makes anything.

    ``inputs`` are the SHA-256 of the files it is made from, by their paths from its folder.
    """

    slug: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """Hold the finished files, still unwritten, with their records, or the problems.

    The records lack the fingerprint; ``steps`` are the seconds of each step.
    """

    outline: Outline = field(default_factory=Outline)
    files: tuple[tuple[FileRecord, bytes], ...] = ()
    problems: tuple[Problem, ...] = ()
    steps: Mapping[str, float] = field(default_factory=dict)


_workshop = Workshop()


def prepare(memory: int) -> None:
    """Make a fresh process a worker: leave Ctrl-C to the parent, and end when the parent ends.

    ``memory`` is the most it may take, in bytes; 0 for no limit.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # The crew has them blocked while a process starts.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: object) -> None:
    """Wait for the parent's death; a worker that nobody listens to would wait for ever."""
    parent.join()  # type: ignore[attr-defined]
    os._exit(1)


def outline(path: Path) -> Outline:
    """Read a profile for its file names, and for what is wrong with it."""
    try:
        loaded = load(path)
    except ProblemsFound as found:
        return Outline(problems=found.problems)
    return _outline(loaded, path)


def render(order: Order) -> Rendered:
    """Make the files of a profile."""
    try:
        made = make(
            order.path, _workshop, perf_counter, inspects=order.inspects, wanted=order.wanted
        )
    except ProblemsFound as found:
        return Rendered(problems=found.problems)
    proved = (INSPECTION,) if order.inspects else ()
    files = tuple((_record(made, file, order.path, proved), file.data) for file in made.files)
    return Rendered(_outline(made.loaded, order.path), files, made.warnings, dict(made.seconds))


def _outline(loaded: Loaded, path: Path) -> Outline:
    return Outline(loaded.profile.slug, tuple(_inputs(loaded, path)))


def _inputs(loaded: Loaded, path: Path) -> Iterator[tuple[str, str]]:
    """Yield the files a profile is made from; one that is missing will be the job's problem."""
    yield path.name, sha256(loaded.source).hexdigest()
    others = {*picture_names(loaded.profile)}
    if loaded.profile.compares_with is not None:
        others.add(loaded.profile.compares_with)
    for name in sorted(others):
        yield name, file_sum(path.parent / name) or ""


def _record(made: Made, file: MadeFile, path: Path, proved: tuple[str, ...]) -> FileRecord:
    profile = made.loaded.profile
    return FileRecord(
        name=file.name,
        source=path.name,
        subject=_subject(profile),
        edition=_edition(profile),
        language=profile.language,
        format=file.format,
        status=profile.status,
        title=file.title,
        pages=file.pages,
        bytes=len(file.data),
        sha256=sha256(file.data).hexdigest(),
        fingerprint="0" * 64,
        conformance=Conformance(claimed=file.claimed, proved=proved),
        warnings=tuple(Notice.of(warning) for warning in made.warnings),
        seconds=round(sum(made.seconds.values()), 3),
    )


def _subject(profile: Profile) -> SubjectRecord:
    subject = profile.subject
    local = subject.level is Level.LOCAL
    return SubjectRecord(
        id=subject.slug,
        name=subject.short_name,
        level=subject.level,
        country_code=subject.code,
        country=subject.country if local else subject.short_name,
    )


def _edition(profile: Profile) -> EditionRecord:
    edition = profile.edition
    return EditionRecord(
        ordinal=edition.ordinal,
        year=edition.known_year,
        date=str(edition.date) if edition.date else None,
    )
