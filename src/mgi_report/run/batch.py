"""Make the files of many profiles: each its own job, none at the cost of another."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from os.path import relpath
from pathlib import Path

from mgi_report.document.assets import Assets
from mgi_report.output.formats import output_names
from mgi_report.output.ledger import (
    Entry,
    Ledger,
    prune,
    signed_files,
    stale_files,
)
from mgi_report.output.manifest import Failure, FileRecord, Shard
from mgi_report.output.notices import Notice
from mgi_report.output.records import manifest_of, same_output, write_records
from mgi_report.output.writing import only_run, write_output
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.run.ahead import Ahead
from mgi_report.run.crew import Crew, Reply
from mgi_report.run.languages import languages_beside
from mgi_report.run.orders import Order, Outline, Rendered, Wanted
from mgi_report.run.outcomes import (
    Outcome,
    RunResult,
    State,
    accident_problem,
    failed,
    unsigned_again,
)
from mgi_report.run.toolchain import Toolchain, toolchain
from mgi_report.run.unchanged import Unchanged, surely_changed
from mgi_report.run.watchers import Silent, Watcher
from mgi_report.run.worker import compose_ahead, expect, outline, render

__all__ = ["Batch"]


@dataclass
class Batch:
    """Make the files of profiles into one folder; ``clock`` returns seconds.

    Only what has changed is made, unless ``force`` is set. A stop (KeyboardInterrupt) ends the run
    at once: what is finished stays, and the records say that the run was stopped. ``reader``
    reads the profiles for their names where the ``crew`` cannot, because it is elsewhere. With
    ``prunes`` a run that came to its end removes the files that no profile makes any more, and with
    ``fails_fast`` it ends at the first profile that fails.
    """

    output: Path
    crew: Crew
    clock: Callable[[], float]
    assets: Assets = field(default_factory=Assets)
    inspects: bool = True
    wanted: Wanted = field(default_factory=Wanted)
    force: bool = False
    prunes: bool = False
    fails_fast: bool = False
    watcher: Watcher = field(default_factory=Silent)
    reader: Crew | None = None

    def run(self, paths: Sequence[Path], shard: Shard | None = None) -> RunResult:
        """Make the files of the profiles, and write manifest.json and SHA256SUMS.

        Raises ProblemsFound when nothing can be begun: the folder cannot be written to, or
        another run is writing there.
        """
        start = self.clock()
        self.watcher.listed(paths)
        stale: tuple[str, ...] = ()
        pruned: tuple[str, ...] = ()
        try:
            with only_run(self.output):
                ledger = Ledger.read(self.output)
                changed = surely_changed(paths, ledger, force=self.force)
                # The first worker starts while the tools are looked at.
                self.get_ready(changed)
                turn = _Turn(self, ledger, toolchain(self.assets), paths, changed)
                try:
                    turn.run(shard)
                finally:
                    self._record(turn, shard)
                outcomes = turn.outcomes()
                stale, pruned = stale_files(turn.ledger), turn.pruned
        except KeyboardInterrupt:
            # Nothing was begun, so the records of an earlier run are still true.
            outcomes = tuple(Outcome(path, State.STOPPED) for path in paths)
        result = RunResult(outcomes, self.clock() - start, stale, pruned)
        self.watcher.ended(result)
        return result

    def get_ready(self, paths: Collection[Path]) -> None:
        """Let the crew get ready for these profiles; one alone is composed meanwhile."""
        ahead = None
        if len(paths) == 1:
            (path,) = paths
            order = Order(path, self.wanted, theme=self.assets.theme)
            ahead = Ahead(partial(compose_ahead, order), expect)
        self.crew.get_ready(len(paths), ahead)

    def _record(self, turn: "_Turn", shard: Shard | None) -> None:
        """Write the records; a stop that comes meanwhile has nothing left to stop."""
        try:
            turn.record(shard)
        except KeyboardInterrupt:
            # It comes once, and writing again changes nothing.
            turn.record(shard)


class _Turn:
    """Hold what one run knows so far."""

    def __init__(
        self,
        batch: Batch,
        ledger: Ledger,
        tools: Toolchain,
        paths: Sequence[Path],
        changed: frozenset[Path],
    ) -> None:
        self.batch, self.ledger, self.tools = batch, ledger, tools
        self.paths = tuple(paths)
        self._done: dict[Path, Outcome] = {}
        self._slugs: dict[Path, str] = {}
        self._files: dict[Path, Mapping[str, bytes]] = {}
        self._languages = languages_beside(self.paths)
        self._unchanged = Unchanged(
            batch.output,
            ledger,
            tools.digest,
            batch.wanted,
            batch.inspects,
            changed,
            self._languages,
        )
        self._sources = frozenset(map(ledger.key, paths))
        self.pruned: tuple[str, ...] = ()
        self._signed = signed_files(ledger)

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what became of each profile, in the order of the list."""
        return tuple(self._done.get(path, Outcome(path, State.STOPPED)) for path in self.paths)

    def record(self, shard: Shard | None) -> None:
        """Write what is known now: ledger, manifest.json and SHA256SUMS."""
        stopped = not all(path in self._done for path in self.paths)
        if self.batch.prunes and not stopped:
            self.pruned += prune(self.ledger)
        self._write_records(shard, stopped=stopped)

    def _write_records(self, shard: Shard | None, *, stopped: bool) -> None:
        self.ledger.rewrite(self._sources)
        manifest = manifest_of(
            self.ledger,
            self.tools.generator,
            run=self._sources,
            shard=shard,
            stopped=stopped,
        )
        write_records(self.batch.output, manifest)

    def run(self, shard: Shard | None) -> None:
        """Find out what is to be made, and make it."""
        with suppress(KeyboardInterrupt):
            to_do = self._changed()
            self.batch.get_ready(to_do)
            if to_do:
                self._write_records(shard, stopped=True)
            to_do = self._refuse_equal_names(self._outlined(to_do))
            refused = sum(each.state is State.FAILED for each in self._done.values())
            self.batch.watcher.planned(len(self.paths), len(to_do) + refused)
            for path in self.paths:
                if path in self._done:
                    self.batch.watcher.finished(self._done[path])
            orders = map(self._order, () if refused and self.batch.fails_fast else to_do)
            with closing(self.batch.crew.run(render, orders, self._started)) as replies:
                for reply in replies:
                    outcome = self._outcome(reply)
                    self._note(outcome)
                    self.batch.watcher.finished(outcome)
                    if self.batch.fails_fast and outcome.state is State.FAILED:
                        break

    def _order(self, path: Path) -> Order:
        """Return the order of a profile with the files that were read for its outline."""
        files = self._files.pop(path, None)
        batch = self.batch
        theme = batch.assets.theme
        languages = self._languages[path]
        return Order(path, batch.wanted, batch.inspects, files, theme, self.tools.digest, languages)

    def _started(self, order: Order) -> None:
        self.batch.watcher.started(order.path)

    def _changed(self) -> list[Path]:
        """Return the profiles to make; the others are done with."""
        for path, (entry, files) in self._unchanged.among(self.paths).items():
            self._done[path] = Outcome(path, State.UNCHANGED, files, entry.warnings)
            self._slugs[path] = entry.slug
        return [path for path in self.paths if path not in self._done]

    def _outlined(self, paths: list[Path]) -> list[Path]:
        """Read the profiles for their file names; those with problems are done with.

        A profile alone has nobody to share a name with, and is read when it is made.
        """
        if len(self.paths) == 1 and self.batch.reader is None:
            return paths
        with closing((self.batch.reader or self.batch.crew).run(outline, paths)) as replies:
            for reply in replies:
                found = reply.result or Outline(problems=(accident_problem(reply),))
                if found.slug:
                    self._slugs[reply.item] = found.slug
                    self._files[reply.item] = found.files
                else:
                    self._note(failed(reply, found.problems))
        return [path for path in paths if path not in self._done]

    def _refuse_equal_names(self, paths: list[Path]) -> list[Path]:
        """Refuse profiles that would write the same file, all of them: none is the right one."""
        makers = defaultdict(list)
        for path, slug in self._slugs.items():
            for name in output_names(slug):
                makers[name].append(path)
        for name, several in makers.items():
            for path in several:
                others = [relpath(other, path.parent) for other in several if other != path]
                if others:
                    problem = same_output(name, others, path)
                    self._note(Outcome(path, State.FAILED, (), (problem,)))
        return [path for path in paths if path not in self._done]

    def _outcome(self, reply: Reply[Order, Rendered]) -> Outcome:
        """Write the files of a reply; return what became of its profile."""
        path, rendered = reply.item.path, reply.result
        if rendered is None:
            problems: tuple[Problem, ...] = (accident_problem(reply),)
        elif not rendered.files:
            problems = rendered.problems
        else:
            files = tuple(record for record, _ in rendered.files)
            entry = self._entry(path, rendered, files)
            self.ledger.begin(entry)
            try:
                self._write(rendered)
            except ProblemsFound as found:
                problems = found.problems
            else:
                self.ledger.add(self.ledger.following(entry, self.batch.wanted.formats))
                return Outcome(
                    path,
                    State.RENDERED,
                    files,
                    (*rendered.problems, *unsigned_again(files, self._signed, self.batch.output)),
                    reply.seconds,
                    reply.attempts,
                    rendered.steps,
                )
        return failed(reply, problems)

    def _write(self, rendered: Rendered) -> None:
        for record, data in rendered.files:
            write_output(self.batch.output / record.name, data)

    def _entry(self, path: Path, rendered: Rendered, files: tuple[FileRecord, ...]) -> Entry:
        """Return the entry of new files."""
        return Entry(
            source=self.ledger.key(path),
            slug=rendered.slug,
            inputs=rendered.inputs,
            languages=rendered.languages,
            tools=self.tools.digest,
            files=files,
            warnings=rendered.problems,
        )

    def _note(self, outcome: Outcome) -> None:
        """Note an outcome; after a failure earlier files stay, but are not called current."""
        self._done[outcome.source] = outcome
        if outcome.state is not State.FAILED:
            return
        key = self.ledger.key(outcome.source)
        earlier = self.ledger.entries.get(key) or Entry(source=key)
        failure = Failure(
            source=outcome.source.name,
            problems=tuple(Notice.of(each, outcome.source.parent) for each in outcome.problems),
        )
        self.ledger.add(earlier.model_copy(update={"failure": failure}))
