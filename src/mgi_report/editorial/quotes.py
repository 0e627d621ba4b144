"""Set curly quotation marks and apostrophes for straight ones, in a text as a file has it."""

import re

__all__ = ["CURLED", "curled"]

CURLED = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
"""What the signs set here stand for."""

# Whatever is escaped, and addresses of links, stay as they are.
_STAYS = r"\]\([^)\n]*\)"
_SIGNS = {
    '"': re.compile(rf"{_STAYS}|\\(?P<double>\")|\\.|(?P<single>')", re.S),
    "'": re.compile(rf"{_STAYS}|(?P<double>\")|(?P<single>'')"),
    "": re.compile(rf"{_STAYS}|(?P<double>\")|(?P<single>')"),
}
_OPENS_AFTER = re.compile(r"[\s(\[{\u2013\u2014/\u201c\u2018*]\Z")


def curled(written: str, language: str) -> str:
    """Return a text, with the quotes it stands in, with curly signs for straight ones.

    Quotation marks are those of English; in other languages only apostrophes in words are set.
    """
    quote = written[:1] if written[:1] in ('"', "'") else ""
    inside = written[1:-1] if quote else written
    is_english = language.partition("-")[0] == "en"
    parts: list[str] = []
    at = 0
    for found in _SIGNS[quote].finditer(inside):
        parts.append(inside[at : found.start()])
        before = inside[: found.start()][-1:]
        after = inside[found.end() : found.end() + 1]
        parts.append(_sign(found, before, after, is_english=is_english))
        at = found.end()
    return f"{quote}{''.join(parts)}{inside[at:]}{quote}"


def _sign(found: re.Match[str], before: str, after: str, *, is_english: bool) -> str:
    # Behind a figure it stands for feet, inches or minutes.
    if not (found["double"] or found["single"]) or before.isdigit():
        return found[0]
    if found["single"] and before.isalpha() and after.isalpha():
        return "\u2019"
    if not is_english:
        return found[0]
    opens = not before or _OPENS_AFTER.search(before)
    if found["double"]:
        return "\u201c" if opens else "\u201d"
    return "\u2018" if opens and not after.isdigit() else "\u2019"
