"""The longest name of a place makes file names that a disk takes, and a longer one is refused."""

from pathlib import Path

import pytest

from manifests import record
from mgi_report.output.formats import FORMATS
from mgi_report.output.page.index import cover_name
from mgi_report.output.writing import write_output
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.loading import load_bytes

LONGEST = 180


def local_profile(text: str, short_name: str) -> bytes:
    local = f"short_name: {short_name}\n  kind: city\n  country: Example"
    return (
        text.replace("level: national", "level: local")
        .replace("short_name: Example", local)
        .replace("language: en", "language: sgn-Zsye-001")
        .replace("ordinal: 1\n  date: 2021-12", "ordinal: 20")
        .encode()
    )


def test_every_file_of_the_longest_place_can_be_written(
    minimal_profile_text: str, tmp_path: Path
) -> None:
    place = " ".join(["example"] * 22) + " city"
    assert len(place) == LONGEST
    profile = load_bytes(local_profile(minimal_profile_text, place), "city.yaml").profile
    for each in FORMATS:
        name = each.file_name(profile.slug)
        cover = cover_name(record().model_copy(update={"name": name}))
        for file in (name, cover, f"mgi-{profile.subject.slug}.zip"):
            write_output(tmp_path / file, b"x")
            assert (tmp_path / file).read_bytes() == b"x"


def test_a_longer_place_is_refused_before_anything_is_made(minimal_profile_text: str) -> None:
    place = " ".join(["example"] * 22) + " town x"
    with pytest.raises(ProblemsFound) as caught:
        load_bytes(local_profile(minimal_profile_text, place), "city.yaml")
    (problem,) = caught.value.problems
    assert problem.code == "subject-id"
    assert "too long" in problem.message
    assert "id" in problem.hint
    assert problem.location is not None
    assert problem.location.path == "subject"
