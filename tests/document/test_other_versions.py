"""The imprint names the other languages of an edition: of the data, and of what lies beside it."""

import pytest

from editions import lesotho, profile_of
from mgi_report.document.compose import Composer
from mgi_report.document.language import read_language
from mgi_report.document.other_versions import OtherVersion, other_versions

COMPOSER = Composer()
NAMED = """\
publication:
  also_available_in:
    - {language: fr, title: Royaume du Lesotho, url: "https://example.org/fr"}
"""


def versions(*beside: str, more: str = "", tag: str = "en") -> tuple[OtherVersion, ...]:
    say = read_language(tag, COMPOSER.assets)
    profile = profile_of(lesotho() + more)
    return other_versions(profile, beside, say, COMPOSER.assets, COMPOSER.fonts)


def test_a_language_is_named_in_itself() -> None:
    found = [(each.name, each.language) for each in versions("es", "fr", "ru")]
    assert found == [("Español", "es"), ("Français", "fr"), ("Русский", "ru")]


def test_what_the_data_say_of_a_language_counts_more() -> None:
    first, second = versions("es", "fr", more=NAMED)
    assert (first.name, first.title, first.url) == (
        "Français",
        "Royaume du Lesotho",
        "https://example.org/fr",
    )
    assert first.path == "publication.also_available_in[0]"
    assert (second.name, second.title) == ("Español", None)


@pytest.mark.parametrize(("tag", "name"), [("en", "Thai"), ("fr", "Thaï")])
def test_one_that_no_font_can_write_is_named_in_the_language_of_the_profile(
    tag: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = "mgi_report.document.other_versions.catalogue_for"
    monkeypatch.setattr(module, lambda *_: "a catalogue of a theme")
    assert [(each.name, each.language) for each in versions("th", tag=tag)] == [(name, tag)]


def test_a_language_no_profile_can_be_made_in_is_left_out() -> None:
    assert versions("th") == ()


def test_without_any_the_imprint_has_no_line_for_them() -> None:
    profile = profile_of(lesotho())
    html = COMPOSER.compose(profile).html
    assert "Français" not in html
    assert COMPOSER.compose(profile, languages=("fr",)).html.count("Français") == 1
