"""Look for what the model allows but an editor would want to know.

Checks of the tree run on files with errors too; checks of the profile need a whole profile.
"""

import re
from collections.abc import Iterator

from mgi_report.problems.problem import DataPath, Fault, Location, Problem, Severity, shown
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.file.tree import Node
from mgi_report.profile.framework import Continuation, Domain, FindingList, Level, Status
from mgi_report.profile.iso_countries import country_named, country_with_code
from mgi_report.profile.model import NumberedFinding, Profile
from mgi_report.profile.naming import Names, same_spelling
from mgi_report.profile.texts import Text, text_problems

__all__ = ["check_profile", "check_tree", "edition_fault", "since_fault"]

MOST_YEARS_BETWEEN = 3
_PUNCTUATION = re.compile(r"[\s!-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f\u3000-\u3003]+")
_NAMED = (("instruments", "title"), ("bodies", "name"))


def check_tree(source: DataFile) -> tuple[Problem, ...]:
    """Return the problems of single texts, of equal findings and of equal names."""
    found = text_problems(source), _duplicate_findings(source), _ambiguous_names(source)
    return tuple(problem for problems in found for problem in problems)


def check_profile(profile: Profile, source: DataFile) -> tuple[Problem, ...]:
    """Return the problems that show only when the whole profile is known."""
    return (
        *_edition_year(profile, source),
        *_imprint(profile, source),
        *_country(profile, source),
        *_never_named(profile, source),
    )


def _warning(fault: Fault, location: Location, *also: Location) -> Problem:
    return Problem(*fault, location=location, severity=Severity.WARNING, also=also)


def _findings(source: DataFile) -> Iterator[Text]:
    for domain in Domain:
        for finding_list in FindingList:
            path: DataPath = ("domains", domain.id, finding_list.field)
            found, node = source.nearest(path)
            if found == path:
                yield from _texts_of(node, path, "text")


def _texts_of(node: Node, path: DataPath, key: str) -> Iterator[Text]:
    """Yield the text of each entry of a list, whether it is a plain text or stands under a key."""
    for step, entry in node.items.items():
        if isinstance(entry.value, str):
            yield Text((*path, step), entry, entry.value)
        elif (text := entry.items.get(key)) and isinstance(text.value, str):
            yield Text((*path, step, key), text, text.value)


def _duplicate_findings(source: DataFile) -> Iterator[Problem]:
    first: dict[str, Text] = {}
    for each in _findings(source):
        before = first.setdefault(_letters(each.text), each)
        if before is not each:
            location, other = source.locate(each.path), source.locate(before.path)
            is_same = each.text.split() == before.text.split()
            but = "" if is_same else " but for capitals, spaces or punctuation"
            fault = Fault(
                "duplicate-finding",
                f"the finding on line {other.line} has the same text{but}",
                "delete one of the two, unless the source has both",
            )
            yield _warning(fault, location, other)


def _letters(text: str) -> str:
    """Return a text in small letters and without punctuation, unless it is nothing else."""
    letters = _PUNCTUATION.sub("", text.casefold())
    return letters or text


def _spellings(source: DataFile) -> Iterator[tuple[Text, DataPath]]:
    """Yield every spelling of an instrument or a body, and the path of its entry."""
    for field, key in _NAMED:
        found, entries = source.nearest((field,))
        if found != (field,):
            continue
        for step, entry in entries.items.items():
            own: DataPath = (field, step)
            if (name := entry.items.get(key)) and isinstance(name.value, str):
                yield Text((*own, key), name, name.value), own
            if others := entry.items.get("named_as"):
                yield from ((each, own) for each in _texts_of(others, (*own, "named_as"), ""))


def _ambiguous_names(source: DataFile) -> Iterator[Problem]:
    first: dict[str, tuple[Text, DataPath]] = {}
    for each, owner in _spellings(source):
        before, first_owner = first.setdefault(same_spelling(each.text), (each, owner))
        if first_owner != owner:
            other = source.locate(before.path)
            fault = Fault(
                "ambiguous-name",
                f"{shown(each.text)} already names the entry on line {other.line}",
                "a spelling can name one entry only; delete it in one of the two",
            )
            yield Problem(*fault, location=source.locate(each.path), also=(other,))


def _edition_year(profile: Profile, source: DataFile) -> Iterator[Problem]:
    year, date = profile.edition.year, profile.edition.date
    if year and date and abs(year - date.year) > MOST_YEARS_BETWEEN:
        fault = Fault(
            "edition-year",
            f"the profile year {year} is far from the date {date}",
            "check both; the date is that of publication",
        )
        yield _warning(fault, source.locate(("edition", "year")))


