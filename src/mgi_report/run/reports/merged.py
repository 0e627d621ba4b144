"""Tell of shards that were joined as of one run, so that they are reported as one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from mgi_report.output.manifest import FileRecord, Manifest
from mgi_report.output.notices import Notice
from mgi_report.output.verify import run_problems
from mgi_report.problems.problem import Location, Problem, Severity
from mgi_report.run.outcomes import Outcome, RunResult, State

__all__ = ["merged_result"]

_PLACE = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?", re.DOTALL)


def merged_result(shards: Mapping[Path, Manifest], seconds: float) -> RunResult:
    """Return what became of the profiles of all shards, by folder, in the order of their names.

    A manifest does not know in which run a file was made: what is current counts as rendered. What
    is not is of a profile that failed or, in a run that was stopped, had no turn. Nothing is known
    of profiles that had none and no file before: a folder whose run was stopped is told as failed.
    ``seconds`` is what joining took; those of each profile, and how often it was tried, stand in
    the logs of the shards.
    """
    outcomes = [each for folder, shard in shards.items() for each in _outcomes(folder, shard)]
    outcomes.sort(key=lambda outcome: outcome.source)
    return RunResult(tuple(outcomes), seconds)


def _outcomes(folder: Path, shard: Manifest) -> Iterator[Outcome]:
    undone = (each for each in run_problems(folder, shard) if each.code == "run-incomplete")
    for problem in undone:
        yield Outcome(folder, State.FAILED, problems=(problem,))
    # Profiles of two folders may have one name, but never the same subject, edition and language.
    made: dict[tuple[str, str, int, str], list[FileRecord]] = defaultdict(list)
    for file in shard.files:
        made[file.source, file.subject.id, file.edition.ordinal, file.language].append(file)
    failed = {failure.source for failure in shard.failures}
    for (source, *_), files in made.items():
        current = tuple(file for file in files if file.current)
        if current:
            yield _rendered(source, current)
        elif source not in failed and shard.stopped:
            yield Outcome(Path(source), State.STOPPED)
    for failure in shard.failures:
        problems = tuple(map(_problem, failure.problems))
        yield Outcome(Path(failure.source), State.FAILED, problems=problems)


def _rendered(source: str, files: tuple[FileRecord, ...]) -> Outcome:
    # Each format repeats what is said of the data.
    said = dict.fromkeys(notice for file in files for notice in file.warnings)
    return Outcome(Path(source), State.RENDERED, files, tuple(map(_problem, said)))


def _problem(notice: Notice) -> Problem:
    """Return the problem that a notice repeats."""
    place = _PLACE.fullmatch(notice.place)
    where = None
    if place is not None:
        line, column = (int(place[key]) if place[key] else None for key in ("line", "column"))
        where = Location(place["file"], line, column, notice.path)
    severity = Severity(notice.severity)
    return Problem(notice.code, notice.message, notice.hint, where, severity)
