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
from studio import opened_studio

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
NOTED, FULL_CITY = (
    ROOT / "tests" / "profiles" / f"{name}.en.yaml" for name in ("links-and-notes", "full-city")
)
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
def key(tmp_path_factory):
    return read_key(office().written(tmp_path_factory.mktemp("key")), PASSPHRASE, NOW)


def signed_copy(file, key, folder):
    copy = folder / file.name
    copy.write_bytes(sign_pdf(file.read_bytes(), key, NOW, stamper()[0]))
    return copy


@pytest.fixture(scope="module")
def signed_archive(archives, key, tmp_path_factory):
    return signed_copy(archives[NOTED], key, tmp_path_factory.mktemp("signed-archive"))


@pytest.fixture(scope="module")
def signed(built, briefs, key, tmp_path_factory):
    folder = tmp_path_factory.mktemp("signed")
    return [signed_copy(file, key, folder) for file in (built[NOTED], briefs[NOTED])]


@pytest.fixture(scope="module")
def tags(tmp_path_factory):
    """Return an archive edition with every tag there is."""
    file = tmp_path_factory.mktemp("tags") / "tags.archive.pdf"
    layout = opened_studio(tmp_path_factory.mktemp("studio")).lay_out(EVERY_TAG)
    file.write_bytes(write_archive(layout, source=b"a: 1\n", source_name="profile.yaml"))
    return file


@pytest.fixture(scope="module")
def odd(workshop, country_text, tmp_path_factory):
    """Return the file of a profile whose characters share glyphs."""
    words = (
        "The co\u2010operation of non\u2011state, o\ufb03ce, x\u0302, \u2126, in\u00adter\u00adna. "
    )
    folder = tmp_path_factory.mktemp("odd")
    text = country_text("XXA").replace("The invented", f"{words * 4}The invented")
    (folder / "odd.yaml").write_text(text, "utf-8")
    made = build(folder / "odd.yaml", workshop, ("download",), inspects=True)
    (folder / "odd.pdf").write_bytes(made.files[0].data)
    return folder / "odd.pdf"


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    file = tmp_path_factory.mktemp("plain") / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    return file


@pytest.fixture(scope="module")
def untagged(built, tmp_path_factory):
    """Return files of a country and of a city that have lost their tags."""
    folder, spoilt = tmp_path_factory.mktemp("untagged"), []
    for path in (built[NOTED], built[FULL_CITY]):
        spoilt.append(folder / path.name)
        with pikepdf.open(path) as pdf:
            del pdf.Root.StructTreeRoot
            pdf.save(spoilt[-1])
    return spoilt


@pytest.fixture(scope="module")
def renamed(archives, tmp_path_factory):
    """Return an archive edition whose tables have a tag that no standard knows."""
    spoilt = tmp_path_factory.mktemp("renamed") / "spoilt.pdf"
    with pikepdf.open(archives[FULL_CITY]) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/THead":
                each.S = pikepdf.Name.Head
        pdf.save(spoilt)
    return spoilt


# Each of these two asks about all files at once: to start Java, and to read the rules of a
# standard, takes longer than to look at a file.


@pytest.fixture(scope="module")
def verdicts(verapdf, built, briefs, signed, odd, plain, untagged):
    files = [*built.values(), *briefs.values(), *signed, odd, plain, *untagged]
    return verapdf.validate(files, FLAVOURS)


@pytest.fixture(scope="module")
def archive_verdicts(verapdf, built, archives, signed_archive, tags, renamed):
    files = [*archives.values(), signed_archive, tags, renamed, built[NOTED]]
    return verapdf.validate(files, OF_ARCHIVES)


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


@pytest.mark.parametrize("flavour", OF_ARCHIVES)
def test_every_tag_there_is_conforms_in_an_archive_edition(archive_verdicts, tags, flavour):
    assert not archive_verdicts[tags, flavour].failed, archive_verdicts[tags, flavour]


@pytest.mark.parametrize("flavour", OF_ARCHIVES)
def test_a_signed_archive_edition_conforms(archive_verdicts, signed_archive, flavour):
    assert not archive_verdicts[signed_archive, flavour].failed


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_profile_whose_characters_share_glyphs_conforms(verdicts, odd, flavour):
    assert not verdicts[odd, flavour].failed, verdicts[odd, flavour]


def test_the_profile_of_the_house_is_among_the_tested():
    assert LESOTHO in PROFILES


# The rest shows that the check can fail.


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_plain_pdf_conforms_to_neither(verdicts, plain, flavour):
    assert not verdicts[plain, flavour].compliant
    assert verdicts[plain, flavour].failed


def test_built_profiles_without_their_tags_conform_to_neither(verdicts, untagged):
    for path in untagged:
        assert "7.1" in {rule["clause"] for rule in verdicts[path, "ua1"].failed}
        assert "6.7.3.3" in {rule["clause"] for rule in verdicts[path, "3a"].failed}


def test_other_tags_and_places_without_tags_conform_to_nothing_of_an_archive(
    archive_verdicts, renamed, built
):
    download = built[NOTED]
    for flavour in ("ua2", "wt1a", "wt1r"):
        assert "8.2.4" in {rule["clause"] for rule in archive_verdicts[renamed, flavour].failed}
        assert "8.8" in {rule["clause"] for rule in archive_verdicts[download, flavour].failed}
    assert "6.1.3" in {rule["clause"] for rule in archive_verdicts[download, "4f"].failed}


def test_a_flavour_is_found_by_its_whole_name(verapdf, plain):
    with pytest.raises(RuntimeError, match="no flavour wt1"):
        verapdf.validate([plain], ["wt1"])


def test_a_file_that_is_no_pdf_is_an_error_and_no_verdict(verapdf, tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_text("Dear reader")
    with pytest.raises(RuntimeError, match="could not check"):
        verapdf.validate([letter], FLAVOURS)
