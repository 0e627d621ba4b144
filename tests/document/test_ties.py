"""Lines end where the language lets them; the text stays what it is, letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from languages import TIED, ties
from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import language_names
from mgi_report.document.fonts import Fonts
from mgi_report.document.inline import inline, typeset
from mgi_report.document.language import read_language
from mgi_report.document.ties import NO_BREAK_SPACE, Ties, words_of
from mgi_report.document.titles import Typesetter
from mgi_report.document.tokens import read_tokens
from mgi_report.profile.markup import plain_text

SIGNS = "ab1 2.;:!?»«%№(—–)\u00a0\u202fвКгnº°\n"


@pytest.mark.parametrize(
    ("tag", "text", "tied"),
    [
        ("en", "the Act No. 12 of 5 % here", ["No._12", "5_%"]),
        ("fr", "loi n° 12 ; elle dit : oui ! non ?", ["n°_12_;", "dit_:", "oui_!", "non_?"]),
        ("fr", "le « Plan national » du pays", ["«_Plan", "national_»"]),
        ("fr", "(« Plan ») et art. 5 : 12 % de 25 000 euros", ["(«_Plan_»)", "art._5_:", "12_%"]),
        ("fr", "aux 25 000 euros du 1er avril 2020", ["25_000", "1er_avril_2020"]),
        ("es", "la Ley n.º 12 y el art. 5", ["n.º_12", "art._5"]),
        ("es", "el 2 de abril de 2020", ["2_de_abril_de_2020"]),
        ("pt", "a Lei n.º 12, arts. 5 e 6", ["n.º_12,", "arts._5"]),
        ("ru", "Закон № 12 и указ о мигрантах", ["№_12", "и_указ", "о_мигрантах"]),
        ("ru", "В стране с 2020 г. действует ст. 5", ["В_стране", "с_2020_г.", "ст._5"]),
        ("ru", "Москва — столица, 25 000 мест", ["Москва_—", "25_000"]),
        ("ar", "القانون رقم 12 لسنة 2020 والمادة 5", ["رقم_12", "والمادة_5"]),
    ],
)
def test_what_belongs_together_stays_on_a_line(tag: str, text: str, tied: list[str]) -> None:
    found = ties(tag).all(text).replace(NO_BREAK_SPACE, "_")
    assert [each for each in tied if each not in found] == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "one : two ; three « four »"),
        ("en", "в стране о мигрантах"),
        ("en", "the 2500 000 others"),
        ("fr", "la loi: elle; «elle»"),
        ("fr", "le n°120 et 120% ici"),
        ("ru", "для стран, над законом, моя страна"),
        ("es", "pagan 525 000 euros"),
    ],
)
def test_other_languages_and_other_words_are_left_alone(tag: str, text: str) -> None:
    assert ties(tag).all(text) == text


@pytest.mark.parametrize("tag", TIED)
@given(text=st.text(SIGNS, max_size=60))
def test_no_sign_is_altered_or_added(tag: str, text: str) -> None:
    tied = ties(tag).all(text)
    assert tied.replace(NO_BREAK_SPACE, " ") == text.replace(NO_BREAK_SPACE, " ")
    assert len(tied) == len(text)
    assert all(now == before for now, before in zip(tied, text, strict=True) if before != " ")


@pytest.mark.parametrize("tag", TIED)
@given(text=st.text(SIGNS.replace("\n", ""), max_size=60))
def test_what_is_set_reads_as_it_is_written(tag: str, text: str) -> None:
    for tied in (True, False):
        html = Markup(inline(text, tied=tied, ties=ties(tag)))
        assert html.striptags() == " ".join(plain_text(text).split())


def test_narrow_columns_keep_signs_with_their_words_but_not_dates() -> None:
    html = inline("il dit : le 2 avril 2020", tied=False, ties=ties("fr"))
    assert html == "il dit\u00a0: le 2 avril 2020"


def test_names_and_titles_keep_them_too() -> None:
    assert "№\u00a05" in typeset("Закон № 5", ties=ties("ru"))
    assets = Assets()
    title = "Обеспечение благополучия и прав мигрантов в Республике"
    loose, tied = (
        Typesetter(read_tokens(assets), Fonts(assets), each).title(title, "page-title").lines
        for each in (Ties(), ties("ru"))
    )
    assert loose[0].endswith(" и")
    assert not any(line.endswith((" в", " и")) for line in tied)
    assert " ".join(tied).replace(NO_BREAK_SPACE, " ") == title


def test_lines_may_end_at_spaces_but_at_no_other() -> None:
    assert words_of(" one two\u00a0three\n\tfour\u202f! ") == [
        "one",
        "two\u00a0three",
        "four\u202f!",
    ]


def test_a_title_keeps_its_no_break_spaces() -> None:
    assets = Assets()
    setter = Typesetter(read_tokens(assets), Fonts(assets))
    assert setter.title("Profil\u00a0: Togo", "page-title").lines == ("Profil\u00a0: Togo",)


@pytest.mark.parametrize("tag", language_names(Assets()))
def test_every_language_says_what_it_ties(tag: str) -> None:
    assert Ties.of(read_language(tag, Assets())).numbered
