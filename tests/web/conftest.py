"""Give tests a Chromium, and folders with download pages to open in it."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from axe import axe_violations
from manifests import GENERATOR, failure, file_of, fill, many, record, small_pdf
from mgi_report.document.assets import Assets
from mgi_report.output.manifest import Manifest, Shard, read_manifest
from mgi_report.output.page.index import write_index
from mgi_report.output.page.masthead import NO_MASTHEAD, Contact, Masthead, MastheadLogo
from mgi_report.profile.framework import Level, Status
from mgi_report.run.batch import Batch
from mgi_report.run.crew import Limits, local_crew
from waiting import DEADLINE

ROOT = Path(__file__).parents[2]
# The names under which .ci/setup looks for it.
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Nothing the browser does by itself may wait for a network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the system's Chromium; playwright gives it an empty profile of its own."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        reason = "these pages are tested in Chromium, and there is none here"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(f"{reason} (Debian: sudo apt install chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield launched
        launched.close()


@dataclass
class Visit:
    """Hold an open page and what it complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def shown(self) -> str:
        """Return what a screen reader is told of the number of files, once nobody types."""
        self.page.clock.run_for(1000)
        return self.page.locator("#shown").inner_text()

    def subjects(self) -> list[str]:
        """Return the names of the subjects that are shown, in their order."""
        names = self.page.locator(".card:visible .name").all_text_contents()
        return list(dict.fromkeys(names))

    def height(self) -> int:
        """Return the height of the whole page in pixels."""
        return int(self.page.evaluate("document.documentElement.scrollHeight"))

    def violations(self) -> str:
        """Return what axe-core finds, with every rule it knows; an empty text if nothing."""
        # axe would measure what is out of view in a place it has not yet been given.
        self.page.evaluate(
            """document.querySelectorAll(".card").forEach(
                (each) => { each.style.contentVisibility = "visible" })"""
        )
        return axe_violations(self.page)


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return a function that opens a page with options for the browser's context."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def opened(folder: Path, fragment: str = "", name: str = "index.html", **options: Any) -> Visit:
        context = browser.new_context(locale="en-GB", bypass_csp=False, **options)
        contexts.append(context)
        context.set_default_timeout(DEADLINE * 1000)
        made = Visit(context.new_page())
        made.page.clock.install()
        visits.append(made)
        made.page.on("console", lambda message: made.complaints.append(message.text))
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on("requestfailed", lambda each: made.complaints.append(each.url))
        made.page.goto((folder / name).as_uri() + fragment)
        return made

    yield opened
    for context in contexts:
        context.close()
    assert [made.complaints for made in visits] == [[] for _ in visits]


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two profiles that were really built, and their page."""
    folder = tmp_path_factory.mktemp("real")
    paths = [ROOT / "data" / "lso-2021.en.yaml", ROOT / "tests" / "profiles" / "city.en.yaml"]
    with local_crew(2, perf_counter, Limits(DEADLINE, 0)) as crew:
        Batch(folder, crew, perf_counter, inspects=False).run(paths)
    write_index(folder, read_manifest(folder), Assets())
    return folder


def varied() -> Manifest:
    """Return a manifest in which everything occurs that a page tells of."""
    coast = {"code": "xci", "ordinal": 2, "year": 2023, "date": "2023-05-04"}
    lesotho = {"code": "xlo", "year": 2021}
    return Manifest(
        generator=GENERATOR,
        stopped=True,
        shard=Shard(number=1, of=3, list="0" * 64),
        files=(
            record("Côte d’Exemple", "fr", **coast),
            record("Côte d’Exemple", "fr", format="press", **coast),
            record("Example Coast", "en", **coast, status=Status.DRAFT),
            record("مثال", "ar", **coast, current=False),
            record("Example Coast", "en", code="xci", ordinal=1, year=2019, date="2019-11"),
            record("Zed", "en", **lesotho),
            record("Åland Example", "en", code="xal", year=None, date=None),
            record("Port Example", "es", code="xpo-port", level=Level.LOCAL, year=2020),
        ),
        failures=(failure(), failure("other.fr.yaml")),
    )


MASTHEAD = Masthead(
    "Profiles of the Example Organization",
    Contact("Example Organization", "profiles@example.org", "https://example.org"),
    MastheadLogo(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60">'
        b'<rect width="120" height="60" fill="#8a1c3b"/></svg>',
        "svg",
    ),
)


def filled(folder: Path, manifest: Manifest, masthead: Masthead = NO_MASTHEAD) -> Path:
    """Write small PDFs for a manifest, and its page."""
    pdfs = (small_pdf((n % 7 / 7, n % 5 / 5, n % 3 / 3)) for n in range(len(manifest.files)))
    write_index(folder, fill(folder, manifest, pdfs), Assets(), masthead)
    return folder


COUNTRIES = {"CIV": "Côte d’Ivoire", "TUR": "Turkey", "KEN": "Kenya", "GUF": "French Guiana"}


def about_countries() -> Manifest:
    """Return a manifest of real countries in two languages, whose files are invented."""
    return Manifest(
        generator=GENERATOR,
        files=tuple(
            record(name, language, code=code.lower())
            for code, name in COUNTRIES.items()
            for language in ("en", "fr")
        ),
    )


def listed(subjects: int) -> Manifest:
    """Return a manifest with one file a subject."""
    files = tuple(file_of(number, "en", "download") for number in range(subjects))
    return Manifest(generator=GENERATOR, files=files)


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small folder in which everything occurs that a page tells of."""
    return filled(tmp_path_factory.mktemp("mixed"), varied(), MASTHEAD)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of 96 files, with a page of all kinds of filters."""
    return filled(tmp_path_factory.mktemp("large"), many(12))


@pytest.fixture(scope="session")
def lettered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of so many subjects that there are letters, all of them open."""
    return filled(tmp_path_factory.mktemp("lettered"), listed(21))


@pytest.fixture(scope="session")
def folded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of so many subjects that they are folded under their letters."""
    return filled(tmp_path_factory.mktemp("folded"), listed(61))


@pytest.fixture(scope="session")
def countries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder about real countries, in English and French."""
    return filled(tmp_path_factory.mktemp("countries"), about_countries())
