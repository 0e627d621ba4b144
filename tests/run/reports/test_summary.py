"""The job summary is read back with a Markdown parser."""

from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from mgi_report.problems.problem import Location, Problem
from mgi_report.run.outcomes import Outcome, State
from mgi_report.run.reports.summary import LIMIT, markdown_summary
from runs import HOSTILE, a_file, a_run, a_warning, an_error, failed, rendered, stopped, unchanged

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def shown(markdown: str) -> str:
    return MARKDOWN.render(markdown)


def test_failures_come_first_with_place_code_message_and_hint() -> None:
    text = markdown_summary(a_run())
    assert text.index("### Failed") < text.index("### Rendered") < text.index("### Unchanged")
    html = unescape(shown(text))
    assert "<strong>1 rendered, 1 unchanged, 1 failed, 1 stopped</strong> in 41 s" in html
    for words in ("data/bad.yaml:12:9", "country-code", "no such country", "hint: use a code"):
        assert words in html
    assert "data/late.yaml" in html


def test_a_file_has_its_pages_size_and_the_start_of_its_digest() -> None:
    html = shown(markdown_summary(a_run(rendered())))
    row = html[html.index("<tbody>") :]
    for words in ("mgi-lso-2021-en.pdf", ">26<", "412 kB", a_file().sha256[:12], "1.9 s"):
        assert words in row
    assert a_file().sha256[:13] not in row


def test_text_of_a_profile_is_shown_as_it_is() -> None:
    problem = Problem("odd", HOSTILE, HOSTILE, Location(f"{HOSTILE}.yaml", 1))
    html = shown(markdown_summary(a_run(failed(HOSTILE, problem))))
    assert "<script>" not in html
    assert "<a " not in html
    assert "<img" not in html
    # A path loses one of two slashes.
    assert unescape(html).count(HOSTILE) == 3
    assert str(Path(HOSTILE)) in unescape(html)


def test_a_hostile_name_breaks_no_table() -> None:
    file = a_file().model_copy(update={"source": "a|b`c`\n|d.yaml"})
    html = shown(markdown_summary(a_run(Outcome(rendered().source, State.RENDERED, (file,)))))
    assert html.count("<td") == 6
    assert "a|b`c`" in unescape(html)


def test_text_of_several_lines_stays_on_one() -> None:
    outcome = failed("x", an_error(message="one\n\n# two\r\n- three\u2028four"))
    html = shown(markdown_summary(a_run(outcome)))
    assert "<h1>" not in html
    assert html.count("<li>") == 2


def test_surrogates_of_odd_file_names_can_be_written() -> None:
    markdown_summary(a_run(failed("caf\udce9.yaml"))).encode()


@pytest.mark.parametrize("limit", [LIMIT, 100_000, 20_000, 8_192])
def test_it_stays_below_the_limit_and_says_what_is_left_out(limit: int) -> None:
    result = a_run(
        *(failed(f"data/bad-{n}.yaml") for n in range(20)),
        *(rendered(f"mgi-new-{n}.pdf", problems=(a_warning(),)) for n in range(400)),
        *(unchanged(f"mgi-old-{n}.pdf") for n in range(12_000)),
        *(stopped(f"data/late-{n}.yaml") for n in range(30)),
    )
    text = markdown_summary(result, limit=limit)
    assert len(text.encode()) <= limit
    assert "data/bad-0.yaml" in text
    assert "12000 unchanged files have no room here" in text
    # What counts more is whole before what counts less shows at all.
    if "mgi-old-0.pdf" in text:
        assert "mgi-new-399.pdf" in text
    assert "failed profiles have no room" not in text or limit == 8_192


def test_a_profile_with_very_many_problems_leaves_room_for_others() -> None:
    text = markdown_summary(a_run(failed("x", *(an_error(line=n) for n in range(1, 500)))))
    assert "and 479 more" in text


def test_no_profiles_and_no_problems_are_told_in_a_line() -> None:
    assert markdown_summary(a_run(rendered())).count("###") == 1
