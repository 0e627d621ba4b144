"""Measure the rules of the design on a finished PDF; what the inspector checks is not repeated.

Each rule yields a sentence for everything that breaks it. Lengths are mm from the top left.
"""

import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from math import hypot
from unicodedata import combining

from measuring import MM_PER_PT, Letter, Measured, Page, rgb

from mgi_report.profile.framework import Domain, FindingList

__all__ = ["RULES", "Rule"]

ROUNDING = 0.05
SMALLEST = 8.25  # pt
FOLIO = 9.9  # pt, and nothing as large below it
SHADE = 3  # levels of 255
GRID = 1.375  # a quarter of the unit
OVERHANG = 1.0  # titles stand out to the left, as their letters have room inside
HEAD, FIRST_LINE = (19.0, 27.5), (28.0, 35.0)  # mm: a slim bar, a line at the top of the text block
CHIP = 20  # mm from the margin, within which a number stands
LONG = 600  # characters of a finding that may be split
NUMBER = re.compile(r"[1-6]\.[WP]\.\d+")


def _between(page: Page, top: float, foot: float) -> list[Letter]:
    return [each for each in page.letters if top < each.base < foot]


Rule = Callable[[Measured], Iterator[str]]


def _finding_letters(measured: Measured, page: Page) -> list[Letter]:
    sizes = [measured.tokens.font(f"type-finding-{step}").size for step in (1, 2, 3)]
    return [
        each
        for each in page.letters
        # Marks of vowels stand above and below their letters.
        if not combining(each.sign) and any(abs(each.size - s) < ROUNDING for s in sizes)
    ]


def findings_are_of_one_size(measured: Measured) -> Iterator[str]:
    """All findings of a profile are set in one of three sizes."""
    sizes = {
        round(each.size, 2) for page in measured.white for each in _finding_letters(measured, page)
    }
    if len(sizes) > 1:
        yield f"findings are set in {sorted(sizes)} pt"


def lines_of_findings_stand_on_the_grid(measured: Measured) -> Iterator[str]:
    """What stands between two lines of findings, without one line, is whole quarters of a unit."""
    tokens = measured.tokens
    leadings = {
        tokens.font(f"type-finding-{step}").size: tokens.font(f"type-finding-{step}").leading
        for step in (1, 2, 3)
    }
    for page in measured.white:
        letters = _finding_letters(measured, page)
        lines = sorted({round(each.base, 2) for each in letters})
        for above, below in pairwise(lines):
            size = min(leadings, key=lambda size: abs(size - letters[0].size))
            between = below - above - leadings[size] * MM_PER_PT
            off = (between + GRID / 2) % GRID - GRID / 2
            # Small lines between two findings bring roundings of their own.
            if abs(off) > 2 * ROUNDING:
                yield f"page {page.number}: a line at {below:.2f} mm is {off:.2f} mm off the grid"


def no_type_is_too_small(measured: Measured) -> Iterator[str]:
    """Nothing is smaller than the running lines."""
    for page in measured.pages:
        small = "".join(each.sign for each in page.letters if each.size < SMALLEST - 0.01)
        if small:
            yield f"page {page.number}: smaller than {SMALLEST} pt: {small[:40]}"


def text_stands_in_the_text_block(measured: Measured) -> Iterator[str]:
    """Text keeps the margins, and running lines stand at the same height on all white pages."""
    mm = measured.tokens.mm
    left, right = mm("margin-side"), mm("page-width") - mm("margin-side")
    top, foot = mm("margin-top"), mm("page-height") - mm("margin-bottom")
    for ends in (
        [min(each.base for each in page.letters) for page in measured.white],
        [max(each.base for each in page.letters if each.size > FOLIO) for page in measured.white],
    ):
        if max(ends) - min(ends) > ROUNDING:
            yield f"a running line moves from {min(ends):.2f} to {max(ends):.2f} mm"
    for page in measured.white:
        for each in page.letters:
            if not left - OVERHANG <= each.left <= right:
                yield f"page {page.number}: {each.sign} stands {each.left:.2f} mm from the left"
            running = each.base < top or each.base > foot + 2
            if not running and not top <= each.base <= foot + ROUNDING:
                yield f"page {page.number}: {each.sign} has its base line at {each.base:.2f} mm"


