"""Check that title, author and dates in the metadata are those of the data, and alone there.

Catalogues, search engines and file managers show them in place of the document.
"""

import re
from collections.abc import Iterator, Mapping

from mgi_report.document.language import Language
from mgi_report.problems.problem import shown
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Profile
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import plain
from mgi_report.proof.inspection import Flaw

__all__ = ["metadata_flaws"]

BLANK_LINE = re.compile(r"\n\s*\n")
HINT = "build the file again; title, author and dates are those of the data"


def metadata_flaws(
    evidence: Evidence, profile: Profile, language: Language | None
) -> Iterator[Flaw]:
    """Yield a flaw for each entry that is not the data's, or that ours do not have.

    A title that does not name the subject is told of elsewhere; without a ``language`` only that is
    known of it.
    """
    packet, information = evidence.reader.metadata, evidence.reader.information
    for where, found, known in (
        ("the XMP packet", packet, evidence.kind.packet),
        ("the document information", information, evidence.kind.information),
    ):
        for key in sorted(found.keys() - known):
            message = f"{where} has the entry {shown(key)}, which no file of mgi-report has"
            yield Flaw("metadata-altered", message, HINT)
    title = plain(packet.get("dc:title", ""))
    if language is not None and plain(profile.subject.name) in title:
        expected = _title(profile, language)
        if title not in {expected, plain(language("title.draft", title=expected))}:
            message = f"the title in the metadata is {shown(title)}, not {shown(expected)}"
            yield Flaw("metadata-altered", message, HINT)
    said_by_all = {*evidence.kind.packet, *evidence.kind.information}
    for key, value in _expected(profile).items():
        if key not in said_by_all:
            continue
        said = packet.get(key, information.get(key, ""))
        if said != value:
            message = f"the metadata say {shown(said)} for {key}, the data {shown(value)}"
            yield Flaw("metadata-altered", message, HINT)


def _title(profile: Profile, language: Language) -> str:
    """Return the title without the mark of a draft, which is checked by itself."""
    series = language(f"series.{profile.subject.level.value}")
    edition = language.dated(profile.edition)
    subject = profile.subject.name
    return plain(language("title.document", series=series, subject=subject, edition=edition))


def _lines(*texts: str | None) -> str:
    return "\n".join(plain(plain_text(text)) for text in texts if text)


def _expected(profile: Profile) -> Mapping[str, str]:
    """Return author and dates, as the XMP packet and the document information write them."""
    publisher, date = profile.publication.publisher, profile.edition.date
    author = publisher.name if publisher else profile.credits.lead or ""
    day = None if date is None else date.first_day
    iso = f"{day.isoformat()}T00:00:00Z" if day else ""
    pdf = f"D:{day:%Y%m%d}000000Z" if day else ""
    publication = profile.publication
    isbn = (publication.isbn or "").replace("-", "").replace(" ", "")
    return {
        "dc:language": profile.language,
        "dc:date": str(date or ""),
        "dc:identifier": f"urn:isbn:{isbn}" if isbn else publication.pub_number or "",
        "dc:rights": _lines(publication.copyright, publication.licence),
        "dc:description": _lines(BLANK_LINE.split((profile.introduction or "").strip())[0]),
        "dc:creator": author,
        "Author": author,
        "xmp:CreateDate": iso,
        "xmp:ModifyDate": iso,
        "CreationDate": pdf,
        "ModDate": pdf,
    }
