"""Lines go to their places, or are told and kept; nothing is guessed in silence."""

import re
from pathlib import Path

import pytest

from built import LESOTHO, ROOT
from mgi_report.manuscript.conversion import Conversion, convert
from mgi_report.manuscript.identity import ManuscriptChoices
from mgi_report.manuscript.lines import LineKind, LinkTarget, Manuscript, ManuscriptLine
from mgi_report.manuscript.placed import Placed
from mgi_report.manuscript.placing import place
from mgi_report.manuscript.plain import read_plain
from mgi_report.manuscript.tables import row_line
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.loading import load, load_bytes

SOURCE = ROOT / "tests" / "seed" / "lesotho-second-profile-2021.txt"
W, P = FindingList.WELL_DEVELOPED, FindingList.POTENTIAL
WELL = "Examples of well-developed areas"
POTENTIAL = "Areas with potential for further development"


@pytest.fixture(scope="module")
def source() -> Conversion:
    return convert(SOURCE, Path("data"), ManuscriptChoices())


def placed(text: str) -> Placed:
    return place(read_plain(Path("text.txt"), text.encode()))


def row(number: int, *texts: str) -> ManuscriptLine:
    cells = [[ManuscriptLine(number, text)] if text else [] for text in texts]
    return row_line(cells)


def codes(done: Placed) -> list[str]:
    return [each.code for each in done.warnings]


def words(done: Placed, domain: Domain, finding_list: FindingList) -> list[str]:
    return [each.text for each in done.findings.get((domain, finding_list), ())]


def test_the_source_text_gives_the_thirty_findings_word_for_word(source: Conversion) -> None:
    ours = load(LESOTHO).profile
    theirs = load_bytes(source.data, "lso.yaml").profile
    counts = dict.fromkeys(FindingList, 0)
    for domain in Domain:
        for each in FindingList:
            texts = [one.finding.text for one in theirs.findings(domain, each)]
            assert texts == [one.finding.text for one in ours.findings(domain, each)]
            counts[each] += len(texts)
    assert counts == {W: 18, P: 12}
    assert theirs.subject == ours.subject
    assert theirs.edition == ours.edition
    assert source.file == Path("data/lso-2021.en.yaml")
    paragraphs = [" ".join(each.split()) for each in (theirs.introduction or "").split("\n\n")]
    wanted = [" ".join(each.split()) for each in (ours.introduction or "").split("\n\n")]
    assert [each.replace("EconomistImpact", "Economist Impact") for each in paragraphs] == wanted


def test_every_line_of_the_source_is_in_the_ledger_once(source: Conversion) -> None:
    lines = SOURCE.read_text("utf-8").splitlines()
    assert [(each.number, each.text) for each in source.ledger] == [
        (number, line) for number, line in enumerate(lines, 1) if line.strip()
    ]


def test_every_finding_is_written_below_its_sign(source: Conversion) -> None:
    text = source.data.decode()
    assert len(re.findall(r"^      - >-$", text, re.M)) == 30
    assert max(len(line) for line in text.splitlines() if not line.startswith("#")) <= 96
    assert text.startswith("# yaml-language-server: $schema=")


def test_the_guesses_of_the_source_are_told(source: Conversion) -> None:
    told = [(each.code, each.location and each.location.line) for each in source.warnings]
    assert ("heading-guessed", 71) in told
    assert ("manuscript-mended", 48) in told
    assert ("credits-guessed", 52) in told


def test_the_programmes_own_text_is_known_and_no_content(source: Conversion) -> None:
    known = "This domain is what the programme says of it, in so many words."
    text = f"Partnerships\n\n{known}\n\n{WELL}\n\n• One is so.\n"
    done = place(read_plain(Path("x"), text.encode()), [known.replace("programme", "Programme")])
    assert not done.unplaced
    nearly = place(read_plain(Path("x"), text.encode()), [known.replace("many", "few")])
    assert [each.why for each in nearly.unplaced] == [
        "the programme's own text, but not word for word"
    ]


def test_without_headings_nothing_is_placed_and_nothing_lost() -> None:
    done = placed("• One is so.\n• Two is so.\n\nAnd a paragraph of some words.\n")
    assert not done.findings
    assert codes(done) == ["no-headings"]
    assert [each.text for each in done.unplaced] == [
        "One is so.",
        "Two is so.",
        "And a paragraph of some words.",
    ]


