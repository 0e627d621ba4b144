"""Size, spacing and the block of names are chosen by what a domain's page has room for."""

from dataclasses import replace
from itertools import pairwise

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.fitting import Filling, finding_size, fit_findings
from mgi_report.document.fonts import Fonts
from mgi_report.document.titles import Title, Typesetter
from mgi_report.document.tokens import read_tokens
from mgi_report.profile.model import Finding

ASSETS = Assets()
TOKENS = read_tokens(ASSETS)
SETTER = Typesetter(TOKENS, Fonts(ASSETS))
# Two lines in every size.
TEXT = "Invented: the Office for Newcomers keeps a register of permits and trains its staff in it."


def filling(findings: int, *, named: int = 0, absent: int = 0, lines: int = 1) -> Filling:
    """Return a domain with findings in two lists, the second of which has one."""
    lists = [[Finding(text=TEXT)] * (findings - 1), [Finding(text=TEXT)]]
    return Filling(
        Title(("Title",) * lines),
        lists,
        [("Example Act", 1)] * named,
        [["What it is about."]] * absent,
    )


def test_the_emptiest_profile_has_the_largest_size_and_the_fullest_the_smallest() -> None:
    sizes = [finding_size([filling(n)], SETTER) for n in range(2, 16)]
    assert sizes[0] == 1
    assert set(sizes) == {1, 2, 3}
    # More findings never make them larger, up to what one page holds.
    one_page = sizes[: sizes.index(3) + 1]
    assert all(a <= b for a, b in pairwise(one_page))


def test_the_fullest_domain_of_one_page_decides_for_the_whole_profile() -> None:
    full = next(n for n in range(2, 16) if finding_size([filling(n)], SETTER) == 3)
    assert finding_size([filling(2), filling(full), filling(3)], SETTER) == 3


def test_a_domain_of_several_pages_takes_no_page_more() -> None:
    """It is as large as goes without; that all of three sizes occur shows that it is looked at."""
    sizes = {finding_size([filling(n)], SETTER) for n in range(20, 40)}
    assert sizes == {1, 2, 3}


def test_a_title_of_two_lines_and_a_domain_without_findings_take_room() -> None:
    last = next(n for n in range(2, 16) if finding_size([filling(n + 1)], SETTER) > 1)
    assert finding_size([filling(last, absent=1)], SETTER) > 1
    assert finding_size([filling(last, lines=2)], SETTER) > 1


def test_an_introduction_takes_room_and_may_take_pages() -> None:
    last = next(n for n in range(2, 16) if finding_size([filling(n + 1)], SETTER) > 1)
    introduced = replace(filling(last), introduction=[TEXT])
    assert finding_size([introduced], SETTER) > 1
    long = replace(filling(2, named=1), introduction=[" ".join([TEXT] * 60)])
    assert fit_findings(filling(2, named=1), 1, SETTER).named_space is not None
    assert fit_findings(long, 1, SETTER).named_space is None


def test_a_domain_without_findings_takes_room_for_its_official_title() -> None:
    free = [
        fit_findings(replace(filling(2, named=1), absent=[small]), 1, SETTER).named_space or 0.0
        for small in (["What it is about."], ["Its official title", "What it is about."])
    ]
    assert free[0] - free[1] == pytest.approx(TOKENS.mm("named-line"))


def test_names_stand_only_where_they_fit() -> None:
    assert fit_findings(filling(3, named=3), 1, SETTER).named_space is not None
    assert fit_findings(filling(3), 1, SETTER).named_space is None
    assert fit_findings(filling(3, named=40), 1, SETTER).named_space is None
    # On the last of several pages nobody knows where they would end.
    assert fit_findings(filling(30, named=1), 1, SETTER).named_space is None


def test_names_that_fit_leave_the_slack_free() -> None:
    """What is free above them is what the page has left, less the slack at its foot."""
    fits = [fit_findings(filling(5, named=n), 1, SETTER).named_space for n in range(1, 20)]
    spaces = [space for space in fits if space is not None]
    assert fits == [*spaces, *[None] * (len(fits) - len(spaces))]
    row = TOKENS.mm("row-height")
    normal = [a - b for a, b in pairwise(spaces)]
    # One row less for one name more, but where the findings move together for it.
    assert sum(1 for less in normal if less == pytest.approx(row)) >= len(normal) - 1


def test_few_findings_stand_apart_and_many_do_not() -> None:
    assert fit_findings(filling(2), 1, SETTER).spacing == "airy"
    assert fit_findings(filling(9), 1, SETTER).spacing == "normal"
    assert fit_findings(filling(30), 1, SETTER).spacing == "normal"
