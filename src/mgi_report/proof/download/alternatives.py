"""Check that what is said of pictures is what the data and the catalogue say of them.

Nothing but a picture has words in its place: what a person hears of a text is the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from mgi_report.document.assets import Assets
from mgi_report.document.language import Language
from mgi_report.problems.problem import shown
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Profile
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import plain
from mgi_report.proof.inspection import Flaw

__all__ = ["alternative_flaws", "texts_of"]

HINT = "build the file again; alternative texts are those of the data and of the catalogue"


def alternative_flaws(
    evidence: Evidence, profile: Profile, language: Language | None, assets: Assets
) -> Iterator[Flaw]:
    """Yield a flaw for each alternative text that is none of the document's.

    A picture without one is told of elsewhere; without a ``language`` those of a catalogue are not
    known, and no picture is told of. Those of a theme may stand in its templates.
    """
    yield from _expansion_flaws(evidence, profile, language)
    known = None if language is None else set(_known(profile, language))
    written = _written_in_theme(assets)
    for element in evidence.elements:
        words = plain(element.alternative)
        is_picture = element.role == "Figure"
        if not words or (not is_picture and element.alternative == element.actual):
            continue
        if not is_picture or (known is not None and words not in known and words not in written):
            what = "a picture" if is_picture else "a text"
            mark = next(element.marks(), None)
            page, box = (mark.page, evidence.box(mark)) if mark else (None, None)
            message = f"{what} is said to be {shown(words)}, which neither data nor catalogue say"
            yield Flaw("alt-altered", message, HINT, page, box)


def _expansion_flaws(
    evidence: Evidence, profile: Profile, language: Language | None
) -> Iterator[Flaw]:
    """Yield a flaw for each text that is heard as more than it is.

    A number of findings may be, and an abbreviation, as what the data say it is short for.
    """
    long_forms = {plain(each.short): plain(each.long) for each in profile.abbreviations}
    for element in evidence.elements:
        if not element.expansion:
            continue
        marks = list(element.marks())
        short = plain(evidence.text(marks))
        said = long_forms.get(short, "")
        if language is not None and short.isdecimal():
            said = plain(f"{short} {language.count('counts.findings', int(short))}")
        if plain(element.expansion) != said:
            page, box = (marks[0].page, evidence.box(marks[0])) if marks else (None, None)
            message = f"{shown(short)} is heard as {shown(element.expansion)}"
            yield Flaw("alt-altered", message, HINT, page, box)


def _known(profile: Profile, language: Language) -> Iterator[str]:
    """Yield the alternative texts there may be."""
    for text in _alternatives(profile.model_dump(mode="json", warnings=False)):
        yield plain(plain_text(text))
        yield plain(text)
    yield plain(language("wheel.alt"))
    if profile.publication.url is not None:
        yield plain(language("back.qr", address=profile.publication.url))
    years = sorted({each.year for each in profile.instruments if each.year is not None})
    for first, last in product(years, repeat=2):
        yield plain(language("register.alt", first=first, last=last))
    yield from map(plain, texts_of(language.words))


def texts_of(words: object) -> Iterator[str]:
    """Yield every entry of a catalogue: a theme may say of its pictures what stands there."""
    if isinstance(words, str):
        yield words
    elif isinstance(words, Mapping):
        for each in words.values():
            yield from texts_of(each)


def _written_in_theme(assets: Assets) -> str:
    """Return the text of the templates of a theme."""
    files = {} if assets.theme is None else assets.theme.files
    texts = [data for name, data in sorted(files.items()) if name.endswith(".html")]
    return plain("\n".join(text.decode("utf-8", "ignore") for text in texts))


def _alternatives(value: object) -> Iterator[str]:
    """Yield every ``alt`` of the data."""
    if isinstance(value, Mapping):
        if isinstance(value.get("alt"), str):
            yield value["alt"]
        for each in value.values():
            yield from _alternatives(each)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _alternatives(each)
