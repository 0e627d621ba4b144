"""A link in a text leads to a web address, or is an error at its line."""

import pytest

from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.links import lost_links
from mgi_report.profile.loading import load_bytes

LOST = (
    "[x](http://)",
    "[x](https:///path)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert`1`)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](data:text/html,x)",
    "[x](ftp://example.org/)",
    "[x](www.example.org)",
    "[x](annex.pdf)",
    "[x](/annex)",
    "[x](#annex)",
    "[x]()",
    "[x](<javascript:x>)",
    "[x](mailto:nobody)",
    "[x](https://example.org/a b)",
    "[two\nlines](file:a)",
    "[the [mot]{fr} *x*](annex.pdf)",
)
KEPT = (
    "[x](https://example.org)",
    "[x](http://example.org/a_(b)?c=d#e)",
    "[x](https://example.org/é)",
    '[x](https://example.org "title")',
    "[x](mailto:name@example.org)",
    r"\[x](javascript:alert(1))",
    "[sic](2)",
    "as said [1] (see annex 2.1)",
    "[a] and (b.c)",
    "*[x](https://example.org)*",
    "[the [mot]{fr}](https://example.org)",
    "[mot]{fr}(annex.pdf)",
)


@pytest.mark.parametrize("text", LOST)
def test_a_link_to_nowhere_is_found(text: str) -> None:
    (found,) = lost_links(f"Before {text} after.")
    assert found.written == text


@pytest.mark.parametrize("text", KEPT)
def test_a_link_to_somewhere_and_brackets_that_are_none_are_let_be(text: str) -> None:
    assert list(lost_links(f"Before {text} after.")) == []


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("introduction: >-\n  The invented country\n  has {}.\n", "introduction"),
        ("sections:\n  - title: More\n    body: |\n      - has {}.\n", "sections[0].body"),
        ("sources:\n  - text: A\n  - text: B {}\n", "sources[1].text"),
    ],
)
def test_it_is_told_at_its_line(minimal_profile_text: str, key: str, path: str) -> None:
    lines = minimal_profile_text.splitlines(keepends=True)
    lines = [line for line in lines if not line.startswith("introduction")]
    text = "".join(lines) + key.format("[a law](file:///law.pdf)")
    with pytest.raises(ProblemsFound) as caught:
        load_bytes(text.encode(), "links.yaml")
    (problem,) = caught.value.problems
    assert problem.code == "link-address"
    assert problem.location is not None
    assert problem.location.path == path
    assert "file:///law.pdf" in (problem.location.excerpt or "")


def test_a_line_holds_no_links_and_prints_as_it_is_written(minimal_profile_text: str) -> None:
    text = minimal_profile_text + "instruments:\n  - title: Act [x](file:///a)\n"
    assert load_bytes(text.encode(), "links.yaml").profile.instruments[0].title.startswith("Act [")
