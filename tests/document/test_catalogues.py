"""Every catalogue we have is whole: entries, forms of plurals, and what is filled in."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import language_names, unconfirmed_terms
from mgi_report.document.wording import Wording, entries_of, entry_at, leaves, names_in
from mgi_report.profile.framework import Level

ROOT = Path(__file__).parents[2]
ASSETS = Assets()
FOLDERS = {
    "templates/locales": ("document", ("pages", "parts", "")),
    "templates/web": ("output/page", ("web",)),
    "templates/review": ("review", ("review",)),
}
"""The folders of catalogues, with the code and the templates that ask for their entries."""
TOGETHER = ("en", "fr", "es", "pt", "ru", "ar")

Words = Mapping[str, Any]


def words_in(folder: str, tag: str) -> dict[str, Any]:
    return tomllib.loads(ASSETS.read_text(f"{folder}/{tag}.toml"))


def faults(ours: Words, words: Words, locale: Locale) -> Iterator[str]:
    """Yield what is wrong with a catalogue, entry by entry, against ours in English."""
    wanted = dict(entries_of(ours))
    seen = words.get("seen", {})
    said = {key: value for key, value in words.items() if key != "seen"}
    for key, entry in wanted.items():
        yield from _entry_faults(key, entry, entry_at(said, key), locale)
    for path, _ in leaves(said):
        group, _, form = ".".join(path).rpartition(".")
        if ".".join(path) not in wanted and not (group in wanted and wanted[group].allows(form)):
            yield f"strange: {'.'.join(path)}"
    for key in seen:
        if not isinstance(entry_at(said, key), str):
            yield f"seen, and not there: {key}"


def _entry_faults(key: str, entry: Wording, found: object, locale: Locale) -> Iterator[str]:
    if not found:
        yield f"missing: {key}"
        return
    texts = found if isinstance(found, Mapping) else {"": found}
    if entry.kind == "count":
        # All forms of the language, also those of a million, and “zero” where it says “none”.
        lost = {*locale.plural_form.tags, "other"} - {*texts}
        strange = {*texts} - {*locale.plural_form.tags, "other", "zero"}
        yield from (f"missing: {key}.{form}" for form in sorted(lost))
        yield from (f"strange: {key}.{form}" for form in sorted(strange))
    elif entry.kind == "numbered" and not {*map(str, range(1, 11)), "other"} <= {*texts}:
        yield f"missing: {key}, some of 1 to 10"
    for form, text in texts.items():
        names = names_in(text) if isinstance(text, str) and text.strip() else None
        if names is None:
            yield f"broken: {key}.{form}"
        elif names - (entry.may_name() or set()) or entry.must_name(form, locale) - names:
            yield f"filled in otherwise: {key}.{form}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_catalogue_is_whole(folder: str) -> None:
    ours = words_in(folder, "en")
    found = {
        tag: [*faults(ours, words_in(folder, tag), Locale.parse(tag, sep="-"))]
        for tag in language_names(ASSETS, folder)
    }
    assert {tag: told for tag, told in found.items() if told} == {}
    assert found.keys() == {*TOGETHER}


def test_everything_that_is_wrong_is_found_at_once() -> None:
    ours = {
        "lead": "Led by",
        "edition": {str(number): "n" for number in range(1, 11)} | {"other": "{ordinal}"},
        "link": "Finding {number}",
        "files": {"one": "{count} file", "other": "{count} files"},
        "title": {"one": "The one", "other": "All {count}"},
    }
    words = {
        "lede": "Direction",
        "edition": {"1": "n", "other": "{ordinal}"},
        "link": "Constat {nombre}",
        "files": {"one": "{count} fichier", "other": "{count fichiers"},
        "title": {"one": "1", "many": "{count}", "other": "Tous", "few": "{count}"},
        "seen": {"lead": "example.org"},
    }
    assert sorted(faults(ours, words, Locale("fr"))) == [
        "broken: files.other",
        "filled in otherwise: link.",
        "filled in otherwise: title.other",
        "missing: edition, some of 1 to 10",
        "missing: files.many",
        "missing: lead",
        "seen, and not there: lead",
        "strange: lede",
        "strange: title.few",
    ]
    # The form “one” is that of 1, 21 and 31 in Russian, so it cannot do without its number.
    russian = {"title": dict.fromkeys(("few", "many", "other"), "{count}") | {"one": "Один"}}
    told = [*faults({"title": ours["title"]}, russian, Locale("ru"))]
    assert told == ["filled in otherwise: title.one"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_entry_is_used(folder: str) -> None:
    code, templates = FOLDERS[folder]
    sources = [*(ROOT / "src/mgi_report" / code).glob("*.py")]
    sources.append(ROOT / "src/mgi_report/document/language.py")
    for each in templates:
        sources += (ROOT / "templates" / each).glob("*.html")
    used = " ".join(path.read_text(encoding="utf-8") for path in sources)
    for path, _ in leaves(words_in(folder, "en")):
        stems = [".".join(path[:end]) for end in range(1, len(path) + 1)]
        assert any(f'"{stem}' in used for stem in stems), path


def test_no_break_spaces_stand_where_french_has_them() -> None:
    for folder in ("templates/locales", "templates/web", "templates/review"):
        for path, text in leaves(words_in(folder, "fr")):
            assert isinstance(text, str)
            if path[0] not in ("seen", "ties", "sentence"):
                for sign in ":;!?»":
                    before = text.partition(sign)[0][-1:] if sign in text else "\u00a0"
                    assert before in "\u00a0\u202f", (path, text)
                assert "« " not in text


def test_terms_that_are_our_own_translation_are_known() -> None:
    assert unconfirmed_terms("en", Level.NATIONAL, ASSETS) == ()
    french = unconfirmed_terms("fr-CA", Level.NATIONAL, ASSETS)
    assert french[:2] == ("lists.well_developed", "domains.migrants-rights.national")
    assert "domains.migrants-rights.name" not in french
    assert "series.local" in unconfirmed_terms("pt", Level.LOCAL, ASSETS)