def white_pages_have_running_lines(measured: Measured) -> Iterator[str]:
    """Series, place and edition stand on every white page; full-colour pages have none."""
    for page in measured.pages:
        if page.is_white != (measured.foot(page) is not None):
            yield f"page {page.number} has a running line or a folio, but not both"


def a_list_that_goes_on_is_named_at_the_head(measured: Measured) -> Iterator[str]:
    """The head of a page that begins within a list says so, and no other does."""
    last: dict[tuple[str, str], int] = {}
    begun: set[int] = set()
    for number, pages in measured.finding_pages.items():
        key = number[0], number[2]
        begun.update(page for page in pages if page > last.get(key, page))
        last[key] = max(pages)
        begun.update(pages - {min(pages)})
    for page in measured.white:
        says = ",continued" in "".join(each.sign for each in _between(page, *HEAD))
        if says != (page.number in begun):
            yield f"page {page.number} {'says' if says else 'does not say'} that a list goes on"


def a_finding_that_goes_on_repeats_its_number(measured: Measured) -> Iterator[str]:
    """A page that begins within a finding shows its number beside the first line, in slate."""
    goes_on = {
        page: number
        for number, pages in measured.finding_pages.items()
        for page in pages - {min(pages)}
    }
    for page in measured.white:
        beside = [each for each in _between(page, *FIRST_LINE) if measured.from_start(each) < CHIP]
        shown = "".join(each.sign for each in beside)
        first = min((each.base for each in beside), default=0)
        # A chip centres its number on the line, so that it stands a little higher.
        on_line = any(0 <= each.base - first < 0.5 for each in _finding_letters(measured, page))
        number = goes_on.get(page.number)
        if number and not (shown == number and on_line):
            yield f"page {page.number} does not repeat {number}, but shows {shown or 'nothing'}"


def names_stand_on_the_page_of_their_findings(measured: Measured) -> Iterator[str]:
    """What a domain names never begins another page: it is left out where it has no room."""
    for page in measured.white:
        begins = page.text.startswith(_begun(measured, "domain.number"))
        if measured.say("findings.named") in page.text and not begins:
            yield f"the names on page {page.number} have left their domain's page"


def short_findings_are_not_split(measured: Measured) -> Iterator[str]:
    """A finding of up to 600 characters is on one page."""
    for each in measured.profile.all_findings():
        pages = measured.finding_pages.get(each.number, set())
        if len(pages) > 1 and len(each.finding.text) <= LONG:
            yield f"{each.number} is split over the pages {sorted(pages)}"


def _begun(measured: Measured, key: str) -> str:
    """Return how an entry with a number begins."""
    return measured.say(key, number="\n").partition("\n")[0]


def links_that_are_numbers_can_be_hit(measured: Measured) -> Iterator[str]:
    """A link to a finding or a domain is at least as large as a chip."""
    least = measured.tokens.mm("link-width"), measured.tokens.mm("unit")
    for page, words, area in measured.links:
        size = area.right - area.left, area.height
        numbered = _begun(measured, "domain.finding"), _begun(measured, "domain.number")
        if words.startswith(numbered) and any(
            a < b - ROUNDING for a, b in zip(size, least, strict=True)
        ):
            yield f"page {page}: {words} is a link of {size[0]:.2f} x {size[1]:.2f} mm"


def links_do_not_share_room(measured: Measured) -> Iterator[str]:
    """No two links of a page lie over each other."""
    for one, two in combinations(measured.links, 2):
        if one[0] == two[0] and min(one[2].overlap(two[2])) > ROUNDING:
            yield f"page {one[0]}: the links {one[1]} and {two[1]} overlap"


