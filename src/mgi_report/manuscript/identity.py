"""Say whom a profile is about and which edition it is: what was asked for, told, or follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from mgi_report.manuscript.countries import Country, country_by_code, country_named
from mgi_report.manuscript.lines import SourceLine
from mgi_report.manuscript.placed import Placed, UnplacedLine
from mgi_report.manuscript.remarks import remark
from mgi_report.manuscript.spelling import Normalisation
from mgi_report.problems.problem import Fault, Problem, shown
from mgi_report.profile.codes import CountryCode, LanguageTag
from mgi_report.profile.framework import Level, TitleForm
from mgi_report.profile.model import Edition, Subject
from mgi_report.profile.values import (
    Line,
    Model,
    PartialDate,
    PartialDateField,
)

__all__ = [
    "Identity",
    "ManuscriptChoices",
    "ManuscriptForm",
    "identity_of",
    "identity_problems",
    "keep_overruled",
]


class ManuscriptForm(StrEnum):
    """Name the forms of manuscripts."""

    TEXT = "text"
    HTML = "html"
    WORD = "word"
    SHEET = "sheet"
    MARKDOWN = "markdown"


class ManuscriptChoices(Model):
    """Hold what a person says of a manuscript; None where its own words count.

    ``keep`` names what is not mended although nobody sees it, ``also`` what is mended too
    (`Normalisation`).
    """

    form: Annotated[ManuscriptForm, Field(strict=False)] | None = None
    language: LanguageTag | None = None
    code: CountryCode | None = None
    subject: Line | None = None
    edition: Annotated[int, Field(ge=1, le=20)] | None = None
    date: PartialDateField | None = None
    keep: tuple[Annotated[Normalisation, Field(strict=False)], ...] = ()
    also: tuple[Annotated[Normalisation, Field(strict=False)], ...] = ()


@dataclass(frozen=True)
class Identity:
    """Hold the head of a profile; what nobody told is None.

    ``country_guess`` if the country was found by the end of its name only.
    """

    language: str
    level: Level
    code: str | None
    name: str | None
    short_name: str | None
    kind: str | None
    country: str | None
    ordinal: int | None
    year: int | None
    date: PartialDate | None
    country_guess: bool = False

    @property
    def title_form(self) -> TitleForm:
        """Return by what the edition is titled."""
        return TitleForm.YEAR if self.year and not self.ordinal else TitleForm.ORDINAL

    def file_name(self, manuscript: Path) -> str:
        """Return the name of the profile's file, such as ``lso-2021.en.yaml``."""
        slug = self._subject_slug
        if slug and (self.year or self.date or self.ordinal):
            known: dict[str, Any] = {"ordinal": self.ordinal, "year": self.year, "date": self.date}
            slug = f"{slug}-{Edition.model_construct(**known).slug}"
        return f"{slug or manuscript.stem}.{self.language.lower()}.yaml"

    @property
    def _subject_slug(self) -> str:
        if self.code is None or self.short_name is None:
            return ""
        name = self.short_name
        known = Subject.model_construct(
            level=self.level, code=self.code, name=name, short_name=name
        )
        return known.slug

    @property
    def lacking(self) -> tuple[str, ...]:
        """Return the keys a profile needs that nobody told."""
        keys = {
            "subject.code": self.code,
            "subject.name": self.name,
            "subject.short_name": self.short_name,
            "edition.ordinal": self.ordinal,
        }
        if self.level is Level.LOCAL:
            keys |= {"subject.kind": self.kind, "subject.country": self.country}
        return tuple(key for key, value in keys.items() if value is None)


def identity_of(placed: Placed, choices: ManuscriptChoices) -> Identity:
    """Return the head of a profile; what a person says goes before what the manuscript tells."""
    title = placed.title
    language = choices.language or placed.language
    name = choices.subject or title.name
    level = Level.LOCAL if title.kind else title.level or Level.NATIONAL
    country = _country(name, level, language, choices)
    if level is Level.NATIONAL:
        short = country.short_name if country else None
        if name is None and country is not None:
            name = country.official_name
    else:
        short = title.place
    return Identity(
        language=language,
        level=level,
        code=choices.code or (country.code if country else None),
        name=name,
        short_name=short,
        kind=title.kind,
        country=country.short_name if country and level is Level.LOCAL else None,
        ordinal=choices.edition or title.ordinal,
        year=title.year,
        date=choices.date or title.date,
        country_guess=country is not None and country.is_guess and choices.code is None,
    )


def _country(
    name: str | None, level: Level, language: str, choices: ManuscriptChoices
) -> Country | None:
    if choices.code is not None:
        return country_by_code(choices.code, language)
    if name is None or level is Level.LOCAL:
        return None
    return country_named(name, language)


def keep_overruled(placed: Placed, choices: ManuscriptChoices) -> None:
    """Keep the lines as comments whose words a person has overruled."""
    title = placed.title
    other = {
        "subject.name": ("--subject", choices.subject, title.name),
        "edition.ordinal": ("--edition", choices.edition, title.ordinal),
        "edition.date": ("--date", choices.date, title.date),
    }
    for place, (option, said, told) in other.items():
        if said is None or told is None or said == told:
            continue
        for number, (line, went) in enumerate(placed.went):
            if place in went.split(", "):
                why = f"{option} says another {place}"
                placed.unplaced.append(UnplacedLine(line.number, line.text, why, line.sheet))
                placed.went[number] = line, f"{went}; kept as a comment: {why}"


def identity_problems(identity: Identity, placed: Placed, file: Path) -> Iterator[Problem]:
    """Yield a warning of what is guessed about the subject, and one of what is to be filled in."""
    if identity.country_guess:
        message = f"{shown(identity.name)} is taken for {identity.short_name} ({identity.code})"
        fault = Fault("subject-guessed", message, "--code says which country it is")
        yield _remark(fault, placed.manuscript.path, _line_of_name(placed))
    elif placed.title.name is None and identity.name is not None and identity.code is not None:
        message = f"the manuscript does not name its subject; {shown(identity.name)} is written"
        hint = "the full name has its article, such as The Kingdom of Lesotho; --subject gives it"
        yield remark(Fault("subject-guessed", message, hint), placed.manuscript.path)
    if identity.lacking:
        fault = Fault(
            "to-fill-in",
            f"the manuscript does not tell {', '.join(identity.lacking)}",
            f"fill it in in {file}, where mgi-report check names the place; or give --code, "
            "--subject, --edition, --date",
        )
        yield _remark(fault, placed.manuscript.path)


def _line_of_name(placed: Placed) -> SourceLine | None:
    """Return the line of the manuscript that names the subject."""
    lines = (line for line, went in placed.went if "subject.name" in went.split(", "))
    return next((line.sources[0] for line in lines), None)


def _remark(fault: Fault, path: Path, line: SourceLine | None = None) -> Problem:
    return remark(fault, path, line.number, line.text) if line else remark(fault, path)
