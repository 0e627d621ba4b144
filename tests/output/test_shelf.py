"""Files are put where people look for them, and nothing is ranked."""

import pytest

from languages import small
from manifests import record
from mgi_report.document.ordering import Ordering
from mgi_report.output.page.shelf import grouped, link_to, pictured, shelve
from mgi_report.profile.framework import Level, Status

FORMS = ("press", "download")


def test_subjects_are_in_the_order_of_their_names_whatever_their_accents() -> None:
    names = ["Zed", "Éland", "eland Minor", "Ålsund", "Alsund Zwei", "Côte"]
    files = [record(name, code=f"x{n}") for n, name in enumerate(names)]
    shelf = shelve(files, "en", Ordering(), {})
    assert [subject.name.text for subject in shelf] == [
        "Ålsund",
        "Alsund Zwei",
        "Côte",
        "Éland",
        "eland Minor",
        "Zed",
    ]
    assert shelve(reversed(files), "en", Ordering(), {}) == shelf


def test_editions_are_newest_first_then_the_readers_language() -> None:
    files = [
        record(language=language, ordinal=ordinal, year=2018 + ordinal, format=form)
        for ordinal in (1, 2)
        for language in ("ar", "en", "fr")
        for form in ("press", "download")
    ]
    [subject] = shelve(files, "en", Ordering(), {})
    publications = [each for edition in subject.editions for each in edition.publications]
    found = [(each.leading.edition.ordinal, each.leading.language) for each in publications]
    assert found == [(2, "en"), (2, "ar"), (2, "fr"), (1, "en"), (1, "ar"), (1, "fr")]
    for publication in publications:
        assert [file.format for file in publication.files] == ["download", "press"]


def test_the_covers_that_are_shown_are_those_of_the_readers_languages() -> None:
    files = [
        record(language=tag, format=form) for tag in ("ar", "en", "fr", "zz") for form in FORMS
    ]
    shown = [(each.language, each.format) for each in pictured(files, ("en", "fr"))]
    assert shown == [("en", "download"), ("fr", "download")]
    assert [each.language for each in pictured(files, ("es",))] == ["en"]
    without = [each for each in files if each.language != "en"]
    assert [each.language for each in pictured(without, ("es",))] == ["ar"]


def test_a_subject_is_named_in_the_readers_language_if_it_can_be() -> None:
    files = [record("Exemple", "fr", ordinal=2), record("Example", "en")]
    assert shelve(files, "en", Ordering(), {})[0].name == ("Example", "en")
    assert shelve(files[:1], "en", Ordering(), {})[0].name == ("Exemple", "fr")


def test_only_a_city_is_said_to_be_in_a_country() -> None:
    city = record("Port Example", code="xpo", level=Level.LOCAL)
    assert shelve([city], "en", Ordering(), {})[0].country == "Invented Country"
    assert shelve([record()], "en", Ordering(), {})[0].country is None


@pytest.mark.parametrize("press", [Status.DRAFT, Status.FINAL])
def test_a_publication_is_a_draft_if_all_of_it_is(press: Status) -> None:
    files = [record(status=Status.DRAFT), record(format="press", status=press)]
    assert shelve(files, "en", Ordering(), {})[0].editions[0].publications[0].is_draft == (
        press is Status.DRAFT
    )


def test_links_stay_beside_the_page() -> None:
    assert link_to("javascript:alert(1).pdf") == "./javascript%3Aalert%281%29.pdf"
    assert link_to("a b#c?d%.pdf") == "./a%20b%23c%3Fd%25.pdf"


def test_subjects_are_in_the_order_of_the_pages_language() -> None:
    files = [record(name, code=f"x{n}") for n, name in enumerate(["Ñuble", "Oruro", "Nuevo"])]
    names = [subject.name.text for subject in shelve(files, "es", small("es", letters="nñ"), {})]
    assert names == ["Nuevo", "Ñuble", "Oruro"]


def test_languages_of_an_edition_are_in_the_order_of_their_names() -> None:
    files = [record(language=tag) for tag in ("ar", "de", "en", "es")]
    tongues = {"ar": "Arabic", "de": "German", "en": "English", "es": "Spanish"}
    [subject] = shelve(files, "es", Ordering(), tongues)
    tags = [each.leading.language for each in subject.editions[0].publications]
    assert tags == ["es", "ar", "en", "de"]


def test_readers_are_offered_what_is_for_them_by_format() -> None:
    files = [record(language=tag, format=form) for tag in ("fr", "en") for form in FORMS]
    brief = record(format="brief").model_copy(update={"name": "brief.pdf"})
    [subject] = shelve([*files, brief], "en", Ordering(), {})
    edition = subject.editions[0]
    offered = [(each.format, [file.language for file in each.files]) for each in edition.offers]
    assert offered == [("download", ["en", "fr"]), ("brief", ["en"])]
    assert not edition.is_all_offered


def test_where_nothing_is_for_readers_all_there_is_is_offered() -> None:
    [subject] = shelve([record(format="press")], "en", Ordering(), {})
    edition = subject.editions[0]
    assert [each.format for each in edition.offers] == ["press"]
    assert edition.is_all_offered


def test_subjects_stand_under_the_letter_they_begin_with() -> None:
    names = ["Ñuble", "Åland", "Oruro", "Alba", "1. Example", "Nuevo"]
    order = small("es", letters="nñ")
    files = [record(name, code=f"x{n}") for n, name in enumerate(names)]
    groups = grouped(shelve(files, "es", order, {}), order)
    assert [(each.letter, [one.name.text for one in each.subjects]) for each in groups] == [
        ("#", ["1. Example"]),
        ("A", ["Åland", "Alba"]),
        ("N", ["Nuevo"]),
        ("Ñ", ["Ñuble"]),
        ("O", ["Oruro"]),
    ]
