"""What a listener hears of a finished profile, read back from its tags."""

import re

import pytest

from built import LESOTHO, Build
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
    role, _, rest = line.strip().partition(" ")
    return f"{role} {rest.split(' ', 2)[-1] if rest.startswith('p. ') else rest}".rstrip()


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
        heads = [_heard(line) for line in section.splitlines() if line.startswith("    H")]
        assert [head.split()[0] for head in heads[:3]] == ["H2", "H3", "H3"]
        assert "well-developed" in heads[1]
        assert "potential" in heads[2]
