"""Send catalogues to translators and take them back, as gettext PO.

    python docs/translations.py out fr fr.po
    python docs/translations.py in fr fr.po

One file holds the words of profiles, of the download page and for reviewers. The context of a
message is its catalogue and entry; each form of a plural is a message of its own. Comments of a
catalogue, and lines whose text is the same, stay as they are.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from mgi_report.document.wording import entry_at

ROOT = Path(__file__).parents[1] / "templates"
FOLDERS = ("locales", "web", "review")
SEEN = "seen"
NO_WORDS = ("direction", "script")
GROUP = re.compile(r"\[(?P<group>[\w.-]+)\]")
LINE = re.compile(r'(?P<key>[\w.-]+) = (?P<text>"(?:[^"\\]|\\.)*")')
UNSEEN = "\u00a0\u202f\u2066\u2069"
"""Signs that nobody sees, and which catalogues write as escapes."""
SAME = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in every file, so that the same catalogues give the same bytes."""


class Line(NamedTuple):
    """Hold the number of a line, counted from 0, the entry it says, and the text."""

    number: int
    key: str
    text: str


def lines(catalogue: str) -> Iterator[Line]:
    """Yield the lines of a catalogue that say an entry."""
    group = ""
    for number, line in enumerate(catalogue.splitlines()):
        if head := GROUP.fullmatch(line):
            group = head["group"]
        elif (said := LINE.fullmatch(line)) and group != SEEN:
            text = tomllib.loads(f"text = {said['text']}")["text"]
            yield Line(number, f"{group}.{said['key']}".lstrip("."), text)


def sent(tag: str, root: Path = ROOT) -> bytes:
    """Return the PO file of a language, with English as what is to be translated."""
    found = Catalog(locale=tag.replace("-", "_"), project="mgi-report", creation_date=SAME)
    found.revision_date, found.header_comment, found.fuzzy = SAME, "", False
    for folder in FOLDERS:
        english = tomllib.loads((root / folder / "en.toml").read_text("utf-8"))
        catalogue = (root / folder / f"{tag}.toml").read_text("utf-8")
        seen = tomllib.loads(catalogue).get(SEEN, {})
        for line in lines(catalogue):
            if line.key not in NO_WORDS:
                told = [f"seen: {seen[line.key]}"] if line.key in seen else []
                source = _english(english, line.key)
                context = f"{folder}/{line.key}"
                found.add(source, line.text, user_comments=told, context=context)
    file = BytesIO()
    write_po(file, found, width=0, sort_output=False)
    return file.getvalue()


def _english(words: Mapping[str, Any], key: str) -> str:
    """Return the English text of an entry; of a form English has not, that of all others."""
    text = entry_at(words, key)
    if text is None:
        text = entry_at(words, f"{key.rpartition('.')[0]}.other")
    return str(text)


def taken_back(tag: str, data: bytes, root: Path = ROOT) -> dict[Path, str]:
    """Return the catalogues of a language with what a PO file says; fuzzy messages are left out."""
    said = {
        message.context: message.string
        for message in read_po(BytesIO(data), charset="utf-8")
        if message.context and message.string and not message.fuzzy
    }
    found = {}
    for folder in FOLDERS:
        path = root / folder / f"{tag}.toml"
        catalogue = path.read_text("utf-8")
        written = catalogue.splitlines()
        for number, key, text in lines(catalogue):
            new = str(said.get(f"{folder}/{key}", text))
            if new != text:
                name = written[number].partition(" = ")[0]
                written[number] = f"{name} = {_quoted(new)}"
        found[path] = "\n".join(written) + "\n"
    return found


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    for sign in UNSEEN:
        quoted = quoted.replace(sign, f"\\u{ord(sign):04x}")
    return quoted


if __name__ == "__main__":
    way, language, name = sys.argv[1:]
    if way == "out":
        Path(name).write_bytes(sent(language))
    else:
        for path, text in taken_back(language, Path(name).read_bytes()).items():
            path.write_text(text, encoding="utf-8")