def test_items_of_neither_list_are_not_placed() -> None:
    done = placed(f"Partnerships\n\n• One is so.\n\n{WELL}\n\n• Two is so.\n")
    assert words(done, Domain.PARTNERSHIPS, W) == ["Two is so."]
    assert [each.text for each in done.unplaced] == ["One is so."]
    assert codes(done) == ["line-unplaced"]


def test_a_list_that_comes_again_belongs_to_no_domain_we_know() -> None:
    text = (
        f"Partnerships\n{WELL}\n• One is so.\n{POTENTIAL}\n• Two is so.\n"
        f"\nSomething nobody knows\n\n{WELL}\n• Three is so.\n"
    )
    done = placed(text)
    assert words(done, Domain.PARTNERSHIPS, W) == ["One is so."]
    assert [each.text for each in done.unplaced] == ["Something nobody knows", "Three is so."]
    assert "list-without-domain" in codes(done)


def test_a_list_that_goes_on_behind_a_page_is_one() -> None:
    text = f"Partnerships\n{WELL}\n• One is so.\n{WELL} (continued)\n• Two is so.\n"
    assert words(placed(text), Domain.PARTNERSHIPS, W) == ["One is so.", "Two is so."]


def test_an_empty_list_is_empty_and_a_missing_one_is_to_be_filled_in(tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text(f"Partnerships\n{WELL}\n{POTENTIAL}\n• One is so.\n", "utf-8")
    done = convert(file, tmp_path, ManuscriptChoices())
    text = done.data.decode()
    assert "  partnerships:\n    well_developed: []\n    potential:\n" in text
    assert "  well-being:\n    well_developed:  # to be filled in" in text
    assert "  code:  # to be filled in" in text
    assert done.file == tmp_path / "some.en.yaml"
    assert [each.code for each in done.warnings] == ["to-fill-in"]


def test_a_finding_without_bullet_is_a_guess_and_a_short_line_is_none() -> None:
    done = placed(f"Partnerships\n{WELL}\n\nOne of them is so.\n\nOnly words\n")
    assert words(done, Domain.PARTNERSHIPS, W) == ["One of them is so."]
    assert codes(done) == ["finding-without-bullet", "line-unplaced"]


def test_notes_and_links_go_with_their_finding_and_are_kept_elsewhere() -> None:
    link = LinkTarget("The Act", "https://example.org/act")
    lines = (
        ManuscriptLine(1, "Partnerships", LineKind.HEADING, notes=("Of the heading.",)),
        ManuscriptLine(2, WELL, LineKind.HEADING),
        ManuscriptLine(3, "One is so.", LineKind.ITEM, notes=("A note.", "More."), links=(link,)),
        ManuscriptLine(4, "Context", LineKind.HEADING),
        ManuscriptLine(5, "Two is so.", LineKind.ITEM),
        row(6, "a", "b"),
    )
    done = place(Manuscript(Path("x.docx"), "paragraph", lines))
    (finding,) = done.findings[Domain.PARTNERSHIPS, W]
    assert (finding.text, finding.note, finding.links) == ("One is so.", "A note. More.", (link,))
    assert [(each.number, each.text) for each in done.unplaced] == [
        (1, "Of the heading."),
        (4, "Context"),
        (5, "Two is so."),
        (6, "a | b"),
    ]


def test_another_title_is_not_taken() -> None:
    done = placed("December 2021\n\nThe Kingdom of Lesotho\n\nJune 2022\n\nDecember 2021\n")
    assert str(done.title.date) == "2021-12"
    assert [each.text for each in done.unplaced] == ["June 2022"]


def test_credits_are_read_from_the_standard_sentence_with_a_warning(source: Conversion) -> None:
    assert source.placed.credits == {
        "lead": "International Organization for Migration (IOM)",
        "research_partner": "EconomistImpact",
        "funding": "IOM Member States",
    }


def test_the_language_is_that_of_the_headings() -> None:
    done = placed("Partenariats\nPoints forts\n• Il y en a.\n")
    assert done.language == "fr"
    assert words(done, Domain.PARTNERSHIPS, W) == ["Il y en a."]


def test_a_finding_that_ends_with_a_colon_is_told() -> None:
    done = placed(f"Partnerships\n{WELL}\n• There are two:\n  - One.\n  - Two.\n")
    assert words(done, Domain.PARTNERSHIPS, W) == ["There are two:", "One.", "Two."]
    assert codes(done) == ["bullet-differs", "finding-ends-open"]


def test_a_footnote_below_a_list_is_told() -> None:
    done = placed(f"Partnerships\n{WELL}\n• One is so.\n• Two is so.\n\n1. Law No. 5.\n")
    assert codes(done) == ["bullet-differs"]
    (warning,) = done.warnings
    assert warning.location is not None
    assert warning.location.line == 6


def test_a_table_of_contents_is_no_heading() -> None:
    done = placed(
        f"Partnerships 12\n\n{POTENTIAL} ..... 13\n\nPartnerships\n{WELL}\n• One is so.\n"
    )
    assert words(done, Domain.PARTNERSHIPS, W) == ["One is so."]
    assert [each.number for each in done.unplaced] == [1, 3]
    assert done.headed == {(Domain.PARTNERSHIPS, W)}


def test_a_prefix_on_a_line_of_its_own_is_part_of_the_heading() -> None:
    done = placed(f"Partnerships\n\nMigration governance:\n{WELL}\n\n• One is so.\n")
    assert words(done, Domain.PARTNERSHIPS, W) == ["One is so."]
    assert not done.unplaced
    assert not done.warnings


def test_a_table_of_one_cell_a_row_is_read_as_lines() -> None:
    texts = ("Partnerships", WELL, "One of them is so.")
    lines = tuple(row(number, text, "") for number, text in enumerate(texts, start=1))
    done = place(Manuscript(Path("x.docx"), "paragraph", lines))
    assert words(done, Domain.PARTNERSHIPS, W) == ["One of them is so."]


def test_a_text_below_a_heading_nobody_knows_is_no_finding() -> None:
    thanks = "Acknowledgements\nThe authors of this text thank everybody who has helped them.\n"
    done = placed(f"Partnerships\n{WELL}\n• One is so.\n{thanks}")
    assert words(done, Domain.PARTNERSHIPS, W) == ["One is so."]
    assert [each.number for each in done.unplaced] == [4, 5]


def rows(*cells: tuple[str, ...]) -> Placed:
    lines = tuple(row(number, *each) for number, each in enumerate(cells, start=1))
    return place(Manuscript(Path("x.docx"), "paragraph", lines))


def test_lists_that_are_columns_are_placed_row_by_row() -> None:
    done = rows(
        ("Domain", WELL, POTENTIAL),
        ("3. Partnerships", "One is so.", "Two is so."),
        ("", "Three is so.", ""),
        ("Something", "Four is so.", "Five is so."),
        ("Well-being of migrants", "", "Six is so."),
    )
    assert words(done, Domain.PARTNERSHIPS, W) == ["One is so.", "Three is so."]
    assert words(done, Domain.PARTNERSHIPS, P) == ["Two is so."]
    assert words(done, Domain.WELL_BEING, P) == ["Six is so."]
    assert [each.text for each in done.unplaced] == ["Something", "Four is so.", "Five is so."]


def test_another_table_is_kept_as_it_is() -> None:
    done = rows(("Year", "People"), ("2021", "1,234"))
    assert [each.text for each in done.unplaced] == ["Year | People", "2021 | 1,234"]


def test_a_title_may_stand_on_several_lines() -> None:
    done = placed("Local Migration Governance Indicators\nProfile 2022\nCity of Kenema\n")
    title = done.title
    assert (title.name, title.place, title.year) == ("City of Kenema", "Kenema", 2022)
    done = placed("Migration Governance Indicators:\nThe Kingdom of Lesotho\nSecond Profile\n")
    assert (done.title.name, done.title.ordinal) == ("The Kingdom of Lesotho", 2)
    done = placed("Indicateurs (IGM) locaux\nProfil 2022\nVille de Kenema\n\nIntroduction\n")
    assert (done.title.name, done.title.year) == ("Ville de Kenema", 2022)


def test_a_place_below_a_domain_is_no_title() -> None:
    done = placed("Partnerships\n\nRegion of Maseru\n")
    assert done.title.name is None
    assert [each.text for each in done.unplaced] == ["Region of Maseru"]


def test_the_columns_of_one_table_are_not_those_of_the_next() -> None:
    lines = (
        ManuscriptLine(1, "Partnerships"),
        row(2, WELL, POTENTIAL),
        row(3, "One is so.", "Two is so."),
        ManuscriptLine(4, "Only words"),
        row(5, "2021", "1,234"),
    )
    done = place(Manuscript(Path("x.docx"), "paragraph", lines))
    assert words(done, Domain.PARTNERSHIPS, P) == ["Two is so."]
    assert [each.number for each in done.unplaced] == [4, 5]


def test_an_introduction_ends_at_a_heading_nobody_knows() -> None:
    text = (
        "Introduction\n\nIt begins so.\n\n.main.\n\nIt goes on so.\n\nContext\n\nAnd so on it is.\n"
    )
    done = placed(text)
    assert done.introduction == ["It begins so.", "It goes on so."]
    assert [each.text for each in done.unplaced] == [".main.", "Context", "And so on it is."]


def test_points_below_a_line_that_may_be_a_heading_are_told_once() -> None:
    done = placed(f"Partnerships\n{WELL}\n• One is so.\n\nWhat is missing\n• Two.\n• Three.\n")
    assert words(done, Domain.PARTNERSHIPS, W) == ["One is so.", "Two.", "Three."]
    assert codes(done) == ["line-unplaced", "list-may-have-ended"]
    told = done.warnings[1]
    assert told.location is not None
    assert told.location.line == 6
    assert "“What is missing”" in told.message
    again = placed(f"Partnerships\n{WELL}\n• One.\n\nAnnex\n• Two.\n\nBooks\n• Three.\n")
    assert codes(again).count("list-may-have-ended") == 2


def test_a_stray_token_does_not_end_a_list() -> None:
    done = placed(f"Partnerships\n{WELL}\n• One is so.\n.main.\n• Two is so.\n")
    assert codes(done) == ["line-unplaced"]


def test_a_list_of_which_something_has_no_place_is_not_said_to_be_empty(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(f"Partnerships\n{WELL}\nNo accord.\n{POTENTIAL}\n\nWell-being\n", "utf-8")
    written = convert(text, tmp_path, ManuscriptChoices()).data.decode()
    said = "what stands in it has no place; [] if it is empty"
    assert f"    well_developed:  # to be filled in: {said}\n    potential: []\n" in written


@pytest.mark.parametrize("bullet", ["•", "-", "*"])
def test_a_point_in_the_words_of_a_heading_is_told(bullet: str) -> None:
    done = placed(f"Partnerships\n{WELL}\n• One is so.\n{bullet} Well-being of migrants\n• Two.\n")
    assert codes(done) == ["heading-guessed", "line-unplaced"]


def test_a_number_before_a_heading_is_no_bullet() -> None:
    assert codes(placed(f"3. Partnerships\n{WELL}\na) One is so.\n")) == []


@pytest.mark.parametrize("marks", ["", "**"])
def test_a_finding_behind_the_heading_of_its_list_is_cut_off_and_told(marks: str) -> None:
    glued = f"{marks}{POTENTIAL}:{marks} The Act is old."
    lines = (
        ManuscriptLine(1, "Partnerships"),
        ManuscriptLine(2, WELL),
        ManuscriptLine(3, "One is so.", LineKind.ITEM),
        ManuscriptLine(4, glued),
    )
    done = place(Manuscript(Path("x.docx"), "paragraph", lines))
    assert words(done, Domain.PARTNERSHIPS, W) == ["One is so."]
    assert words(done, Domain.PARTNERSHIPS, P) == ["The Act is old."]
    assert codes(done) == ["heading-and-finding"]


def test_a_glued_heading_does_not_wrap_the_finding_above_it() -> None:
    done = placed(f"Partnerships\n{WELL}\n• {'One ' * 30}.\n{POTENTIAL}: The Act is old.\n")
    assert words(done, Domain.PARTNERSHIPS, P) == ["The Act is old."]
    assert codes(done) == ["heading-and-finding"]


def test_a_second_table_below_one_domain_is_of_a_domain_that_is_not_known() -> None:
    lines = (
        ManuscriptLine(1, "Partnerships"),
        row(2, WELL, POTENTIAL),
        row(3, "One is so.", "Two is so."),
        ManuscriptLine(4, "Welfare"),
        row(5, WELL, POTENTIAL),
        row(6, "Three is so.", "Four is so."),
    )
    done = place(Manuscript(Path("x.docx"), "paragraph", lines))
    assert words(done, Domain.PARTNERSHIPS, W) == ["One is so."]
    assert [each.text for each in done.unplaced] == ["Welfare", "Three is so.", "Four is so."]
    assert "list-without-domain" in codes(done)


@pytest.mark.parametrize(
    "point", ["2021-12-03", "December 2021", "The Kingdom of Lesotho", "Ghana"]
)
def test_a_point_is_no_title(point: str) -> None:
    done = placed(f"Partnerships\n\n{WELL}\n\n• {point}\n\n• Two is so.\n")
    assert words(done, Domain.PARTNERSHIPS, W) == [point, "Two is so."]
