"""Check that words are read in the language that the data mark, and all others in the profile's.

A screen reader says words with the sounds of the language that the tags name (ISO 14289-1, 7.2;
ISO 32000-1, 14.9.2).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from mgi_report.document.assets import Assets
from mgi_report.document.language import Language
from mgi_report.problems.problem import DataPath, shown
from mgi_report.profile.blocks import inline_texts, read_blocks
from mgi_report.profile.markup import TextKind, runs
from mgi_report.profile.model import Profile
from mgi_report.profile.shape import kind_of_text
from mgi_report.proof.download.alternatives import texts_of
from mgi_report.proof.download.elements import Element, Mark
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import plain
from mgi_report.proof.download.texts import BLANK_LINES
from mgi_report.proof.inspection import Flaw

__all__ = ["language_flaws"]

HINT = "build the file again; words are in another language where the data mark them, [words]{fr}"
INLINE = {"Code", "Em", "Link", "Quote", "Reference", "Span", "Strong"}
_OTHER = re.compile(rb"""\slang=(?!["']?\{\{\s*say\.tag\s*\}\})""")
BEGINNING = 40  # characters shown of words


class _Piece(NamedTuple):
    """Hold words in one language, also without white space, and their first mark in the file."""

    words: str
    text: str
    lang: str
    mark: Mark | None = None


Pieces = tuple[_Piece, ...]


class _Block(NamedTuple):
    """Hold what is read of an element that is no part of a line, in pieces of one language."""

    role: str
    pieces: Pieces


def language_flaws(
    evidence: Evidence, profile: Profile, language: Language | None, assets: Assets
) -> Iterator[Flaw]:
    """Yield a flaw for words in another language than the data and the catalogue say.

    Without a ``language``, or where templates of a theme mark words of their own, only words that
    the data mark are looked for.
    """
    own = profile.language
    blocks = list(_blocks(evidence, own))
    paragraphs = list(_paragraphs(profile, own))
    marked = [each for each in paragraphs if _is_marked(each, own)]
    if language is not None and not _marks_words(assets):
        known = {_key(each) for pieces in marked for each in pieces}
        known |= {_key(each) for each in _of_design(profile, language)}
        # Versions in other languages may lie beside the profile: each is named in its own.
        told = {piece.lang for block in blocks for piece in block.pieces}
        known |= {_key(_piece(language.language_name(tag), tag)) for tag in told}
        # A finding that only the earlier edition has is named at the head of a row; the data of
        # that edition are not in the file.
        texts = set(map(_whole, paragraphs)) if profile.compares_with else None
        ours = (each for each in blocks if texts is None or not _is_earlier(each, texts))
        yield from _unknown(evidence, ours, known, own)
    if marked:
        yield from _unmarked(evidence, [each.pieces for each in blocks], paragraphs, own)
    yield from _in_streams(evidence)


def _is_earlier(block: _Block, texts: Collection[str]) -> bool:
    return block.role == "TH" and _whole(block.pieces) not in texts


def _key(piece: _Piece) -> tuple[str, str]:
    return piece.text, piece.lang.casefold()


def _is_marked(pieces: Pieces, own: str) -> bool:
    return any(piece.lang.casefold() != own.casefold() for piece in pieces)


def _piece(words: str, lang: str, mark: Mark | None = None) -> _Piece:
    return _Piece(words, plain(words).replace(" ", ""), lang, mark)


def _blocks(evidence: Evidence, own: str) -> Iterator[_Block]:
    if evidence.root is None:
        return
    found: dict[int, list[_Piece]] = {}
    roles: dict[int, str] = {}
    waiting: list[tuple[Element | Mark, str, int]] = [(evidence.root, own, 0)]
    while waiting:
        kid, lang, block = waiting.pop()
        if isinstance(kid, Mark):
            found.setdefault(block, []).append(_piece(evidence.text([kid]), lang, kid))
            continue
        lang = kid.language or lang
        block = block if kid.role in INLINE else id(kid)
        roles.setdefault(block, kid.role)
        waiting += [(below, lang, block) for below in reversed(kid.kids)]
    for block, pieces in found.items():
        yield _Block(roles[block], _joined(pieces))


def _joined(pieces: Sequence[_Piece]) -> Pieces:
    """Join pieces of one language that follow each other, and leave out those without words."""
    groups = groupby((each for each in pieces if each.text), key=lambda each: each.lang.casefold())
    joined = []
    for _, same in groups:
        held = list(same)
        words, text = ("".join(parts) for parts in zip(*(each[:2] for each in held), strict=True))
        joined.append(held[0]._replace(words=words, text=text))
    return tuple(joined)


def _paragraphs(profile: Profile, own: str) -> Iterator[Pieces]:
    """Yield each paragraph, heading, item and cell of the data."""
    data = profile.model_dump(mode="json", by_alias=True, warnings=False)
    waiting: list[tuple[DataPath, object]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [((*path, str(key)), below) for key, below in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, at), below) for at, below in enumerate(value)]
        elif isinstance(value, str):
            yield from (_read(text, own) for text in _texts(value, kind_of_text(path)))


