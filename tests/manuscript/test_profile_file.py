"""What is written reads back as the very text, whatever stands in it."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mgi_report.manuscript.conversion import convert
from mgi_report.manuscript.identity import ManuscriptChoices, identity_of
from mgi_report.manuscript.lines import (
    LineKind,
    LinkTarget,
    Manuscript,
    ManuscriptLine,
    as_markdown,
)
from mgi_report.manuscript.placing import place
from mgi_report.manuscript.profile_file import profile_bytes
from mgi_report.manuscript.spelling import normalised
from mgi_report.problems.problem import ProblemsFound, Severity
from mgi_report.profile.file.data_file import data_file_of
from mgi_report.profile.file.text import text_of
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.loading import load_bytes
from mgi_report.profile.values import PartialDate

WELL = "Examples of well-developed areas"
FILE = Path("x.yaml")
HARD = [
    "Law #8764 creates the fund: it holds.",
    "- A dash begins it",
    "> quoted 'and' \"so\"",
    "'unclosed",
    "*starred* and | piped | words |",
    "long " + "words - 1. # > | * " * 30 + "end",
    "no: yes: [a, b] {c: d} & * ! % @ `",
    "2018-12-03",
    "null",
    "x" * 300,
    "a  b   c",
    "\u00a0nbsp\u00a0",
    "# all a comment",
    "---",
    "Ends in a colon:",
    "tab\there",
]


def written(*texts: str, note: str = "", links: tuple[LinkTarget, ...] = ()) -> bytes:
    items = [
        ManuscriptLine(number, text, LineKind.ITEM, (note,) if note else (), links)
        for number, text in enumerate(texts, start=3)
    ]
    heads = (ManuscriptLine(1, "Partnerships"), ManuscriptLine(2, WELL))
    manuscript = normalised(Manuscript(Path("x.txt"), "line", (*heads, *items)), keep=["spaces"])
    done = place(manuscript)
    return profile_bytes(done, identity_of(done, ManuscriptChoices()), FILE)


def read_back(data: bytes) -> list[object]:
    tree = data_file_of(text_of(FILE, data)).tree
    assert isinstance(tree, dict)
    return list(tree["domains"]["partnerships"]["well_developed"])


@pytest.mark.parametrize("text", HARD)
def test_a_hard_text_reads_back_as_it_is(text: str) -> None:
    assert read_back(written(text)) == [text.strip(" ")]
    link = LinkTarget(text[:200], "https://example.org/#a: b")
    (finding,) = read_back(written("One.", note=text, links=(link,)))
    assert finding == {
        "text": "One.",
        "note": text.strip(" "),
        "links": ({"title": link.title, "url": link.url},),
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
@settings(max_examples=200)
def test_any_text_reads_back_as_it_was_placed(text: str) -> None:
    # profile_bytes itself raises where a text would not read back.
    data = written(as_markdown(f"A{text}"))
    assert len(read_back(data)) == 1


def test_no_line_begins_like_markdown() -> None:
    text = " ".join(["word - 1. 2) # > ## + * | --- 3.", "“(2021–2026)” A"] * 20)
    lines = written(f"Begins {text}").decode().split("- >-\n")[1].splitlines()
    starts = [line.strip()[:1] for line in lines if line.startswith("        ")]
    assert len(starts) > 4
    assert all(start.isalpha() or start in "“(" for start in starts)


def filled_in(text: str) -> str:
    """Return a profile file whose lists are empty where they were to be filled in."""
    return re.sub(r"^(    \w+:)  # to be filled in.*$", r"\1 []", text, flags=re.M)


def test_check_names_each_line_that_is_to_be_filled_in(tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text(f"Partnerships\n{WELL}\n• One is so.\n", "utf-8")
    done = convert(file, tmp_path, ManuscriptChoices())
    lines = done.data.decode().splitlines()
    wanted = [number for number, line in enumerate(lines, 1) if "to be filled in" in line]
    assert len(wanted) == 15
    with pytest.raises(ProblemsFound) as raised:
        load_bytes(done.data, done.file.name)
    told = [each.location.line for each in raised.value.problems if each.location]
    assert sorted(told) == wanted


def test_a_code_gives_the_names_of_its_country_as_a_guess(tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text(f"Partnerships\n{WELL}\n• One is so.\n", "utf-8")
    choices = ManuscriptChoices(code="LSO", edition=2, date=PartialDate(2021, 12))
    done = convert(file, tmp_path, choices)
    assert done.file.name == "lso-2021.en.yaml"
    text = done.data.decode()
    assert "  name: The Kingdom of Lesotho\n  short_name: Lesotho\n" in text
    assert [each.code for each in done.warnings] == ["subject-guessed"]
    profile = load_bytes(filled_in(text).encode(), done.file.name).profile
    (finding,) = profile.findings(Domain.PARTNERSHIPS, FindingList.WELL_DEVELOPED)
    assert finding.finding.text == "One is so."


def test_a_city_is_told_by_its_title(tmp_path: Path) -> None:
    file = tmp_path / "kenema.txt"
    title = "Local Migration Governance Indicators | Profile 2022 | City of Kenema"
    file.write_text(f"{title}\n\nPartnerships\n{WELL}\n• One is so.\n", "utf-8")
    done = convert(file, tmp_path, ManuscriptChoices(code="SLE"))
    text = done.data.decode()
    for line in ("level: local", "kind: City", "country: Sierra Leone", "name: City of Kenema"):
        assert f"  {line}\n" in text
    assert "  year: 2022\n  title_form: year\n" in text
    assert done.file.name == "sle-kenema-2022.en.yaml"
    assert all(each.severity is Severity.WARNING for each in done.warnings)


def test_an_unplaced_line_is_a_comment_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text(f"A line: of {{signs}} #1\n\nPartnerships\n{WELL}\n• One is so.\n", "utf-8")
    text = convert(file, tmp_path, ManuscriptChoices()).data.decode()
    assert "# line 1, neither a heading that is known nor a finding:\n" in text
    assert "#   A line: of {signs} #1\n" in text
