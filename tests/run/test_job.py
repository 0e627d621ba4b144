"""A job makes a profile's file, or says everything that is wrong and writes nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from mgi_report import api
from mgi_report.api import Options
from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told, environment
from mgi_report.output.ledger import Ledger
from mgi_report.problems.problem import Problem, ProblemsFound, Severity
from mgi_report.profile.loading import load
from mgi_report.run.formats import Workshop
from mgi_report.run.job import Made, make
from mgi_report.run.orders import Order
from mgi_report.run.outcomes import State
from mgi_report.run.profiles import check
from mgi_report.run.theme import read_theme
from mgi_report.run.watchers import Silent

ROOT = Path(__file__).parents[2]
PROFILES = ROOT / "tests" / "profiles"


def made(path: Path, workshop: Workshop, *, inspects: bool = True) -> Made:
    return make(Order(path, inspects=inspects), workshop, perf_counter)


def themed(folder: Path) -> Workshop:
    return Workshop(Assets(theme=read_theme(folder)))


def problems(action: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as caught:
        action()
    return caught.value.problems


def errors(action: Callable[[], object]) -> list[Problem]:
    return [each for each in problems(action) if each.severity is Severity.ERROR]


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


def test_makes_a_file_named_after_the_data(profile: Path, workshop: Workshop) -> None:
    result = made(profile, workshop)
    (file,) = result.files
    assert file.name.startswith("mgi-xxa-")
    assert file.data.startswith(b"%PDF-1.7")
    assert file.pages >= 10
    assert list(result.seconds) == ["load", "import", "html", "layout", "finish", "inspect"]


def test_an_uncovered_character_is_found_at_its_line(profile: Path, workshop: Workshop) -> None:
    text = profile.read_text(encoding="utf-8")
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "short_name:" in each)
    profile.write_text(text.replace("short_name: ", "short_name: 山 ", 1), encoding="utf-8")
    found = problems(lambda: made(profile, workshop))
    assert {problem.code for problem in found} == {"missing-glyph"}
    assert any("U+5C71" in problem.message for problem in found)
    assert line > 0


def test_an_uncovered_character_in_a_finding_has_line_and_column(
    profile: Path, workshop: Workshop
) -> None:
    text = profile.read_text(encoding="utf-8")
    number = next(n for n, each in enumerate(text.splitlines(), 1) if "residents of" in each)
    profile.write_text(text.replace("residents of", "residents of 山 in", 1), encoding="utf-8")
    shown = problems(lambda: made(profile, workshop))
    assert [(p.code, p.location.line if p.location else None) for p in shown] == [
        ("missing-glyph", number)
    ]


def test_a_failed_run_keeps_the_earlier_file(
    profile: Path, leaflet_theme: Path, tmp_path: Path
) -> None:
    options = Options(theme=leaflet_theme, inspects=False)
    (earlier,) = api.build(profile, tmp_path / "out", options).files
    before = earlier.read_bytes()
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("residents of", "residents of 山 in", 1), encoding="utf-8")
    built = api.build(profile, tmp_path / "out", options)
    assert not built.ok
    assert {problem.code for problem in built.problems} == {"missing-glyph"}
    assert earlier.read_bytes() == before
    assert list((tmp_path / "out").glob("*.pdf")) == [earlier]


def test_a_language_without_a_catalogue_is_named(profile: Path) -> None:
    text = profile.read_text(encoding="utf-8").replace("language: en", "language: xx")
    profile.write_text(text, encoding="utf-8")
    (found,) = problems(lambda: check(profile, Assets()))
    assert found.code == "no-catalogue"
    assert "en" in found.hint
    assert found.location is not None
    assert found.location.path == "language"
    assert found.location.line is not None


def test_a_broken_template_is_named_with_its_line(profile: Path, theme: Path) -> None:
    template = theme / "templates" / "pages" / "about.html"
    template.write_text("{{ say('about.nosuch') }}\n{{ nosuch }}", encoding="utf-8")
    (found,) = problems(lambda: made(profile, themed(theme)))
    assert (found.code, "about.nosuch" in found.message) == ("design", True)
    template.write_text("line one\n{{ nosuch.thing }}", encoding="utf-8")
    (found,) = problems(lambda: made(profile, themed(theme)))
    assert found.code == "template"
    assert str(found.location).endswith("about.html:2")
    template.write_text("line one\n\n{% if %}", encoding="utf-8")
    (found,) = problems(lambda: made(profile, themed(theme)))
    assert found.code == "template"
    assert str(found.location).endswith("about.html:3")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("{% for _ in range(100001) %}{% endfor %}", "Range too big"),
        ("{{ 1 // (2 - 2) }}", "division"),
        ("{{ profile.subject.name + 1 }}", "concatenate"),
        ("{{ 5|length }}", "has no len"),
    ],
)
def test_a_template_that_goes_wrong_is_named_with_its_line(
    profile: Path, theme: Path, code: str, words: str
) -> None:
    template = theme / "templates" / "pages" / "about.html"
    template.write_text(f"line one\n{code}", encoding="utf-8")
    (found,) = problems(lambda: made(profile, themed(theme)))
    assert (found.code, words in found.message) == ("template", True)
    assert str(found.location).endswith("about.html:2")


def test_what_goes_wrong_in_the_program_is_not_laid_on_the_template() -> None:
    asks = environment(Assets()).from_string("{{ ask(0) }}")
    with pytest.raises(ZeroDivisionError), design_told():
        asks.render(ask=lambda number: 1 // number)


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
    profile: Path, theme: Path, file: str, old: str, new: str, word: str
) -> None:
    broken = theme / file
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems(lambda: made(profile, themed(theme)))
    assert any(word in problem.message + str(problem.location) for problem in found)


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
    profile: Path, theme: Path, file: str, old: str, new: str, code: str
) -> None:
    broken = theme / file
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert code in {problem.code for problem in problems(lambda: made(profile, themed(theme)))}


def test_a_fault_in_a_finding_is_told_at_its_line_by_who_inspects(
    profile: Path, theme: Path
) -> None:
    template = theme / "templates" / "pages" / "findings.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("{{ finding.text }}", "Some words", 1), encoding="utf-8")
    workshop = themed(theme)
    found = problems(lambda: made(profile, workshop))
    lines = profile.read_text(encoding="utf-8").splitlines()
    number = next(n for n, each in enumerate(lines, 1) if "residents of" in each)
    assert number in {problem.location.line for problem in found if problem.location}
    unseen = made(profile, workshop, inspects=False)
    assert unseen.files
    assert "inspect" not in unseen.seconds


def test_logos_are_read_from_the_profile_s_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    shutil.copytree(PROFILES, folder)
    path = folder / "full-city.en.yaml"
    (folder / "logos" / "example.svg").unlink()
    (found,) = errors(lambda: check(path, Assets()))
    assert found.code == "picture"
    assert found.location is not None
    assert found.location.path == "publication.logos[0].file"
    (tmp_path / "secret.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "logos" / "example.svg").symlink_to(tmp_path / "secret.svg")
    (found,) = errors(lambda: check(path, Assets()))
    assert "leads out of" in found.message


def test_an_output_that_cannot_be_written_is_a_problem(profile: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be", encoding="utf-8")
    (found,) = problems(lambda: api.build(profile, tmp_path / "out"))
    assert found.code == "cannot-write"


def compared(folder: Path) -> Path:
    """Return a copy of a profile that compares with an earlier one, in a folder of its own."""
    shutil.copytree(PROFILES / "earlier", folder / "earlier")
    return Path(shutil.copy(PROFILES / "compared.en.yaml", folder))


def test_a_picture_swapped_after_it_was_read_changes_nothing(
    workshop: Workshop, tmp_path: Path
) -> None:
    shutil.copytree(PROFILES, tmp_path / "profiles")
    path = tmp_path / "profiles" / "full-city.en.yaml"
    right = made(path, workshop, inspects=False).files[0].data
    loaded = load(path)
    for picture in loaded.pictures:
        (path.parent / picture).write_bytes(b"another picture")
    order = Order(path, inspects=False, files=loaded.inputs.files)
    again = make(order, Workshop(), perf_counter)
    assert again.files[0].data == right
    assert dict(again.loaded.inputs.sums) == dict(loaded.inputs.sums)


def test_an_earlier_edition_swapped_after_it_was_read_changes_nothing(
    workshop: Workshop, tmp_path: Path
) -> None:
    path = compared(tmp_path)
    right = made(path, workshop, inspects=False).files[0].data
    loaded = load(path)
    earlier = path.parent / "earlier" / "compared-first.en.yaml"
    earlier.write_text("nothing: of it", encoding="utf-8")
    path.unlink()
    order = Order(path, inspects=False, files=loaded.inputs.files)
    assert make(order, Workshop(), perf_counter).files[0].data == right


class Swapper(Silent):
    """Change every file of the profiles as soon as the first one is about to be rendered."""

    def __init__(self, *files: Path) -> None:
        self.files = files

    def planned(self, total: int, to_do: int) -> None:
        for file in self.files:
            file.write_bytes(b"swapped")


def test_records_are_of_the_bytes_that_were_read(leaflet_theme: Path, tmp_path: Path) -> None:
    shutil.copytree(PROFILES, tmp_path / "profiles")
    data, output = tmp_path / "profiles", tmp_path / "out"
    paths = [data / "full-city.en.yaml", data / "compared.en.yaml"]
    sums = {path: dict(load(path).inputs.sums) for path in paths}
    watcher = Swapper(*(path.parent / name for path, names in sums.items() for name in names))
    options = Options(theme=leaflet_theme, inspects=False)
    built = api.build(paths, output, options, watcher=watcher)
    assert built.ok
    ledger = Ledger.read(output)
    for path in paths:
        assert dict(ledger.entries[ledger.key(path)].inputs) == sums[path]
    again = api.build(paths, output, options)
    assert {outcome.state for outcome in again.result.outcomes} == {State.FAILED}
