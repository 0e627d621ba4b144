"""The inspector finds nothing in sound files, and what is wrong in files broken on purpose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from forgeries import Change, forged, resealed

from built import LESOTHO, PROFILES, ROOT, Build, build
from mgi_report.document.assets import Assets, Theme
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.loading import load_bytes
from mgi_report.profile.model import Profile
from mgi_report.proof.download.contrast import contrast_ratio
from mgi_report.proof.inspection import Expected
from mgi_report.run.formats import Workshop
from mgi_report.run.inspection import inspect
from mgi_report.run.theme import read_theme

CITY = ROOT / "tests" / "profiles" / "full-city.en.yaml"


@dataclass
class Sample:
    """Hold a finished file and the profile it was made from."""

    data: bytes
    profile: Profile
    source: bytes

    def broken(self, change: Change) -> bytes:
        """Return the file after a change."""
        return resealed(forged(self.data, change))

    def with_profile(self, **changes: object) -> Expected:
        """Expect another profile than the one the file was made from."""
        return Expected(profile=self.profile.model_copy(update=changes))


def sample_of(path: Path, finished: Build) -> Sample:
    built = finished(path)[0]
    return Sample(built.data, built.loaded.profile, built.loaded.source)


@pytest.fixture(scope="module")
def city(finished: Build) -> Sample:
    return sample_of(CITY, finished)


def found(data: bytes, expected: Expected | None = None) -> list[Problem]:
    return list(inspect(data, expected).problems)


def the_one(data: bytes, code: str, expected: Expected | None = None) -> Problem:
    problems = found(data, expected)
    assert [problem.code for problem in problems] == [code], problems
    return problems[0]


def annotations(pdf: pikepdf.Pdf, key: str) -> list[Any]:
    """Return the link annotations that have an entry of this name."""
    pages = (page.obj.get("/Annots", []) for page in pdf.pages)
    return [each for page in pages for each in page if key in each]  # type: ignore[attr-defined]


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        entry
        for entry in pdf.objects
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Subtype") == "/Type0"
    ]


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [
        entry
        for entry in pdf.objects
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == role and "/P" in entry
    ]


def replace_in(stream: Any, old: bytes, new: bytes) -> None:
    data = stream.read_bytes()
    assert old in data
    stream.write(data.replace(old, new, 1))


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_every_profile_makes_a_sound_file(path: Path, finished: Build) -> None:
    sample = sample_of(path, finished)
    inspection = inspect(sample.data)
    assert inspection.problems == ()
    assert inspection.facts.findings == len(list(sample.profile.all_findings()))
    assert inspection.facts.pages == len(inspection.facts.bottom_gaps)
    assert inspection.facts.links > 0


def test_the_maker_s_profile_takes_the_place_of_the_embedded_one(city: Sample) -> None:
    assert found(city.data, Expected(profile=city.profile, source=city.source)) == []


# --- glyphs and fonts


def test_a_notdef_is_found_where_it_stands(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1].Contents
        data = page.read_bytes()
        at = data.index(b"[<", data.index(b"/MCID 2")) + 2
        page.write(data[:at] + b"0000" + data[at + 4 :])

    problem = the_one(city.broken(change), "missing-glyph")
    assert problem.message.startswith("page 2, 65 mm from the left")
    assert "empty box" in problem.message


@pytest.mark.parametrize(("character", "words"), [("25A1", "WHITE SQUARE"), ("FFFD", "REPLACEM")])
def test_a_character_that_stands_for_a_lost_one(city: Sample, character: str, words: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        replace_in(fonts(pdf)[0].ToUnicode, b"<0065>", f"<{character}>".encode())

    problems = found(city.broken(change))
    assert any(p.code == "missing-glyph" and words in p.message for p in problems)


def test_a_code_without_a_character(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for font in fonts(pdf):
            del font.ToUnicode

    problems = [p for p in found(city.broken(change)) if p.code == "missing-glyph"]
    assert "cannot be read aloud" in problems[0].message


def test_a_font_that_is_not_inside(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del fonts(pdf)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]

    assert "is not embedded" in the_one(city.broken(change), "font-not-embedded").message


def test_a_font_that_is_not_ours(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        fonts(pdf)[0].BaseFont = pikepdf.Name("/ABCDEF+Arial")

    assert "“Arial”" in the_one(city.broken(change), "foreign-font").message


def test_the_style_sheets_say_which_fonts_are_ours(city: Sample, tmp_path: Path) -> None:
    sheet = tmp_path / "styles" / "fonts.css"
    sheet.parent.mkdir()
    declared = (ROOT / "styles" / "fonts.css").read_text(encoding="utf-8")
    sheet.write_text(declared.replace("Source Serif 4", "Another Serif"), encoding="utf-8")

    def change(pdf: pikepdf.Pdf) -> None:
        fonts(pdf)[0].BaseFont = pikepdf.Name("/ABCDEF+Another-Serif-Display-Light")

    data = city.broken(change)
    the_one(data, "foreign-font")
    # What a theme declares comes to what is declared without it.
    assert found(data, Expected(Assets(theme=read_theme(tmp_path)))) == []


# --- links


def test_a_dead_link_is_named_with_its_place(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        annotations(pdf, "/Dest")[0].Dest = pikepdf.String("nosuch")

    problem = the_one(city.broken(change), "dead-link")
    assert "“nosuch”, which is not in the document" in problem.message
    assert problem.message.startswith("page ")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://", "x"])
def test_an_address_that_is_no_web_address(city: Sample, address: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        annotations(pdf, "/A")[0].A.URI = pikepdf.String(address)

    assert address in the_one(city.broken(change), "dead-link").message


def test_a_link_that_does_something_else(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        annotations(pdf, "/A")[0].A = pikepdf.Dictionary(S=pikepdf.Name("/Launch"))

    assert "“Launch”" in the_one(city.broken(change), "active-content").message


def test_a_link_without_words(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del annotations(pdf, "/Dest")[0]["/Contents"]

    the_one(city.broken(change), "unnamed-link")


def test_a_link_outside_the_tag_tree(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        link = elements(pdf, "/Link")[0]
        link.K = pikepdf.Array([kid for kid in link.K if isinstance(kid, int)])

    the_one(city.broken(change), "untagged-link")


def test_a_bookmark_that_leads_nowhere(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Outlines.First.Next["/Dest"]

    assert "bookmark" in the_one(city.broken(change), "dead-link").message


# --- the file as a whole


def test_a_file_without_tags(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/StructTreeRoot"]

    assert "untagged" in {problem.code for problem in found(city.broken(change))}

    def unmark(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/MarkInfo"]

    the_one(city.broken(unmark), "untagged")


def test_a_picture_without_words(city: Sample) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        elements(pdf, "/Figure")[0].Alt = pikepdf.String(" ")

    the_one(city.broken(change), "missing-alt")


def test_a_title_that_is_missing_doubled_or_not_shown(city: Sample) -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/ViewerPreferences"]

    def differ(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "Another"

    def lose(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
            del packet["dc:title"]

    the_one(city.broken(hide), "no-title")
    the_one(city.broken(differ), "no-title")
    assert "no-title" in {problem.code for problem in found(city.broken(lose))}


def test_a_language_that_is_missing_or_wrong(city: Sample) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/Lang"]

    def alter(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Lang = pikepdf.String("fr")

    assert {problem.code for problem in found(city.broken(lose))} == {"wrong-language"}
    assert "“fr”" in the_one(city.broken(alter), "wrong-language").message


@pytest.mark.parametrize("mark", ["pdfuaid:part>1<", "pdfaid:part>3<", "pdfaid:conformance>A<"])
def test_a_standard_the_file_does_not_name(city: Sample, mark: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        new = mark[:-2] + "9<"
        packet = pdf.Root.Metadata.read_bytes()
        attribute = mark.replace(">", '="').replace("<", '"')
        old = mark if mark.encode() in packet else attribute
        wrong = new if old == mark else new.replace(">", '="').replace("<", '"')
        replace_in(pdf.Root.Metadata, old.encode(), wrong.encode())

    assert mark.split(">", maxsplit=1)[0] in the_one(city.broken(change), "not-identified").message


# --- what the data say


def test_a_file_without_data_or_with_other_data(city: Sample) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/AF"]

    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF[0].EF.F.write(b"language: en\n")

    assert "not inside" in the_one(city.broken(lose), "source-data").message
    assert "is missing" in the_one(city.broken(spoil), "source-data").message
    expected = Expected(profile=city.profile, source=b"other")
    the_one(city.data, "source-data", expected)


def test_a_file_about_another_subject(city: Sample) -> None:
    subject = city.profile.subject.model_copy(update={"name": "The City of Elsewhere"})
    problems = found(city.data, city.with_profile(subject=subject))
    assert [problem.code for problem in problems] == ["wrong-subject"] * 2
    assert problems[0].location is not None
    assert problems[0].location.path == "subject.name"


def test_a_draft_says_so_and_a_final_profile_does_not(city: Sample, finished: Build) -> None:
    assert city.profile.status == "draft"
    the_one(city.data, "draft-mark", city.with_profile(status="final"))
    final = sample_of(LESOTHO, finished)
    text = final.source.decode()
    assert "status: final" in text
    drafted = load_bytes(text.replace("status: final", "status: draft").encode(), "x.yaml").profile
    the_one(final.data, "draft-mark", Expected(profile=drafted))


def test_findings_missing_altered_and_unknown(city: Sample) -> None:
    def other(old: str, new: str) -> Expected:
        text = city.source.decode()
        assert old in text
        return Expected(profile=load_bytes(text.replace(old, new, 1).encode(), "x.yaml").profile)

    def both(expected: Expected) -> Iterator[Problem]:
        """Find one thing in the domain, and where all findings are listed."""
        own, listed = found(city.data, expected)
        assert own.code == listed.code == "finding-altered"
        assert "is not listed word for word" in listed.message
        yield from (own, listed)

    for altered in both(other("An invented area", "A changed area")):
        assert "it reads “An invented area" in altered.message
        assert "where the data have “A changed area" in altered.message
        assert altered.location is not None
        assert altered.location.path.startswith("domains.")
    for shorter in both(other("[An invented area.]", "[An invented]")):
        assert "goes on with “area.”" in shorter.message
    missing = other("- An invented area.", "- An invented area.\n      - One more invented area.")
    assert "is not in the document" in the_one(city.data, "finding-missing", missing).message
    unknown = other("potential: [An invented area.]", "potential: []")
    assert "none in the data" in the_one(city.data, "finding-unknown", unknown).message
    note = other("An editor’s note", "A very different note")
    assert "note on the finding 1.W.1" in the_one(city.data, "finding-altered", note).message
    link = other("https://example.org/welcome-act", "https://example.org/other-act")
    altered, elsewhere = found(city.data, link)
    assert "it lacks “https://example.org/other-act" in altered.message
    assert elsewhere.code == "link-elsewhere"
    assert "“https://example.org/welcome-act”, which the data do not give" in elsewhere.message


PRINTED = "{{ finding.narrow_text if full else finding.short_label }}"
LOOP = "{% for finding in list.findings %}"


def themed(name: str, old: str, new: str) -> Assets:
    text = Assets().read_text(name)
    assert old in text
    return Assets(theme=Theme(ROOT, {name: text.replace(old, new).encode()}))


@pytest.fixture
def two_findings(tmp_path: Path, minimal_profile_text: str) -> Path:
    """Return a profile of two findings, 1.W.1 and 3.P.1, with labels that are not their texts."""
    law = "The invented Example Residence Act (2019) gives residents of Example access to schools."
    labelled = f"text: {law}\n        short_label: Access to schools"
    assert law in minimal_profile_text
    file = tmp_path / "profile.yaml"
    file.write_text(minimal_profile_text.replace(law, labelled), "utf-8")
    return file


def places_of(code: str, problems: list[Problem]) -> int:
    """Return how many places have a fault, also where they are told together."""
    own = [each for each in problems if each.code == code]
    assert "listed" in own[0].message
    told = re.search(r"(\d+) more problems", own[-1].message)
    return len(own) + (int(told[1]) if told else 0)


def test_every_finding_that_is_listed_without_its_words_is_told() -> None:
    made = build(LESOTHO, Workshop(themed("templates/parts/spread.html", PRINTED, "")))
    assert places_of("finding-altered", found(made.files[0].data)) == 30


@pytest.mark.parametrize(
    ("old", "new", "code", "places"),
    [
        pytest.param(PRINTED, "{{ finding.short_label }}", "finding-altered", 2, id="labels"),
        pytest.param(
            PRINTED,
            "{{ finding.short_label if finding.number == '3.P.1' else finding.narrow_text }}",
            "finding-altered",
            1,
            id="one label",
        ),
        pytest.param(
            LOOP,
            "{% for finding in list.findings if finding.number != '3.P.1' %}",
            "finding-missing",
            1,
            id="one left out",
        ),
        pytest.param(
            LOOP,
            "{% for finding in list.findings + list.findings[:1] %}",
            "finding-twice",
            2,
            id="first of each twice",
        ),
    ],
)
def test_what_is_listed_with_the_others_is_whole_too(
    two_findings: Path, old: str, new: str, code: str, places: int
) -> None:
    made = build(two_findings, Workshop(themed("templates/parts/spread.html", old, new)))
    assert places_of(code, found(made.files[0].data)) == places


def test_short_labels_stand_for_findings_only_where_there_are_too_many(
    two_findings: Path,
) -> None:
    assets = themed("styles/tokens.css", "--spread-most: 120;", "--spread-most: 1;")
    made = build(two_findings, Workshop(assets))
    assert found(made.files[0].data, Expected(assets=assets)) == []
    assert {each.code for each in found(made.files[0].data)} == {"finding-altered"}


# --- colours and the code


def test_contrast_is_that_of_wcag() -> None:
    # SPEC section 4.
    white = (255, 255, 255)
    assert contrast_ratio((0, 0, 0), white) == pytest.approx(21)
    assert contrast_ratio((0x14, 0x21, 0x2B), white) == pytest.approx(16.38, abs=0.01)
    assert contrast_ratio(white, (0xD0, 0x3F, 0x63)) == pytest.approx(4.59, abs=0.01)


@pytest.mark.parametrize(
    ("old", "new", "pair"),
    [
        ("--slate: #475763", "--slate: #576773", "--slate on --paper"),
        ("--d5-base: #d03f63", "--d5-base: #d64a6d", "--d5-on on --d5-base"),
        ("--d4-tint: #e8f3f6", "--d4-tint: #a8b3b6", "--d4-deep on --d4-tint"),
        ("--mist: #f2f4f6", "--mist: #525456", "--ink on --mist"),
        ("--night: #0e2135", "--night: #8e9195", "--paper on --night"),
    ],
)
def test_colours_that_cannot_be_read(
    city: Sample, tmp_path: Path, old: str, new: str, pair: str
) -> None:
    sheet = tmp_path / "styles" / "tokens.css"
    sheet.parent.mkdir()
    tokens = (ROOT / "styles" / "tokens.css").read_text(encoding="utf-8")
    assert old in tokens
    sheet.write_text(tokens.replace(old, new, 1), encoding="utf-8")
    problems = found(city.data, Expected(Assets(theme=read_theme(tmp_path))))
    assert {problem.code for problem in problems} == {"low-contrast"}
    assert any(pair in problem.message for problem in problems)
    assert str(problems[0].location).startswith(f"{sheet}:")


def test_a_code_that_leads_elsewhere_or_cannot_be_read(city: Sample) -> None:
    url = "https://example.org/another"
    publication = city.profile.publication.model_copy(update={"url": url})
    expected = city.with_profile(publication=publication)

    def lead_away(pdf: pikepdf.Pdf) -> None:
        # An address of two lines is two links.
        for link in pdf.pages[-1].Annots:  # type: ignore[attr-defined]
            link.A.URI = pikepdf.String(url)

    problems = {each.code: each for each in found(city.broken(lead_away), expected)}
    # What is printed in front is the address of the other data too.
    assert problems.keys() == {"qr-elsewhere", "link-elsewhere", "alt-altered"}
    message = problems["qr-elsewhere"].message
    assert "port-example/2022”, not to “https://example.org/another”" in message

    def cover(pdf: pikepdf.Pdf) -> None:
        bars = b" ".join(b"%d 0 9 842 re" % x for x in range(0, 300, 14))
        pdf.pages[-1].contents_add(b"q /Artifact BMC 0 g " + bars + b" f EMC Q")

    # The bars cover the words beside it too.
    assert {each.code for each in found(city.broken(cover))} == {"qr-unreadable", "text-hidden"}


# --- files that cannot be looked at


def test_what_is_no_pdf_or_locked_is_refused(city: Sample) -> None:
    for user in ("", "secret"):
        with pikepdf.open(BytesIO(city.data)) as pdf:
            saved = BytesIO()
            pdf.save(saved, encryption=pikepdf.Encryption(owner="owner", user=user))
        with pytest.raises(ProblemsFound) as caught:
            inspect(saved.getvalue())
        assert [problem.code for problem in caught.value.problems] == ["pdf-encrypted"]
    with pytest.raises(ProblemsFound) as caught:
        inspect(b"not a pdf")
    assert [problem.code for problem in caught.value.problems] == ["not-a-pdf"]


def test_a_stranger_s_pdf_is_read_without_a_crash() -> None:
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.contents_add(b"BT /F1 12 Tf 100 700 Td (Hello) Tj ET")
        saved = BytesIO()
        pdf.save(saved)
    codes = {problem.code for problem in found(saved.getvalue())}
    assert codes == {
        "fingerprint",
        "foreign-font",
        "font-not-embedded",
        "missing-glyph",
        "no-title",
        "not-identified",
        "page-unknown",
        "source-data",
        "text-untagged",
        "untagged",
        "wrong-language",
    }


def test_a_title_with_its_address_leads_to_no_other_address_of_its_finding(
    finished: Build,
) -> None:
    data = finished(ROOT / "tests" / "profiles" / "links-and-notes.en.yaml")[0].data

    def swap(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            for each in page.obj.get("/Annots", []):
                if str(each.Contents) == "The Welcome Act" and "/A" in each:
                    each.A.URI = pikepdf.String("https://example.org/acts/welcome/2021")

    (problem,) = inspect(resealed(forged(data, swap))).problems
    assert problem.code == "link-elsewhere"
