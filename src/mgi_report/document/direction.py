"""Keep codes, numbers and addresses in their order where text runs from right to left."""

from unicodedata import bidirectional

from markupsafe import Markup, escape

__all__ = ["is_from_the_right", "isolated", "left_to_right"]

LEFT_TO_RIGHT_ISOLATE, END_OF_ISOLATE = "\u2066", "\u2069"
RIGHT_TO_LEFT = frozenset({"R", "AL"})


def is_from_the_right(text: str) -> bool:
    """Return whether a text has letters that are read from the right (Unicode UAX #9, 3.2)."""
    return any(bidirectional(sign) in RIGHT_TO_LEFT for sign in text)


def isolated(text: str, *, mirrored: bool) -> str:
    """Return a plain text that keeps its order within another one, as 1.W.3 does."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{END_OF_ISOLATE}" if _needs(text, mirrored) else text


def left_to_right(text: str, *, mirrored: bool) -> Markup:
    """Return the HTML of a text that keeps its order; one of right-to-left letters has its own."""
    # Our engine knows nothing of unicode-bidi, nor of <bdi>.
    return (
        Markup('<span dir="ltr">{}</span>').format(text) if _needs(text, mirrored) else escape(text)
    )


def _needs(text: str, mirrored: bool) -> bool:  # noqa: FBT001 - our own
    return mirrored and not is_from_the_right(text)
