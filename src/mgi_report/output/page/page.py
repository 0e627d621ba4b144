"""Write the download page over the files of a manifest, as text, in each of their languages."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import reduce
from hashlib import sha256
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from jinja2 import Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import LOCALES, language_names, read_words, tags_from
from mgi_report.document.language import Language, read_language
from mgi_report.document.ordering import Ordering
from mgi_report.document.templating import environment
from mgi_report.document.tokens import Tokens, read_tokens
from mgi_report.document.wheel import Point, Wheel
from mgi_report.output.manifest import FileRecord, Manifest
from mgi_report.output.page.filters import filters_of
from mgi_report.output.page.known_names import names_of_language, words_of_countries
from mgi_report.output.page.masthead import Masthead
from mgi_report.output.page.shelf import INTERFACE, grouped, link_to, shelve
from mgi_report.output.page.webfonts import web_style
from mgi_report.profile.framework import Domain
from mgi_report.profile.values import PartialDate

__all__ = ["BESIDE", "INDEX", "Webpage", "page_languages", "webpages"]

INDEX = "index.html"
"""The name of the page that everybody comes to."""

BESIDE = "page"
"""The folder of the fonts and the logo."""

FOLDER = "templates/web"
WITHOUT_LETTERS = 20
"""So many subjects are found at a glance; more stand under their letters."""
UNFOLDED = 60
"""Of so many subjects all covers are shown; of more, those under a letter when it is opened."""
STEP = 1000
UNITS = ("B", "kB", "MB", "GB")
POLICY = (
    "default-src 'none'; img-src 'self' file:; style-src 'sha256-{style}';"
    " font-src 'self' file:; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
)


class Tongue(NamedTuple):
    """Name a language in the page's language, and in itself."""

    name: str
    native: str


class PageLink(NamedTuple):
    """Lead to the page in a language, whose name is in that language itself."""

    tag: str
    native: str
    name: str


class Webpage(NamedTuple):
    """Hold a page as HTML, and the fonts beside it by the names it calls them by."""

    html: str
    fonts: dict[str, bytes]


class _Design(NamedTuple):
    assets: Assets
    tokens: Tokens
    template: Template


def webpages(
    manifest: Manifest, covers: Mapping[str, str], assets: Assets, masthead: Masthead
) -> dict[str, Webpage]:
    """Return the pages by the names of their files, `INDEX` first.

    ``covers`` are the addresses of pictures by a file's SHA-256. Each page holds its style and
    script, and asks for nothing but the pictures, the fonts and the logo, which lie beside it.
    """
    tokens = read_tokens(assets)
    tags = page_languages(manifest, assets)
    spoken = [Language(tag, read_words(f"{FOLDER}/{tag}.toml", assets)) for tag in tags]
    pages = tuple(
        PageLink(say.tag, say.language_name(say.tag), INDEX if say is spoken[0] else _name(say.tag))
        for say in spoken
    )
    files = manifest.files
    heard = [Language(tag, {}).locale for tag in language_names(assets, FOLDER)]
    shared = {
        "manifest": manifest,
        "masthead": masthead,
        "logo": link_to(f"{BESIDE}/{masthead.logo.name}") if masthead.logo else "",
        "covers": covers,
        "pages": pages,
        "wheel": _wheel(tokens),
        "known": words_of_countries({file.subject.country_code for file in files}),
        "spoken": {
            tag: names_of_language(tag, heard) for tag in sorted({file.language for file in files})
        },
    }
    made = environment(assets)
    made.filters |= {"link_to": link_to, "listed": _listed}
    design = _Design(assets, tokens, made.get_template("web/index.html"))
    return {
        page.name: _webpage(manifest, say, design, shared)
        for page, say in zip(pages, spoken, strict=True)
    }


