"""Measure runs over many profiles: what two workers bring, and what a run costs and leaves behind.

Run: .venv/bin/python benchmarks/run.py MEASURE, with --help for the options:
  scaling   220 invented countries with one worker and with two: at least 1.8 times as fast
  overhead  a profile in a warm worker against WeasyPrint alone: at most 10 % more
  rerun     the whole command with nothing changed: under 1 s; with one changed: that one only
  memory    one worker over 500 profiles: growth under 10 % after the 50th
  names     220 invented countries: each file names its own country and none of the others
  kills     kill -9 at 50 random moments: no partial file, none left running, next run whole
Each ends with exit code 1 if its measure is missed. Linux only.
"""

import argparse
import gc
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

from countries import Country, write_profiles
from mgi_report.output.manifest import read_manifest
from mgi_report.proof.reader import PdfReader
from mgi_report.run.crew import Limits, local_crew
from mgi_report.run.formats import Workshop
from mgi_report.run.job import make
from mgi_report.run.orders import Order
from mgi_report.run.worker import render
from processes import Command, sums

LEAST_SPEED_UP = 1.8
MOST_OVERHEAD = 1.10
LONGEST_RERUN = 1.0
MOST_GROWTH = 1.10
ORPHANS_END = 5.0


def build(folder: Path, output: Path, *options: str) -> float:
    """Build the profiles of a folder with the command line; return the seconds it took."""
    start = perf_counter()
    code, _, err = Command("build", folder, "-o", output, *options).end(timeout=36_000)
    seconds = perf_counter() - start
    if code:
        sys.exit(f"the build ended with exit code {code}:\n{err}")
    return seconds


def verdict(text: str, *, kept: bool) -> int:
    """Print whether a measure is kept; return the exit code."""
    print(f"\n{text}: {'kept' if kept else 'MISSED'}.")
    return 0 if kept else 1


def scaling(options: argparse.Namespace, folder: Path) -> int:
    """Build all countries with one worker and with two, in turns."""
    write_profiles(folder / "data", range(options.count))
    taken: dict[int, list[float]] = {1: [], 2: []}
    print("| workers | seconds | profiles a minute | seconds a profile in its worker |")
    print("|---|---|---|---|")
    for turn in range(options.rounds):
        for workers, seconds in taken.items():
            output = folder / f"out-{workers}-{turn}"
            seconds.append(build(folder / "data", output, "-j", str(workers)))
            records = read_manifest(output).files
            each = median(record.seconds for record in records)
            rate = len(records) / seconds[-1] * 60
            print(f"| {workers} | {seconds[-1]:.1f} | {rate:.1f} | {each:.2f} |", flush=True)
    same = sums(folder / "out-1-0") == sums(folder / "out-2-0")
    if not same:
        return verdict("The same bytes from one worker and from two", kept=False)
    ratio = sum(taken[1]) / sum(taken[2])
    text = f"{options.count} profiles, two workers are {ratio:.2f} times as fast as one"
    return verdict(f"{text} (at least {LEAST_SPEED_UP})", kept=ratio >= LEAST_SPEED_UP)


@dataclass
class Alone:
    """Make a PDF of a profile's HTML with WeasyPrint and nothing else.

    ``reused`` keeps one font configuration and makes the same kind of file as the pipeline;
    otherwise everything is as WeasyPrint has it by default. ``pauses`` keeps the garbage collector
    off meanwhile, as the pipeline does. Pictures, style sheets and fonts come from memory.
    """

    workshop: Workshop
    reused: bool = True
    pauses: bool = False

    def __post_init__(self) -> None:
        self._files: dict[str, Any] = {}
        self._fonts = self._font_configuration()

    @staticmethod
    def _font_configuration() -> Any:
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - after the pipeline's

        from mgi_report.pdf.engine.fonts import only_declared_fonts  # noqa: PLC0415

        with only_declared_fonts():
            return FontConfiguration()

    def write(self, path: Path) -> Callable[[], object]:
        """Return the call to be timed, with the HTML already composed."""
        import weasyprint  # noqa: PLC0415
        from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415

        from mgi_report.document.document import BASE_URL  # noqa: PLC0415
        from mgi_report.document.tokens import FilledIn  # noqa: PLC0415
        from mgi_report.pdf.engine.sources import Sources  # noqa: PLC0415
        from mgi_report.profile.loading import load  # noqa: PLC0415

        loaded = load(path)
        document = self.workshop.composer.compose(loaded.profile, {}, path.name, None)
        sources = Sources(FilledIn(self.workshop.assets), document.artwork)

        def fetch(url: str) -> Any:
            own = "artwork/" in url
            if own or url not in self._files:
                self._files[url] = sources.read(url)
            found = self._files[url]
            return URLFetcherResponse(url, found.data, {"Content-Type": found.media_type})

        def call() -> object:
            if self.pauses:
                gc.disable()
            try:
                return write()
            finally:
                gc.enable()

        def write() -> object:
            html = weasyprint.HTML(string=document.html, base_url=BASE_URL, url_fetcher=fetch)
            if not self.reused:
                return html.write_pdf()
            file = weasyprint.Attachment(string=loaded.source, name=path.name)
            return html.write_pdf(
                font_config=self._fonts,
                pdf_variant="pdf/a-3a",
                pdf_tags=True,
                attachments=[file],
            )

        return call


