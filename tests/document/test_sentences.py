"""The first sentence of a definition ends where its language ends it."""

import pytest

from languages import TIED, language
from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import language_names
from mgi_report.document.language import read_language
from mgi_report.document.sentences import first_sentence
from mgi_report.profile.framework import Domain, Level

FRENCH = language("fr", sentence={"abbreviations": "etc. p. ex."})


@pytest.mark.parametrize(
    ("tag", "first"),
    [
        ("en", "It reviews the Act No. 5 and others."),
        ("en", "Does it?"),
        ("fr", "Il porte sur la santé, l’éducation, etc. et sur l’art. 5 de la loi."),
        ("fr", "Est-ce possible\u202f?"),
        ("fr", "Il dit «\u00a0oui.\u00a0»"),
        ("es", "La Ley n.º 12 da acceso a la salud."),
        ("ru", "С 2020 г. закон № 5 и ст. 7 дают права."),
        ("ru", "Закон им. А. С. Пушкина даёт права."),
        ("ar", "يدرس هذا المجال حقوق المهاجرين."),
        ("ar", "هل يحق لهم ذلك؟"),
    ],
)
def test_an_abbreviation_ends_no_sentence(tag: str, first: str) -> None:
    said = {"fr": "etc.", "ru": "г. им."}.get(tag, "-")
    say = language(tag, sentence={"abbreviations": said})
    assert tag in TIED
    for second in ("Domaine 2. Et puis.", "Область. Ещё.", "والثاني."):
        assert first_sentence(f"{first} {second}", say) == first


def test_chinese_has_no_space_between_sentences() -> None:
    assert first_sentence("本领域评估权利。也包括工作。", language("zh")) == "本领域评估权利。"


@pytest.mark.parametrize("text", ["", "One sentence without an end", "One. and on it goes"])
def test_what_has_no_end_is_whole(text: str) -> None:
    assert first_sentence(text, language("en")) == text


@pytest.mark.parametrize("tag", language_names(Assets()))
@pytest.mark.parametrize("level", Level)
def test_no_definition_is_shown_whole_where_it_has_two_sentences(tag: str, level: Level) -> None:
    say = read_language(tag, Assets(), level)
    for domain in Domain:
        definition = say.definition(domain)
        first = first_sentence(definition, say)
        assert definition.startswith(first)
        assert len(first.split()) > 4
        assert first.endswith((".", "。"))
