"""Invent countries, each with a profile built like Lesotho's and not one text in common.

As many findings, instruments and bodies, each about as long and named as often; every text holds
the country's name, which no other country's profile holds. Nothing here is true of any country,
and the texts say so. The same number gives the same country.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import ascii_uppercase

from invented import findings
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.loading import load
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Body, Instrument, NumberedFinding, Profile
from mgi_report.profile.naming import Names

__all__ = ["MOST", "Country", "profile_text", "write_profiles"]

MODEL = Path(__file__).parents[1] / "data" / "lso-2021.en.yaml"

# The codes ISO 3166-1 leaves to its users, XAA to XZZ: 26 times 26.
MOST = len(ascii_uppercase) ** 2

_SYLLABLES = [a + b for a, b in zip("bdfgklmnprstvzjklmnp", "aoeiaouaeiaoueauioea", strict=True)]
_NAMES = len(_SYLLABLES) ** 3
# Has no factor in common with _NAMES, so each number has a name of its own, and neighbours differ.
_STRIDE = 7_919
_TOPICS = (
    "Residence",
    "Harbour",
    "Schooling",
    "Labour",
    "Census",
    "Return",
    "Passport",
    "Diaspora",
    "Shelter",
    "Recruitment",
    "Reunion",
    "Statistics",
    "Warning",
    "Hospital",
    "Border",
    "Remittance",
    "Tuition",
    "Voting",
)


@dataclass(frozen=True)
class Country:
    """Hold the invented name and code of a country; two names are never inside one another."""

    number: int

    def __post_init__(self) -> None:
        if not 0 <= self.number < MOST:
            raise ValueError(f"there are {MOST} codes for invented countries, from number 0")

    @property
    def name(self) -> str:
        """Return the short name; all have one capital, the first letter, and the same length."""
        place = (self.number + 1) * _STRIDE % _NAMES
        first, rest = divmod(place, len(_SYLLABLES) ** 2)
        second, third = divmod(rest, len(_SYLLABLES))
        parts = (_SYLLABLES[first], _SYLLABLES[second], _SYLLABLES[third])
        return f"{''.join(parts).capitalize()}nia"

    @property
    def code(self) -> str:
        """Return the code."""
        second, third = divmod(self.number, len(ascii_uppercase))
        return f"X{ascii_uppercase[second]}{ascii_uppercase[third]}"

    @property
    def file_name(self) -> str:
        """Return the name of the file its profile is built into."""
        return f"mgi-{self.code.lower()}-2021-en.pdf"


@cache
def _model() -> Profile:
    return load(MODEL).profile


def profile_text(number: int, *, small: bool = False) -> str:
    """Return the YAML of a country's profile; a small one has the first finding of each domain."""
    return "\n".join(_lines(Country(number), small)) + "\n"