def timed(call: Callable[[], object]) -> float:
    """Return the seconds of a call and of clearing away what it leaves."""
    gc.collect()
    start = perf_counter()
    call()
    gc.collect()
    return perf_counter() - start


def overhead(options: argparse.Namespace, folder: Path) -> int:
    """Time the pipeline and WeasyPrint alone on the same profiles in one process, in turns."""
    paths = write_profiles(folder / "data", range(options.count + 1))
    workshop = Workshop()
    make(Order(paths[0]), workshop, perf_counter)
    reused, paused = Alone(workshop), Alone(workshop, pauses=True)
    stock = Alone(workshop, reused=False)
    taken: dict[str, list[float]] = {}
    steps: dict[str, list[float]] = {}
    for position, path in enumerate(paths):
        calls: dict[str, Callable[[], object]] = {
            "WeasyPrint alone, one font configuration, PDF/A-3a with tags": reused.write(path),
            "the same, with the garbage collector paused": paused.write(path),
            "WeasyPrint alone, its defaults": stock.write(path),
            "pipeline without inspection": lambda path=path: make(  # type: ignore[misc]
                Order(path, inspects=False), workshop, perf_counter
            ),
            "pipeline": lambda path=path: make(  # type: ignore[misc]
                Order(path), workshop, perf_counter
            ),
        }
        for name, call in calls.items():
            seconds = timed(call)
            if position:
                taken.setdefault(name, []).append(seconds)
        if position:
            for step, seconds in make(Order(path), workshop, perf_counter).seconds.items():
                steps.setdefault(step, []).append(seconds)
    first = next(iter(taken))
    ratios = {
        name: median(one / base for one, base in zip(seconds, taken[first], strict=True))
        for name, seconds in taken.items()
    }
    print(f"| {options.count} profiles, medians | seconds | ratio |\n|---|---|---|")
    for name, seconds in taken.items():
        print(f"| {name} | {median(seconds):.2f} | {ratios[name]:.2f} |")
    told = ", ".join(f"{step} {median(each):.2f}" for step, each in steps.items())
    print(f"\nSteps of the pipeline, s: {told}.")
    ratio = ratios["pipeline"]
    text = f"The pipeline takes {ratio:.2f} times as long as WeasyPrint alone"
    return verdict(f"{text} (at most {MOST_OVERHEAD})", kept=ratio <= MOST_OVERHEAD)


def inodes(output: Path) -> dict[str, int]:
    """Return which file lies under which name; a file made again is another."""
    return {path.name: path.stat().st_ino for path in output.glob("*.pdf")}


