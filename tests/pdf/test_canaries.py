"""A canary for each private thing of WeasyPrint and pydyf that pdf/engine relies on.

Each looks at WeasyPrint by itself, with nothing of ours in between, and fails with a sentence that
names the thing, the module of ours that uses it, and what goes wrong without it. None is skipped:
a thing that is gone is what they are for.
"""

import inspect
import logging
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pydyf
import pytest
import tinycss2
import weasyprint
from seen import Seen, dictionaries, painted_streams

from mgi_report.pdf.engine.painting import GLYPH
from mgi_report.pdf.engine.sums import ADDING

# Of boxes, of spaces, of levels of headings.
ADDS_WHOLE_NUMBERS = {"weasyprint.anchors", "weasyprint.layout", "weasyprint.layout.inline"}
SRC = Path(__file__).parents[2] / "src" / "mgi_report"


class Canary(NamedTuple):
    """Name a thing, who uses it, what breaks without it, and how to see that it is there."""

    thing: str
    user: str
    breaks: str
    sings: Callable[[Seen], object]


def parameters(call: Any) -> list[str]:
    return list(inspect.signature(call).parameters)


def of(path: str) -> Any:
    """Return what a dotted path names, such as weasyprint.pdf.add_tags."""
    module, _, name = path.rpartition(".")
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError:
        return getattr(of(module), name)


def sample_font(seen: Seen) -> Any:
    return next(iter(seen.tagged.document.fonts.values()))


def items_before(seen: Seen, operator: bytes) -> list[tuple[Any, Any]]:
    """Return the two items before each operator of marked content."""
    found = []
    for stream in painted_streams(seen.tagged.pdf):
        items = stream.stream
        found += [(items[n - 2], items[n - 1]) for n, item in enumerate(items) if item == operator]
    return found


def annotations(seen: Seen) -> list[Any]:
    assert seen.tagged
    return [box.link_annotation for box in seen.boxes if box.link_annotation]


