"""Check the contrast of the design tokens' colours (WCAG 2.2, 1.4.3 and 1.4.6; SPEC section 4)."""

import re
from collections.abc import Iterator

from mgi_report.document.assets import Assets
from mgi_report.document.tokens import TokenError, Tokens, read_tokens
from mgi_report.problems.problem import Problem
from mgi_report.profile.framework import Domain

__all__ = ["contrast_problems", "contrast_ratio"]

READABLE = 4.5  # WCAG AA, for text of any size
COMFORTABLE = 7.0  # WCAG AAA, for running text
LINEAR_BELOW = 0.04045  # of the sRGB transfer curve (IEC 61966-2-1)
HEX = re.compile(r"#([0-9a-fA-F]{6})")


def contrast_problems(assets: Assets) -> Iterator[Problem]:
    """Yield a problem for each pair of text and ground with too little contrast.

    Raises TokenError if a colour is missing from styles/tokens.css.
    """
    tokens = read_tokens(assets)
    for text, ground, least in _pairs():
        ratio = contrast_ratio(_rgb(tokens, text), _rgb(tokens, ground))
        if ratio < least:
            message = f"--{text} on --{ground} has a contrast of {ratio:.2f}, less than {least:g}"
            hint = f"make --{text} darker or lighter, away from --{ground}"
            # A theme that changes one of the two is where to mend it.
            mend = ground if {text, ground} & tokens.themed == {ground} else text
            yield Problem("low-contrast", message, hint, tokens.place(mend))


def contrast_ratio(one: tuple[int, int, int], two: tuple[int, int, int]) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def _pairs() -> Iterator[tuple[str, str, float]]:
    """Yield text, ground and the least contrast."""
    running = ["ink", "slate", *(f"d{domain.number}-deep" for domain in Domain)]
    yield from ((text, "paper", COMFORTABLE) for text in running)
    yield "ink", "mist", COMFORTABLE
    yield "slate", "mist", READABLE
    yield "paper", "night", READABLE
    for domain in Domain:
        name = f"d{domain.number}"
        yield f"{name}-on", f"{name}-base", READABLE
        for text in (f"{name}-deep", "ink", "slate"):
            yield text, f"{name}-tint", READABLE


def _rgb(tokens: Tokens, name: str) -> tuple[int, int, int]:
    match = HEX.fullmatch(tokens.text(name))
    if match is None:
        raise TokenError(f"--{name} in {tokens.place(name)} is no colour such as #14212b")
    red, green, blue = bytes.fromhex(match[1])
    return red, green, blue


def _luminance(colour: tuple[int, int, int]) -> float:
    """Return the relative luminance of an sRGB colour (WCAG 2.2)."""
    linear = [
        part / 12.92 if part <= LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
