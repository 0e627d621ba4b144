"""Follow what the pages of a PDF paint: where, in which inks, over what (ISO 32000-1, 8 and 9)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

import pikepdf

from mgi_report.pdf.geometry import Area, Matrix
from mgi_report.proof.press.colour_spaces import (
    NO_COLOUR,
    Colour,
    device,
    shading_colours,
    space_of,
)
from mgi_report.proof.press.outline import PathOutline

__all__ = ["Paint", "Painted", "paint"]

EVERYWHERE, NOWHERE = Area(-1e6, -1e6, 1e6, 1e6), Area(0, 0, -1, -1)
DEEPEST = 12  # levels of groups and patterns
DRAWS = {"m", "l", "c", "v", "y", "re"}
FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
STROKES = {"S", "s", "B", "B*", "b", "b*"}
ENDS = FILLS | STROKES | {"n"}
SHOWS = {"Tj", "TJ", "'", '"'}
DEVICES = {"g": 1, "rg": 3, "k": 4, "G": 1, "RG": 3, "K": 4}
HIDDEN = 3  # text rendering mode: neither filled nor stroked
FOLLOWED = (
    "q Q cm gs re m l c v y W W* n f F f* B B* b b* S s sh Do BT ET Tf Tr Td TD Tm T* Tj TJ ' \""
    " g G rg RG k K cs CS sc SC scn SCN BI"
)


class Paint(Enum):
    """Sort what is painted."""

    AREA = auto()
    LINE = auto()
    TEXT = auto()
    SHADE = auto()
    PICTURE = auto()


@dataclass(frozen=True)
class Painted:
    """Hold one thing that is painted: what, where it can be seen, in which colours.

    ``overprints`` where its inks do not clear those below; ``mode`` is the overprint mode.
    ``picture`` is the image XObject, which covers ``whole``.
    """

    mark: Paint
    area: Area
    colours: tuple[Colour, ...]
    overprints: bool = False
    mode: int = 0
    picture: Any = None
    whole: Area | None = None


@dataclass
class _State:
    """Hold the graphics state that matters here."""

    matrix: Matrix = field(default_factory=Matrix)
    clip: Area = EVERYWHERE
    fill: tuple[Colour, ...] = (device("/DeviceGray", (0,)),)
    stroke: tuple[Colour, ...] = (device("/DeviceGray", (0,)),)
    fill_space: Any = "/DeviceGray"
    stroke_space: Any = "/DeviceGray"
    fill_overprints: bool = False
    stroke_overprints: bool = False
    mode: int = 0
    rendering: int = 0


def paint(page: pikepdf.Page, sheet: Area) -> Iterator[Painted]:
    """Yield what a page paints on a sheet, in order, in pt from the origin of the page."""
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    yield from _Painter(resources, _State(clip=sheet), 0).run(page.obj)


class _Painter:
    """Go through one stream."""

    def __init__(self, resources: Any, state: _State, depth: int) -> None:
        self.resources, self.state, self.depth = resources, state, depth
        self.saved: list[_State] = []
        self.outline = PathOutline()
        self.clips = False
        self.text = self.line = Matrix()
        self.leading = 0.0

    def run(self, stream: Any) -> Iterator[Painted]:
        """Yield what the stream paints."""
        for instruction in pikepdf.parse_content_stream(stream, FOLLOWED):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                image: Any = instruction.iimage
                yield self._picture(image)
                continue
            operator, operands = str(instruction.operator), instruction.operands
            if operator in DRAWS:
                numbers = [float(each) for each in operands]
                self.outline.draw(operator, numbers, self.state.matrix)
            elif operator in ENDS:
                yield from self._end_path(operator)
            elif operator in SHOWS:
                yield from self._show(operator)
            elif operator == "Do":
                yield from self._do(self._resource("/XObject", operands[0]))
            elif operator == "gs":
                yield from self._set_state(self._resource("/ExtGState", operands[0]))
            elif operator == "sh":
                yield self._shade(self._resource("/Shading", operands[0]))
            else:
                self._set(operator, operands)

    def _resource(self, kind: str, name: Any) -> Any:
        return self.resources.get(kind, pikepdf.Dictionary()).get(str(name))

    def _end_path(self, operator: str) -> Iterator[Painted]:
        state, outline = self.state, self.outline
        self.outline = PathOutline()
        whole = outline.area
        if whole is None:
            return
        seen = outline.seen_in(state.clip)
        if operator in FILLS and seen is not None:
            over = state.fill_overprints
            yield Painted(Paint.AREA, seen, state.fill, over, state.mode, whole=whole)
        if operator in STROKES:
            over = state.stroke_overprints
            yield Painted(Paint.LINE, whole.shared(state.clip), state.stroke, over, state.mode)
        if self.clips:
            state.clip, self.clips = seen or NOWHERE, False

    def _show(self, operator: str) -> Iterator[Painted]:
        if operator in {"'", '"'}:
            self._next_line(0, -self.leading)
        state = self.state
        if state.rendering % 4 == HIDDEN:
            return
        x, y = self.text.after(state.matrix).at(0, 0)
        strokes = state.rendering % 4 == 1
        over = state.stroke_overprints if strokes else state.fill_overprints
        colours = state.stroke if strokes else state.fill
        yield Painted(Paint.TEXT, Area(x, y, x, y), colours, over, state.mode)

    def _do(self, found: Any) -> Iterator[Painted]:
        if found is None or self.depth >= DEEPEST:
            return
        if found.get("/Subtype") == "/Image":
            yield self._picture(found)
            return
        state = replace(self.state)
        state.matrix = Matrix(*map(float, found.get("/Matrix", Matrix()))).after(state.matrix)
        if "/BBox" in found:
            state.clip = state.clip.shared(state.matrix.area(*map(float, found.BBox)))
        inside = _Painter(found.get("/Resources", self.resources), state, self.depth + 1)
        yield from inside.run(found)

    def _picture(self, picture: Any) -> Painted:
        whole = self.state.matrix.area(0, 0, 1, 1)
        seen = whole.shared(self.state.clip)
        if isinstance(picture, pikepdf.PdfInlineImage) or picture.get("/ImageMask", False):
            return Painted(Paint.AREA, seen, self.state.fill, whole=whole)
        space = space_of(picture.get("/ColorSpace"), self.resources)
        colour = Colour(space)
        return Painted(Paint.PICTURE, seen, (colour,), picture=picture, whole=whole)

    def _shade(self, shading: Any) -> Painted:
        return Painted(Paint.SHADE, self.state.clip, shading_colours(shading, self.resources))

    def _set(self, operator: str, operands: Any) -> None:
        state = self.state
        if operator == "q":
            self.saved.append(replace(state))
        elif operator == "Q":
            self.state = self.saved.pop() if self.saved else state
        elif operator == "cm":
            state.matrix = Matrix(*map(float, operands)).after(state.matrix)
        elif operator in {"W", "W*"}:
            self.clips = True
        elif operator.startswith("T") or operator in {"BT", "ET"}:
            self._set_text(operator, operands)
        else:
            self._set_colour(operator, operands)

    def _set_state(self, found: Any) -> Iterator[Painted]:
        """Take overprint from a graphics state; yield the colours its soft mask is painted in."""
        if found is None:
            return
        state = self.state
        if "/OP" in found:
            state.stroke_overprints = state.fill_overprints = bool(found.OP)
        if "/op" in found:
            state.fill_overprints = bool(found.get("/op"))
        if "/OPM" in found:
            state.mode = int(found.OPM)
        mask = found.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and self.depth < DEEPEST:
            group: Any = mask.G
            inside = _Painter(group.get("/Resources", self.resources), _State(), self.depth + 1)
            for each in inside.run(group):
                # A mask holds no ink, so what is a colour of the press needs no further look.
                foreign = tuple(colour for colour in each.colours if colour.inks is None)
                yield Painted(Paint.SHADE, state.clip, foreign)

    def _set_text(self, operator: str, operands: Any) -> None:
        if operator in {"BT", "Tm"}:
            self.text = self.line = Matrix(*map(float, operands))
        elif operator in {"Td", "TD"}:
            x, y = map(float, operands)
            self.leading = -y if operator == "TD" else self.leading
            self._next_line(x, y)
        elif operator == "T*":
            self._next_line(0, -self.leading)
        elif operator == "Tr":
            self.state.rendering = int(operands[0])

    def _next_line(self, x: float, y: float) -> None:
        self.text = self.line = Matrix(e=x, f=y).after(self.line)

    def _set_colour(self, operator: str, operands: Any) -> None:
        state = self.state
        strokes = operator.isupper()
        if operator in DEVICES:
            space: Any = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}[DEVICES[operator]]
            colours: tuple[Colour, ...] = (device(space, tuple(map(float, operands))),)
        elif operator in {"cs", "CS"}:
            space = space_of(operands[0], self.resources)
            colours = (Colour(space),)
        else:
            space = state.stroke_space if strokes else state.fill_space
            colours = self._special(space, operands)
        if strokes:
            state.stroke, state.stroke_space = colours, space
        else:
            state.fill, state.fill_space = colours, space

    def _special(self, space: str, operands: Any) -> tuple[Colour, ...]:
        if not isinstance(operands[-1] if len(operands) else None, pikepdf.Name):
            return (device(space, tuple(map(float, operands))),)
        pattern = self._resource("/Pattern", operands[-1])
        if pattern is None or self.depth >= DEEPEST:
            return (NO_COLOUR,)
        if "/Shading" in pattern:
            return shading_colours(pattern.Shading, self.resources)
        resources = pattern.get("/Resources", self.resources)
        painted = _Painter(resources, _State(), self.depth + 1).run(pattern)
        return tuple({colour for each in painted for colour in each.colours}) or (NO_COLOUR,)
