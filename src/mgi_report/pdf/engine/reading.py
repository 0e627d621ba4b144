"""Mend what makes the engine's HTML parser and its boxes slow.

tinyhtml5 means to keep the patterns it looks for signs with, but stores each under a key that it
never asks for, and builds it again each time. A box is asked for its place in the flow tens of
thousands of times, by five methods.
"""

import re
from importlib import import_module
from typing import Any

__all__ = ["keep_patterns", "tell_flow_quickly"]

OUT_OF_FLOW = frozenset(("left", "right", "inline-start", "inline-end", "footnote"))
POSITIONED = frozenset(("absolute", "fixed"))
TAKEN_OUT = frozenset(("running()", "note()"))


class _Patterns(dict[tuple[Any, bool], re.Pattern[str]]):
    """Make a pattern when it is first asked for."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        signs, are_wanted = key
        listed = "".join(f"\\x{ord(sign):02x}" for sign in signs)
        pattern = self[key] = re.compile(f"[{listed}]+" if are_wanted else f"[^{listed}]+")
        return pattern


def keep_patterns() -> None:
    """Let tinyhtml5 find its patterns again."""
    stream: Any = import_module("tinyhtml5.inputstream")
    if not isinstance(stream.characters_until_regex, _Patterns):
        stream.characters_until_regex = _Patterns()


def tell_flow_quickly() -> None:
    """Let a box tell in one go whether it is in the normal flow (CSS 2.2, 9.3)."""
    boxes: Any = import_module("weasyprint.formatting_structure.boxes")
    if boxes.Box.is_in_normal_flow.__module__ == __name__:
        return  # It has been done.

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        position = style["position"]
        return not (
            style["float"] in OUT_OF_FLOW or position in POSITIONED or position[0] in TAKEN_OUT
        )

    boxes.Box.is_in_normal_flow = is_in_normal_flow
