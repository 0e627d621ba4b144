"""Look at every text of a file for what would be lost, or printed as nobody meant it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mgi_report.problems.problem import DataPath, Fault, Problem, Severity, shown
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.file.text import BULLETS, cut_by_comment, is_plain
from mgi_report.profile.file.tree import Node
from mgi_report.profile.markup import UNKNOWN_SIGN, TextKind, UnknownMarkdown, plain_text
from mgi_report.profile.spacing import TWO_SPACES, spacing_faults

__all__ = ["Text", "is_of_other_script", "is_space_needed", "text_problems"]

_BULLET = rf"\s*(?P<sign>[{BULLETS}]|[-\u2013\u2014*+](?=\s))"
# A number in a text may begin the next line of the file, where it is a comment too.
_COMMENT = re.compile(r"(?:[ \t]+|[ \t]*(?:\r\n|\n|\r)[ \t]+(?=#[0-9]))(?P<lost>#[^\r\n]*)")
_COMMENT_ALONE = re.compile(r"(?:-|[\w-]+:)[ \t]+(?P<lost>#(?=[^\s#])[^\r\n]*)")
_LETTER = r"[^\W\d_]"
# Asterisks in and at words, or underscores around words.
_DOUBT = (
    r"(?<![^\s*])[^\s*]{0,60}\*+[^\s*]{0,60}|\*+"
    r"|(?<!\w)_{1,2}(?=[^\s_])[^_]{0,300}(?<=[^\s_])_{1,2}(?!\w)|\\[!-/:-@[-`{-~]"
)
# A backslash before a sign without a meaning does not print.
_EATEN = r"(?<!\\)\\[!\"$%&',/:;<=>?@^`{}~]"
# Hyphens that look like any, ligatures that are one character, accents without a letter of theirs.
_UNUSUAL = re.compile("[\u2010\u2011\ufb00-\ufb06\u0300-\u036f]")
_INVISIBLE = "[\u00a0\u00ad\u2007\u200b-\u200e\u202f\u2060-\u2065\ufeff]"
# What turns the reading direction of the text that follows.
_TURNING = "[\u061c\u200f\u202a-\u202e\u2066-\u2069]"
# From Armenian to what lies before Latin Extended Additional.
_OTHER_SCRIPT = "[\u0531-\u1dff]"
# French sets no-break spaces before and after these.
_BEFORE, _AFTER = tuple(";:!?%\u00bb\u20ac\u2030"), tuple("\u00ab\u2013\u2014\u00a7")
AROUND = 20  # characters shown before and after
# What follows sections[0].body[1] in the path of a text of blocks.
_MARKDOWN: tuple[DataPath, ...] = ((), ("text",), ("table", "text"))


class Text(NamedTuple):
    """Hold a text of the tree, and its place."""

    path: DataPath
    node: Node
    text: str


def text_problems(source: DataFile) -> Iterator[Problem]:
    """Yield the problems of single texts."""
    waiting: list[tuple[DataPath, Node]] = [((), source.root)]
    while waiting:
        path, node = waiting.pop()
        if node.value is None or node.plain:
            yield from _comment(source, path, node)
        if isinstance(node.value, str):
            yield from _of_text(source, Text(path, node, node.value))
        waiting.extend(((*path, step), below) for step, below in node.items.items())


def _warning(fault: Fault, source: DataFile, path: DataPath, fragment: str) -> Problem:
    return Problem(*fault, location=source.locate_within(path, fragment), severity=Severity.WARNING)


def _of_text(source: DataFile, each: Text) -> Iterator[Problem]:
    refused = tuple(_unknown_markdown(source, each))
    yield from refused
    texts, stray = _parts(each)
    for text in () if refused else texts:
        piece = each._replace(text=text)
        yield from _suspicious(source, piece)
        yield from _signs(source, piece)
        if any(sign in text for sign in "*_\\"):
            yield from _doubtful(source, piece)
        yield from _tabs(source, piece)
        yield from _unusual(source, piece)
        if not is_plain(text):
            yield from _turned(source, piece)
            yield from _invisible(source, piece)
    for row in stray:
        fault = Fault(
            "suspicious-text",
            f"the line {shown(row)} belongs to no table",
            "below its headings a table needs a row such as |---|---| with as many cells",
        )
        yield _warning(fault, source, each.path, row)


def _parts(each: Text) -> tuple[Iterable[str], Iterable[str]]:
    """Return the texts to look at, and lines that look like the row of a table and are none."""
    is_of_a_body = each.path[:1] == ("sections",) and each.path[2:3] == ("body",)
    if not (is_of_a_body and each.path[4:] in _MARKDOWN):
        return (each.text,), ()
    from mgi_report.profile import blocks  # noqa: PLC0415 - most profiles have no such text

    # Bullets and spaces between the blocks of a body are Markdown.
    found = blocks.read_blocks(each.text)
    return blocks.inline_texts(found), blocks.stray_rows(found)


def _kind(path: DataPath) -> TextKind | None:
    from mgi_report.profile.shape import kind_of_text  # noqa: PLC0415 - few files need it

    return kind_of_text(path)


def _comment(source: DataFile, path: DataPath, node: Node) -> Iterator[Problem]:
    """Tell of a comment that follows a text without quotes, or stands in the place of one.

    After a number, a code or a date, and after a key whose values are on the lines below, it is
    what it says.
    """
    if isinstance(node.value, str):
        found = _COMMENT.match(source.text.text, node.end)
        is_figure = found and found["lost"].startswith("# ") and not re.search(_LETTER, node.value)
        # 1,234 # people.
        is_harmless = is_figure and _kind(path) is TextKind.LINE
    else:
        found = _COMMENT_ALONE.match(source.text.text, node.at) if node.value is None else None
        is_harmless = False
    if found is None or is_harmless or _kind(path) in (None, TextKind.CODE):
        return
    at = source.text.location(found.start("lost"), source.locate(path).path)
    yield Problem(*cut_by_comment(found["lost"]), location=at)


def _signs(source: DataFile, each: Text) -> Iterator[Problem]:
    """Tell of links and language marks that would print as they are written."""
    if "](" not in each.text and "{" not in each.text:
        return
    from mgi_report.profile import text_signs  # noqa: PLC0415 - few texts have any

    kind = _kind(each.path)
    yield from text_signs.lost_link_problems(source, each.path, each.text, kind)
    yield from text_signs.mark_problems(source, each.path, each.text, kind)


def _tabs(source: DataFile, each: Text) -> Iterator[Problem]:
    r"""Tell of a tab that was a folder: ``C:\temp`` in double quotes."""
    written = source.text.text[each.node.at : each.node.end]
    if "\t" not in each.text or "\t" in written or _kind(each.path) in (None, TextKind.CODE):
        return
    at = max(each.text.index("\t") - AROUND, 0)
    fault = Fault(
        "doubtful-signs",
        f"the text will print like this: {shown(each.text[at : at + 2 * AROUND])}",
        r"\t in double quotes is a tab; put the text after >- without quotes, or write \\t",
    )
    yield _warning(fault, source, each.path, r"\t")


def _doubtful(source: DataFile, each: Text) -> Iterator[Problem]:
    """Show how a text prints whose signs look like emphasis, or that loses a backslash."""
    if not re.search(_DOUBT, each.text) or _kind(each.path) not in (TextKind.INLINE, TextKind.BODY):
        return
    from mgi_report.profile.markdown import unescaped  # noqa: PLC0415 - few files need it

    if eaten := re.search(_EATEN, each.text):
        hint = r"write two backslashes, \\, where one should print"
        signs, printed = eaten.group(), eaten.group()[1:]
    elif found := re.search(_DOUBT, unescaped(each.text)):
        sign = "*" if "*" in found.group() else "_"
        hint = (
            "for emphasis write *word*, the asterisks at the edges of words; "
            f"a backslash before a sign says that it should print: \\{sign}"
        )
        signs = printed = found.group()
    else:
        return
    words = " ".join(plain_text(each.text).split())
    at = max(words.find(" ".join(printed.split())) - AROUND, 0)
    as_printed = shown(words[at : at + 2 * AROUND + len(printed)])
    fault = Fault("doubtful-signs", f"the text will print like this: {as_printed}", hint)
    yield _warning(fault, source, each.path, signs)


def _unusual(source: DataFile, each: Text) -> Iterator[Problem]:
    """Name the characters that word processors put in the place of those on a keyboard."""
    found = _UNUSUAL.findall(unicodedata.normalize("NFC", each.text))
    if not found:
        return
    fault = Fault(
        "unusual-character",
        f"the text holds {_named(found)}",
        "it prints and is read as it is written; if nobody meant it, type a plain hyphen, "
        "the letters one by one, or the letter with its accent",
    )
    yield _warning(fault, source, each.path, found[0])


def _turned(source: DataFile, each: Text) -> Iterator[Problem]:
    """Refuse what would print a text backwards that has no script written from right to left."""
    found = re.search(_TURNING, each.text)
    letters = re.sub(_TURNING, "", each.text) if found else ""
    if found and not any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in letters):
        fault = Fault(
            "reading-direction",
            f"the text holds {_named(found.group())}, which turns the direction it is read in",
            "delete it; only texts in a script from right to left need one",
        )
        yield Problem(*fault, location=source.locate_within(each.path, found.group()))


def _invisible(source: DataFile, each: Text) -> Iterator[Problem]:
    """Name the characters that cannot be seen, but those the text's script or language needs."""
    # A spelling is found with any space, and doubled spaces are told as such.
    text = "" if "named_as" in each.path else re.sub(TWO_SPACES, "", each.text)
    characters = [
        match.group()
        for match in re.finditer(_INVISIBLE, text)
        if not is_space_needed(
            text[max(match.start() - 1, 0) : match.start()],
            match.group(),
            text[match.end() : match.end() + 1],
        )
    ]
    if characters and is_of_other_script(text):
        # What joins and directs the letters of such scripts is part of the text.
        characters = [each for each in characters if unicodedata.category(each) == "Zs"]
    if not characters:
        return
    spaces = all(unicodedata.category(character) == "Zs" for character in characters)
    fault = Fault(
        "invisible-character",
        f"the text holds {_named(characters)}, which cannot be seen",
        "type a plain space in its place; lines are kept together by the layout"
        if spaces
        else "delete it, and type the word again if it is cut in two",
    )
    yield _warning(fault, source, each.path, characters[0])


