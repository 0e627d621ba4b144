"""Finished files: make, inspect, sign and verify them."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from mgi_report.api.paths import AnyPath, paths_of
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.run.assets import assets_of
from mgi_report.run.clock import now
from mgi_report.run.options import Options, crews_for, wanted_by
from mgi_report.run.profiles import find_profiles, shard_of

if TYPE_CHECKING:
    from mgi_report.proof.inspection import Inspection
    from mgi_report.run.outcomes import RunResult
    from mgi_report.run.watchers import Watcher
    from mgi_report.signature.choice import Token

__all__ = ["Built", "build", "inspect", "render", "sign", "verify"]


@dataclass(frozen=True)
class Built:
    """Hold what a run made in a folder; ``result`` tells it by profile."""

    folder: Path
    result: "RunResult"

    @property
    def files(self) -> tuple[Path, ...]:
        """Return every file that is as it should be."""
        return tuple(self.folder / file.name for file in self.result.files)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return every error and warning."""
        return tuple(self.result.problems)

    @property
    def ok(self) -> bool:
        """Return whether every profile has all its files."""
        return self.result.ok


def render(path: AnyPath, options: Options | None = None) -> bytes:
    """Return the PDF of a profile in the first of the wanted formats, without writing a file.

    It is made in this process, and inspected unless the options say otherwise; ProblemsFound with
    everything that is wrong.
    """
    from mgi_report.run.formats import Workshop  # noqa: PLC0415 - takes a second
    from mgi_report.run.job import make  # noqa: PLC0415 - as above
    from mgi_report.run.orders import Order  # noqa: PLC0415 - as above

    options = options or Options()
    assets = assets_of(options.theme)
    order = Order(Path(path), wanted_by(options), options.inspects, theme=assets.theme)
    return make(order, Workshop(assets), perf_counter).files[0].data


def build(
    paths: AnyPath | Iterable[AnyPath],
    output: AnyPath = "output",
    options: Options | None = None,
    *,
    watcher: "Watcher | None" = None,
    waiting: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Built:
    """Make the files of profiles, files or all in a folder, into a folder with its records.

    What has not changed is not made again. ``watcher`` is told how the run goes. ``waiting`` is
    entered while nothing is done but waiting: the best time for a KeyboardInterrupt.
    ProblemsFound if nothing can be begun: the folder cannot be written to, there is no profile,
    the theme or the ICC file is unfit.
    """
    from mgi_report.run.batch import Batch  # noqa: PLC0415 - takes a second
    from mgi_report.run.watchers import Silent  # noqa: PLC0415 - as above

    options, folder = options or Options(), Path(output)
    assets, wanted = assets_of(options.theme), wanted_by(options)
    found, shard = find_profiles(paths_of(paths), folder), None
    if options.shard is not None:
        found, shard = shard_of(found, options.shard)
    with crews_for(options, len(found), waiting) as (crew, reader):
        batch = Batch(
            folder,
            crew,
            perf_counter,
            assets,
            inspects=options.inspects,
            wanted=wanted,
            force=options.force,
            prunes=options.prunes,
            fails_fast=options.fails_fast,
            watcher=watcher or Silent(),
            reader=reader,
        )
        return Built(folder, batch.run(found, shard))


def inspect(file: AnyPath, theme: AnyPath | None = None) -> "Inspection":
    """Read a finished PDF back and return what is wrong with it, and the facts about it.

    ProblemsFound if the file cannot be read or is no PDF, or if the theme is unfit.
    """
    from mgi_report.run.inspection import inspect_file  # noqa: PLC0415 - reads PDFs

    return inspect_file(Path(file), assets_of(theme))


def sign(
    folder: AnyPath, key: "AnyPath | Token", passphrase: bytes | None = None, *, timestamp: str = ""
) -> tuple[Path, ...]:
    """Sign the files of an output folder that are not signed yet, and return them.

    ``key`` is a PKCS#12 file, or a `Token` that has it, whose PIN is the ``passphrase``;
    ``timestamp`` is the address of a time stamping authority, the only one that is asked over a
    network. ProblemsFound, with nothing signed, if the key is unfit or a file is not the one the
    manifest lists. Needs the extra mgi-report[sign], or [sign-pkcs11] for a token.
    """
    from mgi_report.signature.opened import opened_key  # noqa: PLC0415 - few need it

    moment = now()
    with opened_key(key, passphrase, moment) as fit:
        from mgi_report.run.signed_folder import sign_folder  # noqa: PLC0415 - needs the extra
        from mgi_report.signature.pades import Authority  # noqa: PLC0415 - as above

        return sign_folder(Path(folder), fit, moment, Authority(timestamp) if timestamp else None)


def verify(
    folder: AnyPath,
    *,
    rerenders: bool = False,
    sources: AnyPath | None = None,
    trusted: AnyPath | Iterable[AnyPath] = (),
    options: Options | None = None,
) -> tuple[Problem, ...]:
    """Return what is wrong with an output folder: sums, completeness, strangers, signatures.

    With ``rerenders`` every file is made again: the bytes must be the same as those that were
    built. The profiles are where they were, or in the folder ``sources``, which has to be named for
    a release. With files of certificates in ``trusted`` every file must be signed by somebody they
    vouch for. Of the options, theme, ICC file and jobs count.
    """
    from mgi_report.output import verify as folder_checks  # noqa: PLC0415 - few need it
    from mgi_report.run.signature_checks import signature_problems  # noqa: PLC0415 - as above

    options = options or Options()
    try:
        problems = folder_checks.verify(Path(folder))
        problems += signature_problems(Path(folder), paths_of(trusted), now())
        if rerenders:
            problems += _rerendered(Path(folder), options, sources)
    except ProblemsFound as found:
        return found.problems
    return problems


def _rerendered(folder: Path, options: Options, sources: AnyPath | None) -> tuple[Problem, ...]:
    from mgi_report.run.rerender import rerender  # noqa: PLC0415 - takes a second

    assets = assets_of(options.theme)
    icc, named = wanted_by(options).icc, None if sources is None else Path(sources)
    with crews_for(options) as (crew, _):
        return tuple(rerender(folder, crew, icc, assets.theme, named))
