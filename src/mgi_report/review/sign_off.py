"""Write the draft of a profile as a Word file for those who sign it off."""

from collections.abc import Sequence

from docx.table import Table

from mgi_report.document.assets import Assets
from mgi_report.document.language import Language
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.model import NumberedFinding, Profile
from mgi_report.review.word_file import WordFile, bookmark_of
from mgi_report.review.words import review_words, terms_of

__all__ = ["COLUMNS", "note_of", "sign_off_file"]

COLUMNS = ("number", "text", "note", "comment")
WIDTHS = (16, 74, 34, 46)  # mm


def sign_off_file(profile: Profile, assets: Assets) -> bytes:
    """Return the Word file: a table of findings for each list, with a column for comments.

    Each finding has a hidden bookmark, by which what is said of it is found again
    (`remarks_in_word`). The same profile gives the same bytes.
    """
    say, terms = review_words(assets, profile.language), terms_of(profile, assets)
    edition = terms.dated(profile.edition)
    title = say("sign_off.title", subject=profile.subject.name, edition=edition)
    date = profile.edition.date
    file = WordFile(title, profile.language, terms.direction, date.first_day if date else None)
    file.heading(profile.subject.name, 0)
    file.paragraph(terms("series"), style="Subtitle")
    file.paragraph(" · ".join(filter(None, (edition, terms.date(date) if date else ""))))
    status = terms("status.draft_note") if profile.status == "draft" else profile.status.value
    file.paragraph(f"{say('sign_off.status')}: {status}")
    file.paragraph(say("sign_off.lead"))
    if profile.introduction:
        file.heading(say("sign_off.introduction"), 1)
        for paragraph in profile.introduction.split("\n\n"):
            file.prose(file.paragraph(), paragraph.strip())
    for domain in Domain:
        name = terms("domain.numbered", number=domain.number, name=terms.domain(domain))
        file.heading(name, 1)
        for finding_list in FindingList:
            file.heading(terms.list_heading(finding_list), 2)
            _write_list(file, profile, (domain, finding_list), say, terms)
    return file.data()


def _write_list(
    file: WordFile,
    profile: Profile,
    place: tuple[Domain, FindingList],
    say: Language,
    terms: Language,
) -> None:
    findings = profile.findings(*place)
    if not findings:
        file.paragraph(terms(f"empty.{place[1].field}"))
        return
    head = [say(f"sign_off.{column}") for column in COLUMNS]
    names = terms.domain(place[0]), terms.list_heading(place[1])
    table = file.table(head, WIDTHS, say("sign_off.table", domain=names[0], list=names[1]))
    for finding in findings:
        _write_finding(file, table, finding)


def _write_finding(file: WordFile, table: Table, finding: NumberedFinding) -> None:
    number, text, note, _ = file.row(table, WIDTHS)
    number.add_run(finding.number)
    file.prose(text, finding.finding.text)
    file.bookmark(text, bookmark_of(finding.number))
    file.prose(note, note_of(finding))


def note_of(finding: NumberedFinding) -> str:
    """Return what stands in the column for notes: the note of a finding, and its links."""
    links: Sequence[str] = [f"{link.title}: {link.url}" for link in finding.finding.links]
    return " ".join(filter(None, (finding.finding.note, *links)))
