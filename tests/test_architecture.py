"""The map is true: what docs/architecture.md says how to add is added, by its own steps."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
BELOW = {"problems", "profile", "manuscript", "editorial", "document", "pdf", "proof", "output"}
ROOMS = BELOW | {"signature", "review", "run", "preview", "api", "cli"}


def block(lead: str) -> str:
    """Return the block of code after a line."""
    found = re.search(rf"^{re.escape(lead)}:\n\n```\w+\n(.*?)^```$", PAGE, re.M | re.S)
    assert found, lead
    return found[1]


def after(file: Path, anchor: str, text: str) -> None:
    """Put a text behind the line that begins with an anchor."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines, 1) if line.startswith(anchor))
    file.write_text("".join([*lines[:place], text, *lines[place:]]), "utf-8")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory, country_text: Callable[[str], str]) -> Path:
    """Return a copy of the program to which page, language, format and check have been added."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("src", "templates", "styles"):
        shutil.copytree(ROOT / name, tree / name)
    source = tree / "src" / "mgi_report"
    # A page.
    (tree / "templates/pages/thanks.html").write_text(block("`templates/pages/thanks.html`"))
    book = tree / "templates/book.toml"
    book.write_text(book.read_text("utf-8") + block("added to `templates/book.toml`"), "utf-8")
    words = tree / "templates/locales/en.toml"
    after(words, "[pages]", block("added to `templates/locales/en.toml` below `[pages]`"))
    # A language.
    (tree / "templates/locales/en-ZA.toml").write_text(block("`templates/locales/en-ZA.toml`"))
    # A format.
    module = source / "run" / "formats" / "proof.py"
    module.write_text(block("`src/mgi_report/run/formats/proof.py`"), "utf-8")
    line = block("added to `FORMATS` in `src/mgi_report/output/formats.py`")
    after(source / "output/formats.py", '    Format("download"', line)
    # A check.
    checks = source / "profile" / "checks.py"
    code = checks.read_text("utf-8")
    then = block("in `src/mgi_report/profile/checks.py`, `check_profile` returns one more")
    now = then.replace("        *_shouting(profile, source),\n", "")
    assert now in code
    added = block("added to `src/mgi_report/profile/checks.py`")
    checks.write_text(code.replace(now, then) + "\n\n" + added, "utf-8")
    shout = "THE INVENTED OFFICE OF EXAMPLE HAS NO AGREEMENT"
    text = country_text("XAA").replace("language: en", "language: en-ZA")
    text = re.sub(r"- text: The invented Office.*", f"- text: {shout}", text)
    (tree / "xaa.yaml").write_text(text, "utf-8")
    return tree


def run(tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mgi_report", *words],
        cwd=tree,
        env={"PYTHONPATH": str(tree / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_page_language_format_and_check_are_added_by_the_steps_of_the_page(tree: Path) -> None:
    done = run(tree, "check", "xaa.yaml")
    assert done.returncode == 0, done.stderr
    assert "warning [shouting] the finding is all in capitals" in done.stderr
    assert "in domains.partnerships.potential[0]" in done.stderr
    done = run(tree, "build", "xaa.yaml", "-o", "out", "-f", "download", "-f", "proof")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "out/mgi-xaa-2021-en-za.pdf",
        "out/mgi-xaa-2021-en-za.proof.pdf",
    ]
    done = run(tree, "inspect", "-v", "out/mgi-xaa-2021-en-za.proof.pdf")
    assert (done.returncode, "pages" in done.stderr) == (0, True), done.stderr
    done = run(tree, "verify", "out")
    assert done.returncode == 0, done.stderr
    code = (
        "from mgi_report.proof.reader import PdfReader; from pathlib import Path;"
        "pdf = PdfReader(Path('out/mgi-xaa-2021-en-za.pdf').read_bytes());"
        "print(pdf.language, [b.title for b in pdf.bookmarks]); print(*pdf.page_texts)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=tree, capture_output=True, text=True, check=True
    ).stdout
    assert told.startswith("en-ZA")
    assert "'Thanks'" in told
    assert "The Republic of Land XAA thanks its readers" in " ".join(told.split())
    assert "What is in it" in told


def test_every_room_and_every_file_the_page_names_is_there() -> None:
    rooms = {path.name for path in (ROOT / "src" / "mgi_report").iterdir() if path.is_dir()}
    assert rooms - {"__pycache__"} == ROOMS
    for room in ROOMS:
        assert f"| `{room}/` |" in PAGE
    named = re.findall(rf"`((?:{'|'.join(ROOMS)})/[\w/]+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > 15
    for name, what in named:
        code = (ROOT / "src" / "mgi_report" / name).read_text("utf-8")
        assert what in code
    for name in re.findall(r"`((?:templates|styles|tests|docs)/[\w/.-]+)`", PAGE):
        assert (
            "thanks" in name
            or "en-ZA" in name
            or "NAME" in name
            or "TAG" in name
            or (ROOT / name).exists()
        ), name


def test_the_house_is_of_even_rooms_and_short_modules() -> None:
    lines = {
        path.relative_to(ROOT / "src" / "mgi_report"): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / "src").rglob("*.py")
    }
    assert max(lines.values()) <= 300
    whole = sum(lines.values())
    for room in ROOMS:
        part = sum(count for path, count in lines.items() if path.parts[0] == room)
        assert part <= whole / 5, (room, part, whole)


def test_a_class_has_a_name_of_its_own() -> None:
    names: dict[str, list[str]] = {}
    for path in (ROOT / "src").rglob("*.py"):
        for name in re.findall(r"^class ([A-Z]\w+)", path.read_text("utf-8"), re.M):
            names.setdefault(name, []).append(path.name)
    assert {name: where for name, where in names.items() if len(where) > 1} == {}
