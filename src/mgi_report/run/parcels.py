"""Send an order to another machine with everything it needs, and no path of this one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from threading import Lock

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Location, Problem
from mgi_report.run.toolchain import toolchain
from mgi_report.run.worker import Order, Rendered, render

__all__ = ["Parcel", "pack", "render_parcel"]

# WeasyPrint and Pango are not for several threads at once, and a cluster's worker may have many.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Parcel:
    """Hold an order, and the files it is about by their paths from the profile's folder.

    ``toolchain`` is the digest of the sender's.
    """

    order: Order
    files: Mapping[str, bytes] = field(repr=False)
    toolchain: str


def pack(order: Order, digest: str) -> Parcel:
    """Return the parcel of an order; a file that cannot be read is left out."""
    folder = order.path.parent
    names = {order.path.name, *order.inputs}
    files = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    return Parcel(order, files, digest)


def render_parcel(parcel: Parcel) -> Rendered:
    """Make the files of a profile from a parcel; the problems name the sender's files.

    A worker whose code, design or libraries are not the sender's refuses: its bytes would be
    others.
    """
    if toolchain(Assets()).digest != parcel.toolchain:
        message = "the cluster's worker has another mgi-report, or other libraries, than this one"
        hint = "install the same versions there; mgi-report doctor tells them"
        place = Location(parcel.order.path)
        return Rendered(problems=(Problem("other-toolchain", message, hint, place),))
    with TemporaryDirectory(prefix="mgi-report-") as folder, _one_at_a_time:
        for name, data in parcel.files.items():
            file = Path(folder).joinpath(*PurePosixPath(name).parts)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        here = Path(folder) / parcel.order.path.name
        rendered = render(replace(parcel.order, path=here))
    return _as_the_senders(rendered, here, parcel.order.path)


def _as_the_senders(rendered: Rendered, here: Path, path: Path) -> Rendered:
    problems = tuple(_moved(problem, here.parent, path.parent) for problem in rendered.problems)
    return replace(rendered, problems=problems)


def _moved(problem: Problem, here: Path, there: Path) -> Problem:
    place = problem.location and _moved_location(problem.location, here, there)
    also = tuple(_moved_location(other, here, there) for other in problem.also)
    return replace(problem, location=place, also=also)


def _moved_location(place: Location, here: Path, there: Path) -> Location:
    file = Path(place.file)
    if not file.is_relative_to(here):
        return place
    return replace(place, file=there / file.relative_to(here))
