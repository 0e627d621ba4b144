"""Describe what a publisher prints about a publication: names, numbers, thanks, logos."""

from typing import Annotated

from pydantic import AfterValidator

from mgi_report.problems.problem import shown
from mgi_report.profile import written
from mgi_report.profile.codes import LanguageTag
from mgi_report.profile.values import (
    InlineText,
    Isbn,
    Line,
    Model,
    PictureFile,
    Prose,
    PubNumber,
    WebAddress,
    reject,
)

__all__ = [
    "Acknowledgements",
    "Credits",
    "Logo",
    "OtherLanguage",
    "Publication",
    "Publisher",
    "Telephone",
]


def _telephone(text: str) -> str:
    if not written.TELEPHONE.match(text):
        reject(
            "telephone",
            f"{shown(text)} is not a telephone number",
            "write digits, spaces, brackets, + and hyphens only, up to 40 of them, such as "
            "+41 22 717 9111; the words Tel. and Fax are set before it",
        )
    return text


Telephone = Annotated[Line, AfterValidator(_telephone), written.TELEPHONE]
"""A number of a telephone or fax; printed as written, on one line."""


class Credits(Model):
    """Name who leads the programme, who did the research, and who paid for it."""

    lead: Line | None = None
    research_partner: Line | None = None
    funding: Line | None = None


class Publisher(Model):
    """Name the publisher and the lines of its address."""

    name: Line
    address: tuple[Line, ...] = ()
    telephone: Telephone | None = None
    fax: Telephone | None = None
    email: Line | None = None
    website: WebAddress | None = None


class Acknowledgements(Model):
    """Thank people in two groups: the authority of the subject, and the organization."""

    authority: tuple[InlineText, ...] = ()
    organization: tuple[InlineText, ...] = ()


class Logo(Model):
    """Show a logo: an image file beside the profile file, and words for those who cannot see it."""

    file: PictureFile
    alt: Line


class OtherLanguage(Model):
    """Say that the publication is also available in another language."""

    language: LanguageTag
    title: Line | None = None
    url: WebAddress | None = None


class Publication(Model):
    """Hold what a publisher prints about a publication; every entry is optional."""

    publisher: Publisher | None = None
    pub_number: PubNumber | None = None
    isbn: Isbn | None = None
    copyright: Line | None = None
    licence: Prose | None = None
    citation: InlineText | None = None
    disclaimers: tuple[Prose, ...] = ()
    acknowledgements: Acknowledgements | None = None
    logos: tuple[Logo, ...] = ()
    also_available_in: tuple[OtherLanguage, ...] = ()
    url: WebAddress | None = None
