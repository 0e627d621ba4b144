"""A translation is compared with its source: each difference once, at its place in both files."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from built import LANGUAGES, LESOTHO
from editions import edited, lesotho
from mgi_report.cli import cli
from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.file.data_file import read_data_file
from mgi_report.profile.language_versions import VersionFinder
from mgi_report.profile.loading import load
from mgi_report.run.profiles import check, check_each
from mgi_report.run.repair import EVERY, Mends, repair, write_repaired

TRANSLATIONS = tuple(path for path in LANGUAGES if path.name.startswith("lso-"))
CODES = ("translation-differs", "translation-behind")
FINDING = "The invented Example Residence Act (2019) gives residents of Example access to schools."

Told = Callable[[str, str], tuple[Problem, ...]]


def told(file: Path) -> tuple[Problem, ...]:
    """Return what a check of a file says of it as a translation."""
    try:
        found = check(file, Assets()).warnings
    except ProblemsFound as error:
        found = error.problems  # Pages in Arabic are not made yet.
    return tuple(problem for problem in found if problem.code in CODES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the Lesotho profile in four languages."""
    for file in (LESOTHO, *TRANSLATIONS):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


@pytest.fixture
def french(folder: Path) -> Callable[..., tuple[Problem, ...]]:
    """Return a function that edits the French file and returns what is told of it."""
    file = folder / "lso-2021.fr.yaml"

    def _edited(*edits: tuple[str, str]) -> tuple[Problem, ...]:
        file.write_text(edited(file.read_text("utf-8"), *edits), "utf-8")
        return told(file)

    return _edited


@pytest.fixture
def pair(tmp_path: Path, minimal_profile_text: str) -> Told:
    """Return a function from what two small profiles end with to what is told of the second."""

    def _told(source: str, translation: str) -> tuple[Problem, ...]:
        french = minimal_profile_text.replace("language: en", "language: fr")
        (tmp_path / "xxa.en.yaml").write_text(minimal_profile_text + source, "utf-8")
        (tmp_path / "xxa.fr.yaml").write_text(french + translation, "utf-8")
        return told(tmp_path / "xxa.fr.yaml")

    return _told


def test_translations_that_are_built_alike_are_told_nothing(folder: Path) -> None:
    assert len(TRANSLATIONS) == 3
    for _, problems in check_each(sorted(folder.iterdir()), Assets()):
        assert not {problem.code for problem in problems} & set(CODES)


def test_a_finding_that_is_missing_is_told_once_for_its_list(folder: Path, french: Told) -> None:
    lost = "- text: >-\n          Il n’existe pas de programme d’intégration"
    (problem,) = french((lost, "# "), (
        "aidant les travailleurs migrants et locaux à\n          comprendre leurs droits et leurs "
        "responsabilités.\n        short_label: Programmes d’intégration", "\n")
    )  # fmt: skip
    assert problem.code == "translation-differs"
    assert problem.message == "findings: 2 here, 3 in lso-2021.en.yaml"
    (other,) = problem.also
    assert problem.location.path == other.path == "domains.migrants-rights.potential"
    assert (problem.location.file, other.file) == (
        folder / "lso-2021.fr.yaml",
        folder / "lso-2021.en.yaml",
    )


def test_the_year_of_an_instrument_is_told_with_that_of_the_source(french: Told) -> None:
    (problem,) = french(
        ("- {title: Politique relative aux changements climatiques, year: 2017",
         "- {title: Politique relative aux changements climatiques, year: 2016"),
    )  # fmt: skip
    assert "is of 2016 than in lso-2021.en.yaml, which has one of 2017" in problem.message
    (other,) = problem.also
    assert "2016" in (problem.location.excerpt or "")
    assert problem.location.path == other.path == "instruments[5].year"
    assert "2017" in (other.excerpt or "")


def test_instruments_may_stand_in_another_order(pair: Told) -> None:
    listed = "instruments: [{title: A, year: 2001}, {title: B, year: 2002}, {title: C}]\n"
    moved = "instruments: [{title: X}, {title: Y, year: 2002}, {title: Z, year: 2001}]\n"
    assert pair(listed, moved) == ()
    twice = listed.replace("2002", "2001")
    (problem,) = pair(listed, twice)
    assert (problem.location.path, problem.also[0].path) == ("instruments[1].year",) * 2
    (problem,) = pair(listed, moved.replace(", {title: Z, year: 2001}", ""))
    assert problem.message == ("instruments: 2 here, 3 in xxa.en.yaml; only there: one of 2001")


