"""A profile in another language is set by the rules of its catalogue, and of no other."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from mgi_report.document.assets import Assets, Theme
from mgi_report.document.compose import Composer
from mgi_report.profile.loading import load
from mgi_report.profile.model import Finding, Instrument, Profile

ROOT = Path(__file__).parents[2]
FORMS = ("zero", "two", "few", "many")
# Usages that no catalogue of ours is for.
SMALL = {
    "fr-BJ": {
        "ties.numbered": "n°",
        "ties.never_first": "; : ! ? »",
        "ties.never_last": "«",
        "imprint.titled": "{language}\u00a0: {title}",
        "imprint.addressed": "{name} – {address}",
        "imprint.named_beside": "{first} ; {second}",
        "imprint.named": "{name} !",
        "imprint.data_description": "Données sources",
        "lists.bookmark": "{list} – {count}",
        "domain.counts": "{potential} ; {well_developed}",
        "register.page": "{page} p.",
        "findings.link": "{address} – {title}",
        "section.year_source": "{source} ({year})",
    },
    "es-CL": {"order.letters": "nñ", "ties.numbered": "n.º"},
    "ru-KZ": {
        "order.letters": "ий",
        "ties.numbered": "№",
        "ties.counted": "% г.",
        "ties.never_last": "в и о с",
        "lists.potential_short": "Области с потенциалом",
        "imprint.rights": "О правах",
    },
    "ar-MR": {"direction": "rtl", "order.articles": "ال"},
}


def catalogue(entries: Mapping[str, str]) -> bytes:
    """Return a catalogue with some entries of its own, and the others in English in all forms."""
    english = tomllib.loads(Assets().read_text("templates/locales/en.toml"))
    lines = {f"{key}.{form}": text for key, text in counted(english) for form in FORMS}
    lines |= {"base": "en", **entries}
    return "\n".join(f"{key} = {json.dumps(text)}" for key, text in lines.items()).encode()


def counted(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, entry in words.items():
        if isinstance(entry, Mapping):
            yield from counted(entry, f"{prefix}{key}.")
        elif key == "other":
            yield prefix.rstrip("."), entry


ASSETS = Assets(
    theme=Theme(
        Path("theme"),
        {f"templates/locales/{tag}.toml": catalogue(words) for tag, words in SMALL.items()},
    )
)
COMPOSER = Composer(ASSETS)


@pytest.fixture(scope="module")
def city() -> Profile:
    """Return the city that has every part a profile can have."""
    return load(ROOT / "tests/profiles/full-city.en.yaml").profile


def composed(profile: Profile, tag: str) -> str:
    return COMPOSER.compose(profile.model_copy(update={"language": tag})).html


def with_finding(profile: Profile, text: str, *titles: str) -> Profile:
    """Return the profile with the text as its first finding, and only these instruments."""
    rights = profile.domains.migrants_rights
    rights = rights.model_copy(update={"well_developed": (Finding(text=text),)})
    changed = profile.domains.model_copy(update={"migrants_rights": rights})
    instruments = tuple(Instrument(title=title, year=2020) for title in titles)
    return profile.model_copy(update={"domains": changed, "instruments": instruments, "bodies": ()})


def test_what_stands_between_words_is_the_catalogues(city: Profile) -> None:
    html = composed(city, "fr-BJ")
    assert re.search(
        r">Français\u00a0: Profil inventé – <a href=[^>]*>https://example.org/fr</a></p>", html
    )
    assert re.search(r"<p>[^<]+\u00a0; [^<]+\u00a0; [^<]+\u00a0!</p>", html)
    assert re.search(r'data-bookmark="Examples of well-developed areas – \d+"', html)
    assert re.search(r'contents-counts">\d+ with potential\u00a0; \d+ well-developed<', html)
    assert re.search(r'number-page"><span class="page-of" [^>]*></span> p\.</span>', html)
    assert re.search(r'">https?://[^ ]+ – <span class="link-title">', html)
    assert re.search(r'key-source">[^<]+(<[^>]+>[^<]+)* \(\d{4}\)</p>', html)
    assert (
        COMPOSER.compose(city.model_copy(update={"language": "fr-BJ"})).data_description
        == "Données sources"
    )


@pytest.mark.parametrize(
    ("tag", "text", "tied"),
    [
        ("fr-BJ", "La loi n° 512 dit : « oui » à tous les enfants du pays.",
         "n°_512 dit_: «_oui_» à"),
        ("es-CL", "La Ley n.º 512 da acceso a todos los niños del mismo país.", "Ley n.º_512 da"),
        ("ru-KZ", "Закон № 512 с 2020 г. говорит о правах всех мигрантов страны.",
         "№_512 с_2020_г. говорит о_правах"),
    ],
)  # fmt: skip
def test_findings_are_tied_by_their_language(city: Profile, tag: str, text: str, tied: str) -> None:
    html = composed(with_finding(city, text), tag)
    found = re.findall(r'<p class="(?:finding|spread)-text"[^>]*>(.*?)</p>', html)
    mine = [each for each in found if each.startswith(text[:3])]
    assert len(mine) == 2
    for each in mine:
        plain = re.sub("<[^>]+>", "", each)
        assert tied in plain.replace("\u00a0", "_")
        assert plain.replace("\u00a0", " ") == text
    assert tied not in composed(with_finding(city, text), "en").replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("es-CL", ["Ley Nuevo", "Ley Ñandú", "Ley Oro"]),
        ("ru-KZ", ["Закон Ищу", "Закон Йод", "Закон Край"]),
        ("ar-MR", ["الإنصاف", "بلد", "الدستور", "قانون"]),
    ],
)
def test_names_in_the_register_are_in_the_order_of_their_language(
    city: Profile, tag: str, names: list[str]
) -> None:
    profile = with_finding(city, " – ".join(reversed(names)), *reversed(names))
    table = composed(profile, tag).partition('<table class="laws">')[2]
    assert re.findall(r'<th scope="row">([^<]+)</th>', table.replace("\u00a0", " ")) == names


def test_codes_and_addresses_keep_their_order_from_right_to_left(city: Profile) -> None:
    html = composed(city, "ar-MR")
    apart = '<span dir="ltr">{}</span>'
    for text in ("978-92-9268-123-4", "hq@example.org", "https://example.org", "PUB2022/057/EL"):
        assert apart.format(text) in html
    assert 'aria-label="Finding \u20661.W.1\u2069' in html
    assert re.search(r'<a class="paged"[^>]*><span dir="ltr">1\.W\.1</span> ', html)
    for tag in ("b", "span"):
        assert len(re.findall(rf'<p class="specimen-label">[^\n]*?<{tag} dir="rtl">', html)) == 3
    body = re.sub(r'<div class="specimen" dir="ltr">.*?</div>', "", html, flags=re.DOTALL)
    body = body.partition("<body")[2]
    outside = re.sub(r'<span [^>]*dir="ltr">[^<]*</span>|\u2066[^\u2069]*\u2069|<[^>]+>', "", body)
    assert not re.search(r"\d\.[WP]\.\d", outside)
    # Running lines, bookmarks, titles and words for those who hear the pages are plain text.
    said = re.findall(r'(?<!data-path)(?<!href)(?<! id)(?<!data-target)="([^"]*)"', html)
    said += re.findall("<title>(.*?)</title>", html)
    bare = re.sub("\u2066[^\u2069]*\u2069", "", " ".join(said))
    assert not re.search(r"(?<![\w-])\d\.[WP]\.\d(?!-)", bare)


def test_an_address_of_two_lines_keeps_its_order_on_both(city: Profile) -> None:
    note = re.search(r'<p class="finding-note"[^>]*links\[0\]">(.*?)</p>', composed(city, "ar-MR"))
    assert note
    assert re.fullmatch(
        r'<a [^>]*href="http[^"]+"[^>]*><span class="link-title">[^<]+</span> · '
        r'<span dir="ltr">http[^<]+</span></a>',
        note[1],
    )


def test_from_left_to_right_nothing_is_set_apart(city: Profile) -> None:
    html = composed(city, "en")
    assert "\u2066" not in html
    assert '<span dir="ltr">' not in html


def test_words_of_the_catalogue_are_tied_too(city: Profile) -> None:
    html = composed(city, "ru-KZ")
    assert '<p class="bar potential">Области с\u00a0потенциалом</p>' in html
    assert '<h3 class="label">О\u00a0правах</h3>' in html


def test_a_composer_sets_each_profile_by_its_own_language(city: Profile) -> None:
    mine = with_finding(city, "Закон № 5 говорит о правах всех мигрантов страны.")
    russian, english = composed(mine, "ru-KZ"), composed(mine, "en")
    assert "№\u00a05" in russian
    assert "№\u00a05" not in english
    assert composed(mine, "ru-KZ") == russian
