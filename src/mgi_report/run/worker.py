"""Do one order inside a worker process.

A worker keeps its workshop from order to order: that is what makes it fast, and the one place
where this program keeps something in a module.
"""

import gc
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from mgi_report.document.assets import Assets, Theme
from mgi_report.output.ledger import fingerprint
from mgi_report.output.manifest import (
    Conformance,
    EditionRecord,
    FileRecord,
    SubjectRecord,
)
from mgi_report.output.notices import Notice
from mgi_report.pdf.engine.garbage import collect_last, collection_on
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.framework import Level
from mgi_report.profile.loading import load
from mgi_report.profile.model import Profile
from mgi_report.run.ahead import Beside
from mgi_report.run.orders import Order, Outline, Rendered

if TYPE_CHECKING:
    from mgi_report.run.formats import Workshop
    from mgi_report.run.job import Composed, Made, MadeFile

__all__ = ["INSPECTION", "compose_ahead", "expect", "outline", "render"]

INSPECTION = "inspection"
"""Stands in a record for: mgi-report has read the file back."""


_workshops: "dict[str, Workshop]" = {}
_beside: list[Beside] = []


def compose_ahead(order: Order) -> "Composed":
    """Compose the first book of an order for a worker that imports the engine meanwhile."""
    from mgi_report.run.job import composed_first  # noqa: PLC0415 - as in render

    return composed_first(order, _workshop(order.theme))


def expect(beside: Beside) -> None:
    """Keep the process that does `compose_ahead` for the next order."""
    _beside.append(beside)


def outline(path: Path) -> Outline:
    """Read a profile for its file names, and for what is wrong with it."""
    try:
        # Who asks knows the folder, and looks into each of its files only once.
        with collection_on():
            loaded = load(path, languages=())
    except ProblemsFound as found:
        return Outline(problems=found.problems)
    return Outline(loaded.profile.slug, loaded.inputs.files)


def render(order: Order) -> Rendered:
    """Make the files of a profile."""
    from mgi_report.run.job import make  # noqa: PLC0415 - who sends orders needs no engine

    if _workshops:
        # A document that was made before, or was not to be made, has left many cycles.
        collect_last()
    try:
        beside = _beside.pop() if _beside else None
        made = make(order, _workshop(order.theme), perf_counter, beside)
    except ProblemsFound as found:
        return Rendered(problems=found.problems)
    inputs = made.loaded.inputs
    files = tuple((_record(made, file, order, inputs.sums), file.data) for file in made.files)
    return Rendered(
        made.loaded.profile.slug,
        inputs.sums,
        inputs.languages,
        files,
        made.warnings,
        dict(made.seconds),
    )


def _workshop(theme: Theme | None) -> "Workshop":
    """Return the workshop of a theme; it is kept until another theme comes."""
    from mgi_report.run.formats import Workshop  # noqa: PLC0415 - as above

    key = theme.digest if theme else ""
    if key not in _workshops:
        if _workshops:
            _workshops.clear()
            gc.collect()
        _workshops[key] = Workshop(Assets(theme=theme))
    return _workshops[key]


def _record(
    made: "Made", file: "MadeFile", order: Order, inputs: tuple[tuple[str, str], ...]
) -> FileRecord:
    profile = made.loaded.profile
    return FileRecord(
        name=file.name,
        source=order.path.name,
        inputs=dict(inputs),
        subject=_subject(profile),
        edition=_edition(profile),
        language=profile.language,
        format=file.format.name,
        status=profile.status,
        title=file.title,
        pages=file.pages,
        bytes=len(file.data),
        sha256=sha256(file.data).hexdigest(),
        fingerprint=fingerprint(
            order.tools,
            file.format.name,
            file.settings,
            inputs,
            made.loaded.inputs.languages,
            inspected=order.inspects,
        ),
        settings=file.settings,
        conformance=Conformance(
            claimed=file.format.standards, proved=(INSPECTION,) if order.inspects else ()
        ),
        warnings=tuple(Notice.of(warning, order.path.parent) for warning in made.warnings),
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
        title_form=edition.title_form,
    )