BOX_CLASSES = {
    "TextBox": "text is taken for something else, and words lose their tags",
    "ReplacedBox": "pictures are not tagged as figures",
    "MarginBox": "running lines are read aloud on every page",
    "LineBox": "spaces at line ends are not found",
    "TableRowGroupBox": "repeated heads of tables are read again on each page",
    "FootnoteAreaBox": "footnotes are tagged below the page and not below their paragraph",
}
CANARIES = (
    Canary(
        "weasyprint.pdf.add_tags(pdf, document, pdf_version, streams)",
        "gateway._hook",
        "our documents get WeasyPrint's tags, which fail PDF/UA",
        lambda seen: (
            len(parameters(of("weasyprint.pdf.add_tags"))) == 4
            and seen.tagged.document is seen.copy
            and len(seen.tagged.streams) == len(seen.rendered.pages)
        ),
    ),
    Canary(
        "weasyprint.pdf.build_fonts_dictionary(pdf, fonts, ...), Font.file_content and .index",
        "gateway._naming, fonts.name_glyphs",
        "glyphs that characters share are read as the first of them, and letters as nothing",
        lambda seen: (
            parameters(of("weasyprint.pdf.build_fonts_dictionary"))[:2] == ["pdf", "fonts"]
            and isinstance(sample_font(seen).file_content, bytes)
            and isinstance(sample_font(seen).index, int)
        ),
    ),
    Canary(
        "attributes set on a Document reach add_tags",
        "gateway._hook, layout.Layout.write",
        "the hook does not know our documents",
        lambda seen: vars(seen.tagged.document)["seen_here"] is True,
    ),
    Canary(
        "Page._page_box",
        "gateway.page_box",
        "nothing can be known of what is laid out",
        lambda seen: all(box.element_tag == "html" or box.children for box in seen.page_boxes),
    ),
    Canary(
        "_page_box.page_type.name and .blank",
        "layout._print_only",
        "blank pages for the printer are in the download format too",
        lambda seen: (
            [box.page_type.name for box in seen.page_boxes][-1] == "opener"
            and [box.page_type.blank for box in seen.page_boxes] == [False, False, True, False]
        ),
    ),
    Canary(
        "PageBox.background.layers and ._replace()",
        "layout.Layout.write",
        "thumb tabs for print and for the screen are painted on one page",
        lambda seen: all(
            len(box.background._replace(layers=box.background.layers[:1]).layers) == 1
            for box in seen.page_boxes
            if not box.page_type.blank
        ),
    ),
    *(
        Canary(
            f"the class name {name}", "boxes._KINDS", breaks, lambda seen, name=name: seen.of(name)
        )
        for name, breaks in BOX_CLASSES.items()
    ),
    Canary(
        "AbsolutePlaceholder._box",
        "boxes.unwrapped",
        "boxes that are placed absolutely are lost for tags and checks",
        lambda seen: (
            all(vars(box)["_box"].element_tag for box in seen.of("AbsolutePlaceholder"))
            and bool(seen.of("AbsolutePlaceholder"))
        ),
    ),
    Canary(
        "Box.element, .element_tag, .style, .link, .children, .content_box_x() and other edges",
        "boxes.LaidOutBox",
        "no box can be traced to its element",
        lambda seen: (
            all(
                box.style["position"]
                and box.children is not None
                and box.content_box_x() >= max(0, box.border_box_x())
                and box.content_box_y() >= box.border_box_y()
                and box.margin_width() >= box.border_width() >= 0
                and box.margin_height() > 0
                and box.border_height() > 0
                for box in (*seen.of_element("li"), *seen.of_element("p"))
                if box.element is not None
            )
            and any(box.link for box in seen.of_element("a"))
            and {"td", "li", "a"} <= {box.element_tag for box in seen.boxes}
        ),
    ),
    Canary(
        "TableCellBox.colspan and .rowspan",
        "tags.roles",
        "cells do not say how far they reach",
        lambda seen: (
            {box.colspan for box in seen.of("TableCellBox")} == {1, 2}
            and {box.rowspan for box in seen.of("TableCellBox")} == {1, 2}
        ),
    ),
    Canary(
        "TableRowGroupBox.is_header and .is_footer",
        "boxes.is_table_head",
        "repeated heads of tables are read again on each page",
        lambda seen: any(box.is_header and not box.is_footer for box in seen.of_element("thead")),
    ),
    Canary(
        "TextBox.text",
        "boxes.text_of",
        "spaces between words cannot be found",
        lambda seen: "Item" in {box.text for box in seen.of("TextBox")},
    ),
    Canary(
        "Font.name, bytes",
        "fonts.trim_names",
        "names of fonts end in a comma where those of their families end in a digit",
        lambda seen: isinstance(sample_font(seen).name, bytes),
    ),
    Canary(
        "MarginBox.at_keyword",
        "boxes.margin_of",
        "running lines are neither Header nor Footer",
        lambda seen: "@bottom-left" in {box.at_keyword for box in seen.of("MarginBox")},
    ),
    Canary(
        "Box.bookmark_label, and the level of its style",
        "boxes.bookmark_of",
        "bookmarks of the archive format lead to no element",
        lambda seen: (
            [
                (box.element.get("id"), box.bookmark_label)
                for box in seen.boxes
                if getattr(box, "bookmark_label", None) and box.style["bookmark_level"] != "none"
            ]
            == [("top", "Top")]
        ),
    ),
    Canary(
        "the name tree of places: names, and each with page, /XYZ, left, top and zoom",
        "pdf.archive.destinations",
        "links of the archive format lead to no element",
        lambda seen: (
            (places := seen.tagged.pdf.catalog["Names"]["Dests"]["Names"])[0].string == "top"
            and len(places[1]) == 5
            and places[1][1] == "/XYZ"
        ),
    ),
    Canary(
        "Box.link_annotation with Rect and Contents, after painting",
        "boxes.annotation_of, tags.tagger",
        "links stand outside the tags",
        lambda seen: (
            annotations(seen)
            and all(
                len(each["Rect"]) == 4 and each["Contents"].string is not None
                for each in annotations(seen)
            )
        ),
    ),
    Canary(
        "Page.links as (kind, target, corners, box), a list, and Page.anchors",
        "links.flatten, layout.Layout",
        "links to nowhere are not found",
        lambda seen: (
            any(
                kind == "internal"
                and target == "top"
                and len(corners) == 4
                and box.element is not None
                for page in seen.rendered.pages
                for kind, target, corners, box in page.links
            )
            and isinstance(seen.rendered.pages[0].links, list)
            and "top" in seen.rendered.pages[0].anchors
        ),
    ),
    Canary(
        "Page.bleed, a mapping that may be replaced, and Document.copy(pages)",
        "layout.Layout.write",
        "both formats cannot come from one layout",
        lambda seen: (
            set(seen.rendered.pages[0].bleed) == {"left", "right", "top", "bottom"}
            and len(seen.rendered.copy(seen.rendered.pages[:1]).pages) == 1
        ),
    ),
    Canary(
        "Document.color_profiles, shared by copies",
        "layout.Layout.write",
        "the press format holds the profile of the screen",
        lambda seen: isinstance(seen.rendered.color_profiles, dict),
    ),
    Canary(
        "Stream._tags, one mapping a page from box to {'mcid': n}",
        "gateway._hook, content.tagged_contents",
        "tags cannot be tied to what is painted",
        lambda seen: (
            all(
                isinstance(mark["mcid"], int)
                for stream in seen.tagged.streams
                for mark in stream._tags.values()
            )
            and {id(stream._tags) for stream in painted_streams(seen.tagged.pdf)}
            == {id(stream._tags) for stream in seen.tagged.streams}
        ),
    ),
    Canary(
        "Stream.stream, a list with an operator an item, and BDC after its tag and properties",
        "content.TaggedContent",
        "artifacts and missing spaces cannot be set",
        lambda seen: any("MCID" in properties for _, properties in items_before(seen, b"BDC")),
    ),
    Canary(
        "an underline is an artifact (BMC) inside the sequence of its word",
        "content.TaggedContent.sequences",
        "nothing any more: the code that dissolves them may go",
        lambda seen: items_before(seen, b"BMC"),
    ),
    Canary(
        "operators are bytes or text ending in the operator, such as b'/a0.5 gs'",
        "content.opacity, press.colours",
        "colours and opacity are not found, and stay in RGB",
        lambda seen: any(re.fullmatch(rb"/a[\d.]+ gs", item) for item in texts(seen)),
    ),
    Canary(
        "Stream._resources['ExtGState']",
        "content.Content.add_state",
        "black does not overprint",
        lambda seen: all("ExtGState" in each._resources for each in seen.printed_streams),
    ),
    Canary(
        "lab-d50 among the ColorSpace of the shared Resources",
        "objects.UnfinishedPdf.colour_spaces",
        "a press file holds colour spaces that are not of the press",
        lambda seen: any("lab-d50" in each for each in dictionaries(seen.printed)),
    ),
    Canary(
        "a page's Resources and ColorSpace are references to objects by their number",
        "objects.UnfinishedPdf.colour_spaces",
        "the shared colour spaces are not found",
        lambda seen: (
            "lab-d50"
            in seen.printed.objects[
                int(
                    seen.printed.objects[int(seen.pages[0]["Resources"].split()[0])][
                        "ColorSpace"
                    ].split()[0]
                )
            ]
        ),
    ),
    Canary(
        "Font.hash, .to_unicode, .widths and .bitmap",
        "content._space",
        "spaces are not painted, and words run together when they are copied",
        lambda seen: (
            " " in sample_font(seen).to_unicode.values()
            and sample_font(seen).bitmap is False
            and sample_font(seen).hash
            and all(isinstance(width, int) for width in sample_font(seen).widths.values())
        ),
    ),
    Canary(
        "DocumentMetadata.generate_rdf_metadata(metadata, variant, version, conformance)",
        "gateway.engine_metadata",
        "the mark of PDF/UA is not in the XMP packet",
        lambda _: "generate_rdf_metadata" in dir(of("weasyprint.pdf.metadata.DocumentMetadata")),
    ),
    Canary(
        "FontConfiguration.add_font_face(rule, fetcher) and .font_features",
        "fonts.font_configuration",
        "undeclared fonts are not found; memory grows by 0.6 MB a profile",
        lambda _: (
            parameters(of("weasyprint.text.fonts.FontConfiguration.add_font_face"))[1:3]
            == ["rule_descriptors", "url_fetcher"]
            and of("weasyprint.text.fonts.FontConfiguration")().font_features == {}
        ),
    ),
    Canary(
        "text.line_break.Layout.setup(style) and font_features.setdefault(...) in it",
        "fonts.free_text_attributes",
        "memory grows by 0.6 MB a profile, or text layouts are freed twice",
        lambda _: "font_features.setdefault" in line_break_source(),
    ),
    Canary(
        "ffi.pango.pango_layout_get_attributes and pango_attr_list_unref",
        "fonts.free_text_attributes",
        "memory grows by 0.6 MB a profile",
        lambda _: (
            callable(of("weasyprint.text.ffi.pango").pango_attr_list_unref)
            and callable(of("weasyprint.text.ffi.pango").pango_layout_get_attributes)
        ),
    ),
    Canary(
        "URLFetcherResponse(url, body, headers), and _fail_on_errors asked of a fetcher",
        "gateway.file_fetcher",
        "a missing file stops the layout at the first one",
        lambda _: (
            parameters(of("weasyprint.urls.URLFetcherResponse"))[:3] == ["url", "body", "headers"]
            and "_fail_on_errors" in inspect.getsource(of("weasyprint.urls"))
        ),
    ),
    Canary(
        "pydyf.Stream.stream, .extra, .compress, .data and .reference",
        "objects.PdfStream",
        "streams cannot be read or changed before they are written",
        lambda _: stream_of_pydyf() == (b"q Q", {"Length": 3}, False, True),
    ),
    Canary(
        "pydyf compresses by the name zlib in its module, with compressobj(level=)",
        "objects.compress_alike",
        "the bytes of a file depend on the zlib of whoever built Python",
        lambda _: compressions() == {"zlib.compressobj(level=", "zlib.compress("},
    ),
    Canary(
        "the modules of WeasyPrint that add up fractions",
        "sums.add_up_alike",
        "numbers differ in their last bit between Python 3.11 and later ones",
        lambda _: adding() == ADDS_WHOLE_NUMBERS | set(ADDING),
    ),
    Canary(
        "SVGImage.draw(stream, width, height, style), ._context, ._svg; SVG.tree; Node._etree_node",
        "artwork.draw_pictures_once",
        "every page draws its pictures anew, or shows another's",
        lambda _: (
            "def draw(self, stream, concrete_width, concrete_height, _style)" in source_of("images")
            and "self._context = context" in source_of("images")
            and "self._svg = SVG(tree, base_url, font_config, url_fetcher)" in source_of("images")
            and "self.tree = Node(wrapper, style)" in source_of("svg")
            and "self._etree_node = wrapper.etree_element" in source_of("svg")
        ),
    ),
    Canary(
        "what a Stream is set to: ._current_color, ..._stroke, ._current_alpha, ..., and .ctm",
        "artwork.draw_pictures_once",
        "a picture is painted in the colour of what stands before it",
        lambda seen: all(
            {
                "_current_color",
                "_current_color_stroke",
                "_current_alpha",
                "_current_alpha_stroke",
                "_current_font",
            }
            == {name for name in vars(stream) if name.startswith("_current")} - {SIZE}
            and len(stream.ctm.values) == 6
            for stream in seen.printed_streams
        ),
    ),
    Canary(
        "a picture leaves a Stream as it was, but for what it is set to",
        "artwork.draw_pictures_once",
        "what stands after a picture is painted in its colours",
        lambda _: (
            "self.stream.push_state()" in source_of("svg")
            and "self._current_color = self._current_color_stroke = None" in source_of("pdf.stream")
            and "self._current_alpha = self._current_alpha_stroke = None" in source_of("pdf.stream")
        ),
    ),
    Canary(
        "draw.draw_border, draw.border.draw_outline and draw.text.draw_first_line, by these names",
        "painting.paint_fast",
        "boxes and lines are painted as slowly as before",
        lambda _: (
            "from .border import draw_border" in source_of("draw")
            and "draw_outline(stream, box)" in source_of("draw")
            and parameters(of("weasyprint.draw.text.draw_first_line"))
            == ["stream", "textbox", "text_overflow", "block_ellipsis", "matrix"]
        ),
    ),
    Canary(
        "PangoGlyphInfo, five numbers: glyph, width, x_offset, y_offset, attributes",
        "painting.GLYPH",
        "lines of text are painted with other glyphs",
        lambda _: (
            of("weasyprint.text.ffi.ffi").sizeof("PangoGlyphInfo") == GLYPH.size
            and fields_of("PangoGlyphInfo") == ["glyph", "geometry", "attr"]
            and fields_of("PangoGlyphGeometry") == ["width", "x_offset", "y_offset"]
        ),
    ),
    Canary(
        "pydyf._to_bytes, which everything is written with",
        "objects.write_fast",
        "numbers are written in another way, or as slowly as before",
        lambda _: [written_by_pydyf(each) for each in WRITTEN] == list(WRITTEN.values()),
    ),
    Canary(
        "what pydyf.Object() sets, values that nobody changes in place, and nothing else",
        "objects.keep_objects_small",
        "objects of a file have in common what each should have of its own",
        lambda _: set_by_pydyf() == {"number": None, "offset": 0, "generation": 0, "free": "n"},
    ),
    Canary(
        "pydyf.PDF.catalog, .info, .objects and .add_object; Dictionary is a dict, Array a list",
        "objects.UnfinishedPdf",
        "nothing can be added to a file",
        lambda _: (
            issubclass(pydyf.Dictionary, dict)
            and issubclass(pydyf.Array, list)
            and {"catalog", "info", "objects", "add_object"} <= set(dir(pydyf.PDF()))
            and pydyf.String("é").data
        ),
    ),
)


