"""A text's lines are joined and cut where its items are, and every line is kept."""

from pathlib import Path

import pytest

from mgi_report.manuscript.lines import LineKind, Manuscript
from mgi_report.manuscript.plain import read_plain
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.markup import plain_text

ON = "so on. Furthermore it is so."
TWO = ["One (2020).", "Two (2021)."]


def read(text: str | bytes) -> Manuscript:
    return read_plain(Path("x.txt"), text if isinstance(text, bytes) else text.encode())


def items(text: str | bytes) -> list[str]:
    return [line.text for line in read(text).lines if line.kind is LineKind.ITEM]


def texts(text: str | bytes) -> list[str]:
    return [line.text for line in read(text).lines]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("• One\n  goes on.\n• Two.", ["One goes on.", "Two."]),
        ("• One\ngoes on.\n\n• Two.", ["One goes on.", "Two."]),
        ("- One\n- Two", ["One", "Two"]),
        ("1. One\n2. Two", ["One", "Two"]),
        ("a) One\nb) Two", ["One", "Two"]),
        ("o One\no Two", ["One", "Two"]),
        ("•One\n•\tTwo", ["One", "Two"]),
        ("•\nOne\n•\nTwo", ["One", "Two"]),
        ("§ One.\n§ Two, see\n§ 5 of it.", ["One.", "Two, see § 5 of it."]),
        ("• One. •\nTwo.", ["One.", "Two."]),
        (f"References\n1. One (2020).\n2. Two (2021).\n\n{'x' * 50}", TWO),
        (f"The Act holds, as it\n- so it is said - should.\n\n{'x' * 30}", []),
        ("• One. •\n• Two.\n•\n• Three.", ["One.", "Two.", "Three."]),
        ("• One is online. • There are two.", ["One is online.", "There are two."]),
        ("• The Act\n2018. It holds.", ["The Act 2018. It holds."]),
        ("• One, said\n- as some do -\nis so.", ["One, said - as some do - is so."]),
        ("• O Governo\no Ministério e mais.", ["O Governo o Ministério e mais."]),
        ("• A part of the\npartnerships\nof many.", ["A part of the partnerships of many."]),
        (
            "• Of the Office for\nPartnerships\nand others.",
            ["Of the Office for Partnerships and others."],
        ),
        (f"• None\nSources\nThe Act.\n\n{'x' * 50}", ["None"]),
        ("• The Southern\nAfrican Development", ["The Southern African Development"]),
        ("• So it is, and\nholds. It is. It\nis so.", ["So it is, and holds. It is. It is so."]),
        (f"• It holds, and\nso on.\nFurthermore it is\nso.\n\n{'x' * 50}", [f"It holds, and {ON}"]),
        ("• It is part of\npartnerships", ["It is part of partnerships"]),
        (f"• It ends.\n  And so on.\n\n{'x' * 50}", ["It ends. And so on."]),
        ("• One ends. \nThe Lesotho\nstate.", ["One ends. The Lesotho state."]),
    ],
)
def test_items_are_what_a_reader_sees(text: str, wanted: list[str]) -> None:
    assert items(text) == wanted


def test_a_heading_ends_an_item_without_a_blank_line() -> None:
    lines = read("• One is so.\nKey findings\nPartnerships\n• Two is").lines
    assert [line.text for line in lines] == ["One is so.", "Key findings", "Partnerships", "Two is"]


def test_a_page_number_and_a_stray_token_stand_alone() -> None:
    lines = texts("• One is\n.main.\nso.\n\n12\n\x0c\nand on.\n")
    assert "One is so. and on." not in lines
    assert ".main." in lines
    assert "12" in lines
    assert "One is so." in lines


def test_an_item_goes_on_behind_a_page_break_with_a_warning() -> None:
    manuscript = read("• One is\n\x0c\n\nso on.\n")
    assert [line.text for line in manuscript.lines] == ["One is so on."]
    assert [each.code for each in manuscript.warnings] == ["lines-joined"]
    assert [part.number for part in manuscript.lines[0].parts] == [1, 4]


def test_a_word_that_was_divided_is_joined_with_a_warning() -> None:
    manuscript = read("• A gender-\nresponsive law, 2018–\n2030.\n")
    assert [line.text for line in manuscript.lines] == ["A gender-responsive law, 2018–2030."]
    assert [each.code for each in manuscript.warnings] == ["word-joined"]


def test_signs_of_markdown_print_as_they_stand() -> None:
    (line,) = read("• See *this* and [that](https://example.org).\n").lines
    assert plain_text(line.text) == "See *this* and [that](https://example.org)."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_in_silence(encoding: str) -> None:
    manuscript = read("• Türkiye’s “law”.\r\n• Two.\r".encode(encoding))
    assert [line.text for line in manuscript.lines] == ["Türkiye’s “law”.", "Two."]
    assert not manuscript.warnings


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_another_encoding_is_a_guess(encoding: str) -> None:
    manuscript = read("- One.\n- Côte d'Ivoire.\n".encode(encoding))
    assert manuscript.lines[1].text == "Côte d'Ivoire."
    (warning,) = manuscript.warnings
    assert warning.code == "manuscript-encoding"
    assert warning.location is not None
    assert warning.location.line == 2


def test_one_byte_does_not_spoil_the_others() -> None:
    manuscript = read("• Türkiye’s.\n• Côte\n".encode().replace("ô".encode(), b"\xf4"))
    assert [line.text for line in manuscript.lines] == ["Türkiye’s.", "Côte"]
    assert [each.code for each in manuscript.warnings] == ["manuscript-encoding"]


def test_a_zero_byte_is_no_other_encoding() -> None:
    (line,) = read(b"- One\x00 is so.\n").lines
    assert line.text == "One\x00 is so."


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ProblemsFound) as raised:
        read(b"%PDF-1.7 ...")
    (problem,) = raised.value.problems
    assert problem.code == "file-not-text"
    assert "--form" in problem.hint


def test_unicode_of_another_kind_is_refused_without_its_mark() -> None:
    with pytest.raises(ProblemsFound) as raised:
        read("• Türkiye’s.".encode("utf-16-le"))
    assert [each.code for each in raised.value.problems] == ["file-utf-16"]


def test_a_bullet_on_a_line_of_its_own_is_in_the_ledger() -> None:
    lines = read("•\n.main.\n•\nOne.\n•\n").lines
    parts = [[part.number for part in line.parts] for line in lines]
    assert sorted(parts) == [[1, 2], [3, 4], [5]]


def test_a_very_long_text_takes_no_longer_than_its_length() -> None:
    text = "• It goes on\n" + "and on and on\n" * 20_000
    (line,) = read(text).lines
    assert len(line.parts) == 20_001


def test_an_empty_text_has_no_lines() -> None:
    assert read(b"").lines == read(b"\n \n\x0c\n").lines == ()
