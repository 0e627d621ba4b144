"""What stands below a title of its own goes to its place, and nothing of it is lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from beside import TABLE_OF_NINE, html_beside, markdown_beside, word_beside
from hypothesis import given, settings
from hypothesis import strategies as st
from test_profile_file import filled_in

from mgi_report.manuscript.conversion import convert
from mgi_report.manuscript.identity import ManuscriptChoices, identity_of
from mgi_report.manuscript.lines import (
    LineKind,
    LinkTarget,
    Manuscript,
    ManuscriptLine,
    as_markdown,
)
from mgi_report.manuscript.markdown_text import read_markdown
from mgi_report.manuscript.placed import Placed, ledger_of
from mgi_report.manuscript.placing import place
from mgi_report.manuscript.plain import read_plain
from mgi_report.manuscript.profile_file import profile_bytes
from mgi_report.manuscript.spelling import normalised
from mgi_report.problems.problem import ProblemsFound, Severity
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.loading import load_bytes
from mgi_report.profile.markup import plain_text

WELL = "Examples of well-developed areas"
POTENTIAL = "Areas with potential for further development"
FORMS = {".docx": word_beside, ".html": html_beside, ".md": markdown_beside}
CONTEXT = """See [the survey](https://example.org/s?a=1&b=2) for **details** in it.

### Labour

- One
  - Deeper
    - Deepest
- Two

Table 1. Permits

| Reason | 2021 |
| --- | --- |
| Work \\| study | 1,127 |"""


def placed(text: str) -> Placed:
    return place(normalised(read_plain(Path("text.txt"), text.encode())))


@pytest.mark.parametrize(("ending", "made"), FORMS.items(), ids=FORMS)
def test_every_form_gives_the_same_profile(
    ending: str, made: Callable[[], bytes], tmp_path: Path
) -> None:
    file = tmp_path / f"manuscript{ending}"
    file.write_bytes(made())
    said = ManuscriptChoices(code="LSO", edition=2)
    done = convert(file, tmp_path, said)
    profile = load_bytes(filled_in(done.data.decode()).encode(), done.file.name).profile
    context, wide, annexes = profile.sections
    assert (context.title, context.placement.value) == ("Context", "before-findings")
    assert context.body[0].text == CONTEXT
    assert [each.text for each in wide.body] == ["A text is here."]
    assert (annexes.title, annexes.placement.value) == ("Annexes", "after-findings")
    assert annexes.body[0].text == "### Annex 1. Indicators\n\nIt says so."
    assert [(each.short, each.long) for each in profile.abbreviations] == [
        ("IOM", "International Organization for Migration"),
        ("UN DESA", "United Nations Department"),
    ]
    assert [(each.text, each.url) for each in profile.sources] == [
        ("Bureau, Labour Force Survey, 2019", "https://example.org/lfs"),
        ("[First](https://example.org/f) and others.", None),
    ]
    domain = profile.domains.partnerships
    assert domain.introduction == "The domain looks at what ministries do together."
    assert [each.text for each in domain.well_developed] == ["One is so."]
    left = [each.text for each in done.placed.unplaced]
    assert left == ["A note of the context.", "Too deep", *TABLE_OF_NINE]
    guessed = [each.code for each in done.warnings if each.code.endswith("-guessed")]
    assert guessed.count("section-guessed") == 5
    places = {place for entry in done.ledger for place in entry.places}
    assert {"sections[0].title", "sections[0].body", "sources[1]", "abbreviations[0]"} <= places


@pytest.mark.parametrize(
    ("sign", "named"),
    [
        ("• ", "- Partnerships\n- Well-being of migrants"),
        ("1. ", "1. Partnerships\n1. Well-being of migrants"),
        ("", "Partnerships\n\nWell-being of migrants"),
    ],
)
def test_a_domain_named_in_a_section_does_not_end_it(sign: str, named: str) -> None:
    done = placed(
        f"Conceptual framework\n\nIt has domains:\n\n{sign}Partnerships\n"
        f"{sign}Well-being of migrants\n\nThey are told below.\n\n"
        f"Partnerships\n{WELL}\n• One is so.\n"
    )
    (section,) = done.sections
    assert section.body == f"It has domains:\n\n{named}\n\nThey are told below."
    assert list(done.findings) == [(Domain.PARTNERSHIPS, FindingList.WELL_DEVELOPED)]


def test_a_list_heading_with_a_finding_behind_it_is_no_introduction_and_in_no_section() -> None:
    glued = f"{POTENTIAL}: The Act is old and is not in force."
    done = placed(f"Partnerships\n{glued}\n{WELL}\n• One is so.\n")
    assert not done.introductions
    below = placed(f"Partnerships\n{WELL}\n• One is so.\n\nSummary\n\nIt is so.\n\n{glued}\n")
    assert [each.body for each in below.sections] == ["It is so."]
    text = f"# Context\n\nIt is so.\n\n## Partnerships\n\n{WELL}: One is so.\n\n{glued}\n"
    marked = place(read_markdown(Path("text.md"), text.encode()))
    assert [each.body for each in marked.sections] == ["It is so."]
    for each in (done, below, marked):
        assert {finding_list for _, finding_list in each.findings} == set(FindingList)


@pytest.mark.parametrize("sign", ["•", "-"])
def test_a_point_is_no_title_of_a_section(sign: str) -> None:
    done = placed(f"Partnerships\n{WELL}\n{sign} One is so.\n{sign} Objective\n{sign} Two is.\n")
    listed = done.findings[Domain.PARTNERSHIPS, FindingList.WELL_DEVELOPED]
    assert [each.text for each in listed] == ["One is so.", "Objective", "Two is."]
    assert not done.sections


def test_a_list_in_which_a_second_section_of_a_title_is_left_is_not_said_to_be_empty() -> None:
    done = placed(f"Context\n\nOne.\n\nPartnerships\n{WELL}\n\nContext\n\nTwo.\n\n{POTENTIAL}\n")
    assert [each.text for each in done.unplaced] == ["Context", "Two."]
    assert done.doubtful == {(Domain.PARTNERSHIPS, FindingList.WELL_DEVELOPED)}


def test_signs_of_markdown_are_no_text_of_a_section() -> None:
    text = "# Context\n\n```\nSo it is.\n```\n\n- One\n-\n\n|  |  |\n|--|--|\n| a | b |\n"
    done = place(read_markdown(Path("text.md"), text.encode()))
    (section,) = done.sections
    assert section.body == "So it is.\n\n- One\n\n| a | b |\n| --- | --- |"
    assert [each.text for each in done.unplaced] == ["```", "```", "-", "|  |  |"]


def test_a_section_within_a_domain_does_not_part_its_lists() -> None:
    done = placed(
        f"Partnerships\n{WELL}\n• One is so.\n\nSources\n\nA book of 2020.\n\n"
        f"{POTENTIAL}\n• Two is.\n"
    )
    assert [domain for domain, _ in done.findings] == [Domain.PARTNERSHIPS, Domain.PARTNERSHIPS]
    assert [each.text for each in done.sources] == ["A book of 2020."]


def test_findings_without_the_heading_of_their_list_are_no_introduction() -> None:
    text = "All of them work together in the national committee of the ministries."
    assert not placed(f"Partnerships\n\n{text}\n\n{POTENTIAL}\n• Two is so.\n").introductions
    assert not placed(f"Partnerships\n\n{text}\n\nWell-being of migrants\n").introductions
    done = placed(f"Partnerships\n\n{text}\n\n{WELL}\n• One is so.\n")
    assert done.introductions == {Domain.PARTNERSHIPS: [text]}
    assert [each.code for each in done.warnings] == ["introduction-guessed"]


@pytest.mark.parametrize(
    ("lines", "pairs"),
    [
        ("SADC  Southern Community\nIOM  Organization\n", ["SADC", "IOM"]),
        ("SADC: Southern Community\n• IOM – Organization\n", ["SADC", "IOM"]),
        ("SADC Southern Community\n\nMoHA Ministry of Affairs\n", ["SADC", "MoHA"]),
        ("UN DESA United Nations Department\n", []),
        ("SADC: Southern Community\n\nThese are all of them.\n", []),
    ],
)
def test_abbreviations_are_those_of_which_every_line_fits(lines: str, pairs: list[str]) -> None:
    done = placed(f"Acronyms\n\n{lines}")
    assert [each.short for each in done.abbreviations] == pairs
    assert bool(done.sections) != bool(pairs)


def test_sources_are_texts_unless_one_leads_to_a_list() -> None:
    done = placed("References\n\nA book.\n\nAnother, https://example.org/a.\n")
    assert [(each.text, each.url) for each in done.sources] == [
        ("A book.", None),
        ("Another, https://example.org/a.", None),
    ]
    done = placed("References\n\nThe sources are these:\n\n• A book.\n")
    assert [each.title for each in done.sections] == ["References"]


def test_two_sections_of_one_title_are_not_both_placed() -> None:
    done = placed("Context\n\nOne is so.\n\nSummary\n\nTwo is so.\n\nContext\n\nThree is so.\n")
    assert [each.body for each in done.sections] == ["One is so.", "Two is so."]
    assert [each.text for each in done.unplaced] == ["Context", "Three is so."]


WORDS = st.sampled_from(
    [
        "Context",
        "Partnerships",
        WELL,
        POTENTIAL,
        "Key findings",
        "Key sources",
        "Acronyms",
        "Annexes",
        "Annex 1. Indicators",
        "One is so, and it has a full stop.",
        "The text of a section that is so long that it stands on more than one line of the file.",
        "IOM: International Organization for Migration",
        "June 2021",
        "The Kingdom of Lesotho",
        ".main.",
    ]
) | st.text("ab XY09.,;:-•–*#'\"[](){}|>_\\&%@`~=+", min_size=1, max_size=40).map(str.strip).filter(
    bool
)
# Cells by themselves are those of a spreadsheet.
KINDS = [LineKind.TEXT, LineKind.HEADING, LineKind.ITEM, LineKind.ROW]
LINES = st.lists(
    st.tuples(WORDS, st.sampled_from(KINDS), st.integers(0, 5), st.booleans(), WORDS),
    max_size=25,
)


# What the profile lacks besides; all else of it must load.
TO_FILL_IN = ("subject", "edition", "domains", "introduction")


def problems_of(data: bytes) -> list[str]:
    """Return where the errors of a profile are."""
    try:
        load_bytes(data, "x.yaml")
    except ProblemsFound as found:
        wrong = [each for each in found.problems if each.severity is Severity.ERROR]
        return [each.location.path for each in wrong if each.location and each.location.path]
    return []


def made_line(number: int, line: tuple[str, LineKind, int, bool, str]) -> ManuscriptLine:
    words, kind, level, has_link, other = line
    text = as_markdown(words)
    if kind is LineKind.ROW:
        texts = tuple(map(as_markdown, [words, other, *[words] * (level * 2)]))
        cells = tuple((ManuscriptLine(number, each),) for each in texts)
        return ManuscriptLine(number, " | ".join(texts), kind, cells=cells, level=level)
    if not has_link:
        return ManuscriptLine(number, text, kind, level=level)
    link = LinkTarget(words, f"https://example.org/{number}")
    linked = f"[{text}]({link.url})"
    return ManuscriptLine(number, text, kind, (other,), (link,), linked=linked, level=level)


@given(LINES)
@settings(max_examples=60)
def test_whatever_stands_in_a_section_is_in_the_file(
    lines: list[tuple[str, LineKind, int, bool, str]],
) -> None:
    made = tuple(made_line(number, line) for number, line in enumerate(lines, 1))
    done = place(normalised(Manuscript(Path("x.docx"), "paragraph", made)))
    data = profile_bytes(done, identity_of(done, ManuscriptChoices()), Path("x.yaml"))
    ledger = ledger_of(done)
    assert [each.number for each in ledger] == [each.number for each in made]
    written = "".join(filter(str.isalnum, data.decode()))
    for line, entry in zip(made, ledger, strict=True):
        if not all(re.match(r"heading|subject\.|edition\.", place) for place in entry.places):
            for text in line.cell_texts or (line.text,):
                words = "".join(filter(str.isalnum, plain_text(text)))
                # An abbreviation and what it stands for are two texts in the file.
                parts = plain_text(text).split() if "abbreviations[" in str(entry) else [words]
                assert all("".join(filter(str.isalnum, part)) in written for part in parts)
        for text in (*line.notes, *(each.url for each in line.links)):
            assert "".join(filter(str.isalnum, plain_text(text))) in written
    assert all(each.severity is Severity.WARNING for each in done.warnings)
    assert not [each for each in problems_of(data) if not each.startswith(TO_FILL_IN)]


def test_points_keep_the_numbers_and_letters_they_were_typed_with(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    points = "1. Read it.\n2) Ask.\n3. Read it\nagain, line by line.\na) One.\n(4) Four.\n• Five.\n"
    text.write_text(f"Partnerships\n{WELL}\n• So.\n\nContext\nSix steps.\n{points}", "utf-8")
    written = convert(text, tmp_path, ManuscriptChoices()).data.decode()
    _, _, body = written.partition("    body: |-\n")
    assert [line.strip() for line in body.splitlines() if line.strip()] == [
        "Six steps.",
        "1. Read it.",
        "2) Ask.",
        "3. Read it again, line by line.",
        "- a) One.",
        "- (4) Four.",
        "- Five.",
    ]
