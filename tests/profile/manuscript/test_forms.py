"""A manuscript in any form makes the profile that its text makes."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from forms import LINKS, NOTES, html_of, lesotho, markdown_of, sheet_of, word_of
from variants import VARIANTS

from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.loading import load_bytes
from mgi_report.profile.manuscript.conversion import convert
from mgi_report.profile.manuscript.identity import ManuscriptChoices
from mgi_report.profile.values import PartialDate

FORMS = {".docx": word_of, ".xlsx": sheet_of, ".html": html_of, ".md": markdown_of}


@pytest.mark.parametrize(("ending", "made"), FORMS.items(), ids=FORMS)
def test_lesotho_in_any_form_makes_its_profile(
    ending: str, made: Callable[[], bytes], tmp_path: Path
) -> None:
    file = tmp_path / f"manuscript{ending}"
    file.write_bytes(made())
    choices = ManuscriptChoices(code="LSO", edition=2, date=PartialDate(2021, 12))
    done = convert(file, tmp_path, choices)
    found = list(load_bytes(done.data, done.file.name).profile.all_findings())
    expected = list(lesotho().all_findings())
    assert len(found) == 30
    assert [(each.number, each.finding.text) for each in found] == [
        (each.number, each.finding.text) for each in expected
    ]
    assert {each.number: each.finding.note for each in found if each.finding.note} == NOTES
    links = {each.number: each.finding.links for each in found if each.finding.links}
    assert {number: (link.title, link.url) for number, (link,) in links.items()} == {
        number: (link.title, link.url) for number, link in LINKS.items()
    }


@pytest.mark.parametrize(
    ("ending", "made"), VARIANTS, ids=lambda value: getattr(value, "__name__", "")
)
def test_lesotho_comes_whole_out_of_what_people_make(
    ending: str, made: Callable[[], bytes], tmp_path: Path
) -> None:
    file = tmp_path / f"manuscript{ending}"
    file.write_bytes(made())
    done = convert(file, tmp_path, ManuscriptChoices(code="LSO", edition=2))
    found = load_bytes(done.data, done.file.name).profile.all_findings()
    assert [(each.number, each.finding.text) for each in found] == [
        (each.number, each.finding.text) for each in lesotho().all_findings()
    ]
    assert not done.placed.unplaced


@pytest.mark.parametrize(("ending", "made"), FORMS.items(), ids=FORMS)
def test_a_damaged_file_is_read_or_told_of(
    ending: str, made: Callable[[], bytes], tmp_path: Path
) -> None:
    chance = random.Random(13)
    file, whole = tmp_path / f"manuscript{ending}", made()
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(data)
        with suppress(ProblemsFound):
            convert(file, tmp_path, ManuscriptChoices())
