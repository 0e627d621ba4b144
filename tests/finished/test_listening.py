"""What a listener hears of a finished profile, read back from its tags."""

import re
from pathlib import Path

import pytest

from built import LESOTHO, Build, build
from mgi_report.run.formats import Workshop
from tag_text import tag_tree


@pytest.fixture(scope="module")
def tree(finished: Build) -> list[str]:
    """Return the lines of the tag tree of Lesotho."""
    return tag_tree(finished(LESOTHO)[0].data).splitlines()


@pytest.fixture(scope="module")
def tags(tree: list[str]) -> list[str]:
    """Return the same lines without indents and page numbers."""
    return [_heard(line) for line in tree]


def _heard(line: str) -> str:
    return re.sub(r" p\. \d+", "", line.strip(), count=1)


def test_a_domain_is_named_once_with_its_number_and_kickers_not_at_all(tags: list[str]) -> None:
    assert tags.count('H2 "Domain 1 Migrants’ rights"') == 1
    for words in ("Domain 1", "Domain 1 · Key findings", "Migrants’ rights", "Reference"):
        assert f'P "{words}"' not in tags


def test_each_domain_is_one_section_with_both_lists(tree: list[str]) -> None:
    """Headings of one level stand at one depth, those below them in the same section."""
    sections = "\n".join(tree).split("\n  Sect")
    domains = [each for each in sections if re.match(r'\n    H2 [^\n]*"Domain \d', each)]
    assert len(domains) == 6
    for section in domains:
        heads = [line.split()[0] for line in section.splitlines() if line.startswith("    H")]
        assert heads[:3] == ["H2", "H3", "H3"]
        _, well_developed, potential, *_ = re.split(r"\n    H3", section)
        assert "Examples of well-developed areas" in well_developed
        assert "Areas with potential for further development" in potential


def test_the_number_beside_a_heading_says_of_what(tags: list[str]) -> None:
    at = tags.index("H3", tags.index('H2 "Domain 3 Partnerships"'))
    assert tags[at + 1 : at + 3] == [
        '"Examples of well-developed areas"',
        'Span expansion="3 findings" "3"',
    ]
    assert 'Span expansion="1 finding" "1"' in tags


def test_what_stands_in_two_columns_is_one_list(tags: list[str]) -> None:
    for heading, first in (("Bodies", "African Union"), ("Abbreviations", "IOM")):
        below = tags[next(n for n, line in enumerate(tags) if line == f'H3 "{heading}"') + 1 :]
        part = below[: next(n for n, line in enumerate(below) if line.startswith(("H3", "Sect")))]
        assert [line for line in part if line.startswith("L ")] == ["L ListNumbering=Disc"]
        assert any(first in line for line in part[:5])


def test_an_address_in_the_words_of_a_text_is_a_link(
    tmp_path: Path, minimal_profile_text: str, workshop: Workshop
) -> None:
    """In findings and notes, listed and in full, in sections and tables; not in print."""
    where = "https://example.org/a/page_of/which?the=address&takes=more#than-one-line"
    finding = "- text: The invented Office of Example has no agreement with its neighbours."
    assert finding in minimal_profile_text
    noted = f"{finding[:-1]}, see {where}.\n        note: By a@example.org."
    sections = (
        "sections:\n  - title: More\n    body:\n      - text: Of (http://example.org/b).\n"
        "      - table: {caption: In C, text: '| A | B |\n\n          |---|---|\n\n"
        "          | a | https://example.org/c |', source: From c@example.org.}\n"
    )
    path = tmp_path / "profile.yaml"
    path.write_text(minimal_profile_text.replace(finding, noted) + sections, "utf-8")
    download, press, brief = build(
        path, workshop, ("download", "press", "brief"), inspects=True
    ).files
    links = [line for line in tag_tree(download.data).splitlines() if "-> " in line]
    told = {
        re.search(r"-> (\S+) \((\S+)\)", line).groups()
        for line in links
        if "@" in line or "//" in line
    }
    assert told == {
        (where, where),
        ("a@example.org", "mailto:a@example.org"),
        ("http://example.org/b", "http://example.org/b"),
        ("https://example.org/c", "https://example.org/c"),
        ("c@example.org", "mailto:c@example.org"),
    }
    assert "-> a@example.org (mailto:a@example.org)" in tag_tree(brief.data)
    assert b"/URI" not in press.data


def test_an_abbreviation_says_once_what_it_is_short_for(
    tmp_path: Path, minimal_profile_text: str, workshop: Workshop
) -> None:
    path = tmp_path / "profile.yaml"
    first = minimal_profile_text.index("- text: ") + len("- text: ")
    short = (
        f"{minimal_profile_text[:first]}The MOI, and the MOI too. {minimal_profile_text[first:]}"
    )
    long = "abbreviations: [{short: MOI, long: Ministry of the Interior}]"
    path.write_text(f"{short}\n{long}\n", "utf-8")
    # Inspected: what is heard is what the data say.
    (file,) = build(path, workshop, inspects=True).files
    heard = [_heard(line) for line in tag_tree(file.data).splitlines()]
    assert heard.count('Span expansion="Ministry of the Interior" "MOI"') == 1
