"""What a listener hears of a finished profile, read back from its tags."""

import pytest

from built import LESOTHO, Build
from tag_text import tag_tree


@pytest.fixture(scope="module")
def tags(finished: Build) -> list[str]:
    """Return the lines of the tag tree of Lesotho, without indents and page numbers."""
    return [_heard(line) for line in tag_tree(finished(LESOTHO)[0].data).splitlines()]


def _heard(line: str) -> str:
    role, _, rest = line.strip().partition(" ")
    return f"{role} {rest.split(' ', 2)[-1] if rest.startswith('p. ') else rest}".rstrip()


def test_a_domain_is_named_once_with_its_number_and_kickers_not_at_all(tags: list[str]) -> None:
    assert tags.count('H2 "Domain 1 Migrants’ rights"') == 1
    for words in ("Domain 1", "Domain 1 · Key findings", "Migrants’ rights", "Reference"):
        assert f'P "{words}"' not in tags
