"""Make messy manuscripts of a clean profile: each irregularity that was seen, alone or together."""

import random
import textwrap
from collections.abc import Iterator

from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.model import Profile

HEADINGS = {
    "en": {
        "domains": [
            "Migrants' rights",
            "Whole of government approach",
            "Partnerships",
            "Well-being of migrants",
            "Mobility dimensions of crises",
            "Safe, orderly and regular migration",
        ],
        "W": "Examples of well-developed areas",
        "P": "Areas with potential for further development",
        "prefix": "Migration governance: ",
        "key": "Key findings",
        "intro": "Introduction",
        "apart": ["Context", "COVID-19 analysis", "Acronyms", "Key sources", "Annex 1. Indicators"],
    },
    "fr": {
        "domains": [
            "Droits des migrants",
            "Approche associant l’ensemble du gouvernement",
            "Partenariats",
            "Bien-être des migrants",
            "Aspects d’une crise relatifs à la mobilité",
            "Migrations sûres, ordonnées et régulières",
        ],
        "W": "Exemples de points forts",
        "P": "Aspects qui pourraient être renforcés",
        "prefix": "Gouvernance des migrations\u00a0: ",
        "key": "Principales conclusions",
        "intro": "Introduction",
        "apart": [
            "Contexte",
            "Analyse de la COVID-19",
            "Sigles et acronymes",
            "Sources principales",
            "Annexe 1 : Indicateurs",
        ],
    },
    "es": {
        "domains": [
            "Derechos de los migrantes",
            "Enfoque de gobierno integral",
            "Alianzas",
            "Bienestar de los migrantes",
            "Aspectos relativos a la movilidad en situaciones de crisis",
            "Migración segura, ordenada y regular",
        ],
        "W": "Ejemplos de áreas bien desarrolladas",
        "P": "Áreas con potencial de desarrollo adicional",
        "prefix": "Gobernanza de la migración: ",
        "key": "Principales hallazgos",
        "intro": "Introducción",
        "apart": [
            "Contexto",
            "COVID-19",
            "Acrónimos",
            "Fuentes principales",
            "Anexo 1. Indicadores",
        ],
    },
}
KINDS = (
    "typos",
    "capitals",
    "prefixes",
    "no-prefixes",
    "colons",
    "doubled",
    "stray",
    "bullets",
    "one-bullet-each",
    "numbers",
    "letters",
    "no-bullets",
    "wrapped",
    "wrapped-headings",
    "hanging",
    "glued",
    "spaces",
    "unseen",
    "pages",
    "airy",
    "dense",
    "tabs",
    "french",
    "spanish",
    "crlf",
    "mark",
    "latin",
    "utf-16",
    "trailing",
    "sections",
    "abbreviations",
    "sources",
    "introductions",
)
CLASHES = (
    {"french", "spanish"},
    {"mark", "latin", "utf-16"},
    {"bullets", "one-bullet-each", "numbers", "letters", "no-bullets", "glued"},
    {"prefixes", "no-prefixes"},
    {"wrapped", "hanging"},
    {"airy", "dense"},
    # Where wrapped, a heading does not stand twice or begin in the middle of a line.
    {"wrapped-headings", "doubled", "dense", "typos", "prefixes", "spanish", "french"},
    {"no-bullets", "wrapped", "hanging", "dense"},
    # No such character is in Latin-1.
    {"latin", "unseen"},
    # A wrapped page number would be a word of the sentence.
    {"latin", "bullets", "one-bullet-each", "typos"},
)
# Invented, each with signs that Markdown or YAML may take for theirs.
PARAGRAPHS = (
    "The country has 2.2 million people: many work abroad, and Law #8764 - 1. 2) says “so”.",
    "*Others* come [here] | in 2021, and none knows how many > 100 they are.",
)
POINTS = ("Workers of every kind in mines.", "# Students: 'all' of them.", "1) Others.")
ABBREVIATIONS = ("SADC  Southern African Community", "IOM: Migration Organization", "UN – Nations")
SOURCES = (
    "Bureau of Statistics, *Labour Force Survey*, 2019.",
    "Ministry of Home Affairs: Report [2020], https://example.org/a_b*c.",
)
STRAY = (".main.", "{{ title }}", "[main]", "<br>")
TRAILING = "Contact us at the invented office, or write to office@example.org"


def variant(seed: int) -> tuple[str, ...]:
    """Return a combination of irregularities that can stand together."""
    chance = random.Random(seed)
    kinds: list[str] = []
    for kind in chance.sample(KINDS, len(KINDS)):
        others = {other for clash in CLASHES if kind in clash for other in clash}
        if not others & set(kinds):
            kinds.append(kind)
        if len(kinds) == 9:
            break
    return tuple(kinds)


def messy(profile: Profile, kinds: tuple[str, ...], seed: int = 0) -> bytes:
    """Return a manuscript of a profile with these irregularities."""
    chance = random.Random(seed)
    lines = list(_document(profile, frozenset(kinds), chance))
    text = ("\r\n" if "crlf" in kinds else "\n").join(lines) + "\n"
    if "latin" in kinds:
        return text.encode("cp1252")
    if "utf-16" in kinds:
        return text.encode("utf-16")
    return text.encode("utf-8-sig" if "mark" in kinds else "utf-8")


