"""Draw the pictures of a profile: cover, openers, thumb tabs, back cover and the wheel.

They are SVG with colours and measures from the tokens. All but the wheel are decoration and are
set as backgrounds, which keeps them out of the tag tree; numbers in them are outlines, not text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mgi_report.document.assets import Assets
from mgi_report.document.comparison import arrow
from mgi_report.document.fonts import Fonts
from mgi_report.document.icons import icon_parts, icon_text
from mgi_report.document.linework import EditionFigure, rings
from mgi_report.document.svg import filled, mm, picture, stroked, thickness
from mgi_report.document.tokens import Tokens
from mgi_report.document.wheel import (
    SEGMENT,
    LabelPlace,
    Point,
    Wheel,
    cover_wheel,
    findings_wheel,
    label_place,
)
from mgi_report.profile.framework import Domain

__all__ = ["Artist"]


@dataclass(frozen=True)
class Artist:
    """Draw with these tokens, fonts and icons; ``mirrored`` for right-to-left languages.

    ``watermark`` is a word drawn over every page's artwork, such as Draft.
    """

    assets: Assets
    tokens: Tokens
    fonts: Fonts
    mirrored: bool = False
    watermark: str = ""

    def cover(self, figure: EditionFigure, lowered: float = 0) -> bytes:
        """Draw the cover: the wheel, cropped by the page, with the edition's line work.

        A deep block of text has the wheel ``lowered`` by some mm.
        """
        wheel = cover_wheel(self.tokens, mirrored=self.mirrored, lowered=lowered)
        bleed = self.tokens.mm("bleed")
        page = (-bleed, -bleed, self._page_width + bleed, self._page_height + bleed)
        shapes = [filled(wheel.segment(wheel.start(d)), self._colour(d, "base")) for d in Domain]
        shapes.append(self._lines(rings(wheel, figure, page, self.tokens), "lines"))
        return self._full_page(shapes, self.tokens.text("ink"))

    def _lines(self, paths: Iterable[str], name: str) -> str:
        """Draw fine lines in paper; their tokens are ``NAME-weight`` and ``NAME-fade``."""
        colour, weight = self.tokens.text("paper"), thickness(self.tokens.mm(f"{name}-weight"))
        lines = "".join(f'<path d="{path}"/>' for path in paths)
        return (
            f'<g fill="none" stroke="{colour}" stroke-opacity="{self._opacity(f"{name}-fade")}"'
            f' stroke-width="{weight}">{lines}</g>'
        )

    def _opacity(self, name: str) -> str:
        """Return an opacity as its token is written; TokenError if that is no number.

        Drawings keep their letters where a number is only read and written again: the identifier
        of a press file is a digest of them.
        """
        self.tokens.number(name)
        return self.tokens.text(name)

    def opener(self, domain: Domain, lowered: float = 0) -> bytes:
        """Draw a domain opener: the dial turned so that the domain stands at the top."""
        wheel = cover_wheel(self.tokens, mirrored=self.mirrored, lowered=lowered)
        on, base = self._colour(domain, "on"), self._colour(domain, "base")
        shapes = [self._rectangle(base)]
        for other in Domain:
            steps = (other.number - domain.number) % len(Domain)
            start = self._turned(steps)
            active = other is domain
            fade = None if active else self._opacity("dial-fade")
            shapes.append(filled(wheel.segment(start), on, fade))
            middle = start + SEGMENT / 2
            if active:
                at = wheel.between(self.tokens.number("dial-icon-at"), middle)
                shapes.append(self.icon_at(domain, at, "dial", base))
            shapes.append(self._hub_number(wheel, other, middle, on, active=active))
        return self._full_page(shapes, on)

    def _turned(self, steps: int) -> float:
        """Return where a segment starts that follows the active one by some steps.

        The active segment is always the one left of 12 o'clock (right of it when mirrored).
        """
        return -SEGMENT * steps if self.mirrored else -SEGMENT + SEGMENT * steps

    def _hub_number(
        self, wheel: Wheel, domain: Domain, angle: float, colour: str, *, active: bool
    ) -> str:
        place = wheel.point(wheel.inner - self.tokens.mm("dial-number-gap"), angle)
        weight = "number-weight" if active else "number-weight-faint"
        fade = None if active else self._opacity("dial-number-fade")
        return filled(self._number(domain, place, "dial-number", weight), colour, fade)

    def brief(self, figure: EditionFigure) -> Mapping[str, bytes]:
        """Draw the pages of a brief by their file names: the first has a strip of six equal fields.

        The line work of the cover goes over them.
        """
        ink, gap = self.tokens.text("ink"), self.tokens.mm("brief-gap")
        bleed, height = self.tokens.mm("bleed"), self.tokens.mm("brief-strip")
        width = (self._page_width + gap) / len(Domain) - gap
        shapes = []
        for place, domain in enumerate(Domain):
            step = len(Domain) - 1 - place if self.mirrored else place
            left, right = step * (width + gap), step * (width + gap) + width
            left -= bleed if step == 0 else 0
            right += bleed if step == len(Domain) - 1 else 0
            field = f"M{mm(left)} -{mm(bleed)}H{mm(right)}V{mm(height)}H{mm(left)}Z"
            shapes.append(filled(field, self._colour(domain, "base")))
        radius = self.tokens.mm("brief-radius")
        centre = Point(self._page_width / 2, radius)
        wheel = Wheel(centre, radius + bleed, radius - height, 0, self.mirrored)
        area = (-bleed, -bleed, self._page_width + bleed, height)
        shapes.append(self._lines(rings(wheel, figure, area, self.tokens), "lines"))
        return {
            "brief-first.svg": self._full_page(shapes, ink),
            "brief.svg": self._full_page((), ink),
        }

    def back(self) -> bytes:
        """Draw the back cover: the wheel in outline on night."""
        wheel = cover_wheel(self.tokens, mirrored=self.mirrored, x=self.tokens.mm("back-x"))
        outlines = (wheel.segment(wheel.start(d)) for d in Domain)
        shapes = [self._rectangle(self.tokens.text("night")), self._lines(outlines, "back")]
        return self._full_page(shapes, self.tokens.text("paper"))

    def tabs(self, active: Domain | None = None, *, left: bool | None = None) -> bytes:
        """Draw the thumb tabs of a page; the active domain's tab is wider and has its number.

        They are on one edge of the page, without ``left`` on that where lines end.
        """
        left_edge = self.mirrored if left is None else left
        token = self.tokens.mm
        bleed = token("bleed")
        shapes = []
        for domain in Domain:
            width = token("tab-width-active" if domain is active else "tab-width")
            top = token("tab-top") + (domain.number - 1) * token("tab-step")
            edge = -bleed if left_edge else self._page_width - width
            across, down = mm(width + bleed), mm(token("tab-height"))
            tab = f"M{mm(edge)} {mm(top)}h{across}v{down}h-{across}Z"
            shapes.append(filled(tab, self._colour(domain, "base")))
            if domain is active:
                x = width / 2 if left_edge else self._page_width - width / 2
                place = Point(x, top + token("tab-height") / 2)
                number = self._number(domain, place, "tab-number")
                shapes.append(filled(number, self._colour(domain, "on")))
        return self._full_page(shapes, self.tokens.text("ink"))

    def wheel(self, title: str) -> str:
        """Return the whole wheel as inline SVG; its title is the alternative text."""
        wheel = findings_wheel(self.tokens, mirrored=self.mirrored)
        icon_at, number_at = (self.tokens.number(f"wheel-{e}-at") for e in ("icon", "number"))
        shapes = []
        for domain in Domain:
            middle, on = wheel.middle(domain), self._colour(domain, "on")
            place = wheel.between(number_at, middle)
            shapes += [
                filled(wheel.segment(wheel.start(domain)), self._colour(domain, "base")),
                self.icon_at(domain, wheel.between(icon_at, middle), "wheel", on),
                filled(self._number(domain, place, "wheel-number"), on),
                self._leader(wheel, domain),
            ]
        width, height = self.tokens.mm("wheel-width"), self.tokens.mm("wheel-height")
        return picture(width, height, title, shapes)

    def _leader(self, wheel: Wheel, domain: Domain) -> str:
        """Draw the line from the rim of the wheel to a domain's label, unless they are near."""
        token = self.tokens.mm
        right = wheel.on_right(domain)
        y = label_place(wheel, domain, self.tokens).top + token("leader-drop")
        side = 1 if right else -1
        start = wheel.edge(y, right=right) + side * token("leader-gap")
        label = token("domain-label-width")
        label = token("wheel-width") - label if right else label
        end = label - side * token("leader-label-gap")
        if abs(end - start) < token("leader-least"):
            return ""
        path = f"M{mm(start)} {mm(y)}H{mm(end)}"
        return stroked(path, self._colour(domain, "deep"), token("leader-weight"))

    def label(self, domain: Domain) -> LabelPlace:
        """Place a domain's label on the whole wheel."""
        wheel = findings_wheel(self.tokens, mirrored=self.mirrored)
        return label_place(wheel, domain, self.tokens)

    def icon(self, domain: Domain, colour: str) -> bytes:
        """Return a domain's icon as a picture of its own in one colour."""
        text = icon_text(domain, self.assets, mirrored=self.mirrored)
        return text.replace("currentColor", colour).encode()

    def icon_at(self, domain: Domain, centre: Point, name: str, colour: str) -> str:
        """Draw an icon by ``NAME-icon`` and ``NAME-icon-stroke``; raises IconError."""
        grid, content = icon_parts(domain, self.assets, mirrored=self.mirrored)
        size, stroke = self.tokens.mm(f"{name}-icon"), self.tokens.number(f"{name}-icon-stroke")
        return (
            f'<g transform="translate({mm(centre.x - size / 2)} {mm(centre.y - size / 2)})'
            f' scale({size / grid:.4f})" fill="none" stroke="{colour}"'
            f' stroke-width="{mm(stroke)}"'
            f' stroke-linecap="round" stroke-linejoin="round">{content}</g>'
        )

    def _number(
        self, domain: Domain, centre: Point, size: str, weight: str = "number-weight"
    ) -> str:
        """Outline a domain's number; size and weight by the names of their tokens."""
        return self.outline(str(domain.number), centre, size, weight)

    def outline(self, text: str, centre: Point, size: str, weight: str) -> str:
        """Return the path of a text around a point; size and weight name tokens."""
        family = self.tokens.text("sans").strip('"')
        face = self.fonts.face(family, self.tokens.count(weight))
        height = self.tokens.mm(size)
        baseline = centre.y + height * self.tokens.number("figure-height") / 2
        return face.outline(text, height, centre.x, baseline)

    def _colour(self, domain: Domain, role: str) -> str:
        return self.tokens.text(f"d{domain.number}-{role}")

    @property
    def _page_width(self) -> float:
        return self.tokens.mm("page-width")

    @property
    def _page_height(self) -> float:
        return self.tokens.mm("page-height")

    @property
    def _sheet(self) -> tuple[float, float, float]:
        """Return the bleed, and the width and height of a page with it."""
        bleed = self.tokens.mm("bleed")
        return bleed, self._page_width + 2 * bleed, self._page_height + 2 * bleed

    def _rectangle(self, colour: str) -> str:
        bleed, width, height = self._sheet
        outline = f"M-{mm(bleed)} -{mm(bleed)}h{mm(width)}v{mm(height)}h-{mm(width)}Z"
        return filled(outline, colour)

    def _full_page(self, shapes: Iterable[str], watermark_colour: str) -> bytes:
        bleed, width, height = self._sheet
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{mm(width)}mm" height="{mm(height)}mm"'
            f' viewBox="-{mm(bleed)} -{mm(bleed)} {mm(width)} {mm(height)}">'
            f"{''.join(shapes)}{self._watermark(watermark_colour)}</svg>"
        ).encode()

    def _watermark(self, colour: str) -> str:
        if not self.watermark:
            return ""
        centre = Point(self._page_width / 2, self._page_height / 2)
        outline = self.outline(self.watermark, centre, "watermark-size", "watermark-weight")
        turn, fade = mm(self.tokens.number("watermark-turn")), self._opacity("watermark-fade")
        return (
            f'<path d="{outline}" transform="rotate({turn} {mm(centre.x)} {mm(centre.y)})"'
            f' fill="{colour}" fill-opacity="{fade}"/>'
        )

    def pictures(
        self, figure: EditionFigure, lowered: float = 0, openers: float = 0
    ) -> Mapping[str, bytes]:
        """Draw every picture by its file name, the dials ``lowered`` on cover and ``openers``."""
        drawn = {
            "cover.svg": self.cover(figure, lowered),
            "back.svg": self.back(),
            "sheet.svg": self._full_page((), self.tokens.text("ink")),
            "arrow.svg": arrow(self.tokens, mirrored=self.mirrored),
            **self._all_tabs("tabs", None),
        }
        for domain in Domain:
            drawn[f"opener-{domain.number}.svg"] = self.opener(domain, openers)
            drawn |= self._all_tabs(f"tabs-{domain.number}", domain)
            for role in ("on", "deep"):
                icon = self.icon(domain, self._colour(domain, role))
                drawn[f"icon-{domain.number}-{role}.svg"] = icon
        return drawn

    def _all_tabs(self, name: str, active: Domain | None) -> Mapping[str, bytes]:
        """Draw the thumb tabs for the screen, and for left and right pages in print."""
        return {
            f"{name}.svg": self.tabs(active),
            f"{name}-left.svg": self.tabs(active, left=True),
            f"{name}-right.svg": self.tabs(active, left=False),
        }
