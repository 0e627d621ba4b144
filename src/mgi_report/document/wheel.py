"""Compute the geometry of the six-segment wheel.

All six segments are equal and their order is fixed: the wheel carries no score. Lengths are mm,
angles degrees clockwise from 12 o'clock; right to left the wheel is mirrored.
"""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

from mgi_report.document.svg import mm
from mgi_report.document.tokens import Tokens
from mgi_report.profile.framework import Domain

__all__ = ["LabelPlace", "Point", "Wheel", "cover_wheel", "findings_wheel", "label_place"]

SEGMENT = 360 / len(Domain)


class Point(NamedTuple):
    """Hold a place in mm, y down."""

    x: float
    y: float


@dataclass(frozen=True)
class Wheel:
    """Place the segments of a wheel with this centre, radii and gap."""

    centre: Point
    outer: float
    inner: float
    gap: float
    mirrored: bool = False

    def start(self, domain: Domain) -> float:
        """Return the angle at which a domain's segment begins, clockwise."""
        position = domain.number - 1
        return -SEGMENT * (position + 1) if self.mirrored else SEGMENT * position

    def middle(self, domain: Domain) -> float:
        """Return the angle of the middle of a domain's segment."""
        return self.start(domain) + SEGMENT / 2

    def point(self, radius: float, angle: float) -> Point:
        """Return the point at a radius and an angle."""
        turn = radians(angle)
        return Point(self.centre.x + radius * sin(turn), self.centre.y - radius * cos(turn))

    def segment(self, start: float) -> str:
        """Return the SVG path of the segment that begins at an angle.

        Half the gap is taken off each side at every radius, so gaps have one width throughout.
        """
        outer, inner = (degrees(asin(self.gap / 2 / r)) for r in (self.outer, self.inner))
        end = start + SEGMENT
        a, b = self.point(self.outer, start + outer), self.point(self.outer, end - outer)
        c, d = self.point(self.inner, end - inner), self.point(self.inner, start + inner)
        return (
            f"M{mm(a.x)} {mm(a.y)}A{mm(self.outer)} {mm(self.outer)} 0 0 1 {mm(b.x)} {mm(b.y)}"
            f"L{mm(c.x)} {mm(c.y)}A{mm(self.inner)} {mm(self.inner)} 0 0 0 {mm(d.x)} {mm(d.y)}Z"
        )

    def between(self, share: float, angle: float) -> Point:
        """Return the point at an angle, a share of the way from the inner to the outer radius."""
        return self.point(self.inner + (self.outer - self.inner) * share, angle)

    def on_right(self, domain: Domain) -> bool:
        """Return whether a domain's segment lies in the right half."""
        return sin(radians(self.middle(domain))) > 0

    def edge(self, y: float, *, right: bool) -> float:
        """Return the x of the outer edge at the height y."""
        reach = sqrt(max(0.0, self.outer**2 - (y - self.centre.y) ** 2))
        return self.centre.x + (reach if right else -reach)


def findings_wheel(tokens: Tokens, *, mirrored: bool) -> Wheel:
    """Return the whole wheel of the page that shows the six domains, in its own box."""
    return Wheel(
        Point(tokens.mm("wheel-x"), tokens.mm("wheel-y")),
        tokens.mm("wheel-outer"),
        tokens.mm("wheel-inner"),
        tokens.mm("wheel-gap"),
        mirrored,
    )


def cover_wheel(
    tokens: Tokens, *, mirrored: bool, x: float | None = None, lowered: float = 0
) -> Wheel:
    """Return the large, cropped wheel of the cover, the openers and the back cover, on the page."""
    left = tokens.mm("dial-x") if x is None else x
    return Wheel(
        Point(tokens.mm("page-width") - left if mirrored else left, tokens.mm("dial-y") + lowered),
        tokens.mm("dial-outer"),
        tokens.mm("dial-inner"),
        tokens.mm("dial-gap"),
        mirrored,
    )


@dataclass(frozen=True)
class LabelPlace:
    """Place the link that covers a domain's icon and its label in the wheel's box: mm from left
    and top. The label stands at its end away from the wheel.
    """

    left: float
    top: float
    width: float
    right: bool


def label_place(wheel: Wheel, domain: Domain, tokens: Tokens) -> LabelPlace:
    """Place the link of a domain: one rectangle over its icon, its leader and its label."""
    right = wheel.on_right(domain)
    icon = wheel.between(tokens.number("wheel-icon-at"), wheel.middle(domain))
    # The segments go down the right side and up the left one: domains 1 and 6 are highest.
    row = min(domain.number, len(Domain) + 1 - domain.number)
    reach = tokens.mm("wheel-icon") / 2
    left = icon.x - reach if right else 0
    width = tokens.mm("wheel-width") - left if right else icon.x + reach
    return LabelPlace(left, tokens.mm(f"label-top-{row}"), width, right)