def texts(seen: Seen) -> Iterator[bytes]:
    for item in seen.operations:
        yield item if isinstance(item, bytes) else str(item).encode()


def compressions() -> set[str]:
    """Return how pydyf calls zlib."""
    return set(re.findall(r"zlib\.\w+\((?:level=)?", inspect.getsource(pydyf)))


def adding() -> set[str]:
    """Return the modules of WeasyPrint, and of what it reads styles with, that call sum."""
    found = set()
    for package in (weasyprint, tinycss2, pydyf):
        folder = Path(str(package.__file__)).parent
        for path in folder.rglob("*.py"):
            if re.search(r"(?<![\w.])sum\(", path.read_text(encoding="utf-8")):
                parts = path.relative_to(folder.parent).with_suffix("").parts
                found.add(".".join(parts).removesuffix(".__init__"))
    return found


SIZE = "_current_font_size"
WRITTEN: dict[object, bytes] = {
    b"q": b"q",
    "/Name": b"/Name",
    -7: b"-7",
    2.0: b"2",
    -0.5: b"-0.5",
    1234567.1234567: b"1234567.123457",
    1e-9: b"0.",
    True: b"True",
    None: b"None",
}


def pydyf_itself() -> dict[str, Any]:
    """Return the names of pydyf as it is; in its place in the module our own may stand."""
    names: dict[str, Any] = {"__name__": "pydyf"}
    exec(inspect.getsource(pydyf), names)
    return names


