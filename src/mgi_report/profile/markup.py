"""Read the tiny Markdown of official text: emphasis, links and language marks, nothing else.

A real parser with HTML off: ``<script>`` and ``&amp;`` are text as they stand. Other Markdown is
known here too, to be refused.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from mgi_report.profile.file.text import BULLETS

__all__ = [
    "UNKNOWN_SIGN",
    "InlineRun",
    "TextKind",
    "UnknownMarkdown",
    "plain_text",
    "runs",
]

_TAGS = ("em", "strong")
# A text without any of these, or a line break, has nothing to parse.
_MARKS = re.compile(r"[*\[\]\\\n]")
# With any of these the breaks between lines are more, or less, than a space each.
_MORE_THAN_LINES = re.compile(r"[*\[\]\\\r\0]|[ \t]\n|\n[ \t]")


class TextKind(Enum):
    """Say what a text may hold: a line no Markdown, paragraphs inline Markdown, a body blocks.

    A code, an address or the name of a file is no text of the profile.
    """

    LINE = auto()
    INLINE = auto()
    BODY = auto()
    CODE = auto()


# At the beginning of a line, or of a quoted text.
_START = r"""(?:^[ ]*|(?<=["']))"""
# A text without any of these has nothing of the kind.
UNKNOWN_SIGN = re.compile(rf"""^[ ]*(?:[-*+>#|=_`~{BULLETS}]|[0-9])|["'][>#]|!\[|\[\^""", re.M)
_POINT = rf"[-*+{BULLETS}][ \u00a0]\S"
_POINTS = r"1[.)][ ][^\n]*\n(?:[^\n]+\n){0,30}?[ ]*2[.)][ ]"


class UnknownMarkdown(Enum):
    """Name Markdown that is not set, but would print with its signs: where, and what to do."""

    LIST = (
        "a list",
        rf"^[ ]*(?P<sign>{_POINT}|{_POINTS})",
        (TextKind.INLINE,),
        "write its points in one sentence, or each as a finding of its own; "
        "if the sign belongs to the text, let it not begin a line",
    )
    OTHER_LIST = (
        "a list with such bullets",
        rf"^[ ]*(?P<sign>[{BULLETS}]\s*\S)",
        (TextKind.BODY,),
        "begin each point with a dash and a space",
    )
    QUOTATION = (
        "a quotation",
        rf"{_START}(?:[-*+][ ]+)?(?P<sign>>+[ ]?[^\s\d=>])",
        (TextKind.INLINE, TextKind.BODY),
        "in a section write it as a part of its own, quotation with text and source; elsewhere "
        "delete the sign > and put the words in quotation marks",
    )
    HEADING = (
        "a heading",
        rf"{_START}(?P<sign>#{{2,6}}[ ]\S)",
        (TextKind.INLINE,),
        "write the heading as the title of a section",
    )
    OTHER_HEADING = (
        "a heading of this level",
        rf"{_START}(?P<sign>(?:##|#{{4,6}})[ ]\S)",
        (TextKind.BODY,),
        "write ### for a sub-heading; there is only one level",
    )
    PICTURE = (
        "a picture",
        r"(?<!\\)(?P<sign>!\[[^\]\n]{0,300}\]\()",
        (TextKind.INLINE, TextKind.BODY),
        "write it as a part of a section, figure with file and alt",
    )
    FOOTNOTE = (
        "a footnote",
        r"(?<!\\)(?P<sign>\[\^[^\]\s]{1,40}\])",
        (TextKind.INLINE, TextKind.BODY),
        "write the note of a finding below it, as note; elsewhere put it in brackets",
    )
    RULE = (
        "a rule or an underlined heading",
        r"^[ ]*(?P<sign>(?:-{3,}|={3,}|\*{3,}|_{3,})[ ]*)$",
        (TextKind.INLINE, TextKind.BODY),
        "delete the line; in a section, ### begins a sub-heading",
    )
    CODE = (
        "code",
        r"^[ ]*(?P<sign>```|~~~)",
        (TextKind.INLINE, TextKind.BODY),
        "delete the line",
    )
    TABLE = (
        "a table",
        r"^[ ]*(?P<sign>\|[^\n]*\|[ ]*)$",
        (TextKind.INLINE,),
        "write it as a part of a section, table with caption and text",
    )

    def __init__(self, what: str, pattern: str, kinds: tuple[TextKind, ...], hint: str) -> None:
        self.what = what
        self.written = pattern
        self.kinds = kinds
        self.hint = hint

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the expression that finds it, which few files need."""
        return re.compile(self.written, re.M)


class InlineRun(NamedTuple):
    """Hold a piece of text, the HTML elements it stands in, and where it links to.

    ``lang`` is the tag of the language it is marked to be in (BCP 47), the innermost one.
    """

    text: str
    tags: tuple[str, ...] = ()
    href: str | None = None
    lang: str = ""


def runs(text: str) -> Iterator[InlineRun]:
    """Yield the pieces of one paragraph; a line break is a space."""
    if not _MARKS.search(text):
        yield InlineRun(text)
        return
    if not _MORE_THAN_LINES.search(text):
        yield from (InlineRun(" " if part == "\n" else part) for part in _parts(text))
        return
    from mgi_report.profile import markdown  # noqa: PLC0415 - most texts have nothing to parse

    tags: list[str] = []
    languages = [""]
    href: str | None = None
    for token in markdown.inline_tokens(text):
        kind, _, side = token.type.rpartition("_")
        if token.type == "link_open":
            href = str(token.attrs["href"])
        elif token.type == "link_close":
            href = None
        elif token.type == "language_open":
            languages.append(str(token.attrs["lang"]))
        elif token.type == "language_close":
            languages.pop()
        elif side == "open" and kind in _TAGS:
            tags.append(kind)
        elif side == "close" and kind in _TAGS:
            tags.pop()
        else:
            content = " " if token.type in ("softbreak", "hardbreak") else token.content
            yield InlineRun(content, tuple(tags), href, languages[-1])


def _parts(text: str) -> Iterator[str]:
    """Yield lines and the breaks between them."""
    return filter(None, re.split(r"(\n)", text))


def plain_text(text: str) -> str:
    """Return the text of one paragraph without its Markdown signs."""
    return "".join(run.text for run in runs(text))
