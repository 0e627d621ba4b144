"""The download page in a real browser: from the file system, by keyboard, for everybody."""

from pathlib import Path
from typing import Any

import pytest

WIDE = {"viewport": {"width": 1280, "height": 900}}
# 320 px are also what a window of 1280 px leaves at 400 % zoom (WCAG 2.2, 1.4.10).
PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("folder", ["real", "mixed", "large"])
def test_axe_finds_no_violation(
    visit: Any, request: pytest.FixtureRequest, folder: str, size: Any, scheme: str
) -> None:
    here = visit(request.getfixturevalue(folder), color_scheme=scheme, **size)
    assert here.violations() == ""
    here.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert here.violations() == ""


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_no_violation_in_arabic(visit: Any, mixed: Path, size: Any) -> None:
    here = visit(mixed, name="index.ar.html", **size)
    assert here.violations() == ""
    width = here.page.evaluate("document.documentElement.scrollWidth")
    assert width <= size["viewport"]["width"]
    assert here.shown() == "الملفات المعروضة: 8 من 8"


def test_who_changes_the_language_keeps_search_and_filters(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)
    here.page.locator("#query").fill("cote")
    here.page.get_by_label("PDF for printers").check()
    here.page.get_by_role("link", name="Français", exact=True).click()
    assert here.page.url.partition("#")[0].endswith("index.fr.html")
    assert here.subjects() == ["Côte d’Exemple"]
    assert here.page.locator("a.get:visible").count() == 1
    here.page.get_by_role("link", name="English", exact=True).click()
    assert here.page.locator("#query").input_value() == "cote"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_with_filters_in_use(visit: Any, mixed: Path, scheme: str) -> None:
    here = visit(mixed, color_scheme=scheme, **WIDE)
    here.page.get_by_label("Search", exact=True).fill("example")
    here.page.get_by_label("French").check()
    assert here.shown() == "Files shown: 2 of 8"
    assert here.violations() == ""
    here.page.get_by_label("Search", exact=True).fill("nowhere")
    assert here.shown() == "No file fits the search and the filters."
    assert here.violations() == ""


def test_axe_finds_no_violation_without_javascript(visit: Any, mixed: Path) -> None:
    # axe itself needs JavaScript: so it looks at the page as it is before the script has run.
    text = (mixed / "index.html").read_text(encoding="utf-8")
    bare = mixed / "bare"
    bare.mkdir(exist_ok=True)
    before, _, script = text.partition("<script>")
    page = before + script.partition("</script>")[2]
    (bare / "index.html").write_text(page.replace('src="./', 'src="../'), encoding="utf-8")
    here = visit(bare, **WIDE)
    assert not here.page.locator("#finder").is_visible()
    assert here.violations() == ""


def test_without_javascript_the_whole_list_is_there(visit: Any, mixed: Path) -> None:
    here = visit(mixed, java_script_enabled=False, **WIDE)
    assert not here.page.locator("#finder").is_visible()
    assert here.page.locator("a.get:visible").count() == 8
    assert here.subjects() == ["Åland Example", "Example Coast", "Port Example", "Zed"]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_runs_off_the_side(visit: Any, mixed: Path, size: Any) -> None:
    here = visit(mixed, **size)
    here.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    width = here.page.evaluate("document.documentElement.scrollWidth")
    assert width <= size["viewport"]["width"]


def test_it_works_by_keyboard_alone(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)
    press = here.page.keyboard.press

    def focused() -> str:
        return str(here.page.evaluate("document.activeElement.textContent.trim()"))

    press("Tab")
    assert focused() == "Skip to the profiles"
    assert here.page.locator(".skip").bounding_box()["y"] >= 0
    for language in ("العربية", "Español", "Français"):
        press("Tab")
        assert focused() == language
    press("Tab")
    assert here.page.evaluate("document.activeElement.id") == "query"
    here.page.keyboard.type("cote")
    assert here.subjects() == ["Example Coast"]
    assert here.shown() == "Files shown: 2 of 8"
    press("Tab")
    assert focused() == "Filters"
    press("Tab")
    assert here.page.evaluate("document.activeElement.value") == "ar"
    for _ in range(2):
        press("Tab")
    assert here.page.evaluate("document.activeElement.value") == "fr"
    press("Space")
    assert here.page.get_by_label("French").is_checked()
    assert here.shown() == "Files shown: 2 of 8"
    while focused() != "Clear search and filters":
        press("Tab")
    press("Enter")
    assert here.shown() == "Files shown: 8 of 8"
    assert here.page.evaluate("document.activeElement.id") == "query"