def set_by_pydyf() -> dict[str, object]:
    names = pydyf_itself()
    assert inspect.getsource(pydyf).count("Object.__init__(self)") == 2  # Dictionary and Array.
    return vars(names["Object"]())


def written_by_pydyf(value: object) -> bytes:
    """Return what pydyf itself writes."""
    names = pydyf_itself()
    written: bytes = names["_to_bytes"](value)
    return written


def source_of(module: str) -> str:
    return inspect.getsource(import_module(f"weasyprint.{module}"))


def fields_of(struct: str) -> list[str]:
    return [name for name, _ in of("weasyprint.text.ffi.ffi").typeof(struct).fields]


def line_break_source() -> str:
    """Return the code of the whole module: our own hook may stand in the place of its method."""
    return inspect.getsource(import_module("weasyprint.text.line_break"))


def stream_of_pydyf() -> tuple[object, ...]:
    pdf = pydyf.PDF()
    stream = pydyf.Stream([b"q Q"], {"Length": 3})
    pdf.add_object(stream)
    data = stream.data.split(b"stream\n", 1)[1].removesuffix(b"\nendstream")
    assert stream.stream == [b"q Q"]
    return (
        data,
        {"Length": stream.extra["Length"]},
        bool(stream.compress),
        stream.reference.endswith(b" 0 R"),
    )


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen()


