"""Gather the web addresses that a document may lead to: those of the data, and of the design."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from mgi_report.document.assets import Assets
from mgi_report.document.language import Language
from mgi_report.profile.bare_addresses import linked_runs
from mgi_report.profile.model import Finding, Profile

__all__ = ["Addresses", "in_finding", "is_web", "same_form"]

ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"'<>]+")
WEB = ("http://", "https://", "mailto:")
TITLED = ("title", "url")


class Addresses:
    """Hold the addresses that are allowed, and those that words are to lead to.

    ``designed`` are those that stand in the files of the design, such as a logo's.
    """

    def __init__(self, profile: Profile, language: Language | None, assets: Assets) -> None:
        self.known: set[str] = set()
        self.titled: dict[str, set[str]] = {}
        self._gather(profile.model_dump(mode="json", warnings=False))
        publisher = profile.publication.publisher
        if publisher is not None and publisher.email:
            self._note(publisher.email, f"mailto:{publisher.email}")
        if language is not None:
            self._gather(language.words)
        self.known |= set(_designed(assets))

    def _gather(self, value: object) -> None:
        if isinstance(value, str):
            self._read(value)
        elif isinstance(value, Mapping):
            if all(isinstance(value.get(key), str) for key in TITLED):
                self._note(str(value["title"]), str(value["url"]))
            for each in value.values():
                self._gather(each)
        elif isinstance(value, Sequence):
            for each in value:
                self._gather(each)

    def _read(self, text: str) -> None:
        if ADDRESS.fullmatch(text):
            self._note(text, text)
        else:
            for title, address in _links(text):
                self._note(title, address)

    def _note(self, title: str, address: str) -> None:
        self.known.add(same_form(address))
        self.titled.setdefault(" ".join(title.split()), set()).add(same_form(address))


def is_web(address: str) -> bool:
    """Return whether an address is one of the web or of mail, with something after its scheme."""
    return address.lower().startswith(WEB) and len(address.split(":", 1)[1].strip("/")) > 0


def in_finding(finding: Finding) -> set[str]:
    """Return the addresses that a finding leads to, from its text, its note and its links."""
    texts = (finding.text, finding.note or "")
    written = (address for text in texts for _, address in _links(text))
    return {same_form(each) for each in (*written, *(link.url for link in finding.links))}


def same_form(address: str) -> str:
    """Return an address as it can be compared: writers of PDFs put signs for letters in it."""
    return unquote(address).rstrip("/")


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Yield words and address of each link; words that are set in several ways are one link.

    An address that a text gives in so many words leads there.
    """
    if not any(sign in text for sign in ("](", "://", "@")):
        return
    words, before = "", ""
    for run in (*linked_runs(text), None):
        address = "" if run is None else run.href or ""
        if before and address != before:
            yield words, before
        words = words + run.text if run is not None and address == before else ""
        if run is not None and address != before:
            words = run.text
        before = address


def _designed(assets: Assets) -> Iterator[str]:
    """Yield the addresses in the files of a theme, and in the list of what it adds."""
    texts = [assets.read_text("templates/book.toml")] if assets.has("templates/book.toml") else []
    if assets.theme is not None:
        texts += [each.decode("utf-8", "ignore") for each in assets.theme.files.values()]
    for text in texts:
        yield from map(same_form, ADDRESS.findall(text))
