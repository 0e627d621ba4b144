"""A new profile holds what is known, and `check` tells exactly what is to be filled in."""

import re
from itertools import pairwise

import pytest
from pycountry import countries
from pydantic import ValidationError

from mgi_report.manuscript.skeleton import SkeletonChoices, skeleton
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.loading import load_bytes

LISTS = [f"domains.{domain.id}.{each.field}" for domain in Domain for each in FindingList]


def choices(**said: object) -> SkeletonChoices:
    return SkeletonChoices.model_validate({"code": "LSO", **said})


def empty_lines(text: str) -> list[int]:
    """Return the lines with a key that has neither a value nor keys below it."""
    lines = [*text.split("\n"), ""]
    kept = [
        (number, line) for number, line in enumerate(lines, 1) if not line.lstrip().startswith("#")
    ]
    indents = [len(line) - len(line.lstrip()) for _, line in kept]
    return [
        number
        for place, (number, line) in enumerate(kept[:-1])
        if line.endswith(":") and indents[place + 1] <= indents[place]
    ]


@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ({}, []),
        ({"date": "2021-12-03", "year": 2021, "edition": 2}, []),
        ({"language": "fr"}, []),
        ({"code": "XAA"}, ["subject.name", "subject.short_name"]),
        ({"code": "TUR", "language": "ar"}, ["subject.name"]),
        ({"code": "SLE", "local": "Kenema"}, ["subject.name", "subject.kind"]),
        ({"code": "SLE", "local": "Kenema", "kind": "City"}, ["subject.name"]),
        (
            {"code": "XAA", "local": "كينيما", "id": "kenema"},
            ["subject.name", "subject.kind", "subject.country"],
        ),
    ],
)
def test_check_tells_what_is_to_be_filled_in_at_its_line_and_nothing_else(
    said: dict[str, object], lacking: list[str]
) -> None:
    data = skeleton(choices(**said))
    with pytest.raises(ProblemsFound) as found:
        load_bytes(data, "new.yaml")
    problems = found.value.problems
    assert [each.location.path for each in problems if each.location] == [*lacking, *LISTS]
    lines = [each.location.line for each in problems if each.location]
    assert lines == empty_lines(data.decode())


@pytest.mark.parametrize("country", list(countries)[::20], ids=lambda each: each.alpha_3)
def test_with_its_lists_the_skeleton_of_a_country_is_fine(country: object) -> None:
    code = getattr(country, "alpha_3", "")
    text = skeleton(choices(code=code, edition=2)).decode()
    loaded = load_bytes(re.sub("(developed|potential):", r"\1: []", text).encode(), "new.yaml")
    assert loaded.warnings == ()
    assert (loaded.profile.subject.code, loaded.profile.edition.ordinal) == (code, 2)


def test_what_may_be_left_out_is_fine_once_its_signs_are_deleted() -> None:
    text = skeleton(choices()).decode()
    text = re.sub("(developed|potential):", r"\1: []", text)
    head, rest = text.split("# What follows may be left out.")
    _, _, keys = rest.partition("\n")
    used = re.sub("^# ", "", keys, flags=re.M)
    profile = load_bytes((head + used).encode(), "new.yaml").profile
    assert profile.introduction == "The text of the introduction."
    assert profile.credits.lead
    assert len([*profile.instruments, *profile.bodies, *profile.abbreviations]) == 3
    assert profile.sources[0].url


def test_the_example_of_findings_is_one() -> None:
    text = re.sub("(developed|potential):", r"\1: []", skeleton(choices()).decode())
    before, example = text.split("word for word:\n", 1)
    example, after = example.split("    # A list without")
    first, second = example.split("    # With a note or a link, below a dash and text:\n")
    written = re.sub("^    #", "    ", first + second, flags=re.M)
    after = after.replace("well_developed: []", "well_developed:\n" + written, 1)
    profile = load_bytes((before + "\n    # A list without" + after).encode(), "new.yaml").profile
    one, two = profile.domains.migrants_rights.well_developed
    assert one.text == "The text of the finding, on as many lines as it takes."
    assert (two.note, len(two.links)) == ("A note of the editors.", 1)


def test_every_key_has_a_line_that_says_what_it_is() -> None:
    for said in ({}, {"code": "SLE", "local": "Kenema", "id": "kenema"}):
        lines = skeleton(choices(**said)).decode().split("\n")
        assert lines[0].startswith("# yaml-language-server: $schema=")
        for above, line in pairwise(lines):
            if re.match(r"[ ]*[\w-]+:", line):
                assert re.match(r"[ ]*# ", above), line


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"edition": 2, "date": "2021-12"}, "lso-2021.en.yaml"),
        ({"edition": 2, "year": 2020, "date": "2021-12"}, "lso-2020.en.yaml"),
        ({"edition": 2}, "lso-edition-2.en.yaml"),
        ({"language": "zh-Hant"}, "lso-edition-1.zh-hant.yaml"),
        ({"code": "SLE", "local": "Kenema", "year": 2022}, "sle-kenema-2022.en.yaml"),
        ({"code": "SLE", "local": "كينيما", "id": "kenema"}, "sle-kenema-edition-1.en.yaml"),
    ],
)
def test_the_file_is_named_as_those_of_the_folder_data_are(
    said: dict[str, object], name: str
) -> None:
    assert choices(**said).file_name == name


def test_a_place_that_can_name_no_file_needs_an_id() -> None:
    with pytest.raises(ValidationError, match="no file name can be made from “كينيما”"):
        choices(local="كينيما")
