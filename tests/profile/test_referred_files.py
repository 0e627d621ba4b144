"""Files that a profile names are regular ones in its folder, or a problem at their line."""

from pathlib import Path

import pytest

from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.loading import load
from special_files import KINDS, special

LOGO = """\
publication:
  logos:
    - file: logo.png
      alt: Logo of the Office of Example
"""


def problems_of(folder: Path, text: str) -> tuple[Problem, ...]:
    profile = folder / "profile.yaml"
    profile.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        load(profile)
    return caught.value.problems


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_without_contents(minimal_profile_text: str, tmp_path: Path, kind: str) -> None:
    with special(tmp_path / "logo.png", kind):
        (problem,) = problems_of(tmp_path, minimal_profile_text + LOGO)
    assert problem.code == "picture"
    assert "does not exist" not in problem.message
    assert problem.location is not None
    assert problem.location.path == "publication.logos[0].file"
    assert problem.location.line == len((minimal_profile_text + LOGO).splitlines()) - 1


def test_a_picture_that_is_too_large_is_not_read(minimal_profile_text: str, tmp_path: Path) -> None:
    with (tmp_path / "logo.png").open("wb") as file:
        file.truncate(1 << 40)
    (problem,) = problems_of(tmp_path, minimal_profile_text + LOGO)
    assert (problem.code, "larger than 10 MB" in problem.message) == ("picture", True)


@pytest.mark.parametrize("kind", KINDS)
def test_an_earlier_edition_without_contents(
    minimal_profile_text: str, tmp_path: Path, kind: str
) -> None:
    with special(tmp_path / "earlier.yaml", kind):
        found = problems_of(tmp_path, minimal_profile_text + "compares_with: earlier.yaml\n")
    codes = [problem.code for problem in found]
    assert codes in (
        ["earlier-outside"],
        ["earlier-has-problems", "file-special"],
        ["earlier-has-problems", "file-unreadable"],
    )
    assert found[0].location is not None
    assert found[0].location.path == "compares_with"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    ("inside", "to"),
    [
        ('<image href="file:///etc/passwd"/>', "file:///etc/passwd"),
        ("<image xlink:href = 'https://example.org/a.png'/>", "https://example.org/a.png"),
        ('<use\n width="1"\n href="other.svg#part"/>', "other.svg#part"),
        ('<image href="data:image/png;base64,AA"/>', "data:image/png"),
        ("<style>@import url(https://example.org/a.css);</style>", "https://example.org/a.css"),
        ('<?xml-stylesheet href="a.css"?>', "a.css"),
    ],
)
def test_an_svg_that_asks_for_another_file(
    minimal_profile_text: str, tmp_path: Path, inside: str, to: str
) -> None:
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "logo.svg").write_bytes(SVG.format(inside).encode(encoding))
        text = minimal_profile_text + LOGO.replace("logo.png", "logo.svg")
        (problem,) = problems_of(tmp_path, text)
        assert (problem.code, to in problem.message) == ("picture", True)
        assert "“logo.svg” asks for" in problem.message
        assert problem.location is not None
        assert problem.location.path == "publication.logos[0].file"


def test_an_svg_may_refer_to_itself_and_hold_links(
    minimal_profile_text: str, tmp_path: Path
) -> None:
    inside = (
        '<linearGradient id="a"/><use href="#a"/><a href="https://example.org"><path/></a>'
        '<!-- <image href="b.png"/> --><text>href="c"</text>'
    )
    (tmp_path / "logo.svg").write_text(SVG.format(inside), encoding="utf-8")
    profile = tmp_path / "profile.yaml"
    profile.write_text(minimal_profile_text + LOGO.replace("logo.png", "logo.svg"), "utf-8")
    assert load(profile).pictures.keys() == {"logo.svg"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_lies_beside_a_profile_and_has_no_contents_is_no_version_of_it(
    minimal_profile_text: str, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "xxa.yaml"
    path.write_text(minimal_profile_text, "utf-8")
    with special(tmp_path / "xxa.fr.yaml", kind):
        assert load(path).inputs.languages == ()
