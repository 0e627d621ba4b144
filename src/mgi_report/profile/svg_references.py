"""Find what an SVG asks for beside itself.

Pages read no file that no profile names, so it would be missing from the picture. What hides from
this look, behind entities for instance, the engine refuses.
"""

import re

__all__ = ["reference_outside"]

_TAG = re.compile(r"<(?P<name>[?\w.:-]+)(?P<attributes>[^<>]*)")
_HREF = re.compile(r"(?<![\w.-])href\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_IMPORT = re.compile(r"@import\s+(?:url\()?\s*[\"']?(?P<to>[^\"')\s;]+)")
_A_LINK = "a"  # It is followed by a reader, not by the page.


def reference_outside(svg: bytes) -> str | None:
    """Return the first address beside itself that an SVG asks for, None if there is none."""
    # It may be in UTF-16, whose letters are those of UTF-8 with a zero beside each.
    text = _without_comments(svg.replace(b"\0", b"").decode("utf-8", "replace"))
    if "href" in text:
        for tag in _TAG.finditer(text):
            if tag["name"].rpartition(":")[2] == _A_LINK:
                continue
            for found in _HREF.finditer(tag["attributes"]):
                to = (found["double"] or found["single"] or "").strip()
                if to and not to.startswith("#"):
                    return to
    style = _IMPORT.search(text)
    return style["to"] if style else None


def _without_comments(text: str) -> str:
    first, *others = text.split("<!--")
    return first + "".join(each.partition("-->")[2] for each in others)
