"""The data come out of a PDF as they went in, and it is told where the page says otherwise."""

from pathlib import Path

import pikepdf
import pytest

from built import LESOTHO, Build
from editions import edited, lesotho
from mgi_report import ProblemsFound, extract
from mgi_report.output.writing import write_new


@pytest.fixture(scope="module")
def pdf(finished: Build) -> Path:
    return finished(LESOTHO)[0].file


def with_data(pdf: Path, data: str, target: Path, name: str = "profile.yaml") -> Path:
    """Write a copy of a PDF with other data inside."""
    with pikepdf.open(pdf) as opened:
        (entry,) = list(opened.Root.AF)
        entry.EF.F.write(data.encode())
        entry.UF = name
        opened.save(target)
    return target


def test_the_data_come_out_byte_for_byte(pdf: Path, tmp_path: Path) -> None:
    found = extract(pdf)
    assert (found.ok, found.problems) == (True, ())
    (file,) = found.write(tmp_path / "new" / "folder")
    assert file == tmp_path / "new" / "folder" / "profile.yaml"
    assert file.read_bytes() == LESOTHO.read_bytes()


def test_nothing_is_overwritten(pdf: Path, tmp_path: Path) -> None:
    found = extract(pdf)
    found.write(tmp_path)
    found.write(tmp_path)  # The same bytes: there is nothing to lose.
    (tmp_path / "profile.yaml").write_text("mine")
    with pytest.raises(ProblemsFound) as raised:
        found.write(tmp_path)
    assert [problem.code for problem in raised.value.problems] == ["file-exists"]
    assert (tmp_path / "profile.yaml").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["profile.yaml"]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ProblemsFound) as raised:
        write_new(tmp_path / "file" / "data.yaml", b"x")
    assert raised.value.problems[0].code == "cannot-write"


def test_each_finding_that_is_printed_otherwise_is_told(pdf: Path, tmp_path: Path) -> None:
    data = edited(lesotho(), ("the same access as nationals", "equal access"), ("1966", "1967"))
    found = extract(with_data(pdf, data, tmp_path / "x.pdf"))
    assert not found.ok
    assert found.files[0].data == data.encode()
    told = [problem for problem in found.problems if problem.code == "finding-altered"]
    assert [problem.location.path for problem in told if problem.location] == [
        "domains.migrants-rights.well_developed[1]",
        "domains.migrants-rights.well_developed[2]",
        "domains.migrants-rights.well_developed[1]",
        "domains.migrants-rights.well_developed[2]",
    ]
    assert "it reads “Migrants have the same access as natio” where the data have" in (
        told[0].message
    )


def test_more_than_twenty_findings_are_all_told(pdf: Path, tmp_path: Path) -> None:
    data = lesotho().replace("- text: >-\n          ", "- text: >-\n          Now ")
    found = extract(with_data(pdf, data, tmp_path / "x.pdf"))
    told = [each for each in found.problems if "is not word for word" in each.message]
    assert len(told) == 30


def test_data_with_errors_come_out_too(pdf: Path, tmp_path: Path) -> None:
    data = lesotho().replace("code: LSO", "code: LS")
    found = extract(with_data(pdf, data, tmp_path / "x.pdf"))
    assert [problem.code for problem in found.problems] == ["country-code"]
    assert found.files[0].data == data.encode()


def test_a_name_inside_leads_nowhere_else(pdf: Path, tmp_path: Path) -> None:
    bad = with_data(pdf, lesotho(), tmp_path / "x.pdf", "../../etc\\evil.yaml")
    (file,) = extract(bad).write(tmp_path / "out")
    assert file == tmp_path / "out" / "evil.yaml"


def test_what_others_attached_comes_out_under_names_a_folder_can_hold(
    pdf: Path, tmp_path: Path
) -> None:
    names = ("a/profile.yaml", "..", "PROFILE.yaml", "nul\x00l\n.txt", f"{'é' * 300}.txt")
    with pikepdf.open(pdf) as opened:
        for name in names:
            made = pikepdf.AttachedFileSpec(opened, name.encode(), filename=name)
            opened.attachments[f"z{name}"] = made
        opened.save(tmp_path / "x.pdf")
    data, *others = extract(tmp_path / "x.pdf").write(tmp_path / "out")
    assert data.read_bytes() == LESOTHO.read_bytes()
    assert {file.name for file in others} == {
        *("profile-2.yaml", "data", "PROFILE-3.yaml", "nul_l_.txt", f"{'é' * 100}.txt")
    }
    assert {file.read_bytes() for file in others} == {name.encode() for name in names}


def test_a_file_for_the_printer_and_one_of_others_are_told_apart(
    finished: Build, tmp_path: Path
) -> None:
    press = finished(LESOTHO)[1].file
    other = tmp_path / "other.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.AF = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Filespec)])
        pdf.save(other)
    messages = []
    for file in (press, other):
        with pytest.raises(ProblemsFound) as raised:
            extract(file)
        (problem,) = raised.value.problems
        assert (problem.code, str(problem.location)) == ("no-data", str(file))
        messages.append(problem.message)
    assert "for the printer" in messages[0]
    assert "no profile that mgi-report made" in messages[1]
