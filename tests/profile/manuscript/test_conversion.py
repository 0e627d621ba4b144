"""Each form of a manuscript, made of Lesotho, gives the same profile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from forms import LINKS, NOTES, html_of, markdown_of, sheet_of, word_of

from built import LESOTHO
from mgi_report.problems.problem import ProblemsFound, Severity
from mgi_report.profile.framework import Domain
from mgi_report.profile.loading import load, load_bytes
from mgi_report.profile.manuscript.conversion import Conversion, convert
from mgi_report.profile.manuscript.identity import ManuscriptChoices
from mgi_report.profile.values import PartialDate

SAID = ManuscriptChoices(
    code="LSO", subject="The Kingdom of Lesotho", edition=2, date=PartialDate(2021, 12)
)
FORMS = [
    ("lesotho.docx", word_of),
    ("lesotho.html", html_of),
    ("lesotho.md", markdown_of),
    ("lesotho.xlsx", sheet_of),
]


def converted(tmp_path: Path, name: str, data: bytes, said: ManuscriptChoices = SAID) -> Conversion:
    file = tmp_path / name
    file.write_bytes(data)
    return convert(file, tmp_path, said)


@pytest.mark.parametrize(("name", "made"), FORMS)
def test_every_form_gives_the_thirty_findings_with_notes_and_links(
    name: str, made: Callable[[], bytes], tmp_path: Path
) -> None:
    done = converted(tmp_path, name, made())
    ours, theirs = load(LESOTHO).profile, load_bytes(done.data, done.file.name).profile
    found = {each.number: each.finding for each in theirs.all_findings()}
    assert {number: each.text for number, each in found.items()} == {
        each.number: each.finding.text for each in ours.all_findings()
    }
    assert {number: each.note for number, each in found.items() if each.note} == NOTES
    assert {number: each.links[0].url for number, each in found.items() if each.links} == {
        number: link.url for number, link in LINKS.items()
    }
    assert done.file.name == "lso-2021.en.yaml"
    assert all(each.severity is Severity.WARNING for each in done.warnings)


@pytest.mark.parametrize(("name", "made"), FORMS)
def test_every_line_of_every_form_is_in_the_ledger(
    name: str, made: Callable[[], bytes], tmp_path: Path
) -> None:
    done = converted(tmp_path, name, made())
    numbers = [each.number for each in done.ledger]
    assert numbers == sorted(set(numbers))
    assert set(numbers) == {
        source.number for line in done.manuscript.lines for source in line.sources
    }
    assert all(each.places for each in done.ledger)


def test_the_form_is_told_by_the_ending_or_said(tmp_path: Path) -> None:
    data = markdown_of()
    said = SAID.model_copy(update={"form": "markdown"})
    assert converted(tmp_path, "notes.rst", data, said).data
    with pytest.raises(ProblemsFound) as raised:
        converted(tmp_path, "notes.rst", data)
    (problem,) = raised.value.problems
    assert (problem.code, "--form" in problem.hint) == ("manuscript-form", True)


def test_what_import_cannot_read_is_told(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no.txt", "file-missing"), (tmp_path, "file-is-folder")):
        with pytest.raises(ProblemsFound) as raised:
            convert(path, tmp_path, ManuscriptChoices())
        assert [each.code for each in raised.value.problems] == [code]


def test_french_headings_make_a_french_profile(tmp_path: Path) -> None:
    text = (
        "Indicateurs de gouvernance des migrations : Royaume du Lesotho, Deuxième profil\n\n"
        "Droits des migrants\n\nGouvernance des migrations : Exemples de points forts\n\n"
        "• Il y a une loi : elle est appliquée.\n\nAspects qui pourraient être renforcés :\n"
    )
    done = converted(tmp_path, "x.txt", text.encode(), ManuscriptChoices())
    assert done.file.name == "lso-edition-2.fr.yaml"
    assert [each.code for each in done.warnings] == ["subject-guessed"]
    assert "  short_name: Lesotho\n" in done.data.decode()
    assert [(domain, each.letter) for domain, each in done.placed.findings] == [
        (Domain.MIGRANTS_RIGHTS, "W")
    ]