@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: canary.thing)
def test_what_we_rely_on_is_there(canary: Canary, seen: Seen) -> None:
    try:
        sings = bool(canary.sings(seen))
    except (AttributeError, KeyError, TypeError, IndexError, StopIteration, ImportError) as error:
        sings = False
        reason = f" ({type(error).__name__}: {error})"
    else:
        reason = ""
    sentence = (
        f"WeasyPrint {weasyprint.__version__} has changed: {canary.thing}{reason}; "
        f"pdf/engine, {canary.user}, relies on it, and without it {canary.breaks}"
    )
    assert sings, sentence


REMOVED = {
    "DocumentMetadata.generate_rdf": (
        "weasyprint.pdf.metadata.DocumentMetadata",
        "generate_rdf_metadata",
    ),
    "FontConfiguration.add_font_face": (
        "weasyprint.text.fonts.FontConfiguration",
        "add_font_face",
    ),
    "URLFetcherResponse": ("weasyprint.urls", "URLFetcherResponse"),
    "pydyf.Stream": ("pydyf", "Stream"),
    "pydyf.PDF": ("pydyf", "String"),
}


@pytest.mark.parametrize("begins", REMOVED)
def test_a_canary_fails_when_its_thing_is_gone(
    begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (canary,) = (each for each in CANARIES if each.thing.startswith(begins))
    path, name = REMOVED[begins]
    module = (path[0].islower() and "." not in path) or path == "weasyprint.urls"
    monkeypatch.delattr(import_module(path) if module else of(path), name)
    with pytest.raises(AssertionError, match="has changed"):
        test_what_we_rely_on_is_there(canary, Seen())


class Nothing:
    """A document in which none of what we look for is there."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


def test_a_canary_that_looks_at_a_document_fails_where_nothing_is() -> None:
    looking = [each for each in CANARIES if "seen" in parameters(each.sings)]
    assert len(looking) > 20
    for canary in looking:
        with pytest.raises(AssertionError, match="has changed"):
            test_what_we_rely_on_is_there(canary, Nothing())  # type: ignore[arg-type]


WORDINGS = {
    "<link rel=stylesheet href=nosuch.css>": "Failed to load stylesheet",
    "<img src=nosuch.png>": "Failed to load image",
    "<a href=#nosuch>x</a>": "No anchor",
    "<p id=a>x<p id=a>y": "Anchor defined twice",
    "<p style='nosuch: 1'>x": "Ignored `nosuch: 1` at 1:1",
    "<style>p { color: rod }</style>": "Ignored `color: rod ` at 1:5, invalid value",
    "<style>p::nosuch { color: red }</style>": "Invalid or unsupported selector, 'p::nosuch '",
    "<style>@font-face { font-family: N; src: url(nosuch.ttf) } p { font: 9pt N }</style><p>x": (
        "Font-face 'N' cannot be loaded"
    ),
    "<img src='data:image/svg+xml,<svg'>": "Failed to load image",
    "<style>a::after { content: target-counter('#nosuch', page) }</style><a>x</a>": (
        "Content discarded: target points to undefined anchor"
    ),
}


@pytest.mark.parametrize("html", WORDINGS)
def test_the_words_of_the_log_are_those_we_know(
    html: str, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    with caplog.at_level(logging.WARNING, "weasyprint"):
        weasyprint.HTML(string=html, base_url=str(tmp_path)).write_pdf()
    told = [record.getMessage() for record in caplog.records]
    assert any(WORDINGS[html] in message for message in told), (
        f"WeasyPrint {weasyprint.__version__} has changed the words of its log: "
        f"“{WORDINGS[html]}” is not among {told}; pdf/engine/messages.py knows problems by them"
    )


def test_the_log_tells_of_each_page_before_it_is_laid_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    html = "<p>1<p style='break-before: page'>2<p style='break-before: page'>3"
    with caplog.at_level(logging.INFO, "weasyprint.progress"):
        weasyprint.HTML(string=html).render()
    told = [record.getMessage() for record in caplog.records]
    assert sum("Creating layout - Page" in message for message in told) == 3, (
        f"WeasyPrint {weasyprint.__version__} does not tell of each page any more; "
        "pdf/engine/messages.py gives up a layout there that nobody needs"
    )


def test_the_tree_of_elements_may_be_changed_before_the_layout() -> None:
    html = weasyprint.HTML(string="<p>1<p style='break-before: page'>2")
    html.etree_element.find("body").append(html.etree_element.find("body")[1])
    html.etree_element.find("body").remove(html.etree_element.find("body")[0])
    assert len(html.render().pages) == 2, (
        f"WeasyPrint {weasyprint.__version__} does not lay out HTML.etree_element any more; "
        "pdf/engine/parts.py empties what has not changed in it"
    )


PRIVATE = (
    "_page_box",
    "._tags",
    "_resources",
    "lab-d50",
    "link_annotation",
    "at_keyword",
    "page_type",
    "TextBox",
    "AbsolutePlaceholder",
    "add_object",
    "add_tags",
    "font_features",
    "write_pdf",
    "color_profiles",
    "pydyf",
)


def test_nobody_else_knows_them() -> None:
    found = [
        f"{path.relative_to(SRC)}: {name}"
        for path in sorted(SRC.rglob("*.py"))
        if path.parent != SRC / "pdf" / "engine"
        for name in PRIVATE
        if re.search(rf"(?<!\w){re.escape(name)}\b", path.read_text(encoding="utf-8"))
    ]
    # What is installed is no knowledge of how it works.
    assert found == ["run/machine.py: pydyf"]


def test_the_engine_passes_over_nothing_that_is_gone() -> None:
    for path in (SRC / "pdf" / "engine").glob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert "hasattr(" not in code, path
        assert not re.search(r"getattr\([^()]*,[^()]*,", code), path
