"""Know which profiles belong together: those of one subject and edition, each in a language.

What the data say counts: whom a profile is about and which edition it is, never the name of its
file. Versions of an edition lie in one folder.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mgi_report.problems.regular_file import read_regular
from mgi_report.profile.file.text import LARGEST_FILE
from mgi_report.profile.file_names import is_profile_name
from mgi_report.profile.framework import Status
from mgi_report.profile.model import Profile

if TYPE_CHECKING:
    from mgi_report.profile.version_head import VersionHead

__all__ = ["EditionKey", "LanguageVersion", "VersionFinder", "version_of"]

# A file about another country need not be looked into. Codes are three letters as they are.
_CODE = rb"""\bcode["']?\s*:\s*["']?(?P<code>[A-Z]{3})\b"""


class EditionKey(NamedTuple):
    """Say what profiles have in common that belong together: `Subject.slug` and the ordinal."""

    subject: str
    ordinal: int


class LanguageVersion(NamedTuple):
    """Name a profile as one of the language versions of an edition."""

    edition: EditionKey
    language: str
    status: Status


def version_of(profile: "Profile | VersionHead") -> LanguageVersion:
    """Return which version of which edition a profile is."""
    key = EditionKey(profile.subject.slug, profile.edition.ordinal)
    return LanguageVersion(key, profile.language, profile.status)


class VersionFinder:
    """Find the other language versions of profiles; each file is looked into once.

    What cannot be read is none: its own check tells.
    """

    def __init__(self) -> None:
        self._folders: dict[Path, dict[str, list[Path]]] = {}
        self._versions: dict[Path, LanguageVersion | None] = {}

    def version_in(self, file: Path) -> LanguageVersion | None:
        """Return which version a file holds, None if it is no profile."""
        if file not in self._versions:
            self._versions[file] = _read_version(file)
        return self._versions[file]

    def beside(self, file: Path, own: LanguageVersion) -> dict[str, Path]:
        """Return the files of the other versions in the folder of one, by language in order.

        ``own`` is that one's. Of two files in a language that of the shorter name counts: the other
        one may be an older copy, lso-2021.en.old.yaml.
        """
        found: dict[str, Path] = {}
        for other in self._about(own.edition.subject[:3].upper(), file.parent):
            version = None if other.name == file.name else self.version_in(other)
            if version and version.edition == own.edition and version.language != own.language:
                found.setdefault(version.language, other)
        return dict(sorted(found.items()))

    def languages_beside(self, file: Path, own: LanguageVersion) -> tuple[str, ...]:
        """Return the other languages that a profile may name, in the order of their tags.

        A final profile does not name what is still a draft.
        """
        return tuple(
            language
            for language, other in self.beside(file, own).items()
            if own.status is Status.DRAFT
            or ((version := self.version_in(other)) and version.status is Status.FINAL)
        )

    def _about(self, code: str, folder: Path) -> list[Path]:
        """Return the files of a folder that name a country's code."""
        if folder not in self._folders:
            by_code: dict[str, list[Path]] = {}
            for file in _profiles_in(folder):
                for each in _codes_in(file):
                    by_code.setdefault(each, []).append(file)
            self._folders[folder] = by_code
        return self._folders[folder].get(code, [])


def _profiles_in(folder: Path) -> list[Path]:
    """Return what may be profiles in a folder, shorter names first."""
    try:
        files = sorted(folder.iterdir(), key=lambda file: (len(file.name), file.name))
    except OSError:
        return []
    return [file for file in files if is_profile_name(file.name)]


def _codes_in(file: Path) -> set[str]:
    try:
        data = read_regular(file, LARGEST_FILE)
    except OSError:
        return set()
    return {found["code"].decode() for found in re.finditer(_CODE, data)}


def _read_version(file: Path) -> LanguageVersion | None:
    from mgi_report.profile.version_head import head_of  # noqa: PLC0415 - many lie alone

    head = head_of(file)
    return None if head is None else version_of(head)
