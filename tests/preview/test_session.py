"""One save after another: pages, problems and faults come and go, and the preview goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from built import ROOT
from mgi_report.preview.board import Snapshot
from mgi_report.preview.renderer import Renderer
from mgi_report.preview.session import Session
from waiting import wait_until


class Sitting:
    """Hold a running preview of one file."""

    def __init__(self, path: Path, text: str, theme: Path | None = None) -> None:
        self.path, self.text = path, text
        path.write_text(text, "utf-8")
        self.session = Session(path, theme)

    def save(self, text: str) -> None:
        self.path.write_text(text, "utf-8")

    def until(self, condition) -> Snapshot:
        """Return what is shown once the condition holds of it."""
        wait_until(lambda: condition(self.now))
        return self.now

    @property
    def now(self) -> Snapshot:
        return self.session.board.snapshot

    def codes(self) -> set[str]:
        return {problem.code for problem in self.now.problems}


@pytest.fixture
def sitting(tmp_path: Path, minimal_profile_text: str) -> Iterator[Sitting]:
    made = Sitting(tmp_path / "xxa.yaml", minimal_profile_text)
    with made.session:
        yield made


def fresh(now: Snapshot) -> bool:
    return bool(now.plates) and not now.busy and not now.is_stale


def digests(now: Snapshot) -> list[str]:
    return [plate.digest for plate in now.plates]


def test_pages_problems_and_pages_again(sitting: Sitting) -> None:
    first = sitting.until(fresh)
    assert first.changed == frozenset()
    # A syntax error while somebody types.
    sitting.save(sitting.text.replace("status: draft", "status: [draft"))
    broken = sitting.until(lambda now: now.is_stale)
    assert digests(broken) == digests(first)
    assert sitting.codes() == {"unclosed-bracket"}
    # The end of the sentence.
    sitting.save(sitting.text.replace("access to schools", "access to all schools"))
    later = sitting.until(lambda now: digests(now) != digests(first) and fresh(now))
    differing = {
        number
        for number, pair in enumerate(zip(first.plates, later.plates, strict=True))
        if pair[0].digest != pair[1].digest
    }
    assert later.changed == differing
    assert len(differing) == 2
    # A save that changes no page leaves the marks.
    sitting.save(f"# comment\n{sitting.path.read_text('utf-8')}")
    path = "domains.migrants-rights"
    line = later.loaded.locate(path).line
    moved = sitting.until(lambda now: fresh(now) and now.loaded.locate(path).line == line + 1)
    assert moved.changed == differing


def test_a_file_that_is_gone_is_told_and_its_pages_stay_until_it_is_back(sitting: Sitting) -> None:
    first = sitting.until(fresh)
    sitting.path.unlink()
    gone = sitting.until(lambda now: now.is_stale)
    assert sitting.codes() == {"file-missing"}
    assert digests(gone) == digests(first)
    sitting.save(sitting.text)
    assert digests(sitting.until(fresh)) == digests(first)


def test_a_picture_that_is_missing_and_then_there(sitting: Sitting) -> None:
    sitting.until(fresh)
    logo = "publication:\n  logos:\n    - file: logos/one.svg\n      alt: An invented sign\n"
    sitting.save(logo + sitting.text)
    sitting.until(lambda now: now.is_stale)
    assert sitting.codes() == {"picture"}
    (sitting.path.parent / "logos").mkdir()
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (sitting.path.parent / "logos" / "one.svg").write_text(square, "utf-8")
    sitting.until(fresh)


def test_a_template_with_a_fault_and_then_without(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    template = tmp_path / "theme" / "templates" / "pages" / "back.html"
    template.parent.mkdir(parents=True)
    back = (ROOT / "templates" / "pages" / "back.html").read_text("utf-8")
    template.write_text(back, "utf-8")
    sitting = Sitting(tmp_path / "xxa.yaml", minimal_profile_text, tmp_path / "theme")
    with sitting.session:
        first = sitting.until(fresh)
        template.write_text(f"{{% if %}}{back}", "utf-8")
        sitting.until(lambda now: now.is_stale)
        (problem,) = sitting.now.problems
        assert str(problem.location).startswith(f"{template}:1")
        assert digests(sitting.now) == digests(first)
        template.write_text(back.replace("<section", '<section style="color: red"', 1), "utf-8")
        last = sitting.until(fresh)
        assert last.changed <= {len(last.plates) - 1}


def test_a_fault_of_ours_is_told_and_the_next_save_is_tried(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sitting.until(fresh)

    def fails(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    with monkeypatch.context() as patched:
        patched.setattr(Renderer, "make", fails)
        sitting.save(sitting.text.replace("schools", "school"))
        sitting.until(lambda now: now.is_stale)
        (problem,) = sitting.now.problems
        assert problem.code == "preview-fault"
        assert "ZeroDivisionError: on purpose" in problem.message
        assert digests(sitting.now) == digests(first)
    sitting.save(sitting.text.replace("schools", "all schools"))
    assert digests(sitting.until(fresh)) != digests(first)


def test_saves_one_upon_another_come_to_the_last_one(sitting: Sitting) -> None:
    sitting.until(fresh)
    for number in range(5):
        sitting.save(sitting.text.replace("schools", f"{number} schools"))
    last = sitting.path.read_bytes()
    sitting.until(lambda now: fresh(now) and now.loaded.source == last)


def test_the_end_comes_while_pages_are_made(tmp_path: Path, minimal_profile_text: str) -> None:
    sitting = Sitting(tmp_path / "xxa.yaml", minimal_profile_text)
    with sitting.session:
        sitting.until(lambda now: now.busy)
    assert sitting.session.board.newer_than(0, 0) is None
    assert not any(thread.is_alive() for thread in sitting.session._threads)
