"""Catalogues go to translators and come back, with docs/translations.py."""

import pytest
import translations

TAGS = ("fr", "es", "pt", "ru", "ar")


@pytest.mark.parametrize("tag", TAGS)
def test_what_nobody_changes_comes_back_to_the_byte(tag: str) -> None:
    sent = translations.sent(tag)
    assert sent == translations.sent(tag)
    back = translations.taken_back(tag, sent)
    assert len(back) == 3
    for path, text in back.items():
        assert text == path.read_text("utf-8")


def test_a_translator_sees_the_entry_english_and_where_the_wording_was_seen() -> None:
    sent = translations.sent("ru").decode()
    few = 'msgctxt "locales/counts.potential.few"\nmsgid "{count} with potential"\n'
    assert f'{few}msgstr "{{count}} области с потенциалом"' in sent
    assert '# seen: A/CONF.231/3\nmsgctxt "locales/domains.safe-migration.name"' in sent
    assert "Plural-Forms" in sent


def test_what_a_translator_changes_comes_back_in_its_line() -> None:
    sent = translations.sent("fr").decode()
    old = 'msgstr "Les six domaines"'
    assert sent.count(old) == 1
    back = translations.taken_back(
        "fr", sent.replace(old, 'msgstr "« Six »\u00a0: \\"x\\""').encode()
    )
    (path, text), *others = back.items()
    was, now = path.read_text("utf-8").splitlines(), text.splitlines()
    assert [line for line in now if line not in was] == [r'wheel = "« Six »\u00a0: \"x\""']
    assert len(was) == len(now)
    assert all(each == other.read_text("utf-8") for other, each in others)


def test_what_is_fuzzy_or_empty_is_left_as_it_is() -> None:
    sent = translations.sent("fr").decode()
    head = 'msgctxt "locales/pages.wheel"\n'
    assert head in sent
    fuzzy = sent.replace(head, f"#, fuzzy\n{head}").replace("Les six domaines", "Autre")
    empty = sent.replace('msgstr "Les six domaines"', 'msgstr ""')
    for data in (fuzzy, empty):
        for path, text in translations.taken_back("fr", data.encode()).items():
            assert text == path.read_text("utf-8")