def _webpage(
    manifest: Manifest, say: Language, design: _Design, shared: Mapping[str, object]
) -> Webpage:
    assets, tokens, template = design
    terms = read_language(say.tag, assets)
    order = Ordering.of(terms)
    files = manifest.files
    languages = {tag: _tongue(tag, say) for tag in sorted({file.language for file in files})}
    tongues = {tag: tongue.name for tag, tongue in languages.items()}
    subjects = shelve(files, say.tag, order, tongues)
    style = web_style(assets, str(terms.words.get("script", "")), BESIDE)
    css = tokens.fill_in(style.css)
    script = assets.read_text("templates/web/index.js")
    html = template.render(
        **shared,
        style=Markup(css),  # noqa: S704 - our own files, not data
        script=Markup(script),  # noqa: S704
        policy=Markup(POLICY.format(style=_digest(css), script=_digest(script))),  # noqa: S704
        subjects=subjects,
        groups=grouped(subjects, order) if len(subjects) > WITHOUT_LETTERS else (),
        folds=len(subjects) > UNFOLDED,
        languages=languages,
        filters=filters_of(files, tongues, say, terms.edition, order),
        dates={file.name: _date(file, terms) for file in files},
        sizes={file.name: _size(file.bytes, say) for file in files},
        say=say,
        terms=terms,
    )
    return Webpage(html, style.files)


def _name(tag: str) -> str:
    return INDEX.replace(".", f".{tag}.")


def page_languages(manifest: Manifest, assets: Assets) -> tuple[str, ...]:
    """Return the languages of the pages, first that of the one everybody comes to.

    Files in one language have one page: in theirs, if there are words for it, or else in English.
    Files in several are for readers of many languages: there is a page in each that has words.
    """
    tags = {file.language for file in manifest.files}
    if len(tags) == 1:
        return (_spoken(next(iter(tags)), assets) or INTERFACE,)
    known = language_names(assets, FOLDER) if tags else ()
    return tuple(dict.fromkeys((INTERFACE, *(tag for tag in known if _speaks(tag, assets)))))


def _spoken(tag: str, assets: Assets) -> str | None:
    """Return the language of a page for readers of another one, None if there are no words."""
    return next((each for each in tags_from(tag) if _speaks(each, assets)), None)


def _speaks(tag: str, assets: Assets) -> bool:
    return all(assets.has(f"{folder}/{tag}.toml") for folder in (FOLDER, LOCALES))


@pass_context
def _listed(context: Context, texts: Sequence[str]) -> str:
    say: Language = context["say"]

    def beside(first: str, second: str) -> str:
        return say("file.listed", first=first, second=second)

    return reduce(beside, texts) if texts else ""


def _tongue(tag: str, say: Language) -> Tongue:
    native = say.language_name(tag)
    try:
        name = Locale.parse(tag, sep="-").get_display_name(say.locale)
    except (ValueError, UnknownLocaleError):
        name = None
    return Tongue(name or tag, native)


def _date(file: FileRecord, terms: Language) -> str:
    """Return the date of an edition as exactly as it is known, or an empty text."""
    numbers = [int(part) for part in (file.edition.date or "").split("-") if part]
    if len(numbers) > 1:
        return terms.date(PartialDate(*numbers))
    year = numbers[0] if numbers else file.edition.year
    return "" if year is None else str(year)


def _size(count: int, say: Language) -> str:
    """Write a size with two or three digits and its unit, such as 1.2 MB."""
    amount, unit = float(count), 0
    while round(amount) >= STEP and unit < len(UNITS) - 1:
        amount /= STEP
        unit += 1
    pattern = "0.0" if unit > 1 and round(amount, 1) < 10 else "0"  # noqa: PLR2004
    number = format_decimal(amount, pattern, locale=say.locale)
    return say(f"size.{UNITS[unit]}", number=number)


def _wheel(tokens: Tokens) -> tuple[str, ...]:
    """Return the paths of the wheel's six segments around the origin."""
    outer, inner, gap = (tokens.mm(f"dial-{name}") for name in ("outer", "inner", "gap"))
    wheel = Wheel(Point(0, 0), outer, inner, gap)
    return tuple(wheel.segment(wheel.start(domain)) for domain in Domain)


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
