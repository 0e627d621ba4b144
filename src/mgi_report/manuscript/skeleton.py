"""Begin a profile: a file with every key explained, in which what is not known is empty."""

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from mgi_report.manuscript.yaml_text import scalar
from mgi_report.problems.problem import shown
from mgi_report.profile.codes import CountryCode, LanguageTag
from mgi_report.profile.framework import Domain, FindingList, Level, Status
from mgi_report.profile.model import Edition, Subject, Year
from mgi_report.profile.official_names import official_names
from mgi_report.profile.places import PlaceId
from mgi_report.profile.schema import schema_line
from mgi_report.profile.values import (
    Line,
    Model,
    PartialDateField,
    reject,
)

__all__ = ["SkeletonChoices", "skeleton"]

_LISTS = {
    FindingList.WELL_DEVELOPED: "Examples of well-developed areas.",
    FindingList.POTENTIAL: "Areas with potential for further development.",
}
_HEAD = """\
# A new profile. Fill in what is empty: mgi-report check names each such line.
# A line that begins with # is a comment, and does not print."""
_FIRST_LIST = """\
    # Write each finding below a dash and the sign >-, word for word:
    #   - >-
    #     The text of the finding, on as many lines as it takes.
    # With a note or a link, below a dash and text:
    #   - text: >-
    #       The text of the finding.
    #     note: A note of the editors.
    #     links:
    #       - title: The title of a page
    #         url: https://example.org/page
    # A list without findings is written []."""
# Every line is a comment; without its first two characters it is YAML.
_MAY_BE_LEFT_OUT = """\
# What follows may be left out. To use a key, delete the sign # and the space before it.

# # Paragraphs before the findings.
# introduction: >-
#   The text of the introduction.

# # Who leads the programme, does the research, and pays for it.
# credits:
#   lead: International Organization for Migration (IOM)
#   research_partner: Economist Impact
#   funding: IOM Member States

# # Laws, policies and plans, set bold where a finding names them.
# instruments:
#   - title: Name of the law as the findings write it
#     year: 2021

# # Institutions and programmes that findings name.
# bodies:
#   - name: Name of the institution

# # Abbreviations and what they stand for.
# abbreviations:
#   - short: MGI
#     long: Migration Governance Indicators

# # Key sources; docs/data.md has the keys of sections and of the imprint (publication).
# sources:
#   - text: Author, *Title*, 2021.
#     url: https://example.org/source"""


class SkeletonChoices(Model):
    """Hold what is said of a new profile; ``local`` is the name of a city or another place.

    ``kind`` says what that place is, ``id`` names it in file names.
    """

    code: CountryCode
    local: Line | None = None
    kind: Line | None = None
    id: PlaceId | None = None
    language: LanguageTag = "en"
    edition: Annotated[int, Field(ge=1, le=20)] = 1
    date: PartialDateField | None = None
    year: Year | None = None

    @model_validator(mode="after")
    def _can_name_a_file(self) -> Self:
        if not self.subject.slug:
            message = f"no file name can be made from {shown(self.local)}"
            reject("subject-id", message, "add an id, such as port-example")
        return self

    @property
    def subject(self) -> Subject:
        """Return as much of the subject as is known; it is not checked."""
        names = official_names(self.code, self.language)
        own: dict[str, Any] = {"short_name": self.local, "country": names and names.short_name}
        if self.local is None:
            own = {"short_name": names and names.short_name, "name": names and names.name}
        level = Level.NATIONAL if self.local is None else Level.LOCAL
        known = {
            "name": None,
            "level": level,
            "code": self.code,
            "kind": self.kind,
            "id": self.id,
            **own,
        }
        return Subject.model_construct(**known)

    @property
    def file_name(self) -> str:
        """Return the name of the file, such as ``lso-2021.en.yaml``."""
        edition = Edition.model_construct(ordinal=self.edition, year=self.year, date=self.date)
        return f"{self.subject.slug}-{edition.slug}.{self.language.lower()}.yaml"


def skeleton(choices: SkeletonChoices) -> bytes:
    """Return the file of a new profile; what is not known has a key without a value."""
    return ("\n".join(_lines(choices)) + "\n").encode()


def _lines(choices: SkeletonChoices) -> Iterator[str]:
    yield from (schema_line(), _HEAD, "")
    yield from _key("", "language", choices.language, "The language of the text: en, fr, es ...")
    what = "draft prints a watermark; write final once the profile is signed off."
    yield from _key("", "status", Status.DRAFT.value, what)
    yield from ("", "# Whom the profile is about.", "subject:")
    yield from _subject(choices.subject)
    yield from ("", "# Which profile of its subject this is.", "edition:")
    yield from _edition(choices)
    yield from ("", "# The six domains, all of them and in this order.", "domains:")
    for domain in Domain:
        yield from _domain(domain)
    yield from ("", _MAY_BE_LEFT_OUT)


def _key(indent: str, key: str, value: str | None, what: str) -> Iterator[str]:
    yield f"{indent}# {what}"
    yield f"{indent}{key}:{f' {value}' if value else ''}"


def _text(key: str, value: str | None, what: str) -> Iterator[str]:
    return _key("  ", key, scalar(value) if value else None, what)


def _subject(subject: Subject) -> Iterator[str]:
    is_local = subject.level is Level.LOCAL
    place = "city or other place" if is_local else "country"
    example = "The City of Kenema" if is_local else "The Kingdom of Lesotho"
    what = "national for a country; local for a city or another local authority."
    yield from _key("  ", "level", subject.level.value, what)
    what = "The code of the country, ISO 3166-1 alpha-3."
    yield from _key("  ", "code", subject.code, what)
    what = f"The full name of the {place} with its article, such as {example}."
    yield from _text("name", subject.name, what)
    yield from _text("short_name", subject.short_name, f"The short name of the {place}.")
    if is_local:
        what = "What the place is: City, Municipality, Federal State, Region ..."
        yield from _text("kind", subject.kind, what)
        yield from _text("country", subject.country, "The short name of the country.")
    if subject.id:
        yield from _text("id", subject.id, "Names the place in file names.")


def _edition(choices: SkeletonChoices) -> Iterator[str]:
    what = "1 for the First Profile, 2 for the Second."
    yield from _key("  ", "ordinal", str(choices.edition), what)
    what = "The publication, to the month or the day; may be left out."
    yield from _may_wait("date", choices.date, "2021-12", what)
    what = "The year of the profile, where it is not that of the date; may be left out."
    yield from _may_wait("year", choices.year, "2021", what)


def _may_wait(key: str, value: object, example: str, what: str) -> Iterator[str]:
    yield f"  # {what}"
    yield f"  # {key}: {example}" if value is None else f"  {key}: {value}"


def _domain(domain: Domain) -> Iterator[str]:
    yield f"  # Domain {domain.number}."
    yield f"  {domain.id}:"
    for finding_list, what in _LISTS.items():
        yield f"    # {what}"
        if (domain.number, finding_list) == (1, FindingList.WELL_DEVELOPED):
            yield _FIRST_LIST
        yield f"    {finding_list.field}:"
