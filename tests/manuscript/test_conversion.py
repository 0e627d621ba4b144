"""A manuscript becomes a profile, and every line of every form is accounted for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from forms import html_of, markdown_of, sheet_of, word_of

from mgi_report.manuscript.conversion import Conversion, convert
from mgi_report.manuscript.identity import ManuscriptChoices
from mgi_report.problems.problem import ProblemsFound, Severity
from mgi_report.profile.framework import Domain
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
    assert all(each.severity is Severity.WARNING for each in done.warnings)


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


def test_a_guess_at_the_country_is_told_with_the_line_that_names_it(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Introduction\n\nPrimer Perfil | República del Perú\n", "utf-8")
    warnings = convert(text, tmp_path, ManuscriptChoices()).warnings
    (guessed,) = (each for each in warnings if each.code == "subject-guessed")
    assert guessed.location is not None
    assert guessed.location.line == 3


@pytest.mark.parametrize("text", ["", "\n \n\x0c\n"])
def test_a_manuscript_without_text_is_told_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "text.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as error:
        convert(path, tmp_path, ManuscriptChoices())
    assert [each.code for each in error.value.problems] == ["manuscript-empty"]
