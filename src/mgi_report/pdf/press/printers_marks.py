"""Draw crop and registration marks in a slug around the bleed.

WeasyPrint would draw its own inside the bleed, and in RGB.
"""

from collections.abc import Iterator, Sequence

from mgi_report.document.tokens import Tokens
from mgi_report.pdf.engine.objects import PdfStream, UnfinishedPdf, array

__all__ = ["PrintersMarks"]

PT_PER_MM = 72 / 25.4
SPACE = "MarksAll"
ROUND = 0.5523  # the length of the tangents of a quarter circle, of its radius
CIRCLE = 0.3  # the radius of a registration mark, of its length


class PrintersMarks:
    """Draw with the measures of styles/formats/press.css: slug, gap, length and weight."""

    def __init__(self, tokens: Tokens) -> None:
        names = ("slug", "mark-gap", "mark-length", "mark-weight")
        self._slug, self._gap, self._length, self._weight = (
            tokens.mm(name) * PT_PER_MM for name in names
        )

    @property
    def colour_space(self) -> dict[str, str]:
        """Return the colour space of the marks: all plates at once (ISO 32000-1, 8.6.6.4)."""
        function = "<</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1>>"
        return {SPACE: f"[/Separation /All /DeviceCMYK {function}]"}

    def add(self, pdf: UnfinishedPdf) -> None:
        """Widen the media box of the pages by the slug, and draw the marks in it."""
        drawn: dict[tuple[float, ...], PdfStream] = {}
        for page in pdf.pages:
            trim = tuple(float(edge) for edge in page["TrimBox"])
            bleed = tuple(float(edge) for edge in page["BleedBox"])
            if trim not in drawn:
                drawn[trim] = pdf.add_stream(b"\n".join(self._operators(trim, bleed)))
            left, bottom, right, top = bleed
            slug = self._slug
            page["MediaBox"] = array([left - slug, bottom - slug, right + slug, top + slug])
            # First: the stream of the page turns it upside down and does not turn it back.
            page["Contents"] = array([drawn[trim].reference, page["Contents"]])

    def _operators(self, trim: Sequence[float], bleed: Sequence[float]) -> Iterator[bytes]:
        yield b"q"
        yield f"/{SPACE} CS 1 SCN {self._weight:.3f} w".encode()
        left, bottom, right, top = trim
        near_left, near_bottom, near_right, near_top = bleed
        gap, length = self._gap, self._length
        for x in (left, right):
            yield _line(x, near_bottom - gap, x, near_bottom - gap - length)
            yield _line(x, near_top + gap, x, near_top + gap + length)
        for y in (bottom, top):
            yield _line(near_left - gap, y, near_left - gap - length, y)
            yield _line(near_right + gap, y, near_right + gap + length, y)
        away = gap + length / 2
        across, up = (left + right) / 2, (bottom + top) / 2
        for x, y in (
            (across, near_bottom - away),
            (across, near_top + away),
            (near_left - away, up),
            (near_right + away, up),
        ):
            yield from self._target(x, y)
        yield b"Q"

    def _target(self, x: float, y: float) -> Iterator[bytes]:
        """Yield a registration mark: a cross in a circle."""
        half, radius = self._length / 2, self._length * CIRCLE
        yield _line(x - half, y, x + half, y)
        yield _line(x, y - half, x, y + half)
        pull = radius * ROUND
        yield f"{x + radius:.3f} {y:.3f} m".encode()
        for right, up in ((0, 1), (-1, 0), (0, -1), (1, 0)):
            # From the point a quarter turn before (right, up), anticlockwise.
            from_x, from_y = up, -right
            yield (
                f"{x + from_x * radius + right * pull:.3f} {y + from_y * radius + up * pull:.3f}"
                f" {x + right * radius + from_x * pull:.3f} {y + up * radius + from_y * pull:.3f}"
                f" {x + right * radius:.3f} {y + up * radius:.3f} c"
            ).encode()
        yield b"s"


def _line(x: float, y: float, to_x: float, to_y: float) -> bytes:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S".encode()
