"""Describe a profile: frozen models that hold what was checked and nothing else."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from mgi_report.profile.codes import CountryCode, LanguageTag, SourceLanguage
from mgi_report.profile.entries import TextEntry
from mgi_report.profile.framework import Continuation, Domain, FindingList, Level, Status, TitleForm
from mgi_report.profile.places import LONGEST_PLACE, LocalLine, PlaceId, place_in_file_names
from mgi_report.profile.publication import Credits, Publication
from mgi_report.profile.sections import Section
from mgi_report.profile.values import (
    CodeText,
    InlineText,
    Line,
    Model,
    PartialDateField,
    ProfileFile,
    Prose,
    SourceDigest,
    WebAddress,
    reject,
)

__all__ = [
    "Abbreviation",
    "Body",
    "DomainFindings",
    "Domains",
    "Edition",
    "Finding",
    "Instrument",
    "Link",
    "NumberedFinding",
    "Profile",
    "Section",
    "Since",
    "Source",
    "Subject",
]

Year = Annotated[int, Field(ge=1, le=9999)]


class Link(Model):
    """Point to a page on the web that a finding refers to."""

    title: Line
    url: WebAddress


class Since(Model):
    """Say which finding of the earlier edition a finding goes on from, and how."""

    finding: Annotated[CodeText, Field(pattern=r"^[1-6]\.[WP]\.[1-9][0-9]{0,4}$")]
    status: Continuation = Field(strict=False)


class Finding(TextEntry):
    """Hold one finding: the official text, word for word, and what an editor adds to it.

    In a data file a finding may be a plain string, which is its text. ``source_digest`` stands for
    the text it was translated from (editorial/digests.py); it is not printed.
    """

    text: InlineText
    short_label: Line | None = None
    note: InlineText | None = None
    links: tuple[Link, ...] = ()
    since: Since | None = None
    source_digest: SourceDigest | None = None


class NumberedFinding(NamedTuple):
    """Join a finding with its place, which gives its number."""

    domain: Domain
    list: FindingList
    position: int
    finding: Finding

    @property
    def number(self) -> str:
        """Return ``domain.list.position``, such as 1.W.3: stable within one edition, for citing."""
        return f"{self.domain.number}.{self.list.letter}.{self.position}"

    @property
    def path(self) -> str:
        """Return the place in the data, such as ``domains.partnerships.potential[0]``."""
        return f"domains.{self.domain.id}.{self.list.field}[{self.position - 1}]"


class DomainFindings(Model):
    """Hold the two lists of findings of one domain, in the order of the source.

    ``official_title`` is the long one of the framework, beside the short name that is ours.
    """

    official_title: Line | None = None
    introduction: Prose | None = None
    well_developed: tuple[Finding, ...]
    potential: tuple[Finding, ...]

    def in_list(self, finding_list: FindingList) -> tuple[Finding, ...]:
        """Return the findings of one list."""
        return self.well_developed if finding_list is FindingList.WELL_DEVELOPED else self.potential

    @property
    def has_pages(self) -> bool:
        """Return whether there is enough of the domain for pages of its own: more than a title."""
        return bool(self.introduction or self.well_developed or self.potential)


def _key(field: str) -> str:
    return field.replace("_", "-")


class Domains(Model):
    """Hold the six domains; every one is present, an empty one says so with two empty lists."""

    model_config = ConfigDict(alias_generator=_key)

    migrants_rights: DomainFindings
    whole_of_government: DomainFindings
    partnerships: DomainFindings
    well_being: DomainFindings
    mobility_crises: DomainFindings
    safe_migration: DomainFindings

    def of(self, domain: Domain) -> DomainFindings:
        """Return the findings of one domain."""
        findings: DomainFindings = getattr(self, domain.field)
        return findings


class Subject(Model):
    """Name the country, or the city or other local authority, the profile is about.

    ``code`` is the country's code, for a local profile too. ``name`` is the full name with its
    article ("The Kingdom of Lesotho"). ``id`` names a local subject in file names where its short
    name cannot (a name in Arabic script, two places of one name).
    """

    level: Level = Field(strict=False)
    code: CountryCode
    name: Line
    short_name: Line
    kind: LocalLine = None
    country: LocalLine = None
    id: PlaceId | None = None

    @model_validator(mode="after")
    def _local_fields(self) -> Self:
        if self.level is Level.NATIONAL and (self.kind is not None or self.country is not None):
            reject(
                "national-subject",
                "kind and country belong to local profiles only",
                "delete them, or set level: local",
            )
        if self.level is Level.LOCAL and len(self.place) > LONGEST_PLACE:
            reject(
                "subject-id",
                f"the file name made from this short name would be too long: {len(self.place)} "
                f"letters; at most {LONGEST_PLACE} are allowed",
                "add id, such as id: port-example",
            )
        if self.level is Level.LOCAL and not self.slug:
            reject(
                "subject-id",
                "no file name can be made from this short name",
                "add id, such as id: port-example",
            )
        return self

    @property
    def slug(self) -> str:
        """Return the subject's part of a file name: ``lso``, or ``sle-kenema`` for a city."""
        if self.level is Level.NATIONAL:
            return self.code.lower()
        return f"{self.code.lower()}-{self.place}" if self.place else ""

    @property
    def place(self) -> str:
        """Return the place's part of a file name, such as ``kenema``; empty if it has none."""
        return self.id or place_in_file_names(self.short_name)


