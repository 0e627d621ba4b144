"""Finished profiles keep the rules of the design that can be measured, and a break is noticed."""

import shutil
from pathlib import Path

import pytest
from design_rules import RULES
from measuring import Measured

from built import PROFILES, ROOT, Build, build
from mgi_report.document.assets import Assets, packaged_root
from mgi_report.run.formats import Workshop
from mgi_report.run.theme import read_theme


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.name.split(".")[0])
def test_every_profile_keeps_every_rule(path: Path, finished: Build) -> None:
    download = finished(path)[0]
    profile = Measured(download.data, download.loaded.profile)
    broken = {name: list(rule(profile)) for name, rule in RULES.items()}
    assert not {name: places for name, places in broken.items() if places}


BREAKS = {
    "lines_of_findings_stand_on_the_grid": (
        "styles/tokens.css",
        "--finding-gap: 5.5mm;",
        "--finding-gap: 5.7mm;",
    ),
    "no_type_is_too_small": ("styles/tokens.css", "--type-small: 400 9pt", "--type-small: 400 8pt"),
    "text_stands_in_the_text_block": (
        "styles/parts/lists.css",
        "padding-inline-start: var(--column-3);",
        "padding-inline-start: 20mm;",
    ),
    "white_pages_have_running_lines": (
        "templates/parts/head.html",
        "{{ running(maker, page.context.running_section) }}",
        "",
    ),
    "a_list_that_goes_on_is_named_at_the_head": (
        "styles/parts/sheets.css",
        "content: element(slim, start);",
        "content: none;",
    ),
    "a_finding_that_goes_on_repeats_its_number": (
        "templates/pages/findings.html",
        '<div class="ends">{{ slim(list, finding.number) }}</div>',
        '<div class="ends">{{ slim(list) }}</div>',
    ),
    "names_stand_on_the_page_of_their_findings": (
        "styles/tokens.css",
        "--text-height: 247.5mm;",
        "--text-height: 280mm;",
    ),
    "findings_are_of_one_size": (
        "styles/parts/lists.css",
        ".potential .chip {",
        ".potential .finding-text { font: var(--type-finding-3); } .potential .chip {",
    ),
    "short_findings_are_not_split": (
        "styles/parts/lists.css",
        "break-inside: avoid;",
        "",
    ),
    "links_that_are_numbers_can_be_hit": (
        "styles/parts/lists.css",
        "min-width: calc(var(--link-width) - var(--link-gap));",
        "",
    ),
    "links_do_not_share_room": (
        "styles/tokens.css",
        "--label-height: 22mm;",
        "--label-height: 60mm;",
    ),
    "chips_are_wide_enough": ("styles/parts/lists.css", "min-width: var(--link-width);", ""),
    "openers_say_the_counts": ("templates/pages/opener.html", "{{ list.label }}", ""),
    "all_findings_begin_on_a_left_page": (
        "styles/pages/all-findings.css",
        "break-before: verso;",
        "break-before: recto;",
    ),
    "no_words_stand_on_the_figure_of_the_cover": (
        "styles/tokens.css",
        "--dial-y: 245mm;",
        "--dial-y: 200mm;",
    ),
    "tabs_never_move": ("styles/tokens.css", "--tab-top: 49.5mm;", "--tab-top: 60mm;"),
}
# The smallest profile that can break the rule.
SHAPES = {
    "a_list_that_goes_on_is_named_at_the_head": "hard-shapes",
    "a_finding_that_goes_on_repeats_its_number": "long-finding",
    "short_findings_are_not_split": "hard-shapes",
    "all_findings_begin_on_a_left_page": "full-city",
    "no_words_stand_on_the_figure_of_the_cover": "full-city",
    "lines_of_findings_stand_on_the_grid": "hard-shapes",
    "links_that_are_numbers_can_be_hit": "city",
    "names_stand_on_the_page_of_their_findings": "city",
}


def test_each_rule_has_a_break() -> None:
    assert set(BREAKS) == set(RULES)


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_rule_is_noticed(name: str, tmp_path: Path) -> None:
    file, old, new = BREAKS[name]
    theme = tmp_path / "theme"
    shutil.copytree(packaged_root() / "templates", theme / "templates")
    shutil.copytree(packaged_root() / "styles", theme / "styles")
    text = (theme / file).read_text(encoding="utf-8")
    assert old in text
    (theme / file).write_text(text.replace(old, new), encoding="utf-8")
    shape = ROOT / "tests" / "profiles" / f"{SHAPES.get(name, 'compared')}.en.yaml"
    # A file that breaks a rule may have a fault the inspector would stop.
    made = build(shape, Workshop(Assets(theme=read_theme(theme))))
    assert list(RULES[name](Measured(made.files[0].data, made.loaded.profile)))
