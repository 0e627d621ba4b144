"""Set curly quotation marks and apostrophes for straight ones, in a text as a file has it."""

import re
from dataclasses import dataclass, field

__all__ = ["CURLED", "curled"]

CURLED = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
"""What the signs set here stand for."""

# Whatever is escaped, addresses, of links or written out, and words in another language stay as
# they are.
_MARKED = r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]\{[A-Za-z0-9-]+\}"
_ADDRESS = r"\]\([^)\n]*\)|https?://[^\s)>\"\]\\\u2018-\u201d]*[^\s)>\"\].,;:'\\\u2018-\u201d]"
_STAYS = f"{_MARKED}|{_ADDRESS}"
_ESCAPE = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}|.)"
_SET = "(?P<set>[\u2018\u2019\u201c\u201d])"
_SIGNS = {
    '"': re.compile(rf"{_STAYS}|{_SET}|\\(?P<double>\")|(?P<escape>{_ESCAPE})|(?P<single>')", re.S),
    "'": re.compile(rf"{_STAYS}|{_SET}|(?P<double>\")|(?P<single>'')"),
    "": re.compile(rf"{_STAYS}|{_SET}|(?P<double>\")|(?P<single>')"),
}
_OPENS_AFTER = re.compile(r"[\s(\[{\u2013\u2014/\u201c\u2018]\Z")
_SPACES = frozenset("ntr_NLP \n")
_EMPHASIS = "*"


def curled(written: str, language: str) -> str:
    """Return a text, with the quotes it stands in, with curly signs for straight ones.

    Quotation marks are those of English; in other languages only apostrophes in words are set.
    """
    quote = written[:1] if written[:1] in ('"', "'") else ""
    inside = written[1:-1] if quote else written
    setting = _Setting(is_english=language.partition("-")[0] == "en")
    at = 0
    for found in _SIGNS[quote].finditer(inside):
        setting.take(inside[at : found.start()])
        groups = found.groupdict()
        if groups["set"] or groups["double"] or groups["single"]:
            setting.sign(found, inside[found.end() : found.end() + 1])
        else:
            setting.take(found[0], _escaped(groups.get("escape") or "") or found[0])
        at = found.end()
    return f"{quote}{''.join(setting.parts)}{inside[at:]}{quote}"


@dataclass
class _Setting:
    """Hold what is set already, the sign it ends with, and which quotation marks are open."""

    is_english: bool
    parts: list[str] = field(default_factory=list)
    before: str = ""
    is_open: dict[str, bool] = field(default_factory=dict)

    def take(self, written: str, read: str = "") -> None:
        """Add what stays as it is; ``read`` is how it reads, if that differs."""
        self.parts.append(written)
        # Signs of emphasis do not print.
        self.before = (read or written).rstrip(_EMPHASIS)[-1:] or self.before

    def sign(self, found: re.Match[str], after: str) -> None:
        """Add the curly sign for a straight one, or that one if it stands for something else."""
        straight = '"' if found["double"] else "'" if found["single"] else ""
        self.take(
            (self._curly(straight, after) if straight else self._set(found[0], after)) or found[0]
        )

    def _curly(self, straight: str, after: str) -> str:
        """Return the sign for a straight one; nothing if that stays."""
        if straight == "'" and self._is_in_word(after):
            return "\u2019"
        # Behind a figure it stands for feet, inches or minutes, but not in “Vision 2030”.
        is_measure = self.before.isdigit() and not self.is_open.get(straight)
        if not self.is_english or is_measure:
            return ""
        opens = self._opens()
        pair = "\u201c\u201d" if straight == '"' else "\u2018\u2019"
        return self._set(
            pair[0] if opens and not self._is_of_year(straight, after) else pair[1], after
        )

    def _set(self, sign: str, after: str) -> str:
        """Return a curly sign, and remember what it opens or closes."""
        straight = sign.translate(CURLED)
        is_apostrophe = self._is_in_word(after) or self._is_of_year(straight, after)
        if straight == '"' or not is_apostrophe:
            self.is_open[straight] = sign in "\u2018\u201c"
        return sign

    def _opens(self) -> bool:
        return not self.before or bool(_OPENS_AFTER.search(self.before))

    def _is_in_word(self, after: str) -> bool:
        return self.before.isalpha() and after.isalpha()

    def _is_of_year(self, straight: str, after: str) -> bool:
        """Return whether it is the apostrophe of a short year."""
        return straight == "'" and after.isdigit() and self._opens()


def _escaped(escape: str) -> str:
    """Return the sign an escape of YAML stands for; white space of any kind is a space."""
    if escape[2:]:
        return chr(int(escape[2:], 16))
    return " " if escape[1:] in _SPACES else escape[1:]
