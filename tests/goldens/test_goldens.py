"""Pictures and tags of finished profiles, held against goldens that somebody has looked at.

A page picture is 200 pixels wide. Two pictures are the same when no more than 0.2 % of the pixels
differ by more than 24 of 255 levels: that survives another version of PDFium and catches a moved
line or a changed word. The tag tree is text and must be the same to the letter.
`make goldens` renews them. Pages that differ are shown side by side in output/golden-report/.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pypdfium2
import pytest
from PIL import Image, ImageChops
from report import Change, write_report

from mgi_report.pdf.structure import tag_tree
from mgi_report.production.job import Run

ROOT = Path(__file__).parents[2]
GOLDENS = Path(__file__).parent
REPORTS = ROOT / "output" / "golden-report"
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


def changed_pages(
    old: Mapping[str, Image.Image], new: Mapping[str, Image.Image]
) -> dict[str, Change]:
    """Return the pages that came, went or look different, by name."""
    changes = {
        name.removesuffix(".png"): Change(old.get(name), new.get(name))
        for name in sorted(old.keys() | new.keys())
    }
    return {
        name: change
        for name, change in changes.items()
        if change.old is None
        or change.new is None
        or share_of_difference(change.old, change.new) > SHARE
    }


def test_pages_look_as_they_should(golden: Golden) -> None:
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
    before = {name: Image.open(path).convert("RGB") for name, path in old.items()}
    changes = changed_pages(before, new)
    if changes:
        report = write_report(REPORTS / golden.folder.name, golden.folder.name, changes)
        pages = ", ".join(changes)
        pytest.fail(f"{pages} differ: look at {report}, then accept them with make goldens")


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


def test_changed_pages_are_reported_side_by_side(tmp_path: Path) -> None:
    page = Image.new("RGB", (WIDTH, 283), "white")
    changed = page.copy()
    changed.paste("black", (20, 20, 60, 26))
    old = {"page-01.png": page, "page-02.png": page, "page-03.png": page}
    new = {"page-01.png": page, "page-02.png": changed, "page-04.png": page}
    changes = changed_pages(old, new)
    assert list(changes) == ["page-02", "page-03", "page-04"]
    html = write_report(tmp_path, "example", changes).read_text(encoding="utf-8")
    shown = [name for name in sorted(path.name for path in tmp_path.glob("*.png")) if name in html]
    assert shown == [
        "page-02-difference.png",
        "page-02-new.png",
        "page-02-old.png",
        "page-03-old.png",
        "page-04-new.png",
    ]
    with Image.open(tmp_path / "page-02-difference.png") as difference:
        assert difference.getpixel((30, 23)) == 0
        assert difference.getpixel((100, 100)) == 255
    assert write_report(tmp_path, "example", {}).parent == tmp_path
    assert not list(tmp_path.glob("*.png"))
