"""As veraPDF sees them, the download format is PDF/UA-1 and PDF/A-3a, the archive format PDF/UA-2,
PDF/A-4f and WTPDF 1.0.
"""

import pikepdf
import pytest

from authority import NOW, PASSPHRASE, office, stamper
from built import LESOTHO, PROFILES, ROOT, build
from every_tag import EVERY_TAG
from mgi_report.pdf.archive.pdfa4 import write_archive
from mgi_report.signature.key import read_key
from mgi_report.signature.pades import sign_pdf

FLAVOURS = ("ua1", "3a")
OF_ARCHIVES = ("ua2", "4f", "wt1a", "wt1r")
# In full, with notes and links, with a code, with empty lists, with titles and introductions.
SHOWN = {"lso-2021", "links-and-notes", "full-city", "all-empty", "quoted-and-titled"}
# In full, with notes and links, with tables and a code, from the right.
ARCHIVED = [
    each
    for each in PROFILES
    if each.name in {"links-and-notes.en.yaml", "full-city.en.yaml", "lso-2021.ar.yaml"}
    or each == LESOTHO
]
BRIEFS = [each for each in PROFILES if each.name.split(".")[0] in SHOWN]


@pytest.fixture(scope="module")
def built(finished):
    return {path: finished(path)[0].file for path in PROFILES}


@pytest.fixture(scope="module")
def briefs(finished):
    return {path: finished(path, ("brief",))[0].file for path in BRIEFS}


@pytest.fixture(scope="module")
def archives(finished):
    return {path: finished(path, ("archive",))[0].file for path in ARCHIVED}


@pytest.fixture(scope="module")
def signed_archive(archives, tmp_path_factory):
    folder = tmp_path_factory.mktemp("signed-archive")
    key = read_key(office().written(folder), PASSPHRASE, NOW)
    file = folder / archives[LESOTHO].name
    file.write_bytes(sign_pdf(archives[LESOTHO].read_bytes(), key, NOW, stamper()[0]))
    return file


@pytest.fixture(scope="module")
def archive_verdicts(verapdf, archives, signed_archive):
    return verapdf.validate([*archives.values(), signed_archive], OF_ARCHIVES)


@pytest.fixture(scope="module")
def signed(built, briefs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("signed")
    key = read_key(office().written(folder), PASSPHRASE, NOW)
    files = []
    for file in (built[LESOTHO], briefs[LESOTHO]):
        files.append(folder / file.name)
        files[-1].write_bytes(sign_pdf(file.read_bytes(), key, NOW, stamper()[0]))
    return files


@pytest.fixture(scope="module")
def verdicts(verapdf, built, briefs, signed):
    return verapdf.validate([*built.values(), *briefs.values(), *signed], FLAVOURS)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.stem)
def test_a_built_profile_conforms(verdicts, built, profile, flavour):
    verdict = verdicts[built[profile], flavour]
    assert verdict.compliant, f"veraPDF, {flavour}: {len(verdict.failed)} rules failed\n{verdict}"
    assert not verdict.failed


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("profile", BRIEFS, ids=lambda profile: profile.stem)
def test_a_brief_conforms(verdicts, briefs, profile, flavour):
    assert not verdicts[briefs[profile], flavour].failed


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_signed_file_conforms(verdicts, signed, flavour):
    for file in signed:
        assert not verdicts[file, flavour].failed, verdicts[file, flavour]


@pytest.mark.parametrize("flavour", OF_ARCHIVES)
@pytest.mark.parametrize("profile", ARCHIVED, ids=lambda profile: profile.stem)
def test_an_archive_edition_conforms(archive_verdicts, archives, profile, flavour):
    verdict = archive_verdicts[archives[profile], flavour]
    assert not verdict.failed, verdict
    assert verdict.compliant


def test_every_tag_there_is_conforms_in_an_archive_edition(verapdf, studio, tmp_path):
    file = tmp_path / "tags.archive.pdf"
    layout = studio.lay_out(EVERY_TAG)
    file.write_bytes(write_archive(layout, source=b"a: 1\n", source_name="profile.yaml"))
    for verdict in verapdf.validate([file], OF_ARCHIVES).values():
        assert not verdict.failed, verdict


@pytest.mark.parametrize("flavour", OF_ARCHIVES)
def test_a_signed_archive_edition_conforms(archive_verdicts, signed_archive, flavour):
    assert not archive_verdicts[signed_archive, flavour].failed


def test_a_profile_whose_characters_share_glyphs_conforms(
    verapdf, workshop, minimal_profile_text, tmp_path
):
    odd = (
        "The co\u2010operation of non\u2011state, o\ufb03ce, x\u0302, \u2126, in\u00adter\u00adna. "
    )
    file = tmp_path / "odd.yaml"
    file.write_text(minimal_profile_text.replace("The invented", f"{odd * 4}The invented"), "utf-8")
    pdf = tmp_path / "odd.pdf"
    pdf.write_bytes(build(file, workshop, ("download",), inspects=True).files[0].data)
    for verdict in verapdf.validate([pdf], FLAVOURS).values():
        assert not verdict.failed, verdict


def test_the_profile_of_the_house_is_among_the_tested():
    assert LESOTHO in PROFILES


# The rest shows that the check can fail.


def test_a_plain_pdf_conforms_to_neither(verapdf, tmp_path):
    plain = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)
    for verdict in verapdf.validate([plain], FLAVOURS).values():
        assert not verdict.compliant
        assert verdict.failed


def test_built_profiles_without_their_tags_conform_to_neither(verapdf, built, tmp_path):
    spoilt = []
    for path in (built[LESOTHO], built[ROOT / "tests" / "profiles" / "full-city.en.yaml"]):
        spoilt.append(tmp_path / path.name)
        with pikepdf.open(path) as pdf:
            del pdf.Root.StructTreeRoot
            pdf.save(spoilt[-1])
    verdicts = verapdf.validate(spoilt, FLAVOURS)
    for path in spoilt:
        assert "7.1" in {rule["clause"] for rule in verdicts[path, "ua1"].failed}
        assert "6.7.3.3" in {rule["clause"] for rule in verdicts[path, "3a"].failed}


def test_other_tags_and_places_without_tags_conform_to_nothing_of_an_archive(
    verapdf, finished, archives, tmp_path
):
    download = finished(LESOTHO)[0].file
    spoilt = tmp_path / "spoilt.pdf"
    table = archives[ROOT / "tests" / "profiles" / "full-city.en.yaml"]
    with pikepdf.open(table) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/THead":
                each.S = pikepdf.Name.Head
        pdf.save(spoilt)
    verdicts = verapdf.validate([spoilt, download], OF_ARCHIVES)
    for flavour in ("ua2", "wt1a", "wt1r"):
        assert "8.2.4" in {rule["clause"] for rule in verdicts[spoilt, flavour].failed}
        assert "8.8" in {rule["clause"] for rule in verdicts[download, flavour].failed}
    assert "6.1.3" in {rule["clause"] for rule in verdicts[download, "4f"].failed}


def test_a_flavour_is_found_by_its_whole_name(verapdf, finished):
    with pytest.raises(RuntimeError, match="no flavour wt1"):
        verapdf.validate([finished(LESOTHO)[0].file], ["wt1"])


def test_a_file_that_is_no_pdf_is_an_error_and_no_verdict(verapdf, tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_text("Dear reader")
    with pytest.raises(RuntimeError, match="could not check"):
        verapdf.validate([letter], FLAVOURS)