def _document(profile: Profile, kinds: frozenset[str], chance: random.Random) -> Iterator[str]:
    words = HEADINGS["fr" if "french" in kinds else "es" if "spanish" in kinds else "en"]
    space = [] if "dense" in kinds else [""]
    yield from _heading(words["key"], kinds, chance, is_short=True)
    yield from _heading(words["intro"], kinds, chance, is_short=True)
    yield ""
    for paragraph in (profile.introduction or "").split("\n\n"):
        yield from (" ".join(paragraph.split()), "")
    yield from _sections(words["apart"][:1], kinds)
    for domain in Domain:
        yield from _heading(words["key"], kinds, chance, is_short=True)
        name = words["domains"][domain.number - 1]
        if "prefixes" in kinds:
            name = chance.choice((f"{domain.number}: ", f"{domain.number}. ", "0: ")) + name
        yield from _heading(name, kinds, chance)
        if "introductions" in kinds:
            yield from ("", f"Domain {domain.number}, introduced: {PARAGRAPHS[0]}", "")
        for finding_list in FindingList:
            heading = words[finding_list.letter]
            if "no-prefixes" not in kinds:
                heading = words["prefix"] + heading
            yield from space
            yield from _heading(heading, kinds, chance)
            yield from space
            texts = [each.finding.text for each in profile.findings(domain, finding_list)]
            yield from _items(texts, kinds, chance)
    yield ""
    yield from _sections([words["apart"][1], words["apart"][4]], kinds)
    if "abbreviations" in kinds:
        yield from (words["apart"][2], "", *ABBREVIATIONS, "")
    if "sources" in kinds:
        yield from (words["apart"][3], "", *(row for each in SOURCES for row in (each, "")))
    yield "2021 December"
    yield ""
    yield "Migration Governance Indicators: The Kingdom of Lesotho Second Profile"
    if "trailing" in kinds:
        yield from ("", TRAILING, "", "Page title")


def _sections(titles: list[str], kinds: frozenset[str]) -> Iterator[str]:
    if "sections" not in kinds:
        return
    for title in titles:
        yield from ("", title, "")
        for paragraph in PARAGRAPHS:
            yield from (paragraph, "")
        yield from (*(f"  • {point}" for point in POINTS), "")


def _heading(
    text: str, kinds: frozenset[str], chance: random.Random, *, is_short: bool = False
) -> Iterator[str]:
    if "typos" in kinds and not is_short and len(text) > 12:
        place = chance.randrange(4, len(text) - 2)
        text = text[:place] + text[place + 1 :]
    if "capitals" in kinds:
        text = text.upper()
    if "wrapped-headings" in kinds and not is_short:
        yield from textwrap.wrap(text, 27, break_on_hyphens=False)
        return
    if "colons" in kinds and chance.random() < 0.6:
        text += chance.choice((":", " :"))
    yield text
    if "doubled" in kinds:
        yield text


def _items(texts: list[str], kinds: frozenset[str], chance: random.Random) -> Iterator[str]:
    signs = _signs(len(texts), kinds, chance)
    texts = [_unseen(_spaced(text, kinds, chance), kinds, chance) for text in texts]
    if "glued" in kinds and len(texts) > 1:
        texts = [f"{texts[0]} • {texts[1]}", *texts[2:]]
    for number, text in enumerate(texts):
        sign = signs[number]
        between = "\t" if "tabs" in kinds else " "
        line = f"  {sign}{between}{text}" if sign else text
        width = 58 if {"wrapped", "hanging"} & kinds else 100_000
        indent = "      " if "hanging" in kinds else ""
        yield from (
            textwrap.wrap(
                line,
                width,
                subsequent_indent=indent,
                expand_tabs=False,
                replace_whitespace=False,
                break_on_hyphens=False,
                drop_whitespace=True,
            )
            if width < 1000
            else (line,)
        )
        if "stray" in kinds and chance.random() < 0.3:
            yield chance.choice(STRAY)
        if "pages" in kinds and chance.random() < 0.2:
            yield from ("", str(chance.randrange(2, 40)), "\x0c")
        if "airy" in kinds or not sign:
            yield ""


def _signs(count: int, kinds: frozenset[str], chance: random.Random) -> list[str]:
    if "no-bullets" in kinds:
        return [""] * count
    if "numbers" in kinds:
        return [f"{number}." for number in range(1, count + 1)]
    if "letters" in kinds:
        return [f"{letter})" for letter in "abcdefghijkl"[:count]]
    if "bullets" in kinds:
        return [chance.choice("•-–*‣o·▪")] * count
    if "one-bullet-each" in kinds:
        return [chance.choice("•-–*‣o·▪") for _ in range(count)]
    return ["•"] * count


def _spaced(text: str, kinds: frozenset[str], chance: random.Random) -> str:
    if "spaces" not in kinds:
        return text
    places = [at for at, sign in enumerate(text) if sign == " "]
    for at in sorted(chance.sample(places, 3), reverse=True):
        # Typography asks for such a space between figures.
        around = text[at - 1].isdigit() or text[at - 1] in "–" or text[at + 1].isdigit()
        text = text[:at] + ("  " if around else chance.choice(("\u00a0", "  "))) + text[at + 1 :]
    return text


def _unseen(text: str, kinds: frozenset[str], chance: random.Random) -> str:
    if "unseen" not in kinds:
        return text
    # At the end of a line a soft hyphen cuts a word in two: it stands inside one.
    inside = [at for at in range(1, len(text)) if text[at - 1 : at + 1].isalpha()]
    at = chance.choice(inside)
    text = text[:at] + chance.choice("\u00ad\u200b\u2060\ufeff") + text[at:]
    return text.replace("-", "\u2011")
