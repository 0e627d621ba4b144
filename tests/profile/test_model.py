"""The model: codes, dates, numbers, addresses, and the names of files."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from mgi_report.profile import codes, values
from mgi_report.profile.framework import Domain, FindingList, Level
from mgi_report.profile.model import DomainFindings, Edition, Finding, Profile, Subject
from mgi_report.profile.publication import Logo, Telephone
from mgi_report.profile.values import PartialDate


def errors(kind: Any, value: object) -> list[tuple[str, str]]:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return [
            (each["type"], each.get("ctx", {}).get("hint", ""))
            for each in error.errors(include_url=False)
        ]
    return []


@pytest.mark.parametrize(
    "isbn", ["978-92-9268-033-6", "9780306406157", "0-306-40615-2", "080442957X", "0 8044 2957 x"]
)
def test_an_isbn_with_its_check_digit_is_accepted(isbn: str) -> None:
    assert errors(values.Isbn, isbn) == []


@pytest.mark.parametrize(
    "isbn",
    ["9780306406158", "0306406153", "978030640615", "1230306406157", "97803064O6157", "", "X" * 10,
     "٩٧٨٠٣٠٦٤٠٦١٥٧", "x" * 40],
)  # fmt: skip
def test_another_isbn_is_refused(isbn: str) -> None:
    ((code, hint),) = errors(values.Isbn, isbn)
    assert code == "isbn"
    assert "publisher" in hint or "978" in hint


@pytest.mark.parametrize(
    ("number", "good"),
    [("PUB2022/057/EL", True), ("PUB2022/057/R", True), ("PUB22/57/EL", False),
     ("pub2022/057/el", False), ("PUB2022/057/EL ", False), ("2022/057/EL", False)],
)  # fmt: skip
def test_pub_numbers(number: str, good: bool) -> None:
    assert [code for code, _ in errors(values.PubNumber, number)] == (
        [] if good else ["pub-number"]
    )


@pytest.mark.parametrize(
    "number",
    ["+41 22 717 9111", "+41227179111", "(+41) 22 717-9111", "117", "00\u00a041", "1" * 40],
)
def test_a_number_of_telephone_or_fax_is_accepted(number: str) -> None:
    assert errors(Telephone, number) == []


@pytest.mark.parametrize(
    "number",
    [
        "Tel.: +41 22 717 9111",
        "+41 22 717 9111 / 9112",
        "tel:+41227179111",
        "+",
        "٢٢ ٧١٧",
        "12 x 3",
        "1" * 41,
    ],
)
def test_another_number_is_refused(number: str) -> None:
    ((code, hint),) = errors(Telephone, number)
    assert (code, "+41 22 717 9111" in hint) == ("telephone", True)


@pytest.mark.parametrize(
    ("data", "has_pages"),
    [
        ({}, False),
        ({"official_title": "A long title"}, False),
        ({"introduction": "It was not looked at."}, True),
        ({"potential": ("A finding.",)}, True),
    ],
)
def test_what_gives_a_domain_pages_of_its_own(data: dict[str, object], has_pages: bool) -> None:
    lists = {"well_developed": (), "potential": ()}
    assert DomainFindings.model_validate(lists | data).has_pages is has_pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-12", (2021, 12, None)),
        ("2021-12-03", (2021, 12, 3)),
        ("2024-02-29", (2024, 2, 29)),
        ("2023-02-29", None),
        ("2021-13", None),
        ("2021-00", None),
        ("2021-12-32", None),
        ("2021-1", None),
        ("2021", None),
        ("December 2021", None),
        ("0000-01", None),
        ("٢٠٢١-١٢", None),
        (2021, None),
        (None, None),
        (("2021",), None),
    ],
)
def test_dates(text: object, expected: tuple[int, int, int | None] | None) -> None:
    if expected is None:
        ((code, hint),) = errors(values.PartialDateField, text)
        assert code == "date"
        assert "2021-12" in hint
    else:
        assert Edition.model_validate({"ordinal": 1, "date": text}).date == expected


def test_a_date_prints_as_it_was_written() -> None:
    assert str(PartialDate(2021, 12)) == "2021-12"
    assert str(PartialDate(2021, 12, 3)) == "2021-12-03"
    assert PartialDate(2021, 12).first_day.isoformat() == "2021-12-01"


@pytest.mark.parametrize("code", ["LSO", "SLE", "XXA", "XAA", "XZZ", "AAA", "QMA", "ZZZ"])
def test_country_codes(code: str) -> None:
    assert errors(codes.CountryCode, code) == []


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("Lesotho", "did you mean LSO (Lesotho)?"),
        ("lso", "did you mean LSO (Lesotho)?"),
        ("LS", "did you mean LSO (Lesotho)?"),
        ("LSX", "did you mean LSO (Lesotho)?"),
        ("Lesoto", "did you mean LSO (Lesotho)?"),
        ("lesotho ", "did you mean LSO (Lesotho)?"),
        ("", "three capital letters"),
        ("Wonderland", "three capital letters"),
        ("x" * 300, "three capital letters"),
    ],
)
def test_other_country_codes_get_a_hint(code: str, hint: str) -> None:
    ((found, text),) = errors(codes.CountryCode, code)
    assert found == "country-code"
    assert hint in text


@pytest.mark.parametrize("tag", ["en", "fr", "ar", "zh-Hant", "pt-BR", "es-419", "sr-Latn-RS"])
def test_language_tags(tag: str) -> None:
    assert errors(codes.LanguageTag, tag) == []


@pytest.mark.parametrize("tag", ["EN", "English", "e", "en_GB", "en-gb", "", "en "])
def test_other_language_tags(tag: str) -> None:
    assert [code for code, _ in errors(codes.LanguageTag, tag)] == ["language-tag"]


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org/a?b=c#d", "mailto:a@example.org",
     "https://example.org/%C3%A9", "https://例え.jp/é"],
)  # fmt: skip
def test_web_addresses(address: str) -> None:
    assert errors(values.WebAddress, address) == []


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "example.org", "https://",
     "ftp://example.org", "JAVASCRIPT:x", "https://a b", "https://a\nb", "https://a\x07b",
     'https://a"b', "mailto:", " https://example.org", "https:///etc"],
)  # fmt: skip
def test_other_addresses_cannot_reach_the_pdf(address: str) -> None:
    assert [code for code, _ in errors(values.WebAddress, address)] == ["web-address"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-text"),
        (" \u00a0 ", "empty-text"),
        (" \u2060\u00ad", "empty-text"),
        ("a\x00b", "unprintable-character"),
        ("a\ufffdb", "unprintable-character"),
        ("a\u2028b", "unprintable-character"),
        ("x" * 201, "word-too-long"),
        ("x " * 2501, "string_too_long"),
    ],
)
def test_texts_that_cannot_be_set(text: str, code: str) -> None:
    assert [found for found, _ in errors(values.InlineText, text)] == [code]


def test_texts_that_can_be_set() -> None:
    for text in (
        "x" * 200,
        "Ünïcödé العربية 中文 👍",
        "[here](https://example.org/" + "x" * 300 + ")",
    ):
        assert errors(values.InlineText, text) == []
    assert TypeAdapter(values.InlineText).validate_python("  a\nb ") == "a\nb"
    assert [code for code, _ in errors(values.Line, "a\nb")] == ["line-break"]


def subject(**fields: str) -> Subject:
    given = {"level": "national", "code": "LSO", "name": "The Kingdom of Lesotho"}
    return Subject.model_validate({**given, "short_name": "Lesotho", **fields})


KENEMA = {"level": "local", "code": "SLE", "kind": "city", "country": "Sierra Leone"}


def test_slugs_of_subjects() -> None:
    assert subject().slug == "lso"
    assert subject(**KENEMA, short_name="Kenema").slug == "sle-kenema"
    assert subject(**KENEMA, short_name="São João d’Aldeia").slug == "sle-sao-joao-daldeia"
    assert subject(**KENEMA, short_name="كينيما", id="kenema").slug == "sle-kenema"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({**KENEMA, "short_name": "كينيما"}, "subject-id"),
        ({"level": "local", "kind": "city"}, "local-subject"),
        ({"level": "local"}, "local-subject"),
        ({"kind": "city"}, "national-subject"),
        ({"country": "Lesotho"}, "national-subject"),
        ({"level": "regional"}, "enum"),
        ({"id": "Not Good"}, "string_pattern_mismatch"),
        ({"id": "../x"}, "string_pattern_mismatch"),
        ({"id": "a\n"}, "string_pattern_mismatch"),
    ],
)
def test_subjects_that_do_not_fit(fields: dict[str, str], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        subject(**fields)
    assert {each["type"] for each in caught.value.errors()} == {code}


def profile(**fields: object) -> Profile:
    empty: dict[str, tuple[object, ...]] = {"well_developed": (), "potential": ()}
    given: dict[str, object] = {
        "language": "en",
        "status": "final",
        "subject": {
            "level": "national",
            "code": "LSO",
            "name": "The Kingdom of Lesotho",
            "short_name": "Lesotho",
        },
        "edition": {"ordinal": 2, "date": "2021-12"},
        "domains": {domain.id: empty for domain in Domain},
    }
    return Profile.model_validate({**given, **fields})


def test_slugs_of_profiles() -> None:
    assert profile().slug == "lso-2021-en"
    assert profile(edition={"ordinal": 2, "year": 2022, "date": "2021-12"}).slug == "lso-2022-en"
    assert profile(edition={"ordinal": 2}).slug == "lso-edition-2-en"
    assert profile(language="zh-Hant").slug == "lso-2021-zh-hant"
    city = {**KENEMA, "name": "The City of Kenema", "short_name": "Kenema"}
    assert profile(subject=city, edition={"ordinal": 1, "year": 2022}).slug == "sle-kenema-2022-en"


def test_finding_numbers() -> None:
    lists = {"well_developed": ("a", {"text": "b"}), "potential": ("c",)}
    empty: dict[str, tuple[object, ...]] = {"well_developed": (), "potential": ()}
    made = profile(
        domains={**{domain.id: empty for domain in Domain}, "migrants-rights": lists,
                 "safe-migration": lists}
    )  # fmt: skip
    numbered = [(each.number, each.finding.text) for each in made.all_findings()]
    assert numbered == [
        ("1.W.1", "a"), ("1.W.2", "b"), ("1.P.1", "c"),
        ("6.W.1", "a"), ("6.W.2", "b"), ("6.P.1", "c"),
    ]  # fmt: skip
    assert made.findings(Domain.WELL_BEING, FindingList.POTENTIAL) == ()


def test_domains_are_named_with_hyphens_only() -> None:
    empty: dict[str, tuple[object, ...]] = {"well_developed": (), "potential": ()}
    with pytest.raises(ValidationError):
        profile(domains={domain.field: empty for domain in Domain})


def test_models_are_frozen_and_strict() -> None:
    made = profile()
    with pytest.raises(ValidationError):
        made.language = "fr"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        made.subject.level = Level.LOCAL  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Edition.model_validate({"ordinal": "2"})
    with pytest.raises(ValidationError):
        Finding.model_validate({"text": 5})
    assert isinstance(made.sections, tuple)


def test_two_sections_may_not_share_a_title() -> None:
    section = {"title": "Notes", "body": "Text."}
    with pytest.raises(ValidationError) as caught:
        profile(sections=(section, section))
    assert caught.value.errors()[0]["type"] == "duplicate-title"


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("logo.svg", None),
        ("logos/a.PNG", None),
        ("../logo.png", "picture-outside"),
        ("/etc/logo.png", "picture-outside"),
        ("C:\\logo.png", "picture-outside"),
        ("a\\..\\..\\logo.png", "picture-outside"),
        ("https://example.org/logo.png", "picture-outside"),
        ("logo.gif", "picture-type"),
    ],
)
def test_logos_lie_beside_the_profile(file: str, code: str | None) -> None:
    found = [each for each, _ in errors(Logo, {"file": file, "alt": "x"})]
    assert found == ([] if code is None else [code])
