"""What is wrong with a theme is told when it is read: all of it, each in its line."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from mgi_report import api
from mgi_report.api import assets_of
from mgi_report.document.assets import packaged_root
from mgi_report.problems.problem import Problem, ProblemsFound
from themes import write_theme

WORDS, BOOK = "templates/locales/en.toml", "templates/book.toml"
TOKENS, PRESS = "styles/tokens.css", "styles/formats/press.css"
PAGE = "templates/pages/foreword.html"
OURS = packaged_root()
ELSEWHERE = {"TOKENS": TOKENS, "PRESS": PRESS, "WORDS": WORDS}
"""Where a fault is told that came of changing another file."""


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    return write_theme(tmp_path / "theme")


def faults(theme: Path) -> list[Problem]:
    try:
        assets_of(theme)
    except ProblemsFound as found:
        assert {problem.code for problem in found.problems} == {"theme"}
        assert all(problem.hint for problem in found.problems)
        return list(found.problems)
    return []


def places(theme: Path, problems: list[Problem]) -> list[str]:
    return [str(each.location).removeprefix(f"{theme}/") for each in problems]


def write(theme: Path, name: str, text: str | bytes) -> None:
    file = theme / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def cmyk() -> bytes:
    file = BytesIO()
    Image.new("CMYK", (8, 8)).save(file, "JPEG")
    return file.getvalue()


def test_neither_the_documented_theme_nor_a_copy_of_ours_has_a_fault(
    theme: Path, tmp_path: Path
) -> None:
    assert faults(theme) == []
    for name in ("templates", "styles"):
        shutil.copytree(OURS / name, tmp_path / "copy" / name)
    assert faults(tmp_path / "copy") == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "message", "hint"),
    [
        # The book.
        (BOOK, "imprint", "imprnt", "3:1", "no page “imprnt”", "did you mean imprint?"),
        (BOOK, "after =", "aftr =", "3:1", "no key “aftr”", "did you mean after?"),
        (BOOK, '"foreword"', '"cover"', "2:1", "there is a page “cover” already", "another"),
        (BOOK, "logos/house", "logos/hose", "7:1", "no file", "did you mean styles/logos/house"),
        # Words.
        (WORDS, "reference =", "refrence =", "2:1", "refrence", "kickers.reference?"),
        (WORDS, 'foreword = "Foreword"', "", "1:1", "missing: [pages] foreword", "add them"),
        (WORDS, 'lead = "Good', 'leed = "Good', "8:1", "foreword.leed", "mean foreword.lead?"),
        (WORDS, "{subject}", "{subjct}", "9:1", "fills in {subjct}", "did you mean {subject}?"),
        (WORDS, "{subject}", "{subject", "9:1", "braces of foreword.text", "braces}"),
        (WORDS, "{subject}", "{subject:5}", "9:1", "fills in {subject:5}", "mean {subject}?"),
        (WORDS, "{subject}", "{subject.x}", "9:1", "fills in {subject.x}", "mean {subject}?"),
        (WORDS, "To look", "To {look}", "2:1", "fills in {look}", "without braces"),
        (WORDS, '"Foreword"', "5", "5:1", "a text is expected, but this is “5”", "quotes"),
        (WORDS, "[kickers]", '[imprint]\nisbn = "I"\n[kickers]', "2:1", "lacks {isbn}", "sentence"),
        (WORDS, "[kickers]", '[counts]\nfindings = "f"\n[kickers]', "2:1", "forms", "one, other"),
        (WORDS, "[kickers]", 'imprint = "I"\n[kickers]', "1:1", "group of entries", "[imprint]"),
        (WORDS, "[kickers]", 'direction = "up"\n[kickers]', "1:1", "no direction", "ltr or rtl"),
        (WORDS, "[kickers]", '[dates]\nday = "HH"\n[kickers]', "2:1", "no pattern", "d MMMM y"),
        (WORDS, "[kickers]", 'base = "en-ZA"\n[kickers]', "1:1", "here already", "take the line"),
        ("templates/locales/en-ZA.toml", '"en"', '"it"', "1:1", "no catalogue “it”", "en"),
        # Colours.
        (PRESS, "  --house: device-cmyk(0 0.95 0.45 0.4);\n", "", "TOKENS 3:3", "--house", "cmyk"),
        (PRESS, "  --d2-base: device-cmyk(0 0.15 0.95 0);\n", "", "TOKENS 2:3", "d2-base", "cmyk"),
        (PRESS, "(0 0.15 0.95 0)", "(0 15 95 0)", "2:3", "--d2-base is no build", "0 to 1"),
        (TOKENS, "#8a1c3b", "brown", "3:3", "no build can be found", "six digits"),
        (TOKENS, "#8a1c3b", "var(--hose)", "3:3", "has no --hose", "var()"),
        (TOKENS, "#8a1c3b", "var(--house)", "3:3", "names itself", "var()"),
        (TOKENS, "#8a1c3b", "#f0c800", "PRESS 3:3", "printed differently", "same build"),
        # Templates.
        (PAGE, '<p class="body">', "{% if %}", "5:1", "this is no template", "our own"),
        (PAGE, "profile.subject.name", "profile.x|nosuch", "5:1", "No filter named", "our own"),
        (PAGE, "parts/head.html", "parts/hed.html", "1:1", "no template parts/hed", "parts/head"),
        (PAGE, '"foreword.lead"', '"foreword.nosuch"', "WORDS 1:1", "[foreword] nosuch", "add"),
        # Styles.
        ("styles/theme.css", "padding-top:", "padding-top", "2:20", "neither", "color: red;"),
        ("styles/theme.css", "}", "}}\np { color: red; }", "5:2", "nothing is open", "bracket"),
        ("styles/theme.css", "var(--house)", '"red', "4:10", "does not end", "same line"),
        ("styles/theme.css", "{", "{ } @media print { a { b } c {", "1:40", "neither", "color"),
    ],
)
def test_a_fault_is_told_in_its_line(
    theme: Path, file: str, old: str, new: str, place: str, message: str, hint: str
) -> None:
    text = (theme / file).read_text("utf-8")
    assert old in text
    write(theme, file, text.replace(old, new, 1))
    problems = faults(theme)
    where, _, at = place.rpartition(" ")
    expected = f"{ELSEWHERE.get(where, file)}:{at}"
    (problem,) = (each for each in problems if message in each.message)
    assert places(theme, [problem]) == [expected]
    assert hint in problem.hint
    assert problem.location is not None
    assert problem.location.excerpt is not None


ARABIC = "styles/scripts/Arab/tokens.css"


def test_colours_of_a_script_have_builds_too(theme: Path) -> None:
    write(theme, ARABIC, ":root { --d2-base: #f0c801; --sand: #c8b070; }")
    assert places(theme, faults(theme)) == [f"{ARABIC}:1:29"]
    write(theme, "styles/scripts/Arab/formats/press.css", ":root { --sand: 5; }")
    (problem,) = faults(theme)
    assert "--sand is no build" in problem.message


def test_a_script_without_a_language_is_told(theme: Path) -> None:
    write(theme, "styles/scripts/Arabic/tokens.css", ":root { --measure-body: 120mm; }")
    (problem,) = faults(theme)
    assert places(theme, [problem]) == ["styles/scripts/Arabic/tokens.css"]
    assert problem.hint == "did you mean Arab?"
    write(theme, "styles/scripts/Hebr/tokens.css", "")
    assert 'script = "Hebr"' in faults(theme)[1].hint
    write(theme, "templates/locales/he.toml", 'base = "en"\nscript = "Hebr"')
    assert "Hebr" not in " ".join(each.message for each in faults(theme))


def test_everything_is_told_at_once(theme: Path) -> None:
    write(theme, BOOK, '[[page]]\nname = "foreword"\nafter = "imprnt"\nlisted = 1\n')
    write(theme, "templates/pages/about.html", "\n{% for %}")
    write(theme, "templates/pages/back.html", "{% fi %}")
    write(theme, "templates/web/en.toml", '[page]\nheding = "x"\n')
    write(theme, "templates/locales/it.toml", "[pages")
    write(theme, "styles/theme.css", "a { b }")
    write(theme, PRESS, ":root { }")
    write(theme, "nobody.txt.x", "")
    assert sorted({*places(theme, faults(theme))}) == [
        "nobody.txt.x",
        "styles/theme.css:1:6",
        "styles/tokens.css:2:3",
        "styles/tokens.css:3:3",
        "templates/book.toml:4:1",
        "templates/locales/it.toml:1:7",
        "templates/pages/about.html:2:1",
        "templates/pages/back.html:1:1",
        "templates/web/en.toml:2:1",
    ]


def test_a_fault_of_one_page_does_not_hide_that_of_another(theme: Path) -> None:
    write(
        theme,
        BOOK,
        '[[page]]\nname = "one"\nafter = "imprint"\nlisted = "often"\n'
        '[[page]]\nname = "two"\nafter = "one"\n[[page]]\nname = "two"\nbefore = "cver"\n',
    )
    told = [place for place in places(theme, faults(theme)) if place.startswith(BOOK)]
    # The template of “two” is missing, and “one” is known, faulty as it is.
    assert {*told} == {f"{BOOK}:{line}:1" for line in (4, 6, 9, 10)}


@pytest.mark.parametrize(
    ("data", "words"),
    [(cmyk(), "is in CMYK"), (b"no picture", "is no PNG"), (b"\xff\xd8" + bytes(10**7), "10 MB")],
)
def test_a_picture_that_cannot_be_printed_is_refused(theme: Path, data: bytes, words: str) -> None:
    write(theme, "styles/logos/house.jpg", data)
    (problem,) = faults(theme)
    assert places(theme, [problem]) == ["styles/logos/house.jpg"]
    assert words in problem.message
    book = (theme / BOOK).read_text("utf-8").replace("house.svg", "house.jpg")
    write(theme, BOOK, book)
    (problem,) = faults(theme)
    assert places(theme, [problem]) == [f"{BOOK}:7:1"]
    assert words in problem.message


def test_a_new_language_is_told_all_its_missing_entries(theme: Path) -> None:
    write(theme, "templates/locales/it.toml", 'direction = "ltr"\n')
    (problem,) = faults(theme)
    assert places(theme, [problem]) == ["templates/locales/it.toml:1:1"]
    for words in ("series", "[kickers]", "[imprint]", "[logos]"):
        assert words in problem.message
    assert "direction" not in problem.message
    assert "from our templates/locales/en.toml" in problem.hint


def complete() -> str:
    """Return a whole catalogue of a new language, for the documented theme."""
    ours = (OURS / WORDS).read_text("utf-8")
    own = '[logos]\nhouse = "H"\n[foreword]\nlead = "L"\ntext = "T"\n'
    return ours.replace("[pages]\n", '[pages]\nforeword = "F"\n') + own


@pytest.mark.parametrize(
    ("tag", "missing"),
    [("it", []), ("sv", []), ("pl", ["few", "many"]), ("he", ["two"])],
)
def test_a_language_needs_its_own_forms_of_a_plural(
    theme: Path, tag: str, missing: list[str]
) -> None:
    write(theme, f"templates/locales/{tag}.toml", complete())
    problems = faults(theme)
    assert bool(problems) == bool(missing)
    for problem in problems:
        assert f"[counts.findings] {', '.join(missing)}" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('one = "Six domains, one finding', 'one = "One finding', ""),
        ("{count} well-developed", "one well-developed", ""),
        ("Six domains, {count} findings", "Six domains, findings", "lacks {count}"),
        ('findings.other = "findings"', 'findings.other = "{count} f"', ""),
        ('1 = "First Profile"\n', "", ""),
        ('other = "Profile {ordinal}"\n', "", "[edition] other"),
        (
            'well_developed_text.national = "Solid',
            'well_developed_text.nationl = "Solid',
            "nationl",
        ),
        ('authority.local = "Local authority"\n', "", "[acknowledgements.authority] local"),
        ('series]\nnational = "Mig', 'series]\nregional = "Mig', "regional"),
    ],
)
def test_forms_and_levels_may_differ_as_far_as_they_can_be_said(
    theme: Path, old: str, new: str, words: str
) -> None:
    text = complete()
    assert old in text
    write(theme, "templates/locales/it.toml", text.replace(old, new, 1))
    problems = faults(theme)
    assert bool(problems) == bool(words)
    assert all(words in " ".join(each.message for each in problems) for _ in problems)


@pytest.mark.parametrize(
    ("tag", "words"),
    [("english", "“english” is not a language tag"), ("xx", "nothing is known"), ("EN", "“EN”")],
)
def test_a_catalogue_that_no_profile_can_have_is_refused(theme: Path, tag: str, words: str) -> None:
    write(theme, f"templates/locales/{tag}.toml", 'base = "en"\n')
    (problem,) = faults(theme)
    assert words in problem.message


@pytest.mark.parametrize(
    ("tag", "base", "words"),
    [
        ("it", '"en"', "“en” is another language"),
        ("it-CH", '"it"', "there is no catalogue “it”"),
        ("en-NA", '"en-ZA"', "“en-ZA” is laid over another"),
        ("en-NA", '"en-NA"', "there is no catalogue"),
        ("en-NA", "5", "there is no catalogue “5”"),
    ],
)
def test_a_base_is_a_whole_catalogue_of_the_same_language(
    theme: Path, tag: str, base: str, words: str
) -> None:
    write(theme, f"templates/locales/{tag}.toml", f"base = {base}\n")
    (problem,) = faults(theme)
    assert words in problem.message
    assert places(theme, [problem]) == [f"templates/locales/{tag}.toml:1:1"]


def test_a_base_that_cannot_be_read_is_told_and_nothing_of_what_is_laid_over_it(
    theme: Path,
) -> None:
    write(theme, "templates/locales/it.toml", "[pages\n")
    write(theme, "templates/locales/it-CH.toml", 'base = "it"\n')
    (problem,) = faults(theme)
    assert places(theme, [problem]) == ["templates/locales/it.toml:1:7"]


def test_words_of_a_theme_without_a_catalogue_are_told_where_they_are_asked_for(
    theme: Path,
) -> None:
    shutil.rmtree(theme / "templates" / "locales")
    problems = faults(theme)
    asked = (re.sub(r".*entry (\S+),.*", r"\1", problem.message) for problem in problems)
    assert dict(zip(asked, places(theme, problems), strict=True)) == {
        "pages.foreword": f"{BOOK}:2:1",
        "logos.house": f"{BOOK}:6:1",
        "foreword.lead": f"{PAGE}:4:1",
        "foreword.text": f"{PAGE}:5:1",
    }


def test_a_name_put_together_in_a_template_is_asked_for(theme: Path) -> None:
    page = (theme / PAGE).read_text("utf-8").replace('"foreword.lead"', '"foreword." ~ "lead"')
    write(theme, PAGE, page)
    assert faults(theme) == []


def test_a_part_may_be_named_that_need_not_be_there(theme: Path) -> None:
    page = (theme / PAGE).read_text("utf-8")
    write(theme, PAGE, page + '{% include "parts/nosuch.html" ignore missing %}\n')
    assert faults(theme) == []


def test_what_cannot_be_read_may_ask_for_any_word(theme: Path) -> None:
    write(theme, BOOK, b"\xff")
    write(theme, PAGE, "{% if %}")
    assert sorted(places(theme, faults(theme))) == [f"{BOOK}:1:1", f"{PAGE}:1:1"]


def test_the_words_of_the_download_page_are_proved_too(theme: Path) -> None:
    write(
        theme, "templates/web/en.toml", '[page]\nheding = "x"\n[search]\nshown = "{shwn} {total}"\n'
    )
    write(theme, "templates/web/fr.toml", '[page]\nheading = "x"\n')
    write(theme, "templates/web/it.toml", '[page]\nheading = "x"\n')
    problems = faults(theme)
    assert places(theme, problems) == [
        "templates/web/en.toml:2:1",
        "templates/web/en.toml:4:1",
        "templates/web/en.toml:4:1",
        "templates/web/it.toml:1:1",
    ]
    assert problems[0].hint == "did you mean page.heading?"


def test_every_command_tells_of_it_before_it_begins(
    theme: Path, tmp_path: Path, minimal_profile_text: str
) -> None:
    write(theme, PAGE, "{% if %}")
    profile, options = tmp_path / "xaa.yaml", api.Options(theme=theme)
    profile.write_text(minimal_profile_text, "utf-8")
    (told,) = api.check(profile, theme=theme)
    assert places(theme, [told]) == [f"{PAGE}:1:1"]
    for action in (
        lambda: api.build(profile, tmp_path / "out", options),
        lambda: api.render(profile, options),
        lambda: api.inspect(tmp_path / "nosuch.pdf", theme),
    ):
        with pytest.raises(ProblemsFound) as caught:
            action()
        assert caught.value.problems == (told,)
    assert not (tmp_path / "out").exists()
