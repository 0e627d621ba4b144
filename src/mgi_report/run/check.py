"""Check a profile without composing it, so that an editor need not wait."""

from pathlib import Path, PurePosixPath

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.loading import Loaded, load

__all__ = ["check", "no_catalogue"]

CATALOGUES = "templates/locales"


def check(path: Path, assets: Assets) -> Loaded:
    """Return a profile with the warnings about it; ProblemsFound with everything that is wrong.

    Everything is checked that does not need its pages: the data, the files they refer to, and that
    there is a catalogue for the language.
    """
    loaded = load(path)
    known = tuple(PurePosixPath(name).stem for name in assets.names(CATALOGUES, ".toml"))
    if loaded.profile.language not in known:
        raise ProblemsFound([*loaded.warnings, no_catalogue(loaded, known)])
    return loaded


def no_catalogue(loaded: Loaded, known: tuple[str, ...]) -> Problem:
    """Return the problem of a profile in a language that has no catalogue."""
    return Problem(
        "no-catalogue",
        f"profiles in the language “{loaded.profile.language}” cannot be made yet",
        f"languages with a catalogue: {', '.join(known)}; a new one goes into {CATALOGUES}",
        loaded.locate("language"),
    )
