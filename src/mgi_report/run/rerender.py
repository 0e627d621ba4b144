"""Make the files of an output folder again, and see whether they come out the same."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from mgi_report.document.assets import Assets, Theme
from mgi_report.output.formats import format_named
from mgi_report.output.manifest import MANIFEST, FileRecord, Settings, read_manifest
from mgi_report.output.toolchain import Generator, differences
from mgi_report.problems.problem import Location, Problem, Severity
from mgi_report.run.crew import Crew
from mgi_report.run.orders import Order, Rendered, Wanted
from mgi_report.run.sources import find_sources
from mgi_report.run.toolchain import toolchain
from mgi_report.run.worker import INSPECTION, render

__all__ = ["rerender"]


def rerender(
    folder: Path,
    crew: Crew,
    icc: bytes = b"",
    theme: Theme | None = None,
    sources: Path | None = None,
) -> Iterator[Problem]:
    """Make every file again without writing it, and yield what did not come out the same.

    ``icc`` is the printer's output profile, for files that were made for one; ``theme`` is the one
    they were made with; ``sources`` is the folder of the profiles, if it is not where it was, or
    the folder has no record of its runs. ProblemsFound if there is no profile in it.
    """
    manifest = read_manifest(folder)
    current = [file for file in manifest.files if file.current]
    places, problems = find_sources(folder, current, sources)
    yield from problems
    expected: dict[Path, list[FileRecord]] = defaultdict(list)
    for file in current:
        if file.name not in places:
            continue
        if _wanted([file], icc).settings(format_named(file.format)) == file.settings:
            expected[places[file.name]].append(file)
        else:
            message = f"it was made for the output profile with SHA-256 {file.settings['icc']}"
            hint = "name that ICC profile with --icc"
            yield Problem("icc-needed", message, hint, Location(folder / file.name))
    orders = [
        Order(path, _wanted(files, icc), _were_inspected(files), theme=theme)
        for path, files in expected.items()
    ]
    differs = False
    for reply in crew.run(render, orders):
        rendered = reply.result or Rendered()
        again = {record.name: record.sha256 for record, _ in rendered.files}
        for file in expected[reply.item.path]:
            if again.get(file.name) != file.built_sha256:
                differs = True
                yield _other_bytes(folder / file.name, file, rendered)
    if differs:
        here = toolchain(Assets(theme=theme)).generator
        yield from _other_tools(folder, manifest.generator, here)


def _wanted(files: Sequence[FileRecord], icc: bytes) -> Wanted:
    """Return the formats of files, with the settings they were made with."""
    settings: Settings = {}
    for file in files:
        settings |= file.settings
    undated = str(settings.get("undated", ""))
    return Wanted(
        tuple(file.format for file in files),
        bool(settings.get("marks")),
        icc if settings.get("icc") else b"",
        date.fromisoformat(undated) if undated else None,
    )


def _were_inspected(files: Sequence[FileRecord]) -> bool:
    return any(INSPECTION in file.conformance.proved for file in files)


def _other_bytes(path: Path, file: FileRecord, rendered: Rendered) -> Problem:
    place, now = Location(path), dict(rendered.inputs)
    if not rendered.files:
        message = f"{file.source} cannot be made again"
        hint = "mgi-report check tells what is wrong with it"
        return Problem("bytes-differ", message, hint, place)
    message = f"made again from {file.source}, this file has other bytes"
    names = sorted(now.keys() | file.inputs.keys())
    if changed := [name for name in names if now.get(name) != file.inputs.get(name)]:
        message += f"; the data are others: {', '.join(changed)}"
        hint = "take the data of that day, such as a tag of their repository, or build it again"
    else:
        hint = "the data are the same: see what else differs, or build it again"
    return Problem("bytes-differ", message, hint, place)


def _other_tools(folder: Path, made: Generator, here: Generator) -> Iterator[Problem]:
    """Yield what files were made with that is not here, if anything is."""
    if found := differences(made, here):
        message = f"the files were made with other tools: {'; '.join(found)}"
        hint = "install the versions they were made with, and verify them again"
        place = Location(folder / MANIFEST)
        yield Problem("toolchain-differs", message, hint, place, Severity.WARNING)
