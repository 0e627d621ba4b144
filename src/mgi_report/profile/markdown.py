"""Parse Markdown with markdown-it, which is imported here only, and late: it takes its time.

HTML is off, and only the rules stand that official text has a use for: in a paragraph emphasis,
strong emphasis, links, language marks, escapes and line breaks; among blocks lists, ``###``
headings and tables.
"""

import re
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from unicodedata import category

from markdown_it import MarkdownIt, helpers
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.heading import heading
from markdown_it.rules_block.table import escapedSplit, table
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

__all__ = ["block_tokens", "cell_count", "inline_tokens", "separate_tokens", "unescaped"]

_WEB = ("http://", "https://", "mailto:")
_TAG = re.compile(r"\{(?P<tag>[^{}\n]{0,60})\}")


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Read asterisks at the edges of words; all others, and underscores, are text.

    ``3*4``, ``(*)`` and ``Act*`` print as they are written.
    """
    start = state.pos
    if silent or state.src[start] != "*":
        return False
    scanned = state.scanDelims(start, canSplitWord=False)
    end = start + scanned.length
    before, after = state.src[start - 1 : start], state.src[end : end + 1]
    opens = scanned.can_open and not (after in ".,;:!?%" or category(after) in ("Pe", "Pf"))
    closes = scanned.can_close and category(before) not in ("Ps", "Pi")
    for _ in range(scanned.length):
        state.push("text", "", 0).content = "*"
        place = len(state.tokens) - 1
        found = Delimiter(ord("*"), scanned.length, place, end=-1, open=opens, close=closes)
        state.delimiters.append(found)
    state.pos = end
    return True


def _language(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as above
    """Read ``[words]{tag}``; what the tag says is for others to check."""
    start, maximum = state.pos, state.posMax
    # Without such a sign ahead the search for the end of each bracket is spared.
    if state.src[start] != "[" or state.src.find("]{", start, maximum) < 0:
        return False
    end = helpers.parseLinkLabel(state, start)
    found = _TAG.match(state.src, end + 1, maximum) if end > start else None
    if found is None:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, end
        state.push("language_open", "span", 1).attrs = {"lang": found["tag"]}
        state.md.inline.tokenize(state)
        state.push("language_close", "span", -1)
        state.posMax = maximum
    state.pos = found.end()
    return True


def _label_end(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: FBT001, FBT002, N803 - as above
    """Return where the words of a link end, -1 where they do not: no link stands in them.

    The parser's own function lets nothing in brackets stand there, which a language mark is.
    """
    end = helpers.parseLinkLabel(state, start)
    is_nested = disableNested and "](" in state.src[start:end]
    return -1 if is_nested and helpers.parseLinkLabel(state, start, disableNested=True) < 0 else end


def _inline_parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(["emphasis", "link", "escape", "newline"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.before("link", "language", _language)
    parser.helpers = SimpleNamespace(**{**vars(helpers), "parseLinkLabel": _label_end})  # type: ignore[assignment]
    # Official text may hold any address; only web addresses may become links.
    parser.validateLink = lambda url: url.lower().startswith(_WEB)  # type: ignore[method-assign]
    return parser


_INLINE = _inline_parser()


Rule = Callable[[StateBlock, int, int, bool], bool]


def _top_level(rule: Rule) -> Rule:
    """Keep a rule out of lists; a line left of a list ends it, as after a blank line."""

    def only_there(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
        indent = state.blkIndent
        is_outside = silent and state.sCount[start] < indent
        if state.level > 0 and not is_outside:
            return False
        state.blkIndent = 0
        try:
            return rule(state, start, end, silent)
        finally:
            state.blkIndent = indent

    return only_there


def _sub_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as above
    line = _line(state, start)
    is_one = line.startswith("### ") and line.strip("# ") != ""
    return is_one and heading(state, start, end, silent)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _block_parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(["list", "heading", "table"])
    ends_paragraph: RuleOptionsType = {"alt": ["paragraph"]}
    parser.block.ruler.at("heading", _top_level(_sub_heading), ends_paragraph)
    parser.block.ruler.at("table", _top_level(table), ends_paragraph)
    # The inline text of blocks is parsed when it is shown.
    parser.core.ruler.disable("inline")
    return parser


_BLOCKS = _block_parser()


def inline_tokens(text: str) -> Sequence[Token]:
    """Return the tokens of one paragraph."""
    return _INLINE.parseInline(text)[0].children or ()


def separate_tokens(text: str) -> Sequence[Token]:
    """Return the tokens of one paragraph; signs after a backslash have tokens of their own."""
    parser = _inline_parser()
    # It makes one token of a text and the escaped signs in it.
    parser.core.ruler.disable("text_join")
    return parser.parseInline(text)[0].children or ()


def unescaped(text: str) -> str:
    """Return what prints as it is written of a paragraph, without signs after a backslash."""
    tokens = separate_tokens(text)
    return "".join(token.content if token.type == "text" else "\n" for token in tokens)


def block_tokens(text: str) -> Sequence[Token]:
    """Return the tokens of a text's blocks; their inline text is parsed when it is shown."""
    return _BLOCKS.parse(text)


def cell_count(row: str) -> int:
    """Return the number of cells in a row as it is written."""
    cells = escapedSplit(row)
    return len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")
