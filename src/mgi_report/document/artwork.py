"""Draw the pictures of a profile: cover, openers, thumb tabs, back cover and the wheel.

They are SVG with colours and measures from the tokens. All but the wheel are decoration and are
set as backgrounds, which keeps them out of the tag tree; numbers in them are outlines, not text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import escape

from mgi_report.document.assets import Assets
from mgi_report.document.fonts import Fonts
from mgi_report.document.linework import Figure, rings
from mgi_report.document.tokens import Tokens
from mgi_report.document.wheel import SEGMENT, Point, Wheel, cover_wheel, findings_wheel, mm
from mgi_report.profile.framework import Domain

__all__ = ["Artist", "LabelPlace"]

_ICON_CONTENT = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
CAP_HEIGHT = 0.66  # of the type size: Source's figures, for centring a number on a point
WHEEL_ROWS = {1: 0, 2: 1, 3: 2, 4: 2, 5: 1, 6: 0}
WHEEL_ROW_TOPS = (13.0, 57.5, 102.0)
LEADER_BELOW_TOP = 2.5
LEADER_GAP = 1.3


@dataclass(frozen=True)
class LabelPlace:
    """Place a domain's label and links in the wheel's box: mm from its left and top."""

    left: float
    top: float
    width: float
    right: bool
    icon_left: float
    icon_top: float
    icon_size: float


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
    _icons: dict[Domain, str] = field(default_factory=dict)

    def cover(self, figure: Figure, lowered: float = 0) -> bytes:
        """Draw the cover: the wheel, cropped by the page, with the edition's line work.

        A deep block of text has the wheel ``lowered`` by some mm.
        """
        wheel = cover_wheel(self.tokens, mirrored=self.mirrored)
        wheel = replace(wheel, centre=Point(wheel.centre.x, wheel.centre.y + lowered))
        bleed = self.tokens.mm("bleed")
        page = (-bleed, -bleed, self._page_width + bleed, self._page_height + bleed)
        shapes = [
            f'<path d="{wheel.segment(wheel.start(d))}" fill="{self._colour(d, "base")}"/>'
            for d in Domain
        ]
        lines = "".join(f'<path d="{path}"/>' for path in rings(wheel, figure, page))
        shapes.append(
            f'<g fill="none" stroke="{self.tokens.text("paper")}" stroke-opacity=".42"'
            f' stroke-width=".16">{lines}</g>'
        )
        return self._full_page(shapes, self.tokens.text("ink"))

    def opener(self, domain: Domain) -> bytes:
        """Draw a domain opener: the dial turned so that the domain stands at the top."""
        wheel = cover_wheel(self.tokens, mirrored=self.mirrored)
        on, base = self._colour(domain, "on"), self._colour(domain, "base")
        shapes = [self._rectangle(base)]
        for other in Domain:
            steps = (other.number - domain.number) % len(Domain)
            start = self._turned(steps)
            active = other is domain
            fade = "" if active else f' fill-opacity="{self.tokens.text("dial-fade")}"'
            shapes.append(f'<path d="{wheel.segment(start)}" fill="{on}"{fade}/>')
            middle = start + SEGMENT / 2
            if active:
                size = self.tokens.mm("dial-icon")
                shapes.append(self._icon(domain, wheel.icon(middle), size, base, 1.15))
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
        size = self.tokens.mm("dial-number")
        place = wheel.point(wheel.inner - 7.5, angle)
        opacity = "" if active else ' fill-opacity=".72"'
        outline = self._number(domain, place, size, 600 if active else 400)
        return f'<path d="{outline}" fill="{colour}"{opacity}/>'

    def back(self) -> bytes:
        """Draw the back cover: the wheel in outline on night."""
        wheel = cover_wheel(self.tokens, mirrored=self.mirrored, x=self.tokens.mm("back-x"))
        paths = "".join(f'<path d="{wheel.segment(wheel.start(d))}"/>' for d in Domain)
        return self._full_page(
            [
                self._rectangle(self.tokens.text("night")),
                f'<g fill="none" stroke="{self.tokens.text("paper")}" stroke-opacity=".2"'
                f' stroke-width=".25">{paths}</g>',
            ],
            self.tokens.text("paper"),
        )

    def tabs(self, active: Domain | None = None) -> bytes:
        """Draw the thumb tabs of a page; the active domain's tab is wider and has its number."""
        token = self.tokens.mm
        bleed = token("bleed")
        shapes = []
        for domain in Domain:
            width = token("tab-width-active" if domain is active else "tab-width")
            top = token("tab-top") + (domain.number - 1) * token("tab-step")
            left = -bleed if self.mirrored else self._page_width - width
            shapes.append(
                f'<path d="M{mm(left)} {mm(top)}h{mm(width + bleed)}v{mm(token("tab-height"))}'
                f'h-{mm(width + bleed)}Z" fill="{self._colour(domain, "base")}"/>'
            )
            if domain is active:
                x = width / 2 if self.mirrored else self._page_width - width / 2
                place = Point(x, top + token("tab-height") / 2)
                outline = self._number(domain, place, token("tab-number"), 600)
                shapes.append(f'<path d="{outline}" fill="{self._colour(domain, "on")}"/>')
        return self._full_page(shapes, self.tokens.text("ink"))

    def wheel(self, title: str) -> str:
        """Return the key-findings wheel as inline SVG; its title is the alternative text."""
        token = self.tokens.mm
        wheel = findings_wheel(self.tokens, mirrored=self.mirrored)
        width, height = token("wheel-width"), token("wheel-height")
        shapes = []
        for domain in Domain:
            middle, on = wheel.middle(domain), self._colour(domain, "on")
            number = self._number(domain, wheel.number(middle), token("wheel-number"), 600)
            shapes += [
                f'<path d="{wheel.segment(wheel.start(domain))}"'
                f' fill="{self._colour(domain, "base")}"/>',
                self._icon(domain, wheel.icon(middle), token("wheel-icon"), on, 1.5),
                f'<path d="{number}" fill="{on}"/>',
                self._leader(wheel, domain),
            ]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{mm(width)}mm" height="{mm(height)}mm"'
            f' viewBox="0 0 {mm(width)} {mm(height)}"><title>{escape(title)}</title>'
            f"{''.join(shapes)}</svg>"
        )

    def _leader(self, wheel: Wheel, domain: Domain) -> str:
        place = self.label(domain)
        y = place.top + LEADER_BELOW_TOP
        side = 1 if place.right else -1
        start = wheel.edge(y, right=place.right) + side * LEADER_GAP
        end = place.left - 1.5 if place.right else place.left + place.width + 1.5
        return (
            f'<path d="M{mm(start)} {mm(y)}H{mm(end)}" fill="none"'
            f' stroke="{self._colour(domain, "deep")}" stroke-width=".3"/>'
        )

    def label(self, domain: Domain) -> LabelPlace:
        """Place a domain's label beside the wheel and its link on the icon."""
        wheel = findings_wheel(self.tokens, mirrored=self.mirrored)
        width, link = self.tokens.mm("label-width"), self.tokens.mm("wheel-link")
        right = wheel.on_right(domain)
        icon = wheel.icon(wheel.middle(domain))
        return LabelPlace(
            left=self.tokens.mm("wheel-width") - width if right else 0,
            top=WHEEL_ROW_TOPS[WHEEL_ROWS[domain.number]],
            width=width,
            right=right,
            icon_left=icon.x - link / 2,
            icon_top=icon.y - link / 2,
            icon_size=link,
        )

    def icon(self, domain: Domain, colour: str) -> bytes:
        """Return a domain's icon as a picture of its own in one colour."""
        svg = self.assets.read_text(f"templates/icons/{domain.id}.svg")
        return svg.replace("currentColor", colour).encode()

    def _icon(self, domain: Domain, centre: Point, size: float, colour: str, stroke: float) -> str:
        if domain not in self._icons:
            svg = self.assets.read_text(f"templates/icons/{domain.id}.svg")
            content = _ICON_CONTENT.search(svg)
            self._icons[domain] = content[1].strip() if content else ""
        return (
            f'<g transform="translate({mm(centre.x - size / 2)} {mm(centre.y - size / 2)})'
            f' scale({size / 24:.4f})" fill="none" stroke="{colour}" stroke-width="{stroke}"'
            f' stroke-linecap="round" stroke-linejoin="round">{self._icons[domain]}</g>'
        )

    def _number(self, domain: Domain, centre: Point, size: float, weight: int) -> str:
        face = self.fonts.face(self.tokens.text("sans").strip('"'), weight)
        baseline = centre.y + size * CAP_HEIGHT / 2
        return face.outline(str(domain.number), size, centre.x, baseline)

    def _colour(self, domain: Domain, role: str) -> str:
        return self.tokens.text(f"d{domain.number}-{role}")

    @property
    def _page_width(self) -> float:
        return self.tokens.mm("page-width")

    @property
    def _page_height(self) -> float:
        return self.tokens.mm("page-height")

    def _rectangle(self, colour: str) -> str:
        bleed = self.tokens.mm("bleed")
        width, height = self._page_width + 2 * bleed, self._page_height + 2 * bleed
        outline = f"M-{mm(bleed)} -{mm(bleed)}h{mm(width)}v{mm(height)}h-{mm(width)}Z"
        return f'<path d="{outline}" fill="{colour}"/>'

    def _full_page(self, shapes: Iterable[str], watermark_colour: str) -> bytes:
        bleed = self.tokens.mm("bleed")
        width, height = self._page_width + 2 * bleed, self._page_height + 2 * bleed
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{mm(width)}mm" height="{mm(height)}mm"'
            f' viewBox="-{mm(bleed)} -{mm(bleed)} {mm(width)} {mm(height)}">'
            f"{''.join(shapes)}{self._watermark(watermark_colour)}</svg>"
        ).encode()

    def _watermark(self, colour: str) -> str:
        if not self.watermark:
            return ""
        x, y = self._page_width / 2, self._page_height / 2
        size = self.tokens.mm("watermark-size")
        face = self.fonts.face(self.tokens.text("sans").strip('"'), 600)
        outline = face.outline(self.watermark, size, x, y + size * CAP_HEIGHT / 2)
        return (
            f'<path d="{outline}" transform="rotate(-35 {mm(x)} {mm(y)})" fill="{colour}"'
            f' fill-opacity="{self.tokens.text("watermark-fade")}"/>'
        )

    def pictures(self, figure: Figure, lowered: float = 0) -> Mapping[str, bytes]:
        """Draw every picture of a profile by its file name; ``lowered`` as for the cover."""
        drawn = {
            "cover.svg": self.cover(figure, lowered),
            "back.svg": self.back(),
            "tabs.svg": self.tabs(),
        }
        for domain in Domain:
            drawn[f"opener-{domain.number}.svg"] = self.opener(domain)
            drawn[f"tabs-{domain.number}.svg"] = self.tabs(domain)
            for role in ("on", "deep"):
                icon = self.icon(domain, self._colour(domain, role))
                drawn[f"icon-{domain.number}-{role}.svg"] = icon
        return drawn
