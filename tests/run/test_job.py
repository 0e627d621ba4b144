"""A job makes a profile's file, or says everything that is wrong and writes nothing."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.theme import read_theme
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.run.job import Built, Run, Workshop, check

ROOT = Path(__file__).parents[2]
PROFILES = ROOT / "tests" / "profiles"


def made(path: Path, output: Path, workshop: Workshop | None = None) -> Built:
    return Run(output, perf_counter, workshop or Workshop()).build(path)


def problems(action: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as caught:
        action()
    return caught.value.problems


@pytest.fixture
def profile(tmp_path: Path, minimal_profile_text: str) -> Path:
    path = tmp_path / "profile.yaml"
    path.write_text(minimal_profile_text, encoding="utf-8")
    return path


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Return a theme: a copy of the packaged folders to break."""
    folder = tmp_path / "theme"
    for name in ("templates", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def test_builds_a_file_named_after_the_data(profile: Path, tmp_path: Path) -> None:
    result = made(profile, tmp_path / "out")
    assert result.file.parent == tmp_path / "out"
    assert result.file.name.startswith("mgi-xxa-")
    assert result.file.read_bytes().startswith(b"%PDF-1.7")
    assert result.pages > 10
    steps = ["load", "import", "html", "layout", "finish", "inspect", "write"]
    assert list(result.seconds) == steps


def test_an_uncovered_character_is_found_at_its_line(profile: Path, tmp_path: Path) -> None:
    text = profile.read_text(encoding="utf-8")
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "short_name:" in each)
    profile.write_text(text.replace("short_name: ", "short_name: 山 ", 1), encoding="utf-8")
    found = problems(lambda: made(profile, tmp_path / "out"))
    assert {problem.code for problem in found} == {"missing-glyph"}
    assert any("U+5C71" in problem.message for problem in found)
    assert not (tmp_path / "out").exists()
    assert line > 0


def test_an_uncovered_character_in_a_finding_has_line_and_column(
    profile: Path, tmp_path: Path
) -> None:
    text = profile.read_text(encoding="utf-8")
    number = next(n for n, each in enumerate(text.splitlines(), 1) if "residents of" in each)
    profile.write_text(text.replace("residents of", "residents of 山 in", 1), encoding="utf-8")
    shown = problems(lambda: made(profile, tmp_path / "out"))
    assert [(p.code, p.location.line if p.location else None) for p in shown] == [
        ("missing-glyph", number)
    ]


def test_a_failed_run_keeps_the_earlier_file(profile: Path, tmp_path: Path) -> None:
    earlier = made(profile, tmp_path / "out").file
    before = earlier.read_bytes()
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("short_name: ", "short_name: 山 ", 1), encoding="utf-8")
    problems(lambda: made(profile, tmp_path / "out"))
    assert earlier.read_bytes() == before
    assert list((tmp_path / "out").iterdir()) == [earlier]


def test_a_language_without_a_catalogue_is_named(profile: Path) -> None:
    text = profile.read_text(encoding="utf-8").replace("language: en", "language: xx")
    profile.write_text(text, encoding="utf-8")
    (found,) = problems(lambda: check(profile, Workshop()))
    assert found.code == "no-catalogue"
    assert "en" in found.hint
    assert found.location is not None
    assert found.location.path == "language"
    assert found.location.line is not None


def test_a_broken_template_is_named_with_its_line(profile: Path, theme: Path) -> None:
    template = theme / "templates" / "pages" / "about.html"
    template.write_text("{{ say('about.nosuch') }}\n{{ nosuch }}", encoding="utf-8")
    (found,) = problems(lambda: check(profile, Workshop(Assets(theme=read_theme(theme)))))
    assert (found.code, "about.nosuch" in found.message) == ("design", True)
    template.write_text("line one\n{{ nosuch.thing }}", encoding="utf-8")
    (found,) = problems(lambda: check(profile, Workshop(Assets(theme=read_theme(theme)))))
    assert found.code == "template"
    assert str(found.location).endswith("about.html:2")
    template.write_text("line one\n\n{% if %}", encoding="utf-8")
    (found,) = problems(lambda: check(profile, Workshop(Assets(theme=read_theme(theme)))))
    assert found.code == "template"
    assert str(found.location).endswith("about.html:3")


