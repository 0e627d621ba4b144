"""Look at a profile for what an editor would mend: signs, years, names, abbreviations.

What is found are warnings, which fail nothing; each can be silenced in the file (silence.py).
"""

import re
from collections.abc import Iterable, Iterator

from mgi_report.editorial.abbreviations import early_abbreviations
from mgi_report.editorial.inflections import inflection_problems
from mgi_report.editorial.translations import translation_problems
from mgi_report.problems.problem import (
    DataPath,
    Fault,
    Problem,
    Severity,
    at_most,
    in_file_order,
    read_path,
    shown,
)
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.file.tree import Node
from mgi_report.profile.language_versions import VersionFinder
from mgi_report.profile.loading import MOST_TOLD, Loaded
from mgi_report.profile.markup import TextKind, plain_text
from mgi_report.profile.model import Instrument, Profile
from mgi_report.profile.naming import Names
from mgi_report.profile.silence import silence_problems, silences_of, unsilenced

__all__ = ["with_rules"]

# Not behind a figure, where it stands for feet, inches or minutes.
_STRAIGHT_AND_MORE = r"(?<![0-9])[\"'][^\s\"']{0,9}"

# A sign that ends a sentence, then quotation marks, brackets and the Markdown around them.
_ENDED = (
    r"[.!?\u2026\u061f\u06d4\u0589\u0964\u0965\u104b\u1362\u3002\uff01\uff0e\uff1f]"
    r"[\"'\u2019\u201d\u00bb)\]*\s]*(?:\(\S*\)\**)?$"
)
_WITHOUT_STOPS = ("km", "lo", "th")
# The year that says which law a name means: Act (1966), Act of 1966, Loi de 1966. What is said to
# be of a year, as in Act (2004 amendment), is another law.
_YEAR = r"\s*(?:\((?=\d+\s*[),;])|\b(?:of|de|du)\s+)(?P<year>[12][0-9]{3})(?![0-9\u2013-])"
_LINK_TARGET = r"\]\([^)\n]*\)"


def with_rules(
    loaded: Loaded, more: Iterable[Problem] = (), versions: VersionFinder | None = None
) -> Loaded:
    """Return a loaded profile with the warnings of all rules among its own, in file order.

    ``more`` are warnings that were found elsewhere and can be silenced too. A comment that silences
    nothing is one of them. ``versions`` finds the source of a translation.
    """
    source = loaded.file
    found = (
        *_unended(loaded.profile, source),
        *_straight(source, loaded.profile.language),
        *_other_years(loaded.profile, source),
        *early_abbreviations(loaded.profile, source),
        *inflection_problems(loaded.profile, source),
        *translation_problems(loaded, versions or VersionFinder()),
        *more,
    )
    silences = silences_of(source)
    kept, silenced = unsilenced(found, silences)
    told = silence_problems(silences, (*loaded.silenced, *silenced))
    warnings = in_file_order((*loaded.warnings, *kept, *told))
    return loaded._replace(warnings=at_most(MOST_TOLD, warnings))


def _warning(fault: Fault, source: DataFile, path: DataPath, fragment: str) -> Problem:
    place = source.locate_within(path, fragment)
    return Problem(*fault, location=place, severity=Severity.WARNING)


def _unended(profile: Profile, source: DataFile) -> Iterator[Problem]:
    if profile.language.partition("-")[0] in _WITHOUT_STOPS:
        return
    for each in profile.all_findings():
        text = each.finding.text
        if not text.endswith(".") and not re.search(_ENDED, plain_text(text)):
            last = text.split()[-1]
            fault = Fault(
                "no-full-stop",
                f"the finding ends with {shown(last)}, without a full stop",
                "see whether its end is missing, and end the sentence",
            )
            path = read_path(f"{each.path}.text")
            yield _warning(fault, source, path, last)


def _straight(source: DataFile, language: str) -> Iterator[Problem]:
    waiting: list[tuple[DataPath, Node]] = [((), source.root)]
    while waiting:
        path, node = waiting.pop()
        text = node.value
        if isinstance(text, str) and ("'" in text or '"' in text):
            yield from _straight_in(source, path, text, language)
        waiting.extend(((*path, step), below) for step, below in node.items.items())


def _straight_in(source: DataFile, path: DataPath, text: str, language: str) -> Iterator[Problem]:
    from mgi_report.profile.shape import kind_of_text  # noqa: PLC0415 - few files need it

    found = re.search(_STRAIGHT_AND_MORE, re.sub(_LINK_TARGET, "]", text))
    # Names are found with either apostrophe.
    if not found or "named_as" in path or kind_of_text(path) in (None, TextKind.CODE):
        return
    fault = Fault(
        "straight-quote",
        f"the text holds the typewriter's sign {found[0][0]}",
        _hint(found, language),
    )
    yield _warning(fault, source, path, found[0])


def _hint(found: re.Match[str], language: str) -> str:
    """Return how to mend a sign; what quotation marks are is another thing in each language."""
    if language.partition("-")[0] == "en":
        return "type the signs \u201c \u201d and \u2019; check --fix --quotes sets them"
    before, after = found.string[: found.start()][-1:], found[0][1:2]
    if found[0][0] == "'" and before.isalpha() and after.isalpha():
        return "type the sign \u2019; check --fix --quotes sets it"
    return "type the quotation marks of the language, such as \u00ab \u00bb"


def _other_years(profile: Profile, source: DataFile) -> Iterator[Problem]:
    """Tell of a year behind the name of an instrument that is not the instrument's."""
    if not any(each.year for each in profile.instruments):
        return
    names = Names.of(profile)
    for each in profile.all_findings():
        text = plain_text(each.finding.text)
        for mention in names.find(text):
            entry, year = mention.entry, re.compile(_YEAR).match(text, mention.end)
            if not (year and isinstance(entry, Instrument) and entry.year):
                continue
            if int(year["year"]) != entry.year:
                fault = Fault(
                    "instrument-year",
                    f"the text has {year['year']} for {shown(entry.title)}, whose year is "
                    f"{entry.year} in instruments",
                    "compare both with the law; list another law of this name as another entry",
                )
                yield _warning(fault, source, read_path(f"{each.path}.text"), year["year"])
