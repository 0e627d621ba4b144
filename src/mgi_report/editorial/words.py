"""Take a text for its words alone, whatever is between and around them."""

import re
from unicodedata import normalize

from mgi_report.editorial.quotes import CURLED

__all__ = ["UNSEEN", "words_of"]

UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]")
"""Characters that nobody sees, but where a script joins its letters by them."""


def words_of(text: str) -> str:
    """Return the words of a text with single spaces, in Unicode NFC, with straight quotes."""
    return " ".join(UNSEEN.sub("", normalize("NFC", text)).translate(CURLED).split())