def test_every_stop_of_the_tab_key_can_be_seen(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)
    stops = here.page.locator("a, button, input, summary").count()
    seen = 0
    for _ in range(stops):
        here.page.keyboard.press("Tab")
        outline = here.page.evaluate(
            """() => { const each = document.activeElement, style = getComputedStyle(each);
            return each === document.body ? "" : style.outlineStyle + style.outlineWidth }"""
        )
        if outline:
            assert outline == "solid3px"
            seen += 1
    # The stops of details that are closed count too, but hold none.
    assert seen >= stops - 1


def test_enter_on_skip_leads_to_the_profiles_and_keeps_the_filters(visit: Any, mixed: Path) -> None:
    here = visit(mixed, "#language=fr", **WIDE)
    assert here.shown() == "Files shown: 2 of 8"
    here.page.locator(".skip").focus()
    here.page.keyboard.press("Enter")
    assert here.page.evaluate("document.activeElement.id") == "profiles"
    assert here.shown() == "Files shown: 2 of 8"


def test_the_count_is_announced(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)
    status = here.page.get_by_role("status")
    assert here.shown() == "Files shown: 8 of 8"
    here.page.get_by_label("Draft").check()
    assert here.shown() == "Files shown: 1 of 8"
    assert status.inner_text() == "Files shown: 1 of 8"


SEARCHES = {
    "COTE D'EXEMPLE": ["Example Coast"],
    "exemple cote": ["Example Coast"],
    "aland": ["Åland Example"],
    "مثال": ["Example Coast"],
    "2020": ["Port Example"],
    "español": ["Port Example"],
    "xlo": ["Zed"],
    "invented country": ["Port Example"],
    "first profile coast": ["Example Coast"],
    "  ": ["Åland Example", "Example Coast", "Port Example", "Zed"],
    "coast nowhere": [],
}


def test_search_finds(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)

    def found(words: str) -> list[str]:
        here.page.locator("#query").fill(words)
        subjects: list[str] = here.subjects()
        return subjects

    assert {words: found(words) for words in SEARCHES} == SEARCHES


FILTERS = {
    ("PDF for printers",): 1,
    ("Draft",): 1,
    ("Second Profile",): 4,
    ("City or local authority",): 1,
    ("French", "Arabic"): 3,
    ("French", "Arabic", "PDF for reading"): 2,
    ("French", "Draft"): 0,
}


def test_filters_join(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)

    def count(*boxes: str) -> int:
        chosen = [here.page.get_by_label(box, exact=True) for box in boxes]
        for box in chosen:
            box.check()
        shown: int = here.page.locator("a.get:visible").count()
        for box in chosen:
            box.uncheck()
        assert here.page.locator("a.get:visible").count() == 8
        return shown

    assert {boxes: count(*boxes) for boxes in FILTERS} == FILTERS


def test_the_address_keeps_the_state(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)
    here.page.locator("#query").fill("exemple & co=te")
    here.page.get_by_label("French").check()
    here.page.get_by_label("Arabic").check()
    fragment = here.page.evaluate("location.hash")
    again = visit(mixed, fragment, **WIDE)
    assert again.page.locator("#query").input_value() == "exemple & co=te"
    assert again.page.get_by_label("French").is_checked()
    assert again.page.get_by_label("Arabic").is_checked()
    assert not again.page.get_by_label("English").is_checked()
    assert again.shown() == here.shown()
    here.page.get_by_role("button").click()
    assert here.page.evaluate("location.hash") == ""


def test_pictures_load_from_the_file_system(visit: Any, real: Path) -> None:
    here = visit(real, **WIDE)
    sizes = here.page.evaluate(
        """async () => { const all = [...document.images];
        all.forEach(each => each.loading = "eager");
        await Promise.all(all.map(each => each.decode()));
        return all.map(each => [each.naturalWidth, each.naturalHeight]) }"""
    )
    assert sizes == [[213, 300], [213, 300]]


def test_forced_colours_and_printing_lose_nothing(visit: Any, mixed: Path) -> None:
    here = visit(mixed, forced_colors="active", **WIDE)
    assert here.violations() == ""
    here.page.emulate_media(media="print", forced_colors="none")
    assert not here.page.locator("#finder").is_visible()
    assert here.page.locator("a.get:visible").count() == 8


def test_text_twice_as_large_fits(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)
    here.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert here.page.evaluate("document.documentElement.scrollWidth") <= 1280
