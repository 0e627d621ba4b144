"""Which text of a new list is which of the old one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mgi_report.review.pairing import Listed, in_order, pairs_of


def listed(*texts: str, place: str = "W") -> list[Listed]:
    return [Listed(text, place) for text in texts]


def test_equal_texts_are_one_wherever_they_stand() -> None:
    old = [*listed("A law.", "A plan."), *listed("A law.", place="P")]
    new = [*listed("A law.", place="P"), *listed("A plan.", "A law.")]
    # The law of each list is that of the same list.
    assert pairs_of(old, new) == ((2, 0), (1, 1), (0, 2))


def test_doubled_texts_are_paired_in_their_order() -> None:
    old = listed("A law.", "A law.", "A plan.")
    assert pairs_of(old, listed("A law.", "A plan.", "A law.")) == ((0, 0), (2, 1), (1, 2))


def test_a_text_changed_in_part_is_the_same_and_a_new_one_is_not() -> None:
    old = listed("Migrants have the same access to health services as nationals.")
    near = "Migrants have access to public health services like nationals."
    other = "The coast guard rescues boats in distress at sea."
    assert pairs_of(old, listed(other, near)) == ((0, 1),)
    assert pairs_of(old, listed(other)) == ()


def test_a_rewritten_text_between_the_same_neighbours_is_the_same() -> None:
    old = listed("First law.", "No strategy on migration and health exists in the country.", "End.")
    new = listed("First law.", "The country adopted a health strategy in 2022.", "End.")
    assert (1, 1) in pairs_of(old, new)
    # Not where it could be one of two.
    assert pairs_of([*old, *listed("x")], [*new[:2], *listed("Quite another."), new[2]])[:2] == (
        (0, 0),
        (2, 3),
    )


def test_a_short_label_tells_a_finding_that_was_written_anew() -> None:
    old, new = Listed("abc def", "W", "Fees"), Listed("uvw xyz", "W", "Fees")
    assert pairs_of([old], [new]) == ((0, 0),)
    assert pairs_of([old], [new._replace(name="Other")]) == ()


@given(st.permutations(range(8)))
def test_what_stays_in_order_grows_and_is_not_less_than_a_neighbour(numbers: list[int]) -> None:
    kept = in_order(numbers)
    shown = [number for number in numbers if number in kept]
    assert all(one < two for one, two in pairwise(shown))
    assert len(kept) >= 1 + any(one < two for one, two in pairwise(numbers))


def test_of_a_list_with_one_that_moved_all_others_stay() -> None:
    assert in_order([3, 1, 2, 4, 5]) == {1, 2, 4, 5}
    assert in_order([]) == frozenset()
