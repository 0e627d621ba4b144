"""The tag tree of a file as text."""

from io import BytesIO

import pikepdf
import pytest

from tag_text import tag_tree


def test_cuts_long_texts_and_tells_where_a_text_goes_on(studio):
    data = studio.write(f"<p>{'Words of a long text. ' * 80}")
    assert tag_tree(data, longest=20) == 'Document\n  P p. 1 "Words of a long tex…"\n'
    assert " | p. 2 | " in tag_tree(data, longest=4000)


def test_the_same_page_is_told_once_a_branch(studio):
    tree = studio.tree('<p id="p">See <a href="https://example.org">there</a>')
    link = "    -> there (https://example.org)"
    assert tree.splitlines() == ["P p. 1", '  "See"', "  Link", link, '    "there"']


def test_a_file_without_tags_is_refused():
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    with pytest.raises(ValueError, match="no structure tree"):
        tag_tree(file.getvalue())
