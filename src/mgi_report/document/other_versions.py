"""Say in which other languages an edition can be had: those its data name, and those beside it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import NoCatalogue, catalogue_for
from mgi_report.document.fonts import Fonts
from mgi_report.document.language import Language
from mgi_report.profile.model import Profile

__all__ = ["OtherVersion", "other_versions"]


class OtherVersion(NamedTuple):
    """Name another language version; ``language`` is the tag of the language the name is in."""

    name: str
    language: str
    path: str
    title: str | None = None
    url: str | None = None


def other_versions(
    profile: Profile, beside: Iterable[str], say: Language, assets: Assets, fonts: Fonts
) -> tuple[OtherVersion, ...]:
    """Return the other versions of a profile: first those its data name, in their order.

    ``beside`` are the tags of the versions in its folder. What the data say of a language counts
    more, and one that no profile can be made in is left out.
    """
    named = profile.publication.also_available_in
    told = tuple(
        OtherVersion(
            say.language_name(other.language),
            other.language,
            f"publication.also_available_in[{position}]",
            other.title,
            other.url,
        )
        for position, other in enumerate(named)
    )
    more = [tag for tag in beside if tag not in {other.language for other in named}]
    return (*told, *_found(more, say, assets, fonts))


def _found(
    tags: Iterable[str], say: Language, assets: Assets, fonts: Fonts
) -> Iterator[OtherVersion]:
    for tag in tags:
        try:
            catalogue_for(tag, assets)
        except NoCatalogue:
            continue
        own = say.language_name(tag)
        # Nobody wrote this name, so none is to blame if no font has its script.
        if fonts.can_write(own):
            yield OtherVersion(own, tag, "language")
        else:
            yield OtherVersion(say.language_name_here(tag), say.tag, "language")