def write_profiles(
    folder: Path, numbers: Iterable[int], *, small: bool = False
) -> tuple[Path, ...]:
    """Write the profiles of countries into a folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in numbers:
        path = folder / f"{Country(number).code.lower()}-2021.en.yaml"
        path.write_text(profile_text(number, small=small), encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def _lines(country: Country, small: bool) -> Iterator[str]:  # noqa: FBT001 - private
    model, name = _model(), country.name
    names = _invented_names(country)
    taken = [found for found in model.all_findings() if not small or _is_first(found)]
    named = [names[entry] for found in taken for entry in _named(found)]
    yield f"# The profile of {name}, a country that does not exist; a program made all of it up."
    yield "language: en"
    yield "status: draft"
    yield "subject:"
    yield "  level: national"
    yield f"  code: {country.code}"
    yield f"  name: The Republic of {name}"
    yield f"  short_name: {name}"
    yield "edition: {ordinal: 2, date: 2021-12}"
    yield f"introduction: {_quoted(_introduction(country, model))}"
    yield "credits:"
    yield f"  lead: Office for Examples of {name}"
    yield f"  research_partner: Invented Institute of {name}"
    yield f"  funding: Neighbours of {name}"
    yield "domains:"
    for domain in Domain:
        yield f"  {domain.id}:"
        for each in FindingList:
            own = [found for found in taken if (found.domain, found.list) == (domain, each)]
            yield f"    {each.field}:" if own else f"    {each.field}: []"
            for found in own:
                yield f"      - text: {_quoted(_text(country, found, names))}"
                yield f"        short_label: {_quoted(_label(country, found))}"
    for kind, entries in (("instruments", model.instruments), ("bodies", model.bodies)):
        yield f"{kind}:"
        for entry in entries:
            if names[_key(entry)] in named:
                yield from _entry(entry, names[_key(entry)])
    yield "abbreviations:"
    for position in range(len(model.abbreviations)):
        short = f"{country.code}{position + 1}"
        yield f"  - {{short: {short}, long: Invented term {position + 1} of {name}}}"


def _is_first(found: NumberedFinding) -> bool:
    return found.position == 1 and found.list is FindingList.WELL_DEVELOPED


def _quoted(text: str) -> str:
    # JSON strings are YAML too.
    return json.dumps(text, ensure_ascii=False)


def _key(entry: Instrument | Body) -> str:
    return entry.title if isinstance(entry, Instrument) else entry.name


@cache
def _finder() -> Names:
    return Names.of(_model())


def _named(found: NumberedFinding) -> tuple[str, ...]:
    """Return the model's names of what a finding of the model names."""
    mentions = _finder().find(plain_text(found.finding.text))
    return tuple(dict.fromkeys(_key(mention.entry) for mention in mentions))


def _invented_names(country: Country) -> Mapping[str, str]:
    """Return the invented names by those of the model."""
    model, names = _model(), {}
    for position, instrument in enumerate(model.instruments):
        topic = _TOPICS[(position + country.number) % len(_TOPICS)]
        names[_key(instrument)] = f"{country.name} {topic} {instrument.kind or 'Act'}"
    for position, body in enumerate(model.bodies):
        topic = _TOPICS[(position + country.number) % len(_TOPICS)]
        names[_key(body)] = f"{topic} Office of {country.name}"
    return names


def _filling(seed: int, length: int) -> str:
    """Return invented words, about as many letters as asked for."""
    # Every fourth finding of the inventor names a law; the laws here are the country's own.
    (text,) = findings(1, first=4 * seed + 1, mean=max(60, length))
    return text.split(": ", 1)[1].removesuffix(".")


def _text(country: Country, found: NumberedFinding, names: Mapping[str, str]) -> str:
    place = 97 * country.number + _place(found)
    start = f"Invented for {country.name}"
    if named := [names[entry] for entry in _named(found)]:
        start += f", with the {' and the '.join(named)}"
    left = len(found.finding.text) - len(start)
    return f"{start}: {_filling(place, left)}."


def _place(found: NumberedFinding) -> int:
    in_second_list = found.list is not FindingList.WELL_DEVELOPED
    return 13 * found.domain.number + 5 * in_second_list + found.position


def _label(country: Country, found: NumberedFinding) -> str:
    topic = _TOPICS[(_place(found) + country.number) % len(_TOPICS)]
    return f"{topic} in {country.name}"


def _introduction(country: Country, model: Profile) -> str:
    half = len(model.introduction or "") // 2
    paragraphs = (
        f"The Republic of {country.name} is invented: {_filling(country.number + part, half)}."
        for part in (1, 2)
    )
    return "\n\n".join(paragraphs)


def _entry(entry: Instrument | Body, name: str) -> Iterator[str]:
    if isinstance(entry, Body):
        yield f"  - name: {name}"
        return
    yield f"  - title: {name}"
    if entry.year:
        yield f"    year: {entry.year}"
    if entry.kind:
        yield f"    kind: {entry.kind}"


if __name__ == "__main__":  # countries.py FOLDER COUNT
    write_profiles(Path(sys.argv[1]), range(int(sys.argv[2])))
