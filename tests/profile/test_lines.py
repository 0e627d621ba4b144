"""Lines without a sign of Markdown are read without its parser, as it would read them."""

from hypothesis import example, given

from any_text import TEXTS, in_cases
from mgi_report.profile.markdown import inline_tokens
from mgi_report.profile.markup import InlineRun, runs


@in_cases()
@given(TEXTS)
@example("one\ntwo\n\nthree\n")
@example("\none \ntwo\n\tthree\r\nfour\0")
def test_lines_are_read_as_the_parser_reads_them(text: str) -> None:
    text = text.translate({ord(sign): "\n" for sign in "*[]\\"})
    parsed = [
        InlineRun(" " if token.type in ("softbreak", "hardbreak") else token.content)
        for token in inline_tokens(text)
    ]
    assert [run for run in runs(text) if run.text] == [run for run in parsed if run.text]
