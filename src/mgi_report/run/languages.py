"""Say whether profiles can be made in a language, in whose wording, and beside which others."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import LOCALES, NoCatalogue, catalogue_for, unconfirmed_terms
from mgi_report.problems.problem import Problem, Severity
from mgi_report.profile.language_versions import VersionFinder

if TYPE_CHECKING:
    from mgi_report.profile.loading import Loaded

__all__ = ["languages_beside", "unmade", "unofficial"]


def unmade(loaded: "Loaded", assets: Assets) -> Problem | None:
    """Return why no profile can be made in the language of this one; None if it can."""
    language = loaded.profile.language
    try:
        catalogue_for(language, assets)
    except NoCatalogue as missing:
        return Problem(
            "no-catalogue",
            f"profiles in the language “{language}” cannot be made yet",
            f"languages with a catalogue: {', '.join(missing.known)}; "
            f"a new one goes into {LOCALES}",
            loaded.locate("language"),
        )
    return None


def unofficial(loaded: "Loaded", assets: Assets) -> tuple[Problem, ...]:
    """Return a note on the terms that a final profile would have in our own translation."""
    profile = loaded.profile
    if profile.status != "final":
        return ()
    terms = unconfirmed_terms(profile.language, profile.subject.level, assets)
    if not terms:
        return ()
    note = Problem(
        "unofficial-wording",
        f"{len(terms)} terms of the MGI are in our own translation, which nobody has confirmed: "
        f"{', '.join(terms)}",
        "lay the official wording over ours with a theme (docs/languages.md), or confirm ours",
        loaded.locate("language"),
        Severity.WARNING,
    )
    return (note,)


def languages_beside(paths: Iterable[Path]) -> dict[Path, tuple[str, ...]]:
    """Return in which other languages the editions of profiles lie beside them.

    That is a matter of folders and not of a run, so that a profile made alone, in a batch or in a
    shard has the same bytes.
    """
    versions = VersionFinder()
    found = {path: versions.version_in(path) for path in paths}
    return {
        path: versions.languages_beside(path, own) if own else () for path, own in found.items()
    }
