"""All findings stand side by side: in full, or as numbers where they are too many."""

import re

import pytest

from built import LESOTHO
from mgi_report.document.assets import Assets, Theme
from mgi_report.document.compose import Composer
from mgi_report.profile.loading import load
from mgi_report.profile.model import Profile


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load(LESOTHO).profile


def spread(profile: Profile, **tokens: str) -> str:
    """Return the HTML of the spread, with some tokens of a theme."""
    text = Assets().read_text("styles/tokens.css")
    for name, value in tokens.items():
        text, count = re.subn(rf"--{name.replace('_', '-')}: [^;]+;", f"--{name}: {value};", text)
        text = text.replace(f"--{name}:", f"--{name.replace('_', '-')}:")
        assert count == 1
    theme = Theme(LESOTHO.parent, {"styles/tokens.css": text.encode()})
    html = Composer(Assets(theme=theme)).compose(profile).html
    return html.split('id="all-findings"')[1].split('id="domain-1"')[0]


def without_label(profile: Profile) -> Profile:
    rights = profile.domains.migrants_rights
    bare = rights.well_developed[0].model_copy(update={"short_label": None})
    rights = rights.model_copy(update={"well_developed": (bare, *rights.well_developed[1:])})
    domains = profile.domains.model_copy(update={"migrants_rights": rights})
    return profile.model_copy(update={"domains": domains})


def test_every_finding_is_there_in_full_and_leads_to_its_domain(profile: Profile) -> None:
    html = spread(profile)
    for finding in profile.all_findings():
        assert html.count(f'href="#f-{finding.number}"') == 1
    assert html.count('class="spread-text"') == 30
    assert "Migrants have the same access as nationals" in html


def test_lists_stand_beside_each_other(profile: Profile) -> None:
    kinds = re.findall(r'<ol class="(\w+)">', spread(profile))
    assert kinds == ["well_developed", "potential"] * 6


def test_too_many_findings_are_numbers_and_short_labels(profile: Profile) -> None:
    html = spread(profile, spread_most="29")
    for finding in profile.all_findings():
        assert html.count(f'href="#f-{finding.number}"') == 1
        assert (finding.finding.short_label or "-") in html
    assert "Migrants have the same access as nationals" not in html


def test_a_list_without_all_its_short_labels_is_numbers(profile: Profile) -> None:
    html = spread(without_label(profile), spread_most="29")
    assert html.count('href="#f-1.W.2"') == 1
    assert "Family reunification" not in html
    assert html.count("spread-numbers") == 1


def test_a_high_row_may_go_on_over_the_page(profile: Profile) -> None:
    assert " long" not in spread(profile)
    rows = re.findall(r'spread-domain-row d(\d)( long)?"', spread(profile, spread_row_long="70mm"))
    assert [number for number, long in rows if long] == ["6"]


def test_without_findings_there_is_no_spread(profile: Profile) -> None:
    rights = profile.domains.migrants_rights.model_copy(
        update={"well_developed": (), "potential": ()}
    )
    names = type(profile.domains).model_fields
    domains = profile.domains.model_copy(update=dict.fromkeys(names, rights))
    html = Composer().compose(profile.model_copy(update={"domains": domains})).html
    assert 'id="all-findings"' not in html
    assert "Six domains, no findings" in html
