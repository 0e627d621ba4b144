"""Pictures and tags of finished profiles, held against goldens that somebody has looked at.

A page picture is 200 pixels wide. Two pictures are the same when no more than 0.2 % of the pixels
differ by more than 24 of 255 levels: that survives another version of PDFium and catches a moved
line or a changed word. The tag tree is text and must be the same to the letter.
`make goldens` renews them.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pypdfium2
import pytest
from PIL import Image, ImageChops

from mgi_report.pdf.structure import tag_tree
from mgi_report.production.job import Run

ROOT = Path(__file__).parents[2]
GOLDENS = Path(__file__).parent
WIDTH = 200
LEVELS = 24
SHARE = 0.002
# Each shape has a profile of its own under tests/profiles/, which the inspector and veraPDF check;
# pictures are kept of these, which together show every kind of page.
PROFILES = {
    "lso-2021": ROOT / "data" / "lso-2021.en.yaml",
    **{
        name: ROOT / "tests" / "profiles" / f"{name}.en.yaml"
        for name in ("full-city", "hard-shapes", "compared")
    },
}


@pytest.fixture(scope="module", params=PROFILES, ids=list(PROFILES))
def golden(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> "Golden":
    name: str = request.param
    built = Run(tmp_path_factory.mktemp(name), perf_counter).build(PROFILES[name])
    renew: bool = request.config.getoption("--renew-goldens")
    return Golden(GOLDENS / name, built.file.read_bytes(), renew)


class Golden:
    """Hold a finished PDF and the folder of what it should look like."""

    def __init__(self, folder: Path, pdf: bytes, renew: bool) -> None:
        self.folder, self.pdf, self.renew = folder, pdf, renew

    def pictures(self) -> Iterator[tuple[str, Image.Image]]:
        for number, page in enumerate(pypdfium2.PdfDocument(self.pdf), 1):
            picture = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
            yield f"page-{number:02d}.png", picture


def share_of_difference(old: Image.Image, new: Image.Image) -> float:
    if old.size != new.size:
        return 1.0
    difference = ImageChops.difference(old, new).convert("L")
    histogram = difference.histogram()
    return sum(histogram[LEVELS + 1 :]) / (old.width * old.height)


def test_pages_look_as_they_should(golden: Golden, tmp_path: Path) -> None:
    new = dict(golden.pictures())
    old = {path.name: path for path in golden.folder.glob("page-*.png")}
    if golden.renew:
        golden.folder.mkdir(exist_ok=True)
        for path in old.values():
            path.unlink()
        for name, picture in new.items():
            # 256 colours keep a page near 5 kB and lie well within the tolerance.
            few = picture.quantize(256, Image.Quantize.FASTOCTREE)
            few.save(golden.folder / name, optimize=True)
        return
    assert sorted(new) == sorted(old), "pages came or went"
    changed = {}
    for name, picture in new.items():
        share = share_of_difference(Image.open(old[name]).convert("RGB"), picture)
        if share > SHARE:
            picture.save(tmp_path / name)
            changed[name] = f"{share:.2%} of the pixels differ"
    assert not changed, f"look at the pages in {tmp_path}, then accept them with make goldens"


def test_tags_are_as_they_should_be(golden: Golden) -> None:
    path = golden.folder / "tags.txt"
    tree = tag_tree(golden.pdf)
    if golden.renew:
        golden.folder.mkdir(exist_ok=True)
        path.write_text(tree, encoding="utf-8")
        return
    assert tree == path.read_text(encoding="utf-8")


def test_a_changed_page_is_noticed() -> None:
    page = Image.new("RGB", (WIDTH, 283), "white")
    changed = page.copy()
    changed.paste("black", (20, 20, 60, 26))
    assert share_of_difference(page, page) == 0
    assert share_of_difference(page, changed) > SHARE
    again = BytesIO()
    page.save(again, "PNG")
    assert share_of_difference(page, Image.open(again).convert("RGB")) == 0
