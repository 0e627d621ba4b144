"""The preview in a browser: its pages, what a save changes, problems, and places in the file."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from axe import axe_violations
from mgi_report.preview.board import Snapshot
from mgi_report.preview.server import serve
from mgi_report.preview.session import Session
from mgi_report.preview.site import Site
from mgi_report.run.editor import EditorAddress
from waiting import DEADLINE, wait_until

FINDING = "domains.migrants-rights.well_developed[0].text"
SHOWN = "#page-{number} .sheet img[data-digest='{digest}']"
expect.set_options(timeout=DEADLINE * 1000)
WIDE = {"width": 1280, "height": 900}
# No program opens it: Chromium would ask what to do, and take no more keys.
EDITOR = "mgi-editor-of-nobody:{path}:{line}:{column}"
KEEP = """window.opened = [];
addEventListener("click", (event) => {
  if (!event.target.href?.startsWith("mgi-editor")) return;
  event.preventDefault();
  window.opened.push(event.target.href);
}, true);"""


CONTEXT = """
sections:
  - title: Context
    placement: before-findings
    body: [Invented words.]
"""


class Desk:
    """Hold a running preview and the file it shows."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.save(text)
        self.session = Session(path)
        self.address = ""

    def save(self, text: str) -> None:
        self.path.write_text(text, "utf-8")

    def site(self) -> Site:
        board, camera = self.session.board, self.session.camera
        return Site(board, camera, self.path, EditorAddress(EDITOR))

    def until(self, condition: Callable[[Snapshot], object]) -> Snapshot:
        wait_until(lambda: condition(self.session.board.snapshot))
        return self.session.board.snapshot

    def fresh(self) -> Snapshot:
        """Wait until all is made of what is in the file now."""
        data = self.path.read_bytes()
        return self.until(
            lambda now: (
                not now.busy
                and not now.is_stale
                and now.loaded is not None
                and now.loaded.source == data
            )
        )

    def digests(self) -> list[str]:
        return [plate.digest for plate in self.session.board.snapshot.plates]


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Desk]:
    text = request.getfixturevalue("country_text")("XXA")
    made = Desk(tmp_path_factory.mktemp("desk") / "xxa.yaml", text)
    with serve(made.site(), 0, is_asked_for=True) as server, server.running(), made.session:
        made.address = server.address
        yield made


