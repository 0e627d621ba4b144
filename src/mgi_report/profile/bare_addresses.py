"""Find the addresses that a text gives in so many words, so that a reader can follow them.

An address is one of the web or of mail. What is doubtful is left as it stands: a link that leads to
a part of an address is worse than none.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from mgi_report.profile.markup import InlineRun, runs
from mgi_report.profile.written import WEB_ADDRESS

__all__ = ["linked_runs"]

_ADDRESS = re.compile(
    r"(?<![\w/@])(?P<web>https?://[!#-;=?-\[\]_a-z~]+)"
    r"|(?<![\w.+/@:-])(?P<mail>[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.[a-zA-Z]{2,})"
)
# Behind an address they belong to the sentence.
_SIGNS = ".,;:!?'"
_BRACKETS = {")": "(", "]": "["}


def linked_runs(text: str) -> Iterator[InlineRun]:
    """Yield the pieces of one paragraph as `runs` does; an address in its words leads there."""
    if "://" not in text and "@" not in text:
        yield from runs(text)
        return
    # The parser cuts a text at some signs that mean nothing there.
    alike = groupby(runs(text), lambda run: run[1:])
    pieces = [InlineRun("".join(e.text for e in group), *style) for style, group in alike]
    for at, run in enumerate(pieces):
        following = pieces[at + 1].text if at + 1 < len(pieces) else ""
        yield from (run,) if run.href is not None else _parted(run, following)


def _parted(run: InlineRun, following: str) -> Iterator[InlineRun]:
    at = 0
    for found in _ADDRESS.finditer(run.text):
        after = (run.text[found.end() :] + following)[:1]
        address = _without_signs(found[0])
        href = address if found["web"] else f"mailto:{address}"
        # Letters of other scripts, or in other type, may be part of it.
        is_whole = not (after.isalnum() or after in "@_-/") or not after
        if not is_whole or not WEB_ADDRESS.match(href):
            continue
        end = found.start() + len(address)
        if at < found.start():
            yield run._replace(text=run.text[at : found.start()])
        yield run._replace(text=address, href=href)
        at = end
    if at < len(run.text):
        yield run._replace(text=run.text[at:])


def _without_signs(address: str) -> str:
    """Return an address without the signs of the sentence at its end."""
    while address[-1] in _SIGNS or _closes(address):
        address = address[:-1]
    return address


def _closes(address: str) -> bool:
    """Return whether an address ends with a bracket that was opened before it."""
    bracket = _BRACKETS.get(address[-1])
    return bracket is not None and address.count(bracket) < address.count(address[-1])
