"""Check page boxes and bleed (ISO 15930-7, 6.15; ISO 32000-1, 14.11.2)."""

from collections.abc import Iterator

from mgi_report.pdf.geometry import MM_PER_PT, Area
from mgi_report.proof.inspection import REBUILD, Flaw
from mgi_report.proof.press.evidence import PressFile, PressPage
from mgi_report.proof.press.painted import Paint

__all__ = ["box_flaws"]

DESIGN = "let the area end --bleed outside the page, or well inside it"
SLACK = 0.25  # pt
TIP = 0.5  # pt by which the tip of a slanting area may end before the bleed does
SHEET = 4
SIDES = ("left", "lower", "right", "upper")


def box_flaws(file: PressFile) -> Iterator[Flaw]:
    """Yield the flaws of boxes, page size, page count, bleed and annotations."""
    for page in file.pages:
        yield from _boxes(page)
        yield from _bleed(page)
        yield from _annotations(page)
    count = len(file.pages)
    if count % SHEET:
        message = f"the file has {count} pages, which fill no sheets of four"
        yield Flaw("page-count", message, "build it again with mgi-report, which adds blank pages")


def _boxes(page: PressPage) -> Iterator[Flaw]:
    names = ("MediaBox", "BleedBox", "TrimBox")
    boxes = [page.box(name) for name in names]
    for name, box in zip(names, boxes, strict=True):
        if box is None:
            yield Flaw("page-boxes", f"the page has no {name}", REBUILD, page.number)
    media, bleed, trim = boxes
    if media is None or bleed is None or trim is None:
        return
    if not media.holds(bleed, SLACK) or not bleed.holds(trim, SLACK):
        message = "TrimBox, BleedBox and MediaBox do not lie one inside the other"
        yield Flaw("page-boxes", message, REBUILD, page.number)
    if not bleed.holds(page.bleed, SLACK):
        least = page.tokens.mm("bleed")
        message = f"the BleedBox leaves less than {least:g} mm around the TrimBox"
        yield Flaw("page-boxes", message, REBUILD, page.number)
    crop = page.box("CropBox")
    if crop is not None and not crop.holds(bleed, SLACK):
        yield Flaw("page-boxes", "the CropBox cuts the bleed off", REBUILD, page.number)
    if "/ArtBox" in page.page.obj:
        message = "the page has an ArtBox beside its TrimBox"
        yield Flaw("page-boxes", message, REBUILD, page.number)
    width, height = (page.tokens.mm(name) for name in ("page-width", "page-height"))
    if max(abs(trim.width - width / MM_PER_PT), abs(trim.height - height / MM_PER_PT)) > SLACK:
        size = f"{trim.width * MM_PER_PT:.1f} x {trim.height * MM_PER_PT:.1f} mm"
        message = f"the page is trimmed to {size}, not to {width:g} x {height:g} mm"
        yield Flaw("page-boxes", message, REBUILD, page.number)


def _bleed(page: PressPage) -> Iterator[Flaw]:
    """Yield areas that reach the edge of the trimmed page, but stop before the bleed ends."""
    for painted in page.painted:
        if painted.mark not in {Paint.AREA, Paint.PICTURE, Paint.SHADE}:
            continue
        for side in _short(painted.area, page):
            message = f"an area ends at the {side} edge of the page and leaves no bleed"
            yield Flaw("bleed-short", message, DESIGN, page.number, page.place(painted.area))


def _short(area: Area, page: PressPage) -> Iterator[str]:
    trim, bleed = page.trim, page.bleed
    # Towards the outside on every side: reaches the edge, reaches the end of the bleed.
    distances = (
        (trim.left - area.left, bleed.left - area.left),
        (trim.bottom - area.bottom, bleed.bottom - area.bottom),
        (area.right - trim.right, area.right - bleed.right),
        (area.top - trim.top, area.top - bleed.top),
    )
    inside = area.shared(trim)
    if inside.width <= SLACK or inside.height <= SLACK:
        return
    for side, (beyond_trim, beyond_bleed) in zip(SIDES, distances, strict=True):
        if beyond_trim >= -SLACK and beyond_bleed < -TIP:
            yield side


def _annotations(page: PressPage) -> Iterator[Flaw]:
    for annotation in page.page.obj.get("/Annots", ()):
        kind = str(annotation.get("/Subtype", ""))
        if kind in {"/TrapNet", "/PrinterMark"} or "/Rect" not in annotation:
            continue
        left, bottom, right, top = (float(edge) for edge in annotation.Rect)
        area = Area(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
        shared = area.shared(page.bleed)
        if shared.width > 0 and shared.height > 0:
            message = f"an annotation ({kind[1:] or 'of no kind'}) lies on the page"
            yield Flaw("press-annotation", message, REBUILD, page.number, page.place(area))
