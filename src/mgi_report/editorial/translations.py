"""Compare a profile with the file it was translated from, which lies beside it.

Nothing is read of the source but what that needs, so it may have faults of its own.
"""

from collections.abc import Iterator

from mgi_report.editorial.pairs import TranslationPair, source_of
from mgi_report.problems.problem import Problem
from mgi_report.profile.language_versions import VersionFinder, version_of
from mgi_report.profile.loading import Loaded

__all__ = ["translation_problems"]


def translation_problems(loaded: Loaded, versions: VersionFinder) -> Iterator[Problem]:
    """Yield a warning for each difference between a translation and its source."""
    profile, file = loaded.profile, loaded.inputs.path
    source = source_of(file, version_of(profile), profile.translated_from, versions)
    if source is not None:
        # What compares texts takes long to import, and most profiles are no translations.
        from mgi_report.editorial.digests import digest_problems  # noqa: PLC0415
        from mgi_report.editorial.structure import structure_problems  # noqa: PLC0415

        pair = TranslationPair(loaded.file, source)
        yield from structure_problems(pair)
        yield from digest_problems(pair)
