"""Pictures of the pages that differ most between languages, in all six and in every format.

The cover, the wheel, all findings, the first domain, the register and the brief; in print those
that show a spread and its tabs. Their files have the same names in each language, so that two
folders can be laid side by side. What is pictured was made for other tests.
"""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from acceptance import compare, renew
from picturing import picture_of, sections
from PIL import Image

from built import LESOTHO, ROOT, Build

SAMPLES = {
    path.name.removesuffix(".yaml"): path
    for path in (LESOTHO, *sorted((ROOT / "tests" / "profiles" / "languages").glob("*.yaml")))
}
GOLDENS = Path(__file__).parent / "languages"
# From the first domain, whose bookmark begins with its number.
PLACES = {"wheel": -2, "all-findings": -1, "domain-1": 0, "register": 6}
PRINTED = {"cover", "all-findings-1", "domain-1-1", "domain-1-2"}


def shown(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield the name of each page that is shown, and its number from 1."""
    found = sections(data)
    titles = list(found)
    first = next(place for place, title in enumerate(titles) if title.startswith("1."))
    yield "cover", 1
    for name, place in PLACES.items():
        for count, number in enumerate(found[titles[first + place]], 1):
            yield f"{name}-{count}", number


def pages(finished: Build, path: Path) -> Iterator[tuple[str, Image.Image]]:
    """Yield a picture of each page by the name of its file."""
    download, press = (pypdfium2.PdfDocument(file.data) for file in finished(path))
    for name, number in shown(finished(path)[0].data):
        if path != LESOTHO:  # Every page of it is in a folder of its own.
            yield f"{name}.png", picture_of(download[number - 1])
        if name in PRINTED:
            # Blank pages are there in print, and count in both.
            folio = int(download.get_page_label(number - 1) or number)
            yield f"press-{name}.png", picture_of(press[folio - 1])
    (brief,) = finished(path, ("brief",))
    for number, page in enumerate(pypdfium2.PdfDocument(brief.data), 1):
        yield f"brief-{number}.png", picture_of(page)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_of_each_language_looks_as_it_should(
    name: str, finished: Build, request: pytest.FixtureRequest
) -> None:
    new = dict(pages(finished, SAMPLES[name]))
    if request.config.getoption("--renew-goldens"):
        renew(GOLDENS / name, new)
    compare(GOLDENS / name, new, name)


def test_each_language_has_goldens_of_the_same_pages(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--renew-goldens"):
        pytest.skip("goldens are being renewed")
    found = {
        folder.name: {path.stem for path in folder.glob("*.png")} for folder in GOLDENS.iterdir()
    }
    assert set(found) == set(SAMPLES)
    shown = {"cover", "wheel-1", "all-findings-2", "domain-1-2", "register-1"}
    for sample, names in found.items():
        assert {"press-cover", "press-domain-1-1", "brief-1"} <= names
        assert shown <= names or sample == "lso-2021.en"
