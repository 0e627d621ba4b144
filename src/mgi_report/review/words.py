"""Read the words of the files for reviewers, and name places of a profile in them."""

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import NoCatalogue, catalogue_for, read_words
from mgi_report.document.language import Language, read_language
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.model import Profile

__all__ = ["INTERFACE", "place_words", "review_words", "terms_of"]

INTERFACE = "en"
FOLDER = "templates/review"


def review_words(assets: Assets, tag: str = INTERFACE) -> Language:
    """Return the words for reviewers in a language, or in English where it has none."""
    try:
        name = catalogue_for(tag, assets, FOLDER)
    except NoCatalogue:
        tag, name = INTERFACE, catalogue_for(INTERFACE, assets, FOLDER)
    return Language(tag, read_words(name, assets), catalogue=str(assets.place(name).file))


def terms_of(profile: Profile, assets: Assets) -> Language:
    """Return the official words in the language of a profile, or in English."""
    try:
        return read_language(profile.language, assets, profile.subject.level)
    except NoCatalogue:
        return read_language(INTERFACE, assets, profile.subject.level)


def place_words(terms: Language, domain: Domain, finding_list: FindingList) -> str:
    """Name a list with its domain."""
    name = terms("domain.numbered", number=domain.number, name=terms.domain(domain))
    return f"{name}: {terms.list_heading(finding_list)}"
