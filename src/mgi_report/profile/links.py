"""Find links in a text that lead to no web address, and so would print as they are written."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mgi_report.profile.markup import runs
from mgi_report.profile.written import WEB_ADDRESS

__all__ = ["LostLink", "lost_links"]

# Neither goes on behind a bracket of the next one, so that many of them cost no more than their
# length.
_WORDS = r"(?:[^\[\]]|\[[^\[\]]{0,300}\]\{[^{}\s]{0,60}\}){0,300}"
_LINK = re.compile(rf"(?<!\\)\[{_WORDS}\](?P<target>\((?:[^()\[\]\n]|\([^()\[\]\n]*\))*\))")
# [sic](2) is no link; without an address nor a sign of one, brackets are punctuation.
_LIKE_AN_ADDRESS = re.compile(r"[:/.#@\\]|\(\s*\)")


class LostLink(NamedTuple):
    """Hold a link as it is written, and its address in brackets."""

    written: str
    target: str


def lost_links(text: str) -> Iterator[LostLink]:
    """Yield the links of an inline text that lead to no web address."""
    if "](" not in text:
        return
    for found in _LINK.finditer(text):
        written, target = found[0], found["target"]
        if _LIKE_AN_ADDRESS.search(target) and not _leads_somewhere(written):
            yield LostLink(written, target)


def _leads_somewhere(link: str) -> bool:
    addresses = [run.href for run in runs(link) if run.href is not None]
    return bool(addresses) and all(WEB_ADDRESS.match(address) for address in addresses)
