"""Set in a new style what no rule sets and no other value has a say in.

WeasyPrint finds that out for each property when it is first asked for: half of the 67,000 values
that are computed for the first document of a process.
"""

from collections import defaultdict
from typing import Any

__all__ = ["InitialValues"]

SPECIFIED = ("position", "float")
"""What WeasyPrint also keeps as it was specified, which display is computed from."""
COMPUTED = ("display", "page", *SPECIFIED)
DIRECTIONS = ("ltr", "rtl")


class InitialValues:
    """Know the properties whose initial value is also the computed one (CSS Cascading 4, 4.3).

    What is inherited or propagated, is computed even from the initial value, or has a logical
    property beside it that may set it, is left to WeasyPrint.
    """

    def __init__(self, css: Any) -> None:
        """Take the properties from ``weasyprint.css``."""
        left = {*css.INHERITED, *css.INITIAL_NOT_COMPUTED, *COMPUTED}
        plain = {
            name: value
            for name, value in css.INITIAL_VALUES.items()
            if name not in left
            and not name.startswith("text_decoration_")
            and not css.check_math(value)
        }
        self._plain = plain
        self._specified = {name: css.INITIAL_VALUES[name] for name in SPECIFIED}
        self._set_by: dict[str, set[str]] = defaultdict(set)
        for name, find in css.PHYSICAL_FUNCTIONS.items():
            for direction in DIRECTIONS:
                self._set_by[find(block="ttb", inline=direction)].add(name)

    def set_in(self, style: Any) -> None:
        """Set them in a style that nobody has asked for anything yet."""
        cascaded = style.cascaded
        style.update(self._plain)
        for name in cascaded:
            for set_by_it in (name, *self._set_by.get(name, ())):
                style.pop(set_by_it, None)
        for name, value in self._specified.items():
            if name in cascaded:
                # Whoever asks for the next one has this one computed first.
                break
            style[name] = style.specified[name] = value