@pytest.fixture
def opened(browser: Browser, desk: Desk) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the preview of the first text; nothing may be complained of."""
    complaints: list[str] = []
    contexts = []

    def opened(fragment: str = "", **options: Any) -> Page:
        desk.save(desk.text)
        desk.fresh()
        context = browser.new_context(**{"viewport": WIDE, "bypass_csp": False, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(DEADLINE * 1000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.add_init_script(KEEP)
        page.goto(desk.address + fragment)
        page.wait_for_selector(
            SHOWN.format(number=1, digest=desk.digests()[0])
            if not fragment
            else f"{fragment} .sheet img[data-digest]"
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def number_of(desk: Desk, path: str) -> int:
    """Return the position of the last page with a place, whatever the test before has left."""
    desk.save(desk.text)
    desk.fresh()
    return max(
        number
        for number, plate in enumerate(desk.session.board.snapshot.plates, 1)
        if any(place.path == path for place in plate.places)
    )


def test_all_pages_are_there_and_drawn_when_they_come_near(
    opened: Callable[..., Page], desk: Desk
) -> None:
    page = opened()
    digests = desk.digests()
    assert page.locator(".page").count() == len(digests) > 6
    assert page.locator("#strip li").count() == len(digests)
    # The last one is far away.
    last = len(digests)
    assert page.locator(f"#page-{last} .sheet img[src]").count() == 0
    page.locator(f"#strip li:nth-child({last}) a").click()
    page.wait_for_selector(SHOWN.format(number=last, digest=digests[-1]))
    expect(page.locator(f"#strip li:nth-child({last}) a")).to_have_attribute("aria-current", "true")
    size = page.locator(f"#page-{last} .sheet img").evaluate("each => each.naturalWidth")
    assert size >= page.locator(f"#page-{last} .sheet").bounding_box()["width"] - 1


def test_a_save_changes_the_page_and_marks_it_and_nothing_moves(
    opened: Callable[..., Page], desk: Desk
) -> None:
    number = number_of(desk, FINDING)
    page = opened(f"#page-{number}")
    main = page.locator("#pages")
    main.evaluate("each => { each.scrollTop += 77 }")
    top = main.evaluate("each => each.scrollTop")
    before = desk.digests()
    untouched = page.locator(f"#page-{number - 1} .sheet img").get_attribute("src")
    desk.save(desk.text.replace("access to schools", "access to every school"))
    desk.fresh()
    after = desk.digests()
    assert before[number - 1] != after[number - 1]
    page.wait_for_selector(SHOWN.format(number=number, digest=after[number - 1]))
    printed = desk.session.board.snapshot.plates[number - 1].number
    expect(page.locator(f"#page-{number} .caption")).to_have_text(f"{printed} changed")
    marked = {
        place for place, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1]
    }
    expect(page.locator(".page.changed")).to_have_count(len(marked))
    expect(page.locator("#strip .changed")).to_have_count(len(marked))
    expect(page.get_by_role("status").first).to_have_text(f"{len(marked)} pages changed")
    assert main.evaluate("each => each.scrollTop") == top
    assert page.url.endswith(f"#page-{number}")
    assert page.locator(f"#page-{number - 1} .sheet img").get_attribute("src") == untouched
    # From change to change by keyboard, round and round.
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator(f"#page-{number}")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator(f"#page-{min(marked)}")).to_be_focused()


def test_a_mistake_is_told_in_the_words_of_check_and_the_last_pages_stay(
    opened: Callable[..., Page], desk: Desk
) -> None:
    page = opened()
    expect(page.locator("#problems")).to_be_hidden()
    desk.save(desk.text.replace("potential:", "potental:", 1))
    expect(page.locator("body")).to_have_class("stale")
    text = page.locator("#problems li").first.inner_text()
    assert f"{desk.path}:16:5: error [unknown-key]" in text
    assert "hint: did you mean potential?" in text
    assert "^" in text
    expect(page.locator("#status")).to_contain_text("Not up to date: ")
    assert page.locator("#problems a.place").first.get_attribute("href").endswith("xxa.yaml:16:5")
    assert (
        float(page.locator("#page-1 .sheet img").evaluate("each => getComputedStyle(each).opacity"))
        < 0.5
    )
    assert page.locator(".page").count() == len(desk.digests())
    desk.path.unlink()
    desk.save(desk.text)
    expect(page.locator("#problems")).to_be_hidden()
    expect(page.locator("body")).not_to_have_class("stale")


def test_a_click_on_a_finding_shows_its_file_and_line(
    opened: Callable[..., Page], desk: Desk
) -> None:
    number = number_of(desk, FINDING)
    page = opened(f"#page-{number}")
    place = page.locator(f"#page-{number} .place[data-path='{FINDING}']")
    place.click()
    line = desk.session.board.snapshot.loaded.locate(FINDING).line
    expect(page.locator("#place code")).to_contain_text(f"{desk.path}:{line}:")
    link = page.get_by_role("link", name="Open in the editor")
    assert link.get_attribute("href").startswith(f"mgi-editor-of-nobody:{desk.path}:{line}:")
    opened_at = page.evaluate("window.opened")
    assert opened_at == [link.get_attribute("href")]
    # The line moves with the text above it.
    desk.save(f"# one more line\n{desk.text}")
    expect(page.locator("#place code")).to_contain_text(f"{desk.path}:{line + 1}:")
    assert page.evaluate("window.opened") == opened_at
    page.keyboard.press("Escape")
    expect(page.locator("#place code")).to_have_count(0)
    # By keyboard too.
    place.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#place code")).to_contain_text(str(desk.path))
    page.get_by_role("button", name="Close").click()
    expect(place).to_be_focused()


def test_two_pages_side_by_side_stay_on_the_page(opened: Callable[..., Page], desk: Desk) -> None:
    number = number_of(desk, FINDING)
    page = opened(f"#page-{number}")
    page.get_by_role("button", name="Two pages").click()
    left = page.locator("#page-2").bounding_box()
    right = page.locator("#page-3").bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] < right["x"]
    expect(page.locator(f"#page-{number}")).to_be_in_viewport()
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="One page")).to_have_attribute("aria-pressed", "true")


def test_pages_go_by_their_printed_numbers_and_stand_as_in_the_book(
    opened: Callable[..., Page], desk: Desk
) -> None:
    page = opened()
    desk.save(desk.text + CONTEXT)
    desk.fresh()
    numbers = [plate.number for plate in desk.session.board.snapshot.plates]
    # All findings begin on a left page, and the blank one before it is on paper only.
    position = next(place for place, number in enumerate(numbers, 1) if number > place)
    number = numbers[position - 1]
    expect(page.locator(f"#page-{position} .caption")).to_have_text(re.compile(rf"^{number}\b"))
    expect(page.locator(f"#strip li:nth-child({position}) .number")).to_have_text(str(number))
    name = page.locator(f"#page-{position}").get_attribute("aria-label")
    assert name == f"Page {number} of {numbers[-1]}"
    page.keyboard.press("2")
    middle = page.locator("#pages").evaluate(
        "each => each.getBoundingClientRect().left + each.clientWidth / 2"
    )
    for place, number in enumerate(numbers, 1):
        box = page.locator(f"#page-{place}").bounding_box()
        assert (box["x"] + box["width"] / 2 > middle) == bool(number % 2)


def test_from_change_to_change_no_press_is_lost_on_a_right_page(
    opened: Callable[..., Page], desk: Desk
) -> None:
    page = opened()
    page.keyboard.press("2")
    desk.save(desk.text.replace("Land XXA", "Land of XXA"))
    desk.fresh()
    last = len(desk.digests())
    expect(page.locator(f"#page-{last}")).to_have_class(re.compile("changed"))
    marked = page.locator(".page.changed").evaluate_all("all => all.map((each) => each.id)")
    assert len(marked) > 3
    page.locator(f"#strip li:nth-child({last}) a").click()
    for wanted in marked:
        page.keyboard.press("n")
        expect(page.locator(f"#{wanted}")).to_be_focused()
        # The view has come to rest.
        page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
        expect(page.locator("#strip [aria-current]")).to_have_attribute("href", f"#{wanted}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(opened: Callable[..., Page], desk: Desk, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    # Findings on a page stand as near to each other as the page has them.
    assert axe_violations(page, exclude_from_sizes=".places > .place") == ""
    desk.save(desk.text.replace("potential:", "potental:", 1))
    expect(page.locator("body")).to_have_class("stale")
    assert axe_violations(page, exclude_from_sizes=".places > .place") == ""


def test_nothing_runs_off_the_side_of_a_phone(opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": 380, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
