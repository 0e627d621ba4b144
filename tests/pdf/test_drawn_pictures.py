"""Pictures in SVG are drawn once, and painted as if they were drawn each time."""

import pytest

from mgi_report.pdf.download import write_download
from mgi_report.pdf.engine.artwork import DrawnPictures
from mgi_report.pdf.engine.layout import Layout
from mgi_report.problems.problem import ProblemsFound
from studio import Studio

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9" '
    'aria-label="A">{}</svg>'
)
KEPT = {
    "fill": '<path fill="#123456" d="M0 0h9v9a3 3 0 0 1-3-3z"/>',
    "opacity": '<g fill-opacity=".5" stroke="red" stroke-opacity=".25"><path d="M0 0L3 4"/></g>',
    "clip": '<clipPath id="c"><path d="M0 0h3v3z"/></clipPath>'
    '<path clip-path="url(#c)" d="M0 0h9v9z"/>',
    "nothing": "<g/>",
}
DRAWN_EACH_TIME = {
    "text": '<text x="1" y="8" font-size="4" font-family="Plain">a</text>',
    "group": '<g opacity=".5"><path d="M0 0h9v9z"/></g>',
    "gradient": '<linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/>'
    '</linearGradient><path fill="url(#g)" d="M0 0h9v9z"/>',
    "elsewhere": '<image href="square.svg" width="3" height="3"/>',
    "style from elsewhere": "<style>path { fill: url(b.svg#g) }</style><path d='M0 0h9z'/>",
}
AROUND = '<p style="color: #123456; border: 1px solid red">before {} after</p>'


def kept_by(studio: Studio) -> DrawnPictures:
    pictures: DrawnPictures = studio.engine._fonts.kept.pictures
    return pictures


def written(layout: Layout) -> bytes:
    return write_download(layout, source=b"a: 1\n")


def by_the_engine_alone(studio: Studio, body: str, patch: pytest.MonkeyPatch) -> bytes:
    with patch.context() as context:
        context.setattr(DrawnPictures, "paint", lambda *_: False)
        return written(studio.lay_out(body))


@pytest.mark.parametrize("name", [*KEPT, *DRAWN_EACH_TIME])
def test_a_picture_that_is_painted_again_is_the_same(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    studio.artwork["a.svg"] = SVG.format((KEPT | DRAWN_EACH_TIME)[name]).encode()
    picture = '<img src="artwork/a.svg" alt="A">'
    body = AROUND.format(picture * 2) + picture
    alone = by_the_engine_alone(studio, body, monkeypatch)
    layout = studio.lay_out(body)
    assert written(layout) == written(layout) == alone
    kept = {picture for picture, *_ in kept_by(studio)}
    assert len(kept) == (name in KEPT or name == "elsewhere")  # The picture in that one is kept.


def test_backgrounds_of_pages_are_drawn_once(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    css = "@page { background: url(artwork/square.svg) } p { break-after: page }"
    calls = []
    keep = DrawnPictures.keep
    monkeypatch.setattr(
        DrawnPictures, "keep", lambda self, key, ops: (calls.append(key), keep(self, key, ops))
    )
    studio.write("<p>1<p>2<p>3", css)
    studio.write("<p>4<p>5", css)
    assert len(calls) == 1


def test_two_pictures_are_told_apart(studio: Studio) -> None:
    red, blue = (SVG.format(f'<path fill="{each}" d="M0 0h9v9z"/>') for each in ("red", "blue"))
    studio.write(f"<p>{red}</p>")
    first = studio.write(f"<p>{blue}</p>")
    assert Studio(studio.root).write(f"<p>{blue}</p>") == first


def test_a_picture_with_a_fault_is_told_of_each_time(studio: Studio) -> None:
    picture = SVG.format('<path fill="color(--nosuch 1 0 0)" d="M0 0h9v9z"/>')
    for _ in range(2):
        with pytest.raises(ProblemsFound, match="--nosuch"):
            written(studio.lay_out(f"<p>{picture}</p>"))


def test_old_pictures_are_forgotten() -> None:
    pictures = DrawnPictures(most=30)
    for key in ("a", "b", "c"):
        pictures.keep((key,), [b"1 0 0 rg", b"0 0 m"])
    assert list(pictures) == [("b",), ("c",)]


@pytest.mark.parametrize("operator", [b"/s0 gs", b"/x0 Do", b"/p0 scn", b"BT", "/Span", b"/F 9 Tf"])
def test_what_is_not_among_the_operators_is_not_kept(operator: object) -> None:
    pictures = DrawnPictures()
    pictures.keep(("a",), [b"q", operator, b"Q"])
    assert not list(pictures)