LINKED = """- text: See [the Act](https://example.org/{act}).
        links: [{{title: Page, url: "https://example.org/{page}"}}]"""


@pytest.mark.parametrize(
    ("changed", "path"), [("act", ".text"), ("page", ".links[0].url")], ids=["in text", "listed"]
)
def test_a_link_that_leads_elsewhere_is_told(
    tmp_path: Path, pair: Told, minimal_profile_text: str, changed: str, path: str
) -> None:
    assert pair("", "") == ()
    addresses = {"act": "act", "page": "page"}
    for tag, given in (("en", addresses), ("fr", addresses | {changed: "other"})):
        text = minimal_profile_text.replace("language: en", f"language: {tag}")
        text = text.replace(f"- {FINDING}", LINKED.format(**given))
        (tmp_path / f"xxa.{tag}.yaml").write_text(text)
    (problem,) = told(tmp_path / "xxa.fr.yaml")
    assert problem.message == (
        "the link leads to “https://example.org/other”, in xxa.en.yaml to "
        f"“https://example.org/{changed}”"
    )
    assert problem.location.path == f"domains.migrants-rights.well_developed[0]{path}"
    assert problem.also[0].path == problem.location.path


SECTION = "sections: [{{title: One, body: [{parts}]}}]\n"
DIFFERENT = {
    "links of a source": (
        "sources: [{text: A, url: 'https://example.org/a'}]\n", "sources: [A]\n",
        "links: 0 here, 1 in xxa.en.yaml", "sources[0]"),
    "sources": ("sources: [A, B]\n", "sources: [A]\n",
                "sources: 1 here, 2 in xxa.en.yaml", "sources"),
    "parts of a section": (
        SECTION.format(parts="A, {quotation: {text: B}}"), SECTION.format(parts="A"),
        "the section has text here, text, quotation in xxa.en.yaml", "sections[0].body"),
    "rows of a table": (
        SECTION.format(parts='{table: {caption: A, text: "| A |\\n|---|\\n| B |"}}'),
        SECTION.format(parts='{table: {caption: A, text: "| A |\\n|---|\\n| B |\\n| C |"}}'),
        "the section has a table of 4 lines here, a table of 3 lines in xxa.en.yaml",
        "sections[0].body"),
    "a text that may be left out": (
        "", "bodies: []\nsections: []\n", None, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", DIFFERENT.values(), ids=DIFFERENT)
def test_what_is_built_otherwise_is_told(pair: Told, case: tuple[str, str, str, str]) -> None:
    source, translation, message, path = case
    found = pair(source, translation)
    assert [problem.message for problem in found] == ([] if message is None else [message])
    assert [problem.location.path for problem in found] == ([] if message is None else [path])


def test_of_another_year_nothing_more_is_said(
    tmp_path: Path, pair: Told, minimal_profile_text: str
) -> None:
    assert pair("sources: [A]\n", "") != ()
    other = minimal_profile_text.replace("language: en", "language: fr")
    (tmp_path / "xxa.fr.yaml").write_text(other.replace("2021-12", "2018-12"))
    (problem,) = told(tmp_path / "xxa.fr.yaml")
    assert problem.message == "the edition is of 2018 here, of 2021 in xxa.en.yaml"
    assert problem.location.path == "edition.date"


def test_a_note_and_what_a_finding_goes_on_from_are_compared(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    earlier = minimal_profile_text.replace("ordinal: 1", "ordinal: 2")
    for tag in ("en", "fr"):
        text = minimal_profile_text.replace("language: en", f"language: {tag}")
        (tmp_path / f"first.{tag}.yaml").write_text(text)
        text = earlier.replace("language: en", f"language: {tag}\ncompares_with: first.{tag}.yaml")
        since, note = "{finding: 1.W.1, status: continued}", "note: A note."
        if tag == "fr":
            since, note = since.replace("continued", "changed"), ""
        text = text.replace(f"- {FINDING}", f"- text: A.\n        since: {since}\n        {note}")
        (tmp_path / f"second.{tag}.yaml").write_text(text)
    note, since = told(tmp_path / "second.fr.yaml")
    assert (note.location.path, since.location.path) == (FIRST, f"{FIRST}.since")
    assert "note is only in second.en.yaml" in note.message
    assert "goes on from another one than 1.W.1 in second.en.yaml" in since.message


FIRST = "domains.migrants-rights.well_developed[0]"


def in_languages(folder: Path, text: str, *tags: str, says: str = "") -> None:
    for tag in tags:
        said = f"language: {tag}\n{says}" if says else f"language: {tag}"
        name = f"{tag}.yaml"  # Names say nothing of what belongs together.
        (folder / name).write_text(text.replace("language: en", said), "utf-8")


def test_the_source_is_the_language_that_is_named_or_else_english(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    more = minimal_profile_text + "sources: [A]\n"

    def compared_with(tag: str) -> list[str]:
        return [Path(problem.also[0].file).name for problem in told(tmp_path / f"{tag}.yaml")]

    in_languages(tmp_path, minimal_profile_text, "en", "es", "fr")
    in_languages(tmp_path, more, "fr")
    assert [compared_with(tag) for tag in ("en", "es", "fr")] == [[], [], ["en.yaml"]]
    in_languages(tmp_path, more, "fr", says="translated_from: es")
    assert [compared_with(tag) for tag in ("en", "es", "fr")] == [[], [], ["es.yaml"]]
    # English says it was translated from Spanish, so Spanish is nobody's translation.
    in_languages(tmp_path, more, "es")
    in_languages(tmp_path, minimal_profile_text, "en", says="translated_from: es")
    assert [compared_with(tag) for tag in ("en", "es")] == [["es.yaml"], []]


def test_what_belongs_together_is_said_by_the_data(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    in_languages(tmp_path, minimal_profile_text, "en", "fr", "es", "ar", "pt")
    older = tmp_path / "en.older.yaml"
    older.write_text((tmp_path / "en.yaml").read_text() + "sources: [A]\n")
    for tag, old, new in (("es", "ordinal: 1", "ordinal: 2"), ("ar", "code: XXA", "code: XXB")):
        file = tmp_path / f"{tag}.yaml"
        file.write_text(file.read_text().replace(old, new))
    (tmp_path / "pt.yaml").write_text("language: pt\nsubject: {code: XXA}\nedition: [")
    versions, file = VersionFinder(), tmp_path / "en.yaml"
    own = versions.version_in(file)
    assert own is not None
    assert versions.beside(file, own) == {"fr": tmp_path / "fr.yaml"}
    assert told(tmp_path / "fr.yaml") == ()  # It is not compared with the older copy.


def test_a_final_profile_names_no_draft(tmp_path: Path, minimal_profile_text: str) -> None:
    final = minimal_profile_text.replace("status: draft", "status: final")
    in_languages(tmp_path, minimal_profile_text, "ar", "fr")
    in_languages(tmp_path, final, "en", "es")
    versions = VersionFinder()
    languages = {}
    for file in tmp_path.iterdir():
        own = versions.version_in(file)
        assert own is not None
        languages[file.stem] = versions.languages_beside(file, own)
        assert load(file).inputs.languages == languages[file.stem]
    assert languages == {
        "ar": ("en", "es", "fr"),
        "en": ("es",),
        "es": ("en",),
        "fr": ("ar", "en", "es"),
    }


# ------------------------------------------------------------------------------------- digests


def mended(file: Path, **wishes: object) -> bool:
    """Mend a file as `check --fix --yes` does; return whether there was anything to mend."""
    found = repair(file, Mends(digests=True, **wishes))  # type: ignore[arg-type]
    if found.is_changed:
        write_repaired(found)
    return found.is_changed


def test_a_finding_whose_source_has_changed_is_told_until_its_digest_is_renewed(
    folder: Path,
) -> None:
    english, french = folder / "lso-2021.en.yaml", folder / "lso-2021.fr.yaml"
    assert not mended(english)
    assert mended(french)
    assert not mended(french)
    assert told(french) == ()
    text = edited(lesotho(), ("same access as nationals to Government-funded", "access to"))
    english.write_text(text, "utf-8")
    (problem,) = told(french)
    assert problem.code == "translation-behind"
    assert problem.message == (
        "the finding has changed in lso-2021.en.yaml since it was translated"
    )
    assert problem.location.path == f"{FIRST[:-3]}[1].text"
    assert problem.also[0].path == problem.location.path
    assert "Les migrants ont le même accès" in (problem.location.excerpt or "")
    assert not mended(french), "a digest that differs is never renewed unasked"
    assert not mended(french, renewed=("1.W.1",))
    assert mended(french, renewed=("1.W.2",))
    assert told(french) == ()


def test_all_digests_are_renewed_at_once(folder: Path) -> None:
    english, french = folder / "lso-2021.en.yaml", folder / "lso-2021.fr.yaml"
    mended(french)
    english.write_text(lesotho().replace("Lesotho", "Basutoland"), "utf-8")
    assert len(told(french)) > 10
    assert mended(french, renewed=(EVERY,))
    assert told(french) == ()


def test_what_is_no_word_changes_no_digest(folder: Path) -> None:
    english, french = folder / "lso-2021.en.yaml", folder / "lso-2021.fr.yaml"
    mended(french)
    text = edited(
        lesotho(),
        ("Migrants have the same access", "*Migrants*  [have]{fr}\n          the same access"),
        ("’", "'"),
    )
    english.write_text(text, "utf-8")
    assert told(french) == ()


def test_a_finding_that_has_moved_is_told_as_that(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    two = minimal_profile_text.replace(FINDING, "One.\n      - Two.")
    in_languages(tmp_path, two, "en", "fr")
    mended(tmp_path / "fr.yaml")
    swapped = minimal_profile_text.replace(FINDING, "Two.\n      - One.")
    in_languages(tmp_path, swapped, "en")
    first, second = told(tmp_path / "fr.yaml")
    assert first.message == "this translates 1.W.2 of en.yaml, which has another finding here"
    assert second.message == "this translates 1.W.1 of en.yaml, which has another finding here"


DIGEST = re.compile(r"[0-9a-f]{4}(-[0-9a-f]{4}){2}")
# A tilde stands for a line break and the spaces before the keys of a finding.
STYLES = {
    "text": ("- A.", "- text: A.~source_digest: D"),
    "text of two lines": ("- A~B.", "- text: A~  B.~source_digest: D"),
    "block": ("- >-~A.\n~B. # b", "- text: >-~  A.\n~  B. # b~source_digest: D"),
    "comment": ("- 'A.'  # Why.", "- text: 'A.'  # Why.~source_digest: D"),
    "comment above the next": (
        "- text: |~  A.\n      # Next.\n      - B.",
        "- text: |~  A.~source_digest: D\n      # Next.\n      - text: B.~source_digest: D",
    ),
    "braces": ("- {text: A., note: B}", "- {text: A., note: B, source_digest: D}"),
    "links": (
        "- text: A.~links:~  - title: T~    url: https://example.org/",
        "- text: A.~links:~  - title: T~    url: https://example.org/~source_digest: D",
    ),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_digests_are_written_in_the_style_of_the_finding(
    tmp_path: Path, minimal_profile_text: str, style: tuple[str, str], line_end: str
) -> None:
    written, noted = (each.replace("~", "\n        ") for each in style)
    text = minimal_profile_text.replace(f"- {FINDING}", written).replace("\n", line_end)
    for tag in ("en", "fr"):
        data = text.replace("language: en", f"language: {tag}").encode()
        (tmp_path / f"{tag}.yaml").write_bytes(data)
    file = tmp_path / "fr.yaml"
    assert mended(file)
    after = file.read_bytes().decode()
    assert f"language: fr{line_end}translated_from: en{line_end}status" in after
    assert noted.replace("\n", line_end) in DIGEST.sub("D", after)
    assert told(file) == ()


def test_where_digests_would_change_something_else_none_is_written(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    anchored = minimal_profile_text.replace(f"- {FINDING}", "- &a {text: A.}")
    in_languages(tmp_path, anchored, "en", "fr")
    with pytest.raises(ProblemsFound) as found:
        mended(tmp_path / "fr.yaml")
    assert [problem.code for problem in found.value.problems] == ["digest-not-written"]
    command = ["check", "--fix", "--digests", "--yes", str(tmp_path / "fr.yaml")]
    told_of = CliRunner().invoke(cli, command)
    assert told_of.exit_code == 0
    assert "digest-not-written" in told_of.output
    assert "source_digest" not in (tmp_path / "fr.yaml").read_text()


def test_digests_are_written_into_json_and_lists_in_brackets(tmp_path: Path) -> None:
    tree = read_data_file(LESOTHO).tree
    assert isinstance(tree, dict)
    (tmp_path / "en.json").write_text(json.dumps(tree), "utf-8")
    (tmp_path / "fr.json").write_text(json.dumps(tree | {"language": "fr"}), "utf-8")
    file = tmp_path / "fr.json"
    assert mended(file)
    after = json.loads(file.read_text("utf-8"))
    first = after["domains"]["migrants-rights"]["well_developed"][0]
    assert (after["translated_from"], len(first["source_digest"])) == ("en", 14)
    assert not mended(file)
    listed = (tmp_path / "en.json").read_text("utf-8")
    (tmp_path / "en.json").write_text(listed.replace("Basotho diaspora", "diaspora", 1), "utf-8")
    assert [problem.code for problem in told(file)] == ["translation-behind"]
