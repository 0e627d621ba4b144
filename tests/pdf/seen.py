"""See what WeasyPrint does by itself with a document that has a bit of everything."""

from base64 import b64encode
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import weasyprint
from PIL import Image

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
CSS = """\
@font-face { font-family: Plain; src: url(source-sans-3/SourceSans3-Regular.ttf) }
@page { size: 100mm 150mm; margin: 10mm; bleed: 3mm;
  background-image: linear-gradient(#fff, #eee), linear-gradient(#eee, #fff);
  @bottom-left { content: "Foot" } }
html { font: 10pt/1.2 Plain; color: #14212b }
ul { font-feature-settings: "smcp" }
.note { float: footnote }
.away { position: absolute; right: 0; top: 0 }
.named { bookmark-level: 1; bookmark-label: "Top" }
.faint { opacity: .5 }
.tint { background: rgb(20 33 43 / .25); height: 5mm }
.sky { background: linear-gradient(#265fad, #ebbe4b 40%, #fff); height: 5mm }
.next { break-before: page }
.opener { break-before: left; page: opener }
"""


def _picture(kind: str) -> str:
    data = BytesIO()
    Image.new("RGB", (9, 9), (200, 30, 60)).save(data, kind)
    return f"data:image/{kind.lower()};base64,{b64encode(data.getvalue()).decode()}"


PNG, JPEG = _picture("PNG"), _picture("JPEG")
HTML = f"""\
<!DOCTYPE html><html lang="en"><head><title>Sample</title><style>{CSS}</style></head><body>
<p id="top" class="named">Some <u>words</u> lead <a href="#top">here</a> and
<a href="https://example.org/">there</a><span class="note">A note</span></p>
<div class="away">Away</div><p class="faint">Faint <b>words</b></p><div class="tint">Tint</div>
<div class="sky">Sky</div><p><img src="{PNG}" alt="P"><img src="{JPEG}" alt="J"></p>
<ul><li>Item</li></ul>
<table><thead><tr><th colspan="2">Head</th></tr></thead>
<tbody><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>
<p class="next">Page 2</p><p class="opener">Page 4, after a blank one</p>
</body></html>"""


class Call(NamedTuple):
    """Hold the arguments of weasyprint.pdf.add_tags."""

    pdf: Any
    document: Any
    version: Any
    streams: Any


class Seen:
    """See each thing once, when it is first looked at; nothing of ours takes part."""

    @cached_property
    def rendered(self) -> Any:
        html = weasyprint.HTML(string=HTML, base_url=f"{FONTS.as_uri()}/")
        return html.render(pdf_variant="pdf/a-3a")

    @cached_property
    def page_boxes(self) -> list[Any]:
        return [page._page_box for page in self.rendered.pages]

    @cached_property
    def boxes(self) -> list[Any]:
        """All boxes, and the placeholders of those that are placed absolutely."""
        return [box for page in self.page_boxes for box in _inside(page)]

    def of(self, class_name: str) -> list[Any]:
        return [box for box in self.boxes if class_name in _class_names(box)]

    def of_element(self, tag: str) -> list[Any]:
        return [box for box in self.boxes if box.element_tag == tag]

    @cached_property
    def copy(self) -> Any:
        copy = self.rendered.copy(list(self.rendered.pages))
        copy.seen_here = True
        return copy

    @cached_property
    def tagged(self) -> Call:
        """What the tag hook gets when an archivable PDF with a file inside is written."""
        painting, calls = weasyprint.pdf, []
        original = painting.add_tags
        painting.add_tags = lambda *details: calls.append(Call(*details))
        file = weasyprint.Attachment(string=b"a: 1", name="a.yaml", relationship="Source")
        try:
            self.copy.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True, attachments=[file])
        finally:
            painting.add_tags = original
        return calls[0]

    @cached_property
    def printed(self) -> Any:
        """The pydyf PDF of the same pages for a printer, without tags."""
        kept: list[Any] = []
        copy = self.rendered.copy(list(self.rendered.pages))
        copy.color_profiles = {}
        copy.write_pdf(finisher=lambda _, pdf: kept.append(pdf), pdf_variant="pdf/x-4")
        return kept[0]

    @property
    def printed_streams(self) -> list[Any]:
        return painted_streams(self.printed)

    @property
    def operations(self) -> list[Any]:
        """The items of all streams that are painted for a printer."""
        return [item for stream in self.printed_streams for item in stream.stream]

    @property
    def pages(self) -> list[Any]:
        """The page objects of the printed PDF."""
        return [each for each in dictionaries(self.printed) if each.get("Type") == "/Page"]


def dictionaries(pdf: Any) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, dict)]


def painted_streams(pdf: Any) -> list[Any]:
    from weasyprint.pdf.stream import Stream  # noqa: PLC0415 - it may be gone

    return [each for each in pdf.objects if isinstance(each, Stream)]


def _class_names(box: Any) -> set[str]:
    return {base.__name__ for base in type(box).__mro__}


def _inside(box: Any) -> Iterator[Any]:
    yield box
    for child in box.children:
        yield from _inside(child)