def _texts(text: str, kind: TextKind | None) -> Iterator[str]:
    if kind is TextKind.BODY:
        yield from inline_texts(read_blocks(text))
    elif kind is TextKind.INLINE:
        yield from BLANK_LINES.split(text.strip())


def _read(text: str, own: str) -> Pieces:
    return _joined([_piece(run.text, run.lang or own) for run in runs(text)])


def _of_design(profile: Profile, language: Language) -> Iterator[_Piece]:
    """Yield what is in another language and no words of the data: names of other versions.

    Words of a catalogue may be marked too.
    """
    for other in profile.publication.also_available_in:
        name = language.language_name(other.language)
        if other.title:
            name = language("imprint.titled", language=name, title=other.title)
        if other.url:
            name = language("imprint.addressed", name=name, address=other.url)
        yield _piece(name, other.language)
    for text in texts_of(language.words):
        if "]{" in text:
            yield from _read(text, language.tag)


def _marks_words(assets: Assets) -> bool:
    """Return whether a theme has templates that name another language than the profile's."""
    files = {} if assets.theme is None else assets.theme.files
    return any(_OTHER.search(data) for name, data in files.items() if name.endswith(".html"))


def _unknown(
    evidence: Evidence, blocks: Iterable[_Block], known: set[tuple[str, str]], own: str
) -> Iterator[Flaw]:
    """Yield a flaw for words that are in another language for no reason."""
    for piece in (each for block in blocks for each in block.pieces):
        if piece.lang.casefold() != own.casefold() and _key(piece) not in known:
            said = _beginning(piece.words)
            message = f"{said} is said to be in {shown(piece.lang)}, which the data do not say"
            yield _flaw(evidence, message, piece.mark)


def _unmarked(
    evidence: Evidence, blocks: Sequence[Pieces], paragraphs: Sequence[Pieces], own: str
) -> Iterator[Flaw]:
    """Yield a flaw for each paragraph whose words are not in the languages that the data mark.

    Of paragraphs with which a block begins the longest is meant; the same words may be marked in
    one place and not in another.
    """
    ways: dict[str, set[tuple[tuple[str, str], ...]]] = {}
    for each in paragraphs:
        ways.setdefault(_whole(each), set()).add(tuple(map(_key, each)))
    texts = {_whole(each) for each in paragraphs if _is_marked(each, own)}
    longer = [each for each in ways if any(each.startswith(text) for text in texts)]
    longest_first = sorted(longer, key=len, reverse=True)
    for block in blocks:
        whole = _whole(block)
        text = next((each for each in longest_first if whole.startswith(each)), None)
        if text is not None and tuple(map(_key, _cut(block, len(text)))) not in ways[text]:
            begins = _beginning("".join(piece.words for piece in block))
            message = f"the text that begins {begins} is not in the languages that the data mark"
            yield _flaw(evidence, message, block[0].mark)


def _whole(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


def _cut(pieces: Pieces, length: int) -> Iterator[_Piece]:
    """Yield the pieces of so many first characters."""
    at = 0
    for piece in pieces:
        if at < length:
            yield piece._replace(text=piece.text[: length - at])
        at += len(piece.text)


def _in_streams(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each marked content that names a language itself, as ours never does."""
    for number, sequence in evidence.sequences():
        if sequence.lang:
            message = (
                f"{_beginning(sequence.text)} says in the page that it is in {shown(sequence.lang)}"
            )
            yield Flaw("language-altered", message, HINT, number)


def _beginning(words: str) -> str:
    return shown(" ".join(words.split())[:BEGINNING])


def _flaw(evidence: Evidence, message: str, mark: Mark | None) -> Flaw:
    page, box = (mark.page, evidence.box(mark)) if mark else (None, None)
    return Flaw("language-altered", message, HINT, page, box)
