"""Give tests the finished files of profiles: each made once a session, by what users use.

The code under test is the same for a whole session, so its workers share what one of them made.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import pytest
from filelock import FileLock

from mgi_report.output.formats import DEFAULT
from mgi_report.profile.loading import Loaded, load
from mgi_report.run.crew import Crew, local_crew
from mgi_report.run.formats import Workshop
from mgi_report.run.job import Made, make
from mgi_report.run.orders import Order, Wanted

__all__ = [
    "BOTH",
    "LANGUAGES",
    "LESOTHO",
    "PROFILES",
    "ROOT",
    "Build",
    "Built",
    "build",
    "crew",
    "finished",
    "workshop",
]

ROOT = Path(__file__).parents[1]
LESOTHO = ROOT / "data" / "lso-2021.en.yaml"
LANGUAGES = tuple(sorted((ROOT / "tests" / "profiles" / "languages").glob("*.yaml")))
PROFILES = (LESOTHO, *sorted((ROOT / "tests" / "profiles").glob("*.yaml")), *LANGUAGES)
BOTH = ("download", "press")


@dataclass(frozen=True)
class Built:
    """Hold a finished file of a profile, which lies in a folder of the session."""

    profile: Path
    file: Path
    title: str
    pages: int

    @property
    def data(self) -> bytes:
        """Return its bytes."""
        return self.file.read_bytes()

    @cached_property
    def loaded(self) -> Loaded:
        """Return the profile it was made of."""
        return load(self.profile)


Build = Callable[..., tuple[Built, ...]]


def build(
    path: Path,
    workshop: Workshop,
    formats: tuple[str, ...] = DEFAULT,
    *,
    inspects: bool = False,
    marks: bool = False,
) -> Made:
    """Make the files of a profile; the inspector looks at those of every profile elsewhere."""
    return make(Order(path, Wanted(formats, marks), inspects), workshop, perf_counter)


@dataclass(frozen=True)
class _Shelf:
    """Keep what was made in a folder that the workers of a session share."""

    folder: Path
    workshop: Workshop

    def __call__(self, path: Path, formats: tuple[str, ...] = BOTH) -> tuple[Built, ...]:
        """Return the files of a profile in the default design, in the order of the formats."""
        key = sha256(f"{path} {formats}".encode()).hexdigest()[:8]
        folder = self.folder / f"{path.name}-{key}"
        records = folder / "built.json"
        # While another worker makes them, this one waits.
        with FileLock(f"{folder}.lock"):
            if not records.exists():
                self._make(path, formats, folder, records)
        return tuple(
            Built(path, folder / name, title, pages)
            for name, title, pages in json.loads(records.read_text("utf-8"))
        )

    def _make(self, path: Path, formats: tuple[str, ...], folder: Path, records: Path) -> None:
        made = build(path, self.workshop, formats).files
        folder.mkdir(exist_ok=True)
        for file in made:
            (folder / file.name).write_bytes(file.data)
        told = [(file.name, file.title, file.pages) for file in made]
        records.write_text(json.dumps(told), "utf-8")


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    """Return a workshop with the default design, warm after its first use."""
    return Workshop()


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    """Return a warm crew for all tests of a module that do not disturb it."""
    with local_crew(2, perf_counter) as crew:
        yield crew


@pytest.fixture(scope="session")
def finished(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    workshop: Workshop,
) -> Build:
    """Return a function from a profile to its finished files, both formats unless told otherwise.

    Nobody may change these files.
    """
    base = tmp_path_factory.getbasetemp()
    # The base of a worker of xdist lies in that of the session.
    session = base.parent if hasattr(request.config, "workerinput") else base
    folder = session / "finished"
    folder.mkdir(exist_ok=True)
    return _Shelf(folder, workshop)
