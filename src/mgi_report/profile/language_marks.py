"""Find what is wrong with the language marks of a text, ``[words]{fr}``.

A mark stands in one paragraph. Signs that are nearly one would print, or leave the words to be read
in the wrong language; so they are told of.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mgi_report.problems.problem import Fault, Severity, shown
from mgi_report.profile import written
from mgi_report.profile.markdown import separate_tokens
from mgi_report.profile.markup import TextKind

__all__ = ["MarkFault", "language_hint", "mark_faults"]

_BLANK_LINE = re.compile(r"\n\s*\n")
_TAG = r"\{(?P<tag>[A-Za-z][A-Za-z0-9_-]{1,30})\}"
# In the place of what is no text of its own: a bracket after a backslash, the end of a link.
_BRACKET, _LINKED, _OTHER = "\x02", "\x03", "\x00"
_LITERAL = re.compile(rf"{_BRACKET}[^{_BRACKET}\[\]]*\]")
_UNOPENED = re.compile(r"\]\{[^{}\n]*\}")
_UNCLOSED = re.compile(r"\]\{")
_NO_BRACKET = re.compile(rf"\[[^\[\]]*(?P<written>{_TAG})")
_APART = re.compile(rf"(?:\]\s+|{_LINKED}\s*)(?P<written>{_TAG})")
_IN_LINE = re.compile(rf"\[[^\[\]]+(?P<written>\]{_TAG})")
_AS_IT_IS = "put a backslash before [ where the signs should print"


class MarkFault(NamedTuple):
    """Hold a fault of a language mark, and the signs of the text at which it is told."""

    fault: Fault
    written: str
    severity: Severity = Severity.ERROR


def mark_faults(text: str, kind: TextKind | None, own: str) -> Iterator[MarkFault]:
    """Yield what is wrong with the marks of a text, or of a block of a body.

    ``own`` is the language of the profile.
    """
    if kind is TextKind.LINE:
        yield from _in_line(text)
    elif kind in (TextKind.INLINE, TextKind.BODY):
        for paragraph in _BLANK_LINE.split(text):
            yield from _read(paragraph, own)
            yield from _unread(paragraph)


def language_hint(tag: str) -> str | None:
    """Return how to write a tag that names no language, None for one that does.

    A tag is language, script and region (BCP 47): the shortest code of ISO 639, that of ISO 15924,
    that of ISO 3166-1 or UN M.49.
    """
    usual = _usual(tag)
    if written.LANGUAGE.match(usual) and _is_known(usual):
        return None if usual == tag else f"did you mean {usual}?"
    if near := _named(tag):
        return f"did you mean {near}?"
    return f"write an ISO 639 code, such as fr, st or pt-BR; {_AS_IT_IS}"


def _usual(tag: str) -> str:
    """Return a tag with capitals as they are usual, and its shortest language code."""
    import pycountry  # noqa: PLC0415 - few texts are marked

    language, *others = tag.replace("_", "-").split("-")
    language = language.lower()
    coded = pycountry.languages.get(alpha_3=language)
    parts = [getattr(coded, "alpha_2", language)]
    parts += [each.title() if len(each) == len("Hant") else each.upper() for each in others]
    return "-".join(parts)


def _is_known(tag: str) -> bool:
    import pycountry  # noqa: PLC0415 - as above
    from babel import Locale  # noqa: PLC0415 - as above

    language, *others = tag.split("-")
    key = "alpha_2" if len(language) == len("fr") else "alpha_3"
    scripts = [each for each in others if len(each) == len("Hant")]
    regions = [each for each in others if each not in scripts]
    return (
        pycountry.languages.get(**{key: language}) is not None
        and all(pycountry.scripts.get(alpha_4=each) for each in scripts)
        and all(each in Locale("en").territories for each in regions)
    )


def _named(name: str) -> str:
    import pycountry  # noqa: PLC0415 - as above

    found = pycountry.languages.get(name=name.capitalize())
    return str(getattr(found, "alpha_2", getattr(found, "alpha_3", "")))


def _read(paragraph: str, own: str) -> Iterator[MarkFault]:
    """Yield the faults of marks that are read as such."""
    open_marks: list[tuple[str, list[str]]] = []
    for token in separate_tokens(paragraph):
        if token.type == "language_open":
            open_marks.append((str(token.attrs["lang"]), []))
        elif token.type == "language_close":
            tag, words = open_marks.pop()
            around = open_marks[-1][0] if open_marks else own
            yield from _of_mark(tag, is_empty=not "".join(words).strip(), around=around)
        else:
            for _, words in open_marks:
                words.append(token.content)


def _of_mark(tag: str, *, is_empty: bool, around: str) -> Iterator[MarkFault]:
    sign = f"]{{{tag}}}"
    if is_empty:
        fault = Fault(
            "language-mark",
            f"the language mark {shown(f'[{sign}')} holds no words",
            "write the words between the brackets, or delete the mark",
        )
        yield MarkFault(fault, sign)
    elif hint := language_hint(tag):
        fault = Fault("language-tag", f"{shown(tag)} in a mark is not a language tag", hint)
        yield MarkFault(fault, sign)
    elif tag == around:
        fault = Fault(
            "own-language",
            f"the words are marked as {shown(tag)}, the language that the text around them is in",
            "delete the mark: only words in another language need one",
        )
        yield MarkFault(fault, sign, Severity.WARNING)


def _unread(paragraph: str) -> Iterator[MarkFault]:
    """Yield the faults of signs that are nearly a mark, and would print."""
    text = _LITERAL.sub(_OTHER, "".join(map(_as_text, separate_tokens(paragraph))))
    hint = f"write [words]{{fr}} in one paragraph; {_AS_IT_IS}"
    if found := _UNOPENED.search(text):
        message = f"no bracket is open before the language mark {shown(found[0])}"
        yield MarkFault(Fault("language-mark", message, hint), found[0])
    elif found := _UNCLOSED.search(text):
        rest = text[found.start() :].split(_OTHER)[0][:20]
        message = f"the language mark {shown(rest)} is never closed"
        yield MarkFault(Fault("language-mark", message, hint), found[0])
    elif (found := _NO_BRACKET.search(text)) and language_hint(found["tag"]) is None:
        message = f"no bracket is closed before the language {shown(found['written'])}"
        yield MarkFault(Fault("language-mark", message, hint), found["written"])
    elif (found := _APART.search(text)) and language_hint(found["tag"]) is None:
        fault = Fault(
            "doubtful-signs",
            f"{shown(found['written'])} marks no words and will print",
            "write it right behind ], as in [words]{fr}; a link stands inside the mark",
        )
        yield MarkFault(fault, found["written"], Severity.WARNING)


def _as_text(token: object) -> str:
    kind, content = getattr(token, "type", ""), str(getattr(token, "content", ""))
    if kind == "text":
        return content
    if kind == "text_special" and content == "[":
        return _BRACKET
    return {"link_close": _LINKED, "softbreak": "\n", "hardbreak": "\n"}.get(kind, _OTHER)


def _in_line(text: str) -> Iterator[MarkFault]:
    """Yield a warning for a mark in a line of plain text, which prints as it is written."""
    if (found := _IN_LINE.search(text)) and language_hint(found["tag"]) is None:
        fault = Fault(
            "doubtful-signs",
            f"a language mark cannot stand here; this will print as it is: {shown(found[0])}",
            "delete the signs: names, titles and other lines are plain text",
        )
        yield MarkFault(fault, found["written"], Severity.WARNING)
