"""Whatever its pieces look like, a line prints the very text they hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mgi_report.manuscript.pieces import Piece, line_of, markdown_of, plain_of
from mgi_report.profile.markup import plain_text

URLS = st.sampled_from(["", "https://a.org/b?c=d", "https://a.org/(x)", "page.html", "https://a b"])
TEXTS = st.text(st.sampled_from("*[]()\\_`<>&!#~ a1é.\u00a0•-:/"), max_size=12)
PIECES = st.lists(st.builds(Piece, TEXTS, st.booleans(), st.booleans(), URLS), max_size=6)


@settings(derandomize=True, max_examples=500, database=None)
@given(PIECES, st.booleans())
def test_markdown_prints_the_text_of_the_pieces(pieces: list[Piece], links: bool) -> None:
    assert plain_text(markdown_of(pieces, links=links)) == plain_of(pieces)
    assert plain_text(line_of(1, pieces).text) == plain_of(pieces)
