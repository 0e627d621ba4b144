"""Compare a profile with the file it was translated from, which lies beside it.

Nothing is read of the source but what that needs, so it may have faults of its own.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from mgi_report.editorial.digest_notes import with_digests
from mgi_report.editorial.digests import digest_problems
from mgi_report.editorial.pairs import TranslationPair, source_of
from mgi_report.editorial.repairs import Repaired
from mgi_report.editorial.structure import structure_problems
from mgi_report.problems.problem import Problem
from mgi_report.profile.file.data_file import data_file_of
from mgi_report.profile.language_versions import VersionFinder, version_of
from mgi_report.profile.loading import Loaded

__all__ = ["noted", "translation_problems"]


def translation_problems(loaded: Loaded, versions: VersionFinder) -> Iterator[Problem]:
    """Yield a warning for each difference between a translation and its source."""
    profile, file = loaded.profile, loaded.inputs.path
    source = source_of(file, version_of(profile), profile.translated_from, versions)
    if source is not None:
        pair = TranslationPair(loaded.file, source)
        yield from structure_problems(pair)
        yield from digest_problems(pair)


def noted(mended: Repaired, renewed: Collection[str] | None) -> Repaired:
    """Return a mended translation with the digests of its source, as `with_digests` writes them.

    A file that is no translation, or whose source does not lie beside it, stays as it is.
    """
    file, versions = mended.before.file, VersionFinder()
    here = data_file_of(replace(mended.before, text=mended.after))
    own = versions.version_in(file)
    said = here.root.items.get("translated_from")
    if own is None:
        return mended
    source = source_of(file, own, None if said is None else str(said.value), versions)
    if source is None:
        return mended
    return replace(mended, after=with_digests(TranslationPair(here, source), renewed))
