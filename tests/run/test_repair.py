"""A mended file takes the place of the very one that was read."""

from pathlib import Path

import pytest

from mgi_report.problems.problem import ProblemsFound
from mgi_report.run.repair import repair, write_repaired


def test_a_file_that_changed_meanwhile_is_left_alone(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    file = tmp_path / "xxa.yaml"
    file.write_text(f"{minimal_profile_text}#  A note. \n")
    mended = repair(file)
    assert mended.is_changed
    file.write_text("saved meanwhile")
    with pytest.raises(ProblemsFound) as found:
        write_repaired(mended)
    assert [problem.code for problem in found.value.problems] == ["file-changed"]
    assert file.read_text() == "saved meanwhile"
    file.unlink()
    with pytest.raises(ProblemsFound) as found:
        write_repaired(mended)
    assert [problem.code for problem in found.value.problems] == ["cannot-write"]
    assert list(tmp_path.iterdir()) == []
