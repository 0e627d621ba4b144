"""The download page in a real browser: from the file system, by keyboard, for everybody."""

from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

WIDE = {"viewport": {"width": 1280, "height": 900}}
# 320 px are also what a window of 1280 px leaves at 400 % zoom (WCAG 2.2, 1.4.10).
PHONE = {"viewport": {"width": 320, "height": 640}}
TOPS = "all => all.map(each => each.getBoundingClientRect().top)"
# Hue and chroma in OKLCH, and contrast with the ground, of the six segments of the wheel.
AREAS = """() => {
  const rgb = (colour) => {
    const context = document.createElement("canvas").getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((each) => each / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
  };
  const light = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const tone = ([r, g, b]) => {
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
    const o = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
    return [(Math.atan2(o, a) * 180) / Math.PI, Math.hypot(a, o)];
  };
  const ground = light(rgb(getComputedStyle(document.documentElement).backgroundColor));
  return [...document.querySelectorAll(".wheel path")].map((each) => {
    const colour = rgb(getComputedStyle(each).fill);
    const two = [light(colour), ground].sort((x, y) => y - x);
    return [...tone(colour), (two[0] + 0.05) / (two[1] + 0.05)];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("folder", ["real", "mixed", "large", "lettered", "folded"])
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
    before, _, script = text.partition("<script>")
    (mixed / "bare.html").write_text(before + script.partition("</script>")[2], encoding="utf-8")
    here = visit(mixed, name="bare.html", **WIDE)
    assert not here.page.locator("#finder").is_visible()
    assert here.violations() == ""


def test_without_javascript_the_whole_list_is_there(visit: Any, mixed: Path) -> None:
    here = visit(mixed, java_script_enabled=False, **WIDE)
    assert not here.page.locator("#finder").is_visible()
    assert here.page.locator("a.get:visible").count() == 7
    here.page.get_by_text("Other formats and details").click()
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
    for language in ("العربية", "Español", "Français", "Português", "Русский"):
        press("Tab")
        assert focused() == language
    press("Tab")
    assert here.page.evaluate("document.activeElement.id") == "query"
    here.page.keyboard.type("cote")
    assert here.subjects() == ["Example Coast"]
    assert here.shown() == "Files shown: 5 of 8"
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
    assert not here.page.locator("#clear").is_visible()
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
    "xlo": ["Zed"],
    "invented country": ["Port Example"],
    "french": ["Example Coast"],
    "español": ["Port Example"],
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
        shown: int = here.page.locator("a.get:not(.file[hidden] *)").count()
        for box in chosen:
            box.uncheck()
        assert here.shown() == "Files shown: 8 of 8"
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
    assert here.page.locator("a.get:visible").count() == 7


def test_text_twice_as_large_fits(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)
    assert here.page.locator(".wheel").is_visible()
    here.page.evaluate("document.documentElement.style.fontSize = '200%'")
    # It has no room beside the words any more.
    assert not here.page.locator(".wheel").is_visible()
    assert here.page.evaluate("document.documentElement.scrollWidth") <= 1280
    here.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert here.page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_three_covers_stand_in_a_row(visit: Any, large: Path) -> None:
    here = visit(large, **WIDE)
    boxes = here.page.locator(".card").evaluate_all(TOPS)
    rows = [boxes[at : at + 3] for at in range(0, len(boxes), 3)]
    assert len(rows) == 4
    assert all(len(set(row)) == 1 for row in rows)
    assert len({row[0] for row in rows}) == 4
    cover = here.page.locator(".card > img").first.bounding_box()
    assert cover["width"] == 9.5 * 16
    button = here.page.locator("a.get:visible").first.bounding_box()
    assert button["height"] == 2.75 * 16


def test_the_fonts_are_ours_in_each_script(visit: Any, mixed: Path) -> None:
    for name, fonts in {
        "index.html": {"Source Sans 3", "Source Serif 4 Display"},
        "index.ar.html": {"IBM Plex Sans Arabic"},
    }.items():
        here = visit(mixed, name=name, **WIDE)
        loaded = here.page.evaluate(
            """async () => { await document.fonts.ready;
            return [...document.fonts].filter(each => each.status === "loaded")
                .map(each => each.family.replaceAll('"', "")) }"""
        )
        assert set(loaded) == fonts


def test_a_name_in_another_direction_begins_where_the_page_does(visit: Any, mixed: Path) -> None:
    here = visit(mixed, name="index.ar.html", **WIDE)
    name = here.page.locator(".name", has_text="Zed")
    edges = name.evaluate(
        """each => [each.getBoundingClientRect().right,
            each.firstElementChild.getBoundingClientRect().right]"""
    )
    assert edges[0] == edges[1]


def test_the_publisher_is_named_with_logo_and_contact(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)
    head = here.page.locator(".publisher")
    assert head.inner_text() == "Example Organization"
    assert head.locator("img").evaluate("async each => (await each.decode(), each.naturalWidth)")
    links = here.page.locator("address a").evaluate_all("all => all.map(each => each.href)")
    assert links == ["mailto:profiles@example.org", "https://example.org/"]


def test_clear_is_there_only_when_something_is_set(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)
    clear = here.page.locator("#clear")
    assert not clear.is_visible()
    here.page.get_by_label("French").check()
    assert clear.is_visible()
    clear.click()
    assert not clear.is_visible()
    here.page.locator("#query").fill("x")
    assert clear.is_visible()


OTHER_NAMES = {
    "ivory": ["Côte d’Ivoire"],
    "elfenbein": ["Côte d’Ivoire"],
    "Türkiye": ["Turkey"],
    "kenia": ["Kenya"],
    "كينيا": ["Kenya"],
}


def test_search_knows_the_names_of_countries_in_other_languages(
    visit: Any, countries: Path
) -> None:
    here = visit(countries, **WIDE)

    def found(words: str) -> list[str]:
        here.page.locator("#query").fill(words)
        subjects: list[str] = here.subjects()
        return subjects

    assert {words: found(words) for words in OTHER_NAMES} == OTHER_NAMES


@pytest.mark.parametrize("word", ["french", "Français", "FRANCÉS", "французский", "الفرنسية"])
def test_the_name_of_a_language_means_the_language(visit: Any, countries: Path, word: str) -> None:
    here = visit(countries, **WIDE)
    here.page.locator("#query").fill(word)
    shown = here.page.locator(".gets .file:visible")
    assert {each.get_attribute("data-language") for each in shown.all()} == {"fr"}
    assert shown.count() == 4
    here.page.locator("#query").fill(f"{word} kenya")
    assert here.subjects() == ["Kenya"]
    assert shown.count() == 1


def test_the_name_of_a_language_may_be_a_part_of_a_name(visit: Any, countries: Path) -> None:
    here = visit(countries, **WIDE)
    here.page.locator("#query").fill("french guiana")
    assert here.subjects() == ["French Guiana"]
    assert here.page.locator(".gets .file:visible").count() == 2


def test_who_filters_by_what_is_folded_sees_it(visit: Any, mixed: Path) -> None:
    here = visit(mixed, **WIDE)
    printers = here.page.locator("a.get[href$='-press.pdf']")
    assert not printers.is_visible()
    here.page.get_by_label("PDF for printers").check()
    assert printers.is_visible()
    here.page.get_by_label("PDF for printers").uncheck()
    assert not printers.is_visible()


def test_letters_lead_to_their_subjects(visit: Any, lettered: Path, folded: Path) -> None:
    for folder in (lettered, folded):
        here = visit(folder, **WIDE)
        assert "".join(here.page.locator(".letters a").all_text_contents()) == "ACEGILNSUZ"
        here.page.get_by_role("link", name="S", exact=True).focus()
        here.page.keyboard.press("Enter")
        first = here.page.locator(".card", has_text="Saint Example 002")
        first.wait_for()
        assert 0 <= first.bounding_box()["y"] < 900
    assert here.page.locator("details.letter[open]").count() == 1
    # A second time too, when the address stays the same.
    here.page.locator("details.letter[open] > summary").click()
    here.page.get_by_role("link", name="S", exact=True).click()
    assert here.page.locator("details.letter[open]").count() == 1


def test_what_is_folded_opens_where_something_is_found(visit: Any, folded: Path) -> None:
    here = visit(folded, **WIDE)
    opened = here.page.locator("details.letter[open]")
    names = here.page.locator(".letter > summary").all_text_contents()
    assert "Saint Example 002, Saint Example 012" in " ".join(names)
    assert opened.count() == 0
    here.page.locator("#query").fill("saint")
    assert opened.count() == 1
    assert len(here.subjects()) == 6
    assert not here.page.locator(".letters").is_visible()
    # What is found under several letters leaves no gap between them.
    here.page.locator("#query").fill("example 05")
    assert (opened.count(), len(here.subjects())) == (10, 11)
    tops = here.page.locator(".card:visible").evaluate_all(TOPS)
    assert len(set(tops)) == 4
    assert here.violations() == ""
    here.page.locator("#clear").click()
    assert opened.count() == 0
    assert here.page.locator(".letters").is_visible()
    unfold = here.page.locator("#unfold")
    unfold.click()
    assert (opened.count(), unfold.inner_text()) == (10, "Close all letters")
    unfold.click()
    assert (opened.count(), unfold.inner_text()) == (0, "Open all letters")


def test_letters_that_are_not_folded_leave_no_gap(visit: Any, lettered: Path) -> None:
    here = visit(lettered, **WIDE)
    assert len(set(here.page.locator(".card").evaluate_all(TOPS))) == 7
    # A letter whose first card is gone stands on the next one.
    here.page.get_by_label("Second Profile").check()
    seen = here.page.locator(".card:visible").evaluate_all(
        """all => all.map(each => getComputedStyle(each, "::before").content.slice(1, 2))"""
    )
    assert "".join(seen) == "CEGILNZ"


def test_without_javascript_what_is_folded_can_be_opened_and_printed(
    visit: Any, folded: Path
) -> None:
    here = visit(folded, java_script_enabled=False, **WIDE)
    assert not here.page.locator("#unfold").is_visible()
    here.page.locator(".letter > summary", has_text="Zephyr").click()
    assert here.page.locator("a.get:visible").count() == 6
    here.page.emulate_media(media="print")
    assert here.page.locator("a.get").count() == 61
    said = "".join(page.get_textpage().get_text_range() for page in PdfDocument(here.page.pdf()))
    assert said.count("First Profile") + said.count("Second Profile") == 41


def test_a_long_list_is_short_on_the_screen_and_on_paper(visit: Any, folded: Path) -> None:
    # 220 subjects have four times as many names, and as many letters again.
    here = visit(folded, **WIDE)
    assert here.height() < 2000
    assert len(PdfDocument(here.page.pdf(format="A4"))) <= 5


def test_colours_of_the_domains_stand_out_from_the_night_and_keep_their_hue(
    visit: Any, mixed: Path
) -> None:
    def areas(scheme: str) -> list[Any]:
        here = visit(mixed, color_scheme=scheme, **WIDE)
        found: list[Any] = here.page.evaluate(AREAS)
        return found

    for (hue, chroma, _), dark in zip(areas("light"), areas("dark"), strict=True):
        own, strength, contrast = dark
        assert abs(hue - own) < 3  # degrees
        assert strength > 0.9 * chroma
        assert contrast >= 3  # WCAG 2.2, 1.4.11
