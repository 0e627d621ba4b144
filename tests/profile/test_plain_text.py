"""What is passed over because a text is plain holds nothing that anybody looks for."""

import re
import sys

from mgi_report.profile import texts, values
from mgi_report.profile.file import data_file
from mgi_report.profile.file.text import is_plain, is_unseen

EVERY = tuple(map(chr, range(sys.maxunicode + 1)))
REPLACEMENT = "\ufffd"


def test_a_plain_text_has_no_character_that_is_refused_or_told() -> None:
    for pattern in (
        data_file._UNPRINTABLE,
        values._FORBIDDEN,
        texts._INVISIBLE,
        texts._TURNING,
    ):
        found = [each for each in EVERY if re.match(pattern, each)]
        assert found
        assert [each for each in found if is_plain(each) and each != REPLACEMENT] == []
    odd = [each for each in EVERY if re.match(data_file._ODD_INDENT, f"{each}- text", re.MULTILINE)]
    assert "\u00a0" in odd
    assert [each for each in odd if is_plain(each)] == []


def test_most_texts_are_plain() -> None:
    assert is_plain("Two lines\nof “Ünïcode”, مثل, 文字")
    assert not is_plain("no\u00a0break")


def test_what_begins_with_a_letter_or_a_figure_is_seen() -> None:
    unseen = [each for each in EVERY if re.fullmatch(r"\s", each) or is_unseen(each)]
    assert "\u200b" in unseen
    assert [each for each in unseen if each.isalnum()] == []
    assert not is_unseen("a")
    assert not is_unseen("“")
    assert is_unseen("")