def chips_are_wide_enough(measured: Measured) -> Iterator[str]:
    """The number of a finding stands in a chip of at least 11.5 mm, which holds all of it."""
    least, unit = measured.tokens.mm("link-width"), measured.tokens.mm("unit")
    for page in measured.white:
        if not _finding_letters(measured, page):
            continue
        lines: dict[float, list[Letter]] = {}
        for each in page.letters:
            if measured.from_start(each) < 2 * least:
                lines.setdefault(round(each.base, 1), []).append(each)
        for base, letters in lines.items():
            number = "".join(each.sign for each in letters)
            # The number of a finding that goes on from the page before stands in none.
            begins = page.number == min(measured.finding_pages.get(number, {page.number}))
            if (
                NUMBER.fullmatch(number)
                and begins
                and not any(
                    area.left <= min(each.left for each in letters)
                    and area.right >= max(each.left for each in letters)
                    and area.top < base < area.bottom
                    and unit - ROUNDING <= area.height <= unit + 1
                    and area.right - area.left >= least - ROUNDING
                    for area in page.areas
                )
            ):
                yield f"page {page.number}: {number} stands in no chip"


def openers_say_the_counts(measured: Measured) -> Iterator[str]:
    """An opener prints both counts in numbers and words; a domain of no pages is a line."""
    say = measured.say
    for domain in Domain:
        of_domain = measured.profile.domains.of(domain)
        counts = {each: len(of_domain.in_list(each)) for each in FindingList}
        if not of_domain.has_pages:
            name = f"{domain.number} {measured.name(domain)}{of_domain.official_title or ''}"
            if not any(f"{name}{say('empty.domain')}" in p.joined for p in measured.white):
                yield f"domain {domain.number} is not said to be empty"
            continue
        kicker = f"{say('domain.number', number=domain.number)} \n"
        opener = next(p for p in measured.pages if p.text.startswith(kicker))
        words = " ".join(opener.text.split())
        told = (
            f"{count} {say.count(f'counts.label.{each.field}', count)}"
            for each, count in counts.items()
        )
        if not words.endswith(" ".join(told)):
            yield f"the opener of domain {domain.number} ends: {words[-50:]}"


def all_findings_begin_on_a_left_page(measured: Measured) -> Iterator[str]:
    """So two pages of them face each other; each has the bars of both lists at its head."""
    found = [
        page
        for page in measured.white
        if (measured.foot(page) or "").startswith(measured.say("pages.all_findings"))
    ]
    if not any(measured.profile.all_findings()):
        if found:
            yield "no findings are listed"
        return
    if not found or int(found[0].folio) % 2:
        yield f"all findings stand on the pages {[page.folio for page in found]}"
    for page in found:
        bars = (measured.say(f"lists.{each.field}_areas") for each in FindingList)
        if " ".join(bars) not in " ".join(page.text.split()):
            yield f"page {page.number} does not name the two lists"


def tabs_never_move(measured: Measured) -> Iterator[str]:
    """All six thumb tabs are in their places on every white page but the imprint."""
    colours = [rgb(measured.tokens.text(f"d{number}-base")) for number in range(1, 7)]
    for page in measured.white:
        for number, (seen, base) in enumerate(zip(page.tabs, colours, strict=True), 1):
            shows = max(abs(a - b) for a, b in zip(seen, base, strict=True)) <= SHADE
            if shows is (measured.say("imprint.about") in " ".join(page.text.split())):
                yield f"page {page.number}: at the tab of domain {number} is {seen}"


def no_words_stand_on_the_figure_of_the_cover(measured: Measured) -> Iterator[str]:
    """The figure gives way to a deep block of text."""
    x, y, radius = measured.cover_circle
    for each in measured.pages[0].letters:
        if hypot(each.left - x, each.base - y) < radius:
            yield f"{each.sign} at {each.left:.0f}, {each.base:.0f} mm stands on the figure"


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        findings_are_of_one_size,
        a_finding_that_goes_on_repeats_its_number,
        names_stand_on_the_page_of_their_findings,
        lines_of_findings_stand_on_the_grid,
        no_type_is_too_small,
        text_stands_in_the_text_block,
        white_pages_have_running_lines,
        a_list_that_goes_on_is_named_at_the_head,
        short_findings_are_not_split,
        links_that_are_numbers_can_be_hit,
        links_do_not_share_room,
        chips_are_wide_enough,
        openers_say_the_counts,
        all_findings_begin_on_a_left_page,
        tabs_never_move,
        no_words_stand_on_the_figure_of_the_cover,
    )
}