def rerun(options: argparse.Namespace, folder: Path) -> int:
    """Build all countries, build them again unchanged, and again with one changed."""
    data, output = folder / "data", folder / "out"
    paths = write_profiles(data, range(options.count))
    first = build(data, output)
    before = inodes(output)
    again = [build(data, output) for _ in range(5)]
    kept = inodes(output) == before and median(again) < LONGEST_RERUN
    changed = paths[options.count // 2]
    changed.write_text(changed.read_text("utf-8").replace("Invented for", "Made up for"), "utf-8")
    one = build(data, output)
    after = inodes(output)
    made = [name for name in after if after[name] != before[name]]
    print(f"| {options.count} profiles | seconds |\n|---|---|")
    print(f"| everything | {first:.1f} |")
    print(f"| nothing changed (of five: median) | {median(again):.2f} |")
    print(f"| one changed; made: {', '.join(made)} | {one:.2f} |")
    kept = kept and made == [Country(options.count // 2).file_name]
    text = (
        f"Nothing changed takes {median(again):.2f} s (under {LONGEST_RERUN:g}), and one makes one"
    )
    return verdict(text, kept=kept)


def names(options: argparse.Namespace, folder: Path) -> int:
    """Build all countries, and look in the text and the data of each file for all names."""
    write_profiles(folder / "data", range(options.count))
    build(folder / "data", folder / "out")
    countries = [Country(number) for number in range(options.count)]
    faults = 0
    for own in countries:
        with PdfReader((folder / "out" / own.file_name).read_bytes()) as reader:
            data = "".join(file.data.decode() for file in reader.embedded_files)
            metadata = reader.pdf.Root.Metadata.read_bytes().decode()
            text = "".join("".join([*reader.page_texts, data, metadata]).split())
        found = [other.name for other in countries if other.name in text]
        if found != [own.name]:
            faults += 1
            print(f"{own.file_name} of {own.name} names: {', '.join(found) or 'no country'}")
    text = f"{options.count} files, {faults} that do not name their own country alone"
    return verdict(text, kept=not faults)


def render_and_weigh(path: Path) -> int:
    """Make the files of a profile in a worker; return the memory the worker has then, in bytes."""
    rendered = render(Order(path))
    if not rendered.files:
        raise RuntimeError(str(rendered.problems))
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def memory(options: argparse.Namespace, folder: Path) -> int:
    """Weigh one worker after each of many profiles."""
    paths = write_profiles(folder / "data", range(options.renders))
    found: list[int] = []
    print("| renders | memory, MB (median of the last ten) |\n|---|---|")
    with local_crew(1, perf_counter, Limits(lifetime=options.renders + 1)) as crew:
        for reply in crew.run(render_and_weigh, paths):
            if reply.result is None or reply.attempts > 1:
                sys.exit(f"{reply.item}: {reply.accident} {reply.detail}")
            found.append(reply.result)
            if len(found) % options.every == 0:
                print(f"| {len(found)} | {_megabytes(found):.1f} |", flush=True)
    growth = _megabytes(found) / _megabytes(found[: options.settled])
    text = (
        f"From {options.settled} to {options.renders} renders the worker grows {growth:.3f} times"
    )
    return verdict(f"{text} (under {MOST_GROWTH:.2f})", kept=growth < MOST_GROWTH)


def _megabytes(found: list[int]) -> float:
    return median(found[-10:]) / 1_000_000


class Killing:
    """Kill runs over a few small profiles, whose text is another in every round."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.chance = random.Random(options.seed)
        self.output, self.data = folder / "out", folder / "data"
        self.paths = write_profiles(self.data, range(options.count), small=True)
        self.texts = {path: path.read_text("utf-8") for path in self.paths}
        self.right: list[dict[str, str]] = []
        for version in (0, 1):
            self.write(version)
            self.seconds = build(self.data, folder / f"right-{version}")
            self.right.append(sums(folder / f"right-{version}"))

    def write(self, version: int) -> None:
        """Give every profile the text of a version."""
        for path, text in self.texts.items():
            path.write_text(text.replace("Invented for", f"Version {version} for"), "utf-8")

    def round(self, number: int) -> tuple[float, str, int, list[str]]:
        """Kill one run; return when, what was killed, how many files there were, what is wrong."""
        if number % 3 == 0 and self.output.exists():
            for path in self.output.iterdir():
                path.unlink()
        version = number % 2
        self.write(version)
        moment = self.chance.uniform(0.0, self.seconds)
        group = number % 4 >= 2
        run = Command("build", self.data, "-o", self.output)
        sleep(moment)
        with suppress(ProcessLookupError):
            run.kill(signal.SIGKILL, group=group)
        faults = []
        if not run.is_gone_within(ORPHANS_END):
            faults.append(f"still running: {run.left()}")
        run.end()
        found = sums(self.output)
        new = sum(found[name] == self.right[version].get(name) for name in found)
        for name, total in found.items():
            if total not in {right.get(name) for right in self.right}:
                faults.append(f"not whole: {name}")
        build(self.data, self.output)
        if sums(self.output) != self.right[version]:
            faults.append("the next run did not complete the set")
        if list(self.output.glob(".*.part")):
            faults.append("parts are left")
        checked = subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
            cwd=self.output,
            check=False,
        )
        verified, _, told = Command("verify", self.output).end()
        if checked.returncode or verified:
            faults.append(f"the sums do not hold: {told}")
        return moment, "all" if group else "parent", new, faults


def kills(options: argparse.Namespace, folder: Path) -> int:
    """Kill runs at random moments and see what they leave."""
    killing = Killing(options, folder)
    print(f"An undisturbed run of {options.count} profiles takes {killing.seconds:.1f} s.\n")
    print("| kill | after, s | killed | finished files | faults |\n|---|---|---|---|---|")
    faulty = 0
    for number in range(options.kills):
        moment, killed, finished, faults = killing.round(number)
        faulty += bool(faults)
        told = "; ".join(faults) or "none"
        print(f"| {number + 1} | {moment:.2f} | {killed} | {finished} | {told} |", flush=True)
    return verdict(f"{options.kills} kills, {faulty} with faults", kept=not faulty)


def main() -> int:
    """Take a measure; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    measures = parser.add_subparsers(required=True, metavar="MEASURE")
    taken = {
        scaling: {"count": 220, "rounds": 1},
        overhead: {"count": 10},
        rerun: {"count": 220},
        names: {"count": 220},
        memory: {"renders": 500, "settled": 50, "every": 50},
        kills: {"kills": 50, "count": 12, "seed": 20_211_201},
    }
    for measure, numbers in taken.items():
        one = measures.add_parser(
            measure.__name__,
            help=measure.__doc__,
            formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        )
        one.set_defaults(measure=measure)
        for name, default in numbers.items():
            one.add_argument(f"--{name}", type=int, default=default, help="number")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="mgi-report-measure-") as folder:
        return int(options.measure(options, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
