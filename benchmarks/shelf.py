"""Time the download page and the bundle of many files: 220 subjects, 4 languages, 2 formats.

Run it with the PDF whose cover is pictured: ``python benchmarks/shelf.py output/FILE.pdf``.
"""

import gzip
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import pycountry
from babel import Locale
from playwright.sync_api import Page, sync_playwright
from pypdfium2 import PdfDocument

from manifests import fill, many
from mgi_report.document.assets import Assets
from mgi_report.output.bundles import bundle_all
from mgi_report.output.manifest import FileRecord, Manifest
from mgi_report.output.page.index import write_index

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FILTER = """(words) => {
  const query = document.getElementById("query"), start = performance.now();
  query.value = words;
  query.dispatchEvent(new Event("input", {bubbles: true}));
  const script = performance.now() - start;
  document.body.offsetHeight;
  return [script, performance.now() - start];
}"""


HEIGHT = "document.documentElement.scrollHeight"


def about_countries(manifest: Manifest) -> Manifest:
    """Return a manifest with the names and codes of real countries, in each language."""
    ids = list(dict.fromkeys(file.subject.id for file in manifest.files))
    countries = dict(zip(ids, pycountry.countries, strict=False))

    def named(file: FileRecord) -> FileRecord:
        country = countries[file.subject.id]
        name = Locale(file.language).territories.get(country.alpha_2, country.name)
        update = {"name": name, "country_code": country.alpha_3}
        return file.model_copy(update={"subject": file.subject.model_copy(update=update)})

    return manifest.model_copy(update={"files": tuple(map(named, manifest.files))})


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print the seconds of what is done inside."""
    start = perf_counter()
    yield
    print(f"| {what} | {perf_counter() - start:.2f} s |")


def main(pdf: bytes) -> None:
    """Print a row for each thing measured."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        manifest = about_countries(many())
        # A comment after the end makes each file another one.
        contents = (pdf + f"\n%{number}".encode() for number in range(len(manifest.files)))
        manifest = fill(folder, manifest, contents)
        print(f"| files | {len(manifest.files):,} |")
        with timed("page and all covers"):
            page = write_index(folder, manifest, Assets())
        with timed("page again, no cover anew"):
            write_index(folder, manifest, Assets())
        with timed("bundle of all"):
            bundle = bundle_all(folder, manifest, Assets())
        covers = sum(file.stat().st_size for file in (folder / "covers").iterdir())
        fonts = sum(file.stat().st_size for file in (folder / "page").glob("source-*/*"))
        for what, size in (
            ("page", page.stat().st_size),
            ("page, compressed", len(gzip.compress(page.read_bytes()))),
            ("fonts", fonts),
            ("covers", covers),
            ("bundle", bundle.stat().st_size),
        ):
            print(f"| {what} | {size / 1e6:.1f} MB |")
        in_browser(page)


def in_browser(page: Path) -> None:
    """Print how long opening and searching the page take."""
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 1000})
        with timed("open in Chromium"):
            opened.goto(page.as_uri())
        for words in ("a", "cote", "french", "north french", "nowhere", ""):
            script, total = opened.evaluate(FILTER, words)
            print(f"| search “{words}”: script, with layout | {script:.0f} ms, {total:.0f} ms |")
        print(f"| pages of A4 when printed | {len(PdfDocument(opened.pdf(format='A4')))} |")
        for width in (1280, 390):
            opened.set_viewport_size({"width": width, "height": 1000})
            print(f"| height at {width} px: as it opens, all letters open | {heights(opened)} |")
        browser.close()


def heights(page: Page) -> str:
    """Return the height of a page as it opens, and with all its letters open."""
    closed = page.evaluate(HEIGHT)
    page.locator("#unfold").click()
    opened = page.evaluate(HEIGHT)
    page.locator("#unfold").click()
    return f"{closed:,} px, {opened:,} px"


if __name__ == "__main__":
    main(Path(sys.argv[1]).read_bytes())
