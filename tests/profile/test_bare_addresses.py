"""An address in the words of a text is found whole, or not at all."""

import pytest

from mgi_report.profile.bare_addresses import linked_runs
from mgi_report.profile.markup import plain_text


def links(text: str) -> list[tuple[str, str]]:
    found = [*linked_runs(text)]
    assert "".join(run.text for run in found) == plain_text(text)
    return [(run.text, run.href) for run in found if run.href is not None]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://example.org.", "https://example.org"),
        ("See (http://example.org/a_(b)), and", "http://example.org/a_(b)"),
        ("See https://example.org/a?b=c&d=%20e#f; then", "https://example.org/a?b=c&d=%20e#f"),
        ("See “https://example.org/”", "https://example.org/"),
        ("انظر https://example.org، ثم", "https://example.org"),
        ("See *https://example.org/a*, too", "https://example.org/a"),
        ("See https://example.org/a*b*c", "https://example.org/a*b*c"),
    ],
)
def test_an_address_of_the_web_leads_there(text: str, address: str) -> None:
    assert links(text) == [(address, address)]


def test_an_address_of_mail_leads_there() -> None:
    text = "Write to a.b+c@mail.example.org, or to d@example.org."
    expected = ["a.b+c@mail.example.org", "d@example.org"]
    assert links(text) == [(each, f"mailto:{each}") for each in expected]


@pytest.mark.parametrize(
    "text",
    [
        "www.example.org and example.org",
        "https:// is no address",
        "An @ alone, a@b, @name and a@@example.org",
        "https://example.org/ä",
        "See https://example.org/a[b](https://example.org/c)",
        "ftp://example.org, xhttps://example.org",
    ],
)
def test_what_is_doubtful_stays_as_it_stands(text: str) -> None:
    assert [each for each in links(text) if each[0] != "b"] == []


def test_a_link_keeps_its_words() -> None:
    assert links("[https://example.org](https://example.org/b)") == [
        ("https://example.org", "https://example.org/b")
    ]