@pytest.mark.parametrize(
    ("file", "old", "new", "word"),
    [
        ("styles/base.css", "hyphens: manual;", "hyphens: manual; nosuch: 1;", "nosuch"),
        ("styles/pages/cover.css", "artwork/cover.svg", "artwork/nosuch.svg", "nosuch.svg"),
        ("styles/tokens.css", '--sans: "Source Sans 3"', '--sans: "Arial"', "Arial"),
        ("templates/pages/about.html", "<section", '<a href="#nosuch">x</a><section', "nosuch"),
        ("styles/profile.css", "@import url(base.css)", "@import url(nosuch.css)", "nosuch.css"),
    ],
    ids=["property", "picture", "font", "link", "style-sheet"],
)
def test_what_the_engine_would_forgive_stops_the_build(
    profile: Path, tmp_path: Path, theme: Path, file: str, old: str, new: str, word: str
) -> None:
    broken = theme / file
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems(
        lambda: made(profile, tmp_path / "out", Workshop(Assets(theme=read_theme(theme))))
    )
    assert any(word in problem.message + str(problem.location) for problem in found)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("templates/pages/findings.html", "{{ finding.text }}", "Some words", "finding-altered"),
        ("templates/pages/findings.html", "{{ finding.number }}", "", "finding-missing"),
        ("templates/pages/findings.html", "{{ finding.number }}", "1.W.1", "finding-twice"),
        ("styles/parts/lists.css", "break-inside: avoid;", "margin-left: -40mm;", "text-off-page"),
        ("styles/parts/lists.css", ".bar {", ".bar { margin-bottom: -8mm;", "text-overlaps"),
        ("styles/parts/lists.css", ".bar {", ".bar { break-after: page;", "heading-alone"),
        ("styles/tokens.css", "--slate: #475763", "--slate: #a7b7c3", "low-contrast"),
    ],
)
def test_a_file_with_a_fault_is_not_released(
    profile: Path, tmp_path: Path, theme: Path, file: str, old: str, new: str, code: str
) -> None:
    broken = theme / file
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    workshop = Workshop(Assets(theme=read_theme(theme)))
    run = Run(tmp_path / "out", perf_counter, workshop)
    assert code in {problem.code for problem in problems(lambda: run.build(profile))}
    assert not (tmp_path / "out").exists()
    unseen = Run(tmp_path / "out", perf_counter, workshop, inspects=False).build(profile)
    assert unseen.file.exists()
    assert "inspect" not in unseen.seconds


def test_a_fault_in_a_finding_is_told_at_its_line(
    profile: Path, tmp_path: Path, theme: Path
) -> None:
    template = theme / "templates" / "pages" / "findings.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("{{ finding.text }}", "Some words", 1), encoding="utf-8")
    found = problems(
        lambda: made(profile, tmp_path / "out", Workshop(Assets(theme=read_theme(theme))))
    )
    lines = profile.read_text(encoding="utf-8").splitlines()
    number = next(n for n, each in enumerate(lines, 1) if "residents of" in each)
    assert number in {problem.location.line for problem in found if problem.location}


def test_logos_are_read_from_the_profile_s_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    shutil.copytree(PROFILES, folder)
    path = folder / "full-city.en.yaml"
    (folder / "logos" / "example.svg").unlink()
    (found,) = problems(lambda: check(path, Workshop()))
    assert found.code == "picture"
    assert found.location is not None
    assert found.location.path == "publication.logos[0].file"
    (tmp_path / "secret.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "logos" / "example.svg").symlink_to(tmp_path / "secret.svg")
    (found,) = problems(lambda: check(path, Workshop()))
    assert "leads out of" in found.message


def test_an_output_that_cannot_be_written_is_a_problem(profile: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be", encoding="utf-8")
    (found,) = problems(lambda: made(profile, tmp_path / "out"))
    assert found.code == "cannot-write"


def test_check_does_not_import_weasyprint(profile: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from mgi_report.run.job import *;"
        f"check(Path({str(profile)!r}), Workshop()); assert 'weasyprint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
