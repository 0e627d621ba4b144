"""Each console block of README and docs/ does what the page says, in a copy of a clean clone."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from console import Example, blocks_not_run, examples, follow, matches, program_on_path

from built import LESOTHO, ROOT

PAGES = tuple(
    sorted(
        page
        for folder, pattern in ((ROOT, "*.md"), (ROOT / "docs", "**/*.md"))
        for page in folder.glob(pattern)
        if re.search(r"^ *```(?:console|sh)$", page.read_text("utf-8"), re.M)
    )
)
# What no page needs, and is most of a clone.
LEFT_OUT = "tests/goldens/"


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the files that git keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("the checkout is no clone")
    folder = tmp_path_factory.mktemp("clone")
    for name in filter(None, listed.stdout.split("\0")):
        if not name.startswith(LEFT_OUT) and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return program_on_path(tmp_path_factory.mktemp("path") / "bin")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_is_followed(page: Path, clone: Path, programs: Path, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    folder = tmp_path / "clone"
    shutil.copytree(clone, folder)
    done = follow(text, folder, programs)
    assert done or blocks_not_run(text)
    if page.name == "authoring.md":
        inside = (folder / "back" / "profile.yaml").read_bytes()
        assert inside == (folder / "data" / LESOTHO.name).read_bytes()


def test_blocks_that_are_not_run_are_counted_by_their_reasons() -> None:
    counted: Counter[str] = Counter()
    for page in PAGES:
        counted.update(blocks_not_run(page.read_text("utf-8")))
    assert counted == {
        "it asks a server on the network": 3,
        "it fetches packages": 3,
        "it needs Java": 1,
        "it needs a cluster": 1,
        "it needs a token": 1,
        "it asks for a passphrase": 1,
    }


def test_no_command_stands_in_a_block_that_is_neither_run_nor_marked() -> None:
    unmarked = re.compile(r"(?<!-->\n)(?<!-->\n\n)^ *```(?:sh|bash|shell|zsh)$", re.M)
    pages = (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    assert [page.name for page in pages if unmarked.search(page.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "page",
    [
        "```console\n$ echo 1\n2\n```\n",
        "```console\n$ echo 1\n1\n$ echo 2\n```\n\n```console\n$ false\n```\n",
        "<!-- before:\nfalse\n-->\n",
        "<!-- by hand: in file.txt\nold\nbecomes\nnew\n-->\n",
    ],
)
def test_a_page_that_is_not_true_is_told(page: str, programs: Path, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("neither\n", "utf-8")
    with pytest.raises(AssertionError):
        follow(page, tmp_path, programs)


def test_what_a_page_leaves_to_its_reader_is_done(programs: Path, tmp_path: Path) -> None:
    page = (
        "<!-- before:\necho old > file.txt\n-->\n"
        "<!-- by hand: in file.txt\nold\nbecomes\nnew\n-->\n"
        "```console\n$ cat file.txt\nnew\n```\n"
        "<!-- by hand: delete file.txt -->\n"
        "```console\n$ test ! -e file.txt\n```\n"
        "<!-- not run: it fails -->\n```console\n$ false\n```\n"
    )
    assert follow(page, tmp_path, programs) == 2
    assert blocks_not_run(page) == {"it fails": 1}


def test_the_reader_of_blocks_keeps_lines_that_go_on() -> None:
    said = "$ one \\\n    --two\n1\n$ three\n...\n3\n"
    assert list(examples(said)) == [
        Example("one \\\n    --two", "1\n"),
        Example("three", "...\n3\n"),
    ]


@pytest.mark.parametrize(
    ("printed", "wanted", "is_same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\n", False),
        ("a\nb\nc\n", "a\n...\nc\n", True),
        ("a\nc\n", "a\n...\nc\n", True),
        ("took 1.2 s\n", "took ... s\n", True),
        ("took 1.2 s\nand more\n", "took ... s\n", False),
        ("a+b\n", "a.b\n", False),
    ],
)
def test_three_dots_stand_for_what_varies(printed: str, wanted: str, is_same: bool) -> None:
    assert matches(printed, wanted) is is_same