def _imprint(profile: Profile, source: DataFile) -> Iterator[Problem]:
    """Tell what imprint and citation lack; a draft gets it when it is signed off."""
    if profile.status is Status.DRAFT:
        return
    publication = profile.publication
    publisher = publication.publisher
    held = {
        "publisher": publisher,
        "address": publisher and publisher.address,
        "rights": publication.copyright or publication.licence,
        "disclaimer": publication.disclaimers,
    }
    place = source.locate(("publication",))
    if lacking := [name for name, value in held.items() if not value]:
        fault = Fault(
            "imprint",
            f"the imprint has no {', no '.join(lacking)}",
            "add it to publication: publisher and its address, copyright or licence, disclaimers",
        )
        yield _warning(fault, place)
    if not (publisher or profile.credits.lead or publication.citation):
        fault = Fault(
            "citation-author",
            "the suggested citation names no author",
            "add publisher or citation to publication, or lead to credits",
        )
        yield _warning(fault, place)


def _country(profile: Profile, source: DataFile) -> Iterator[Problem]:
    """Tell of a country's name that is another's, or a code."""
    subject = profile.subject
    key = "country" if subject.country else "short_name"
    name = subject.country or subject.short_name
    coded = country_with_code(subject.code)
    if coded is None or (subject.level is Level.LOCAL and not subject.country):
        return
    named = country_named(name)
    if named is None or (named is coded and len(name) > len("NO")):
        return
    theirs, ours = named["name"], coded["name"]
    message = f"{shown(name)} is {theirs}, but the code {subject.code} is that of {ours}"
    hint = f"did you mean code: {named['alpha_3']}, or {key}: {ours}?"
    if named is coded:
        message = f"{shown(name)} is a code, not the name of {ours}"
        hint = f"did you mean {key}: {ours}?"
    yield _warning(Fault("country-differs", message, hint), source.locate(("subject", key)))


def _never_named(profile: Profile, source: DataFile) -> Iterator[Problem]:
    named = {id(each.entry) for each in Names.of(profile).in_profile()}
    entries = {"instruments": profile.instruments, "bodies": profile.bodies}
    for field, key in _NAMED:
        for position, entry in enumerate(entries[field]):
            if id(entry) not in named:
                location = source.locate((field, position, key))
                name = getattr(entry, key)
                fault = Fault(
                    "instrument-not-named",
                    f"no finding names {shown(name)}",
                    "add the spelling that the findings use to its named_as, or delete the entry",
                )
                yield _warning(fault, location)


def edition_fault(later: Profile, earlier: Profile) -> Fault | None:
    """Say why two profiles are not editions of one subject, or return None."""
    if (later.subject.slug, later.subject.level) != (earlier.subject.slug, earlier.subject.level):
        return Fault(
            "compares-other-subject",
            f"the earlier profile is about {earlier.subject.short_name}",
            f"name an earlier profile of {later.subject.short_name}",
        )
    if later.language != earlier.language:
        return Fault(
            "compares-other-language",
            f"the earlier profile is in the language {earlier.language}",
            f"name an earlier profile in the language {later.language}",
        )
    if earlier.edition.ordinal >= later.edition.ordinal:
        return Fault(
            "compares-later-edition",
            f"the profile to compare with is edition {earlier.edition.ordinal},"
            f" this one is edition {later.edition.ordinal}",
            "name an earlier edition, or check both ordinals",
        )
    return None


def since_fault(finding: NumberedFinding, earlier: Profile) -> Fault | None:
    """Say what is wrong with a finding's statement about an earlier one, or return None."""
    since = finding.finding.since
    if since is None:
        return None
    before = {each.number: each for each in earlier.all_findings()}
    if since.finding not in before:
        domain = since.finding[0]
        near = [number for number in before if number.startswith(f"{domain}.")]
        return Fault(
            "no-such-finding",
            f"the earlier profile has no finding {since.finding}",
            f"its findings in this domain are {', '.join(near) or 'none'}",
        )
    was, now = before[since.finding].list, finding.list
    solved = (was, now) == (FindingList.POTENTIAL, FindingList.WELL_DEVELOPED)
    if since.status is Continuation.RESOLVED and not solved:
        return Fault(
            "not-resolved",
            f"resolved means from the list P to the list W, but {since.finding} is in {was.letter}"
            f" and {finding.number} in {now.letter}",
            "write continued or changed, or check the number",
        )
    return None
