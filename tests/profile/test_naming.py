"""Naming: where texts name the instruments and bodies of a profile."""

import time
from collections import Counter
from collections.abc import Callable

import pytest

from built import ROOT
from mgi_report.profile.framework import Domain
from mgi_report.profile.loading import load
from mgi_report.profile.naming import Names

MakeNames = Callable[..., Names]
SAMPLES = ROOT / "tests" / "profiles" / "languages"


@pytest.fixture
def names(write: Callable, minimal_profile_text: str) -> MakeNames:
    """Return a function that makes the names of the minimal profile with more entries."""

    def _names(*instruments: str, more: str = "", language: str = "en") -> Names:
        listed = "".join(f'  - title: "{title}"\n' for title in instruments)
        text = minimal_profile_text.replace("language: en", f"language: {language}")
        text += (f"instruments:\n{listed}" if listed else "") + more
        return Names.of(load(write(text)).profile)

    return _names


def found(names: Names, text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in names.find(text)]


def test_the_longest_spelling_wins_without_overlaps(names: MakeNames) -> None:
    made = names("Labour Act", "Labour Act of Example", "Act of Example")
    text = "The Labour Act of Example and the Labour Act."
    mentions = made.find(text)
    assert [text[m.start : m.end] for m in mentions] == ["Labour Act of Example", "Labour Act"]
    assert [m.entry.title for m in mentions] == ["Labour Act of Example", "Labour Act"]
    assert all(m.is_instrument for m in mentions)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Act", "The Actor enacted the Act.", ["Act"]),
        ("Act", "the act, the ACT", []),
        ("Act", "Acts, reAct, Act2, Act_, (Act)", ["Act"]),
        ("Plan (2018)", "the Plan (2018), Plan (2018)b", ["Plan (2018)"]),
        ("Women's Act", "the Women’s Act", ["Women’s Act"]),
        ("Women’s Act", "the Women's Act", ["Women's Act"]),
        ("Labour Act", "Labour\u00a0Act, Labour\n  Act, Labour\u202fAct", 3),
        ("Anti–Crime Act", "the Anti-Crime Act", []),
        ("Plan A.B", "Plan AxB", []),
        ("Ação", "Açãos, Ação", ["Ação"]),
        ("Cafe", "Cafe\u0301", []),
        ("قانون العمل", "ينص قانون العمل على", ["قانون العمل"]),
        ("قانون", "القانون", []),
    ],
)
def test_what_counts_as_a_mention(
    names: MakeNames, name: str, text: str, expected: list[str] | int
) -> None:
    spans = found(names(name), text)
    assert (len(spans) if isinstance(expected, int) else spans) == expected


ATTACHED = {
    "and": ("قانون العمل", "الدستور وقانون العمل.", ["وقانون العمل"]),
    "so": ("قانون العمل", "فقانون العمل", ["فقانون العمل"]),
    "by": ("قانون العمل", "عملًا بقانون العمل", ["بقانون العمل"]),
    "for": ("قانون العمل", "وفقًا لقانون العمل (1992)", ["لقانون العمل"]),
    "as": ("قانون العمل", "كقانون العمل", ["كقانون العمل"]),
    "and by": ("قانون العمل", "وبقانون العمل", ["وبقانون العمل"]),
    "and for": ("قانون العمل", "ولقانون العمل", ["ولقانون العمل"]),
    "with vowel signs": ("قانون العمل", "وَلِقانون العمل", ["وَلِقانون العمل"]),
    "article kept": ("القانون الجنائي", "بالقانون الجنائي", ["بالقانون الجنائي"]),
    "alif of the article dropped": ("القانون الجنائي", "للقانون الجنائي", ["للقانون الجنائي"]),
    "and so too": ("القانون الجنائي", "وللقانون الجنائي", ["وللقانون الجنائي"]),
    "two lam of three": ("اللجنة الوطنية", "للجنة الوطنية", ["للجنة الوطنية"]),
    "lam of the name's own": ("لوائح العمل", "ولوائح العمل وللوائح العمل", 2),
    "foreign letters": ("Lesotho Leads", "وLesotho Leads", ["وLesotho Leads"]),
    "inside a word": ("قانون العمل", "شقانون العمل، قانون العملة، بوقانون العمل", []),
    "inside a word with vowel signs": ("قانون العمل", "شَقانون العمل", []),
    "without the article": ("القانون الجنائي", "لقانون الجنائي", []),
    "a team is no saliva": ("ريق", "فريق وريق ريق", ["ريق"]),
}


@pytest.mark.parametrize("case", ATTACHED.values(), ids=ATTACHED)
def test_arabic_particles_are_written_together_with_a_name(
    names: MakeNames, case: tuple[str, str, list[str] | int]
) -> None:
    name, text, expected = case
    spans = found(names(name, language="ar"), text)
    assert (len(spans) if isinstance(expected, int) else spans) == expected


def test_a_spelling_that_begins_with_such_a_letter_comes_before_a_particle(
    names: MakeNames,
) -> None:
    made = names("زارة الداخلية", "وزارة الداخلية", language="ar")
    (mention,) = made.find("وزارة الداخلية")
    assert mention.entry.title == "وزارة الداخلية"


def test_the_arabic_sample_names_the_same_in_the_same_findings_as_the_french_one() -> None:
    arabic, french = (
        Counter(each.numbers for each in Names.of(load(file).profile).in_profile())
        for file in (SAMPLES / "lso-2021.ar.yaml", SAMPLES / "lso-2021.fr.yaml")
    )
    assert arabic == french
    assert arabic.total() == 27


def test_a_profile_without_names_finds_nothing(names: MakeNames) -> None:
    assert names().find("Anything at all") == ()
    assert names().in_profile() == ()


def test_a_domain_lists_what_its_findings_name(names: MakeNames) -> None:
    made = names(
        "Unnamed Act",
        more=(
            "  - {title: Residence Act of Example, year: 2019, "
            "named_as: [Example Residence Act, 'residents of Example']}\n"
            "bodies: [{name: Office of Example}]\n"
        ),
    )
    (act,) = made.in_domain(Domain.MIGRANTS_RIGHTS)
    assert (act.name, act.year, act.numbers) == ("Residence Act of Example", 2019, ("1.W.1",))
    assert act.is_instrument
    (office,) = made.in_domain(Domain.PARTNERSHIPS)
    assert (office.name, office.year, office.numbers) == ("Office of Example", None, ("3.P.1",))
    assert not office.is_instrument
    assert made.in_domain(Domain.WELL_BEING) == ()
    assert [entry.name for entry in made.in_profile()] == [act.name, office.name]


def test_markdown_signs_do_not_hide_a_name(write: Callable, minimal_profile_text: str) -> None:
    text = minimal_profile_text.replace(
        "Example Residence Act (2019)", "*Example* [Residence](https://example.org) **Act** (2019)"
    )
    text += "instruments: [{title: Example Residence Act}]\n"
    assert load(write(text)).warnings == ()


def test_thousands_of_texts_and_a_hundred_names_are_quick(names: MakeNames) -> None:
    made = names(*(f"Example Act number {n} on this and that" for n in range(100)))
    texts = [
        f"Text {n}: under the Example Act number {n % 100} on this and that, everyone in the "
        "Republic of Example has access to schools, and the Example Act number 7 is no name."
        for n in range(5_000)
    ]
    start = time.process_time()
    assert all(len(made.find(text)) == 1 for text in texts)
    assert time.process_time() - start < 5
