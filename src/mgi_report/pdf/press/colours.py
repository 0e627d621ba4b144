"""Turn painted pages from screen colours to inks: every colour operator, gradient and group.

The pages stay as they were laid out; only the numbers of colours change. A colour of the design is
printed with its build (pdf/press/inks.py); any other, as in a publisher's logo, goes through the
output profile. Text in black alone overprints: the ground is not left out below it, so no white
seam shows where the plates are not in register (ISO 32000-1, 11.7.4.3).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from mgi_report.pdf.engine.content import contents, opacity
from mgi_report.pdf.engine.objects import Entries, UnfinishedPdf
from mgi_report.pdf.geometry import MM_PER_PT, Area, Matrix
from mgi_report.pdf.press.icc import OutputProfile
from mgi_report.pdf.press.inks import BLACK, Ink, PressTable, Rgb

__all__ = ["KNOCK_OUT", "OVERPRINT", "Recolouring"]

FULL = 255
OVERPRINT, KNOCK_OUT = "press-overprint", "press-knock-out"
STATES = {
    # OPM 1: an ink of 0 leaves the ground as it is.
    OVERPRINT: "<</Type /ExtGState /OP false /op true /OPM 1>>",
    KNOCK_OUT: "<</Type /ExtGState /OP false /op false /OPM 1>>",
}
COLOUR = re.compile(rb"([\d.-]+) ([\d.-]+) ([\d.-]+) (rg|RG)")
POINTS = {b"m", b"l", b"c", b"v", b"y"}
PAINTS_FILL = {b"f", b"f*", b"B", b"B*", b"b", b"b*"}
PAINTS = PAINTS_FILL | {b"S", b"s", b"n"}


@dataclass
class _GraphicsState:
    """Hold what ``q`` saves: the matrix, the ink of areas and letters, and how they cover."""

    matrix: Matrix
    fill: Ink | None = None
    is_faint: bool = False


@dataclass
class _Path:
    """Hold where a path began among the operators, and the points it goes through, in pt.

    A point moved to counts only if a line leaves from there: the engine begins every path at 0 0.
    """

    start: int
    points: list[tuple[float, float]] = field(default_factory=list)
    moved: list[tuple[float, float]] = field(default_factory=list)

    def smaller_side(self) -> float:
        """Return the smaller of width and height in mm."""
        area = Area.around(self.points or self.moved)
        return min(area.width, area.height) * MM_PER_PT


class Recolouring:
    """Give the streams of one PDF their inks; colours are looked up once."""

    def __init__(self, table: PressTable, output_profile: OutputProfile) -> None:
        self._table, self._output_profile = table, output_profile
        self._inks = dict(table.inks)

    def ink(self, colour: Rgb) -> Ink:
        """Return what a colour is printed with; a neutral grey stays on the black plate."""
        if colour not in self._inks:
            if len(set(colour)) == 1:
                self._inks[colour] = Ink(
                    0, 0, 0, round(self._output_profile.greys[colour.red] / FULL, 4)
                )
            else:
                self._inks[colour] = self._output_profile.ink(colour)
        return self._inks[colour]

    def recolour(self, pdf: UnfinishedPdf) -> None:
        """Change what has been painted, groups and gradients, before they are compressed."""
        for content in contents(pdf):
            painter = _Repainter(self, self._table, Matrix(a=content.unit, d=content.unit))
            content.operations = painter.painted(content.operations)
            for name in sorted(painter.used):
                content.add_state(name, STATES[name])
        for stream in pdf.streams():
            _regroup(stream.entries)
        for entries in pdf.dictionaries():
            if "ShadingType" in entries:
                self._recolour_shading(entries)

    def _recolour_shading(self, shading: Entries) -> None:
        if shading["ColorSpace"] == "/DeviceRGB":
            shading["ColorSpace"] = "/DeviceCMYK"
            for function in _functions(shading["Function"]):
                for end in ("C0", "C1"):
                    function[end][:] = self.ink(_rgb(function[end]))


class _Repainter:
    """Go through the operators of one stream."""

    def __init__(self, recolouring: Recolouring, table: PressTable, matrix: Matrix) -> None:
        self.used: set[str] = set()
        self._ink, self._table = recolouring.ink, table
        self._states = [_GraphicsState(matrix)]
        self._done: list[bytes] = []
        self._path: _Path | None = None

    def painted(self, operations: Iterable[bytes]) -> list[bytes]:
        """Return the operators with inks in place of colours."""
        for operation in operations:
            self._take(operation)
        return self._done

    def _take(self, operation: bytes) -> None:
        operator = operation.rpartition(b" ")[2]
        state = self._states[-1]
        if operator in {b"rg", b"RG"}:
            self._set_colour(operation, state)
        elif operator == b"BT" and state.fill == BLACK:
            self._overprint(b"BT")
        elif operator == b"ET" and state.fill == BLACK:
            self._done += [b"ET", f"/{KNOCK_OUT} gs".encode()]
        elif operator in PAINTS:
            self._paint(operator, operation, state)
        else:
            self._follow(operator, operation, state)
            self._done.append(operation)

    def _set_colour(self, operation: bytes, state: _GraphicsState) -> None:
        match = COLOUR.fullmatch(operation)
        if match is None:
            raise ValueError(f"the engine has written a colour in another way: {operation!r}")
        ink = self._ink(_rgb(map(float, match.groups()[:3])))
        if match[4] == b"rg":
            state.fill = ink
        self._done.append(_operator(ink, b"k" if match[4] == b"rg" else b"K"))

    def _overprint(self, operation: bytes) -> None:
        self.used |= {OVERPRINT, KNOCK_OUT}
        knock_out = f"/{KNOCK_OUT} gs".encode()
        if self._done and self._done[-1] == knock_out:
            self._done.pop()
        else:
            self._done.append(f"/{OVERPRINT} gs".encode())
        self._done.append(operation)

    def _follow(self, operator: bytes, operation: bytes, state: _GraphicsState) -> None:
        """Keep matrix, saved states and the points of the path."""
        if operator == b"q":
            self._states.append(_GraphicsState(state.matrix, state.fill, state.is_faint))
        elif operator == b"Q" and len(self._states) > 1:
            self._states.pop()
        elif operator == b"gs" and (share := opacity(operation)) is not None:
            state.is_faint = share < 1
        elif operator == b"cm":
            state.matrix = Matrix(*_numbers(operation)).after(state.matrix)
        elif operator == b"scn":
            state.fill = None
        elif operator == b"re":
            x, y, width, height = _numbers(operation)
            corners = product((x, x + width), (y, y + height))
            self._begun().points += [state.matrix.at(*corner) for corner in corners]
        elif operator in POINTS:
            numbers = _numbers(operation)
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            points = [state.matrix.at(x, y) for x, y in pairs]
            path = self._begun()
            if operator == b"m":
                if self._done and self._done[-1].endswith(b" m"):
                    # The engine begins every path at 0 0. Nothing is painted there, but a
                    # printer's preflight takes it for an area that reaches the edge of the page.
                    self._done.pop()
                path.moved = points
            else:
                path.points += path.moved + points
                path.moved = []

    def _begun(self) -> _Path:
        if self._path is None:
            self._path = _Path(len(self._done))
        return self._path

    def _paint(self, operator: bytes, operation: bytes, state: _GraphicsState) -> None:
        """Give a large black area its build, before the path: within one no colour may be set."""
        path, self._path = self._path, None
        self._done.append(operation)
        # What is faint, such as the mark of a draft, is a tint of black, which one ink can print.
        is_black_area = operator in PAINTS_FILL and state.fill == BLACK and not state.is_faint
        if is_black_area and path and path.smaller_side() >= self._table.field_size:
            self._done.insert(path.start, _operator(self._table.field, b"k"))
            self._done.append(_operator(BLACK, b"k"))


def _operator(ink: Ink, name: bytes) -> bytes:
    return b" ".join(f"{part:.4f}".rstrip("0").rstrip(".").encode() for part in ink) + b" " + name


def _numbers(operation: bytes) -> list[float]:
    return [float(part) for part in operation.split()[:-1]]


def _rgb(parts: Iterable[float]) -> Rgb:
    return Rgb(*(round(part * FULL) for part in parts))


def _functions(function: Entries) -> Iterator[Entries]:
    """Yield the functions between two colours, of which a gradient may have several."""
    for part in function.get("Functions", ()):
        yield from _functions(part)
    if "C0" in function:
        yield function


def _regroup(entries: Entries) -> None:
    """Let groups blend in CMYK (ISO 15930-7, 6.13)."""
    group = entries.get("Group")
    if group is not None and group.get("CS") == "/DeviceRGB":
        group["CS"] = "/DeviceCMYK"