def is_of_other_script(text: str) -> bool:
    """Return whether a text may need characters that join and direct its letters."""
    return re.search(_OTHER_SCRIPT, text) is not None


def is_space_needed(before: str, space: str, after: str) -> bool:
    """Return whether typography asks for a no-break space between two characters."""
    if unicodedata.category(space) != "Zs":
        return False
    return (before.isdigit() and after.isdigit()) or before in _AFTER or after in _BEFORE


def _named(characters: Iterable[str]) -> str:
    return ", ".join(
        f"U+{ord(each):04X} {unicodedata.name(each, '')}".strip()
        for each in dict.fromkeys(characters)
    )


def _unknown_markdown(source: DataFile, each: Text) -> Iterator[Problem]:
    """Refuse Markdown that would print with its signs: each kind once, at its line."""
    text, start, end = source.text.text, each.node.at, each.node.end
    if is_block := text[start] in "|>":
        start = text.find("\n", start, end) + 1
    is_escaped = "\n" in each.text and "\n" not in text[start:end]
    if is_escaped:
        text, start, end = each.text, 0, len(each.text)
    if not UNKNOWN_SIGN.search(text, start, end):
        return
    kind = _kind(each.path)
    # A bullet before the whole text is told as a warning.
    second = text.find("\n", start, end) + 1 if is_block or is_escaped else start
    for unknown in UnknownMarkdown:
        begins = second if unknown is UnknownMarkdown.LIST else start
        if kind not in unknown.kinds or (unknown is UnknownMarkdown.LIST and not second):
            continue
        if found := unknown.pattern.search(text, begins, end):
            line = text[found.start("sign") :].split("\n", 1)[0]
            message = f"{unknown.what} cannot stand here; this would print as it is: {shown(line)}"
            at = each.node.at if is_escaped else found.start("sign")
            location = source.text.location(at, source.locate(each.path).path)
            yield Problem("unknown-markdown", message, unknown.hint, location)


def _suspicious(source: DataFile, each: Text) -> Iterator[Problem]:
    if not unicodedata.is_normalized("NFC", each.text):
        # White space can be such a character too: U+2000 is U+2002 in NFC.
        words = (*each.text.split(), *each.text)
        word = next(w for w in words if not unicodedata.is_normalized("NFC", w))
        fault = Fault(
            "not-normalized",
            f"{shown(word)} is written with separate accents (it is not in Unicode NFC)",
            "type the word again; text copied from a PDF often has such letters",
        )
        yield _warning(fault, source, each.path, word)
    written = source.text.text[each.node.at : each.node.end]
    for message, hint, at in spacing_faults(each.text, written):
        place = source.text.location(each.node.at + at, source.locate(each.path).path)
        yield Problem("suspicious-text", message, hint, place, Severity.WARNING)
    if not each.text[:1].isalnum() and (bullet := re.match(_BULLET, each.text)):
        fault = Fault(
            "suspicious-text",
            f"the text begins with the bullet {shown(bullet['sign'])}",
            "delete it; the layout sets its own bullets and numbers",
        )
        yield _warning(fault, source, each.path, bullet["sign"])
