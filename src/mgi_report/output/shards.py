"""Join the shards of one list, built apart, into one output folder."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mgi_report.output.ledger import Entry, Ledger
from mgi_report.output.manifest import MANIFEST, Manifest, read_manifest
from mgi_report.output.records import manifest_of, same_output, write_records
from mgi_report.output.toolchain import differences
from mgi_report.output.verify import verify, whole_file
from mgi_report.output.writing import only_run, write_output
from mgi_report.problems.problem import Location, Problem, ProblemsFound

__all__ = ["merge"]

# What a shard may have and still be joined: the merged manifest says it too.
CARRIED_OVER = {
    "shard-only",
    "not-made",
    "not-current",
    "run-incomplete",
    "not-listed",
    "not-recorded",
}


def merge(folders: Sequence[Path], output: Path) -> Manifest:
    """Copy the files of all shards into a folder, with one manifest over them; return it.

    Failures are carried over. Raises ProblemsFound, with nothing written, if a shard is missing,
    damaged, twice there or of another list or version, or if two of them have a file of one name.
    """
    manifests = {folder: read_manifest(folder) for folder in folders}
    problems = [*_set_problems(manifests), *_name_problems(manifests)]
    for folder in manifests:
        problems += (each for each in verify(folder) if each.code not in CARRIED_OVER)
    if problems:
        raise ProblemsFound(problems)
    merged = Manifest(
        generator=next(iter(manifests.values())).generator,
        stopped=any(manifest.stopped for manifest in manifests.values()),
        files=tuple(file for manifest in manifests.values() for file in manifest.files),
        failures=tuple(each for manifest in manifests.values() for each in manifest.failures),
    )
    with only_run(output):
        ledger = Ledger.read(output)
        names = {file.name for file in merged.files}
        earlier = manifest_of(ledger, merged.generator).files
        left = tuple(file for file in earlier if file.name not in names)
        merged = merged.model_copy(update={"files": merged.files + left})
        for folder, manifest in manifests.items():
            for file in manifest.files:
                write_output(output / file.name, whole_file(folder / file.name, file))
            for entry in _entries(folder, manifest):
                ledger.add(_moved(entry, folder, ledger))
        ledger.rewrite()
        write_records(output, merged)
    return merged


def _entries(folder: Path, manifest: Manifest) -> Iterator[Entry]:
    """Yield the entries of a shard's own list; an earlier run may have left others."""
    own = {file.name for file in manifest.files}
    for entry in Ledger.read(folder).entries.values():
        if entry.failure is not None or any(file.name in own for file in entry.files):
            yield entry


def _moved(entry: Entry, folder: Path, ledger: Ledger) -> Entry:
    """Return an entry whose profile is found from the merged folder, if it is found at all.

    Shards that come from other machines lie elsewhere than where they were built.
    """
    profile = folder / entry.source
    if not profile.exists():
        return entry
    return entry.model_copy(update={"source": ledger.key(profile)})


def _set_problems(manifests: Mapping[Path, Manifest]) -> Iterator[Problem]:
    """Yield what keeps the shards from being all the shards of one list."""
    (first, made), *others = ((each, told.generator) for each, told in manifests.items())
    for folder, generator in others:
        if found := differences(made, generator):
            message = f"{first} and {folder} were not made with the same: {'; '.join(found)}"
            hint = "build all shards with the same versions"
            yield Problem("other-versions", message, hint)
    folders = defaultdict(list)
    kinds = set()
    for folder, manifest in manifests.items():
        if manifest.shard is None:
            message = "this folder was not built with --shard"
            yield Problem("no-shard", message, "leave it out", Location(folder / MANIFEST))
        else:
            kinds.add((manifest.shard.of, manifest.shard.list))
            folders[manifest.shard.number].append(folder)
    if len(kinds) > 1:
        hint = "build all shards from the same profiles, with the same number of shards"
        yield Problem("other-list", "the shards are parts of different lists", hint)
    elif kinds:
        ((of, _),) = kinds
        missing = [str(number) for number in range(1, of + 1) if number not in folders]
        if missing:
            message = f"of {of} shards, these are missing: {', '.join(missing)}"
            yield Problem("shard-missing", message, "build them, and name their folders too")
    for number, several in sorted(folders.items()):
        if len(several) > 1:
            message = f"shard {number} is there twice: {' and '.join(map(str, several))}"
            yield Problem("shard-twice", message, "leave one of them out")


def _name_problems(manifests: Mapping[Path, Manifest]) -> Iterator[Problem]:
    makers = defaultdict(list)
    for folder, manifest in manifests.items():
        for file in manifest.files:
            makers[file.name].append((folder, file.source))
    for name, several in sorted(makers.items()):
        if len(several) > 1:
            yield same_output(name, [f"{source} in {folder}" for folder, source in several])
