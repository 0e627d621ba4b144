"""Which words were taken out and put in: nothing is lost, and no word is cut."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mgi_report.review.word_differences import (
    PieceKind,
    WordPiece,
    likeness,
    pieces_of,
    shortened,
    words_of,
)

SAME, REMOVED, ADDED = PieceKind.SAME, PieceKind.REMOVED, PieceKind.ADDED
# Few words, so that they come again.
TEXTS = st.lists(st.sampled_from(["the", "Act", " ", "  ", "\n", ".", "2019", "–", "é"])).map(
    "".join
)


@settings(max_examples=150)
@given(TEXTS | st.text(max_size=40), TEXTS | st.text(max_size=40))
def test_pieces_join_to_both_texts(old: str, new: str) -> None:
    pieces = pieces_of(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind is not ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind is not REMOVED) == new
    assert all(piece.text for piece in pieces)


def test_words_stay_whole_and_phrases_together() -> None:
    pieces = pieces_of("access to 2018 health care.", "access to 2019 social services.")
    assert pieces == (
        WordPiece(SAME, "access to "),
        WordPiece(REMOVED, "2018 health care"),
        WordPiece(ADDED, "2019 social services"),
        WordPiece(SAME, "."),
    )


def test_words_before_the_first_take_the_space_after_them() -> None:
    assert pieces_of("laws exist.", "No laws exist.") == (
        WordPiece(ADDED, "No "),
        WordPiece(SAME, "laws exist."),
    )
    assert pieces_of("No laws.", "laws.") == (WordPiece(REMOVED, "No "), WordPiece(SAME, "laws."))


def test_a_long_text_is_compared_by_its_words_and_a_very_long_one_by_its_sentences() -> None:
    words = [f"w{number % 97}" for number in range(3000)]
    old, new = " ".join(words), " ".join([*words[:1500], "new", *words[1501:]])
    assert [piece.text for piece in pieces_of(old, new) if piece.kind is not SAME] == ["w45", "new"]
    old = " ".join(f"No. {number} is {number * 7}." for number in range(3000))
    new = old.replace("No. 5 ", "Nr. 5 ").replace("No. 2990 ", "Nr. 2990 ")
    pieces = pieces_of(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind is not ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind is not REMOVED) == new
    assert sum(len(piece.text) for piece in pieces if piece.kind is not SAME) < 100


def test_texts_that_share_spaces_alone_share_nothing() -> None:
    assert pieces_of("a b c", "x y z") == (WordPiece(REMOVED, "a b c"), WordPiece(ADDED, "x y z"))


def test_a_long_text_is_cut_where_nothing_changed() -> None:
    words = " ".join(f"word{number}" for number in range(100))
    pieces = shortened(pieces_of(f"{words} old {words}", f"{words} new {words}"), 20)
    assert "".join(piece.text for piece in pieces) == (
        "… word98 word99 oldnew word0 word1 word2 … "
    )
    assert shortened(pieces_of("a b", "a c"), 20) == pieces_of("a b", "a c")


def test_small_words_make_nothing_alike() -> None:
    one = words_of("the list of the laws of the land")
    two = words_of("the boats of the port of the south")
    assert likeness(one, two, 0.0) < 0.5
    assert likeness(one, two, 0.5) == 0
    assert likeness(one, words_of("The list, of the LAWS of the land."), 0.5) == 1
    assert likeness(words_of("—"), words_of("…"), 0.5) == 0
