"""Check that the file is what it says: the data inside it, its subject, language and status."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import NoCatalogue
from mgi_report.document.language import Language, read_language
from mgi_report.problems.problem import MgiReportError, ProblemsFound, shown
from mgi_report.profile.framework import Status
from mgi_report.profile.loading import load_bytes
from mgi_report.profile.model import Profile
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import plain
from mgi_report.proof.inspection import REBUILD, Flaw
from mgi_report.proof.reader import EmbeddedFile, PdfReader

__all__ = ["UnreadableData", "embedded_profile", "identity_flaws", "source_data", "standard_flaws"]

KINDS = {".yaml", ".yml", ".json"}
FROM_PROFILE = "build the file again from the profile"


class UnreadableData(MgiReportError):  # noqa: N818 - reads as what happened
    """Say that no profile can be read out of the file; carries the flaw."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw
        super().__init__(flaw)


def source_data(reader: PdfReader) -> EmbeddedFile | None:
    """Return the embedded data the document was made from (ISO 19005-3, 6.8: Source)."""
    return next(
        (
            file
            for file in reader.embedded_files
            if file.relationship == "Source" and PurePosixPath(file.name).suffix in KINDS
        ),
        None,
    )


def embedded_profile(evidence: Evidence) -> Profile:
    """Return the profile whose data the file carries; UnreadableData if there is none."""
    file = source_data(evidence.reader)
    if file is None:
        message = "the data the document was made from are not inside the file"
        raise UnreadableData(Flaw("source-data", message, FROM_PROFILE))
    try:
        return load_bytes(file.data, file.name).profile
    except ProblemsFound as found:
        first = found.problems[0]
        message = f"the data inside the file have problems, such as this one: {first.message}"
        raise UnreadableData(Flaw("source-data", message, FROM_PROFILE)) from found


def identity_flaws(
    evidence: Evidence, profile: Profile, source: bytes | None, assets: Assets
) -> Iterator[Flaw]:
    """Yield a flaw where file and profile disagree; ``source`` are the bytes it was made from."""
    file = source_data(evidence.reader)
    if source is not None and (file is None or file.data != source):
        message = "the data inside the file are not those of the profile"
        yield Flaw("source-data", message, FROM_PROFILE)
    title = evidence.reader.metadata.get("dc:title", "")
    name = profile.subject.name
    if plain(name) not in plain(title):
        message = f"the title of the file, {shown(title)}, does not name {shown(name)}"
        yield Flaw("wrong-subject", message, FROM_PROFILE, path="subject.name")
    heading = next((each for each in evidence.elements if each.role == "H1"), None)
    words = "" if heading is None else plain(evidence.text(heading.marks()))
    if words != plain(name):
        message = f"the first heading is {shown(words)}, not {shown(name)}"
        yield Flaw("wrong-subject", message, FROM_PROFILE, path="subject.name")
    if evidence.reader.language.lower() != profile.language.lower():
        told = shown(evidence.reader.language)
        message = f"the file says it is in {told}, the data say {shown(profile.language)}"
        yield Flaw("wrong-language", message, FROM_PROFILE, path="language")
    try:
        language = read_language(profile.language, assets, profile.subject.level)
    except NoCatalogue:
        return  # The file comes from a theme with a catalogue that is not at hand.
    yield from _direction_flaws(evidence, language)
    yield from _status_flaws(profile, title, language)


def _direction_flaws(evidence: Evidence, language: Language) -> Iterator[Flaw]:
    """Yield a flaw where pages are turned the other way than the language is read."""
    preferences: Any = evidence.pdf.Root.get("/ViewerPreferences", {})
    turned = "rtl" if preferences.get("/Direction") == "/R2L" else "ltr"
    if turned != language.direction:
        message = (
            f"viewers are told to turn pages {turned}, but the text is read {language.direction}"
        )
        yield Flaw("wrong-direction", message, FROM_PROFILE, path="language")


def _status_flaws(profile: Profile, title: str, language: Language) -> Iterator[Flaw]:
    mark = plain(language("title.draft", title=""))
    marked, draft = plain(title).startswith(mark), profile.status is Status.DRAFT
    if draft and not marked:
        message = f"the profile is a draft, but its title does not begin with {shown(mark)}"
        yield Flaw("draft-mark", message, FROM_PROFILE, path="status")
    if marked and not draft:
        message = f"the profile is final, but its title begins with {shown(mark)}"
        yield Flaw("draft-mark", message, FROM_PROFILE, path="status")


def standard_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield the flaws of tags, pictures, title, language and identification."""
    catalog: Any = evidence.pdf.Root
    marked = bool(catalog.get("/MarkInfo", {}).get("/Marked", False))
    if evidence.root is None or not evidence.root.kids or not marked:
        message = "the file is not tagged, so assistive technology cannot read it in order"
        yield Flaw("untagged", message, REBUILD)
    yield from _picture_flaws(evidence)
    metadata, information = evidence.reader.metadata, evidence.reader.information
    title = metadata.get("dc:title", "").strip()
    if not title:
        yield Flaw("no-title", "the file has no title in its metadata", REBUILD)
    elif information.get("Title", title) != title:
        yield Flaw("no-title", "the file has two different titles in its metadata", REBUILD)
    if not bool(catalog.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        message = "viewers are not told to show the title in place of the file name"
        yield Flaw("no-title", message, REBUILD)
    if not evidence.reader.language:
        message = "the file does not say which language it is in"
        yield Flaw("wrong-language", message, REBUILD)
    kind = evidence.kind
    lacking = [key for key, value in kind.conformance.items() if metadata.get(key) != value]
    if lacking:
        message = f"the metadata do not say {kind.standards} ({', '.join(lacking)})"
        yield Flaw("not-identified", message, REBUILD)


def _picture_flaws(evidence: Evidence) -> Iterator[Flaw]:
    for element in evidence.elements:
        if element.role != "Figure" or element.alternative.strip():
            continue
        mark = next(element.marks(), None)
        page = None if mark is None else mark.page
        box = None if mark is None else evidence.box(mark)
        message = "a picture has no words for those who cannot see it"
        yield Flaw("missing-alt", message, "give it alternative text", page, box)
