"""A finished PDF that somebody changed is refused, each time for what was changed.

What one check sees by itself is shown to it alone, but for the first of its kind, which goes
through all of `inspect`, as do the others at night.
"""

import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from archive_forgeries import ARCHIVE_FORGERIES, ONLY_OF_DOWNLOADS
from forgeries import FORGERIES, Forgery, forged, resealed

from built import LESOTHO, ROOT, Build
from mgi_report.document.assets import Assets
from mgi_report.document.language import read_language
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.loading import load
from mgi_report.proof.archive.inspection import ARCHIVE, own_flaws, prove_archive
from mgi_report.proof.download.attachments import attachment_flaws
from mgi_report.proof.download.entries import entry_flaws
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import find_items
from mgi_report.proof.download.fingerprint import fingerprint_flaws
from mgi_report.proof.download.hidden_text import hidden_flaws
from mgi_report.proof.download.identity import standard_flaws
from mgi_report.proof.download.inspection import prove_download
from mgi_report.proof.download.kind import DOWNLOAD, TaggedKind
from mgi_report.proof.download.known_pages import page_flaws
from mgi_report.proof.download.metadata import metadata_flaws
from mgi_report.proof.download.sheets import Sheets
from mgi_report.proof.inspection import Expected, Flaw, open_pdf
from mgi_report.proof.reader import PdfReader
from mgi_report.run.inspection import inspect

ALONE: dict[str, Callable[[Evidence], Iterable[Flaw]]] = {
    "active-content": entry_flaws,
    "attachment": attachment_flaws,
    "foreign-entry": entry_flaws,
}


def of_the_metadata(evidence: Evidence) -> Iterable[Flaw]:
    profile = load(LESOTHO).profile
    return metadata_flaws(evidence, profile, read_language("en", Assets(), profile.subject.level))


# In an archive edition the first of each goes through all of it, and no other is tried by day.
ALONE_IN_DOWNLOADS: dict[str, Callable[[Evidence], Iterable[Flaw]]] = {
    **ALONE,
    "fingerprint": lambda evidence: fingerprint_flaws(evidence.reader),
    "metadata-altered": of_the_metadata,
    "page-unknown": page_flaws,
    "text-hidden": lambda evidence: hidden_flaws(evidence, lambda *_: ""),
}
FIRST = {forgery.code: forgery for forgery in reversed(FORGERIES)}
NOTED = ROOT / "tests" / "profiles" / "links-and-notes.en.yaml"
AT_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"


@pytest.fixture(scope="module")
def genuine(finished: Build) -> bytes:
    return finished(LESOTHO)[0].data


@pytest.fixture(scope="module")
def archived(finished: Build) -> bytes:
    return finished(LESOTHO, ("archive",))[0].data


@pytest.fixture(scope="module")
def archived_notes(finished: Build) -> bytes:
    return finished(NOTED, ("archive",))[0].data


def codes(data: bytes) -> set[str]:
    try:
        return {problem.code for problem in inspect(data).problems}
    except ProblemsFound as found:
        return {problem.code for problem in found.problems}


def codes_alone(
    data: bytes, check: Callable[[Evidence], Iterable[Flaw]], kind: TaggedKind = DOWNLOAD
) -> set[str]:
    with open_pdf(data) as reader, Sheets(data) as sheets:
        return {flaw.code for flaw in check(Evidence(reader, sheets, kind))}


@pytest.mark.filterwarnings("ignore::pikepdf.exceptions.PageCopyWarning")
@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name.replace(" ", "-"))
def test_a_forgery_is_refused(genuine: bytes, forgery: Forgery) -> None:
    made = forged(genuine, forgery.change)
    check = ALONE_IN_DOWNLOADS.get(forgery.code)
    if check is not None and forgery is not FIRST[forgery.code] and not AT_NIGHT:
        assert forgery.code in codes_alone(made, check)
    else:
        assert forgery.code in codes(made if forgery.is_naive else resealed(made))