class Edition(Model):
    """Tell which profile of its subject this is; all but the ordinal may be unknown."""

    ordinal: Annotated[int, Field(ge=1, le=20)]
    year: Year | None = None
    title_form: TitleForm = Field(default=TitleForm.ORDINAL, strict=False)
    assessment_period: Line | None = None
    date: PartialDateField | None = None

    @model_validator(mode="after")
    def _year_of_title(self) -> Self:
        if self.title_form is not TitleForm.ORDINAL and self.known_year is None:
            reject(
                "title-form",
                "the edition is titled by its year, which is not known",
                "add year or date, or write title_form: ordinal",
            )
        return self

    @property
    def known_year(self) -> int | None:
        """Return the profile year, or else the year of publication, or else None."""
        return self.year or (self.date.year if self.date else None)

    @property
    def slug(self) -> str:
        """Return the edition's part of a file name: ``2021``, or ``edition-2`` without a year."""
        return f"{self.known_year:04d}" if self.known_year else f"edition-{self.ordinal}"


class Instrument(Model):
    """Name a law, policy or plan, and the other spellings under which findings name it."""

    title: Line
    year: Year | None = None
    kind: Line | None = None
    named_as: tuple[Line, ...] = ()


class Body(Model):
    """Name an institution, programme or process, and other spellings used in findings."""

    name: Line
    named_as: tuple[Line, ...] = ()


class Abbreviation(Model):
    """Spell out an abbreviation."""

    short: Line
    long: Line


class Source(TextEntry):
    """Name a key source, with its address where it has one."""

    text: InlineText
    url: WebAddress | None = None


def _unique_titles(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    seen: set[str] = set()
    for section in sections:
        if section.title in seen:
            reject(
                "duplicate-title",
                f"two sections have the title “{section.title}”",
                "give each section a title of its own",
            )
        seen.add(section.title)
    return sections


class Profile(Model):
    """Hold everything a profile says."""

    language: LanguageTag
    translated_from: SourceLanguage = None
    status: Status = Field(strict=False)
    subject: Subject
    edition: Edition
    compares_with: ProfileFile | None = None
    introduction: Prose | None = None
    domains: Domains
    sections: Annotated[tuple[Section, ...], AfterValidator(_unique_titles)] = ()
    credits: Credits = Credits.model_construct()
    publication: Publication = Publication.model_construct()
    instruments: tuple[Instrument, ...] = ()
    bodies: tuple[Body, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def slug(self) -> str:
        """Return the name of the profile's files, such as ``lso-2021-en``."""
        return f"{self.subject.slug}-{self.edition.slug}-{self.language.lower()}"

    def findings(self, domain: Domain, finding_list: FindingList) -> tuple[NumberedFinding, ...]:
        """Return one list of findings with their numbers, in the order of the source."""
        listed = self.domains.of(domain).in_list(finding_list)
        return tuple(
            NumberedFinding(domain, finding_list, position, finding)
            for position, finding in enumerate(listed, start=1)
        )

    def all_findings(self) -> Iterator[NumberedFinding]:
        """Yield every finding by domain, list and position."""
        for domain in Domain:
            for finding_list in FindingList:
                yield from self.findings(domain, finding_list)
