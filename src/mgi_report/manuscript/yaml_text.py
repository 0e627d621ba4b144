"""Write texts as YAML that nobody could misread: wrapped below a sign, plain, or in quotes."""

import json
import re
from collections.abc import Iterator, Sequence

__all__ = ["paragraphs_of", "prose_lines", "scalar", "wrapped"]

WIDTH = 96  # characters
# A line of the file must not begin as Markdown's lists, headings, tables and quotations do.
_HARMLESS_START = re.compile(r"[\"'(\u00ab\u2018\u201c]+[^\W_]|[^\W\d_]|[0-9]+(?![0-9]|[.)]*$)")
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,;.()/&\u2019\u2013-]|'(?=\w))*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def prose_lines(paragraphs: Sequence[str], indent: int) -> Iterator[str]:
    """Yield an introduction, its key indented by so many spaces."""
    yield f"{' ' * indent}introduction: |-"
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ""
        yield from wrapped(paragraph, indent + 2)


def paragraphs_of(read: object, placed: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the paragraphs that were read back, and those that were placed."""
    paragraphs = str(read or "").split("\n\n")
    written = [" ".join(each.split()) for each in paragraphs if each.strip()]
    return written, [" ".join(each.split()) for each in placed]


def wrapped(text: str, indent: int) -> Iterator[str]:
    """Yield the lines of a text, broken at single spaces only, before words that are harmless."""
    margin, line = " " * indent, ""
    for chunk in _unbroken(text):
        if line and len(margin) + len(line) + 1 + len(chunk) > WIDTH:
            yield margin + line
            line = chunk
        else:
            line = f"{line} {chunk}" if line else chunk
    yield margin + line


def _unbroken(text: str) -> Iterator[str]:
    """Yield the pieces of a text that may not be broken; single spaces stand between them."""
    chunk = ""
    for word in text.split(" "):
        if not chunk:
            chunk = word
        elif _HARMLESS_START.match(word) and not chunk.endswith((" ", "\t")):
            yield chunk
            chunk = word
        else:
            chunk = f"{chunk} {word}"
    yield chunk


def scalar(text: str) -> str:
    """Return a short text as YAML: plain where nobody could misread it, else in double quotes."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