@pytest.mark.filterwarnings("ignore::pikepdf.exceptions.PageCopyWarning")
@pytest.mark.parametrize(
    "forgery",
    # All that are shown to one check, and the first of each other code; the checks are the same.
    [
        each
        for each in FORGERIES
        if each.name not in ONLY_OF_DOWNLOADS
        and (AT_NIGHT or each.code in ALONE or each is FIRST[each.code])
    ],
    ids=lambda forgery: forgery.name.replace(" ", "-"),
)
def test_a_forgery_of_an_archive_edition_is_refused(archived: bytes, forgery: Forgery) -> None:
    made = forged(archived, forgery.change)
    check = ALONE.get(forgery.code)
    if check is not None and not AT_NIGHT:
        assert forgery.code in codes_alone(made, check, ARCHIVE)
    else:
        assert forgery.code in codes(made if forgery.is_naive else resealed(made))


@pytest.mark.parametrize(
    "forgery", ARCHIVE_FORGERIES, ids=lambda forgery: forgery.name.replace(" ", "-")
)
def test_a_forgery_of_what_only_an_archive_edition_has_is_refused(
    archived_notes: bytes, forgery: Forgery
) -> None:
    made = forged(archived_notes, forgery.change)
    with open_pdf(made) as reader, Sheets(made) as sheets:
        evidence = Evidence(reader, sheets, ARCHIVE)
        alone = (*own_flaws(evidence, find_items(evidence)), *entry_flaws(evidence))
        found = {flaw.code for flaw in (*alone, *standard_flaws(evidence))}
    assert forgery.code in found


@pytest.mark.parametrize("name", ["archived", "archived_notes"])
def test_an_archive_edition_that_is_only_saved_anew_is_genuine(
    name: str, request: pytest.FixtureRequest
) -> None:
    data = request.getfixturevalue(name)
    assert codes(data) == codes(resealed(data)) == set()


def test_an_older_version_of_pdf_is_refused(archived: bytes) -> None:
    assert archived.startswith(b"%PDF-2.0")
    assert "not-identified" in codes(archived.replace(b"%PDF-2.0", b"%PDF-1.7", 1))


def test_one_edition_is_not_taken_for_the_other(genuine: bytes, archived: bytes) -> None:
    with open_pdf(genuine) as reader:
        found = {problem.code for problem in prove_archive(reader, Expected()).problems}
    assert {"not-identified", "foreign-entry", "link-elsewhere", "bookmark-altered"} <= found
    with open_pdf(archived) as reader:
        found = {problem.code for problem in prove_download(reader, Expected()).problems}
    assert {"not-identified", "foreign-entry", "active-content"} <= found


def test_a_file_that_is_only_saved_anew_is_genuine(genuine: bytes) -> None:
    saved = BytesIO()
    with pikepdf.open(BytesIO(genuine)) as pdf:
        pdf.save(saved, linearize=True, recompress_flate=True)
    assert saved.getvalue() != genuine
    assert codes(saved.getvalue()) == set()
    assert codes(resealed(genuine)) == set()


def test_the_fingerprint_of_the_data_is_that_of_the_profile_file(genuine: bytes) -> None:
    with PdfReader(genuine) as reader:
        noted = reader.metadata["mgi:source"]
    assert noted == sha256(LESOTHO.read_bytes()).hexdigest()


def second_revision(data: bytes) -> bytes:
    """Return a file with an empty section after its end (ISO 32000-1, 7.5.6)."""
    with pikepdf.open(BytesIO(data)) as pdf:
        trailer = pdf.trailer
        objects = trailer.Root.objgen[0], trailer.Info.objgen[0], int(trailer.Size)
    before = int(data.rsplit(b"startxref", 1)[1].split()[0])
    entries = b"<</Root %d 0 R /Info %d 0 R /Size %d /Prev %d>>" % (*objects, before)
    return data + b"xref\n0 0\ntrailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (entries, len(data))


@pytest.mark.parametrize(
    "add",
    [second_revision, lambda data: data + b"PK\3\4 another file", lambda data: b"MZ\n" + data],
    ids=["second revision", "after the end", "before the beginning"],
)
def test_what_is_added_to_a_file_is_refused(genuine: bytes, add: Callable[[bytes], bytes]) -> None:
    assert codes(add(genuine)) == {"file-extended"}
