"""Invent findings, and whole profiles of them, each text different from every other.

Nothing here is true of any country, and the texts say so. The same arguments give the same text.
"""

from collections.abc import Iterator

__all__ = ["INSTRUMENTS", "findings", "profile_text"]

DOMAINS = (
    "migrants-rights",
    "whole-of-government",
    "partnerships",
    "well-being",
    "mobility-crises",
    "safe-migration",
)
INSTRUMENTS = tuple(f"Example Act No. {number}" for number in range(1, 9))
_BODIES = (
    "the Ministry of Examples",
    "the Office for Newcomers",
    "the National Institute of Statistics",
    "the Council of Harbour Towns",
    "the Labour Inspectorate",
    "the Agency for Diaspora Affairs",
    "the Civil Protection Service",
)
_DEEDS = (
    "publishes a guide for newcomers",
    "keeps a register of permits",
    "offers language courses in the evening",
    "recognizes certificates from abroad",
    "trains its staff in languages spoken at the border",
    "answers questions by telephone",
    "meets employers and unions",
    "reports on the year to the parliament",
    "collects data by age and by sex",
    "reviews its procedures",
    "helps people who return to find work",
)
_MANNERS = (
    "in every district",
    "free of charge",
    "without asking for a permit of residence",
    "together with associations of migrants",
    "in the languages most often asked for",
    "at least once in two years",
    "as part of its ordinary budget",
    "also during and after disasters",
)


def findings(count: int, first: int = 1, mean: int = 170) -> Iterator[str]:
    """Yield invented findings about ``mean`` letters long, numbered from ``first``."""
    for number in range(first, first + count):
        text = f"Invented finding {number}: {_BODIES[number % 7]} {_clause(number, 0)}"
        if number % 4 == 0:
            text += f" under the {INSTRUMENTS[(number // 4 - 1) % len(INSTRUMENTS)]}"
        wanted = mean * (70 + number * 37 % 60) // 100
        step = 0
        while len(text) < wanted - 30:
            step += 1
            text += f", and it {_clause(number, step)}"
        yield f"{text}."


def _clause(number: int, step: int) -> str:
    return f"{_DEEDS[(number + 3 * step) % 11]} {_MANNERS[(number + 5 * step) % 8]}"


def profile_text(count: int) -> str:
    """Return the YAML of an invented profile with this many findings, shared out evenly."""
    texts = list(findings(count))
    lines = [
        "language: en",
        "status: draft",
        "subject: {level: national, code: XXG, name: The Republic of Growth, short_name: Growth}",
        "edition: {ordinal: 1, date: 2021-12}",
        "introduction: The Republic of Growth is invented; its findings are made by a program.",
        "domains:",
    ]
    places = [(domain, kind) for domain in DOMAINS for kind in ("well_developed", "potential")]
    for place, (domain, kind) in enumerate(places):
        if kind == "well_developed":
            lines.append(f"  {domain}:")
        own = texts[place * count // len(places) : (place + 1) * count // len(places)]
        lines.append(f"    {kind}:" if own else f"    {kind}: []")
        lines += [f'      - "{text}"' for text in own]
    lines.append("instruments:")
    lines += [
        f"  - {{title: {title}, year: {1990 + 4 * position}, kind: Act}}"
        for position, title in enumerate(INSTRUMENTS)
    ]
    return "\n".join(lines) + "\n"
