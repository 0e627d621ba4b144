"""Read a theme: a folder with templates/ and styles/ of its own, laid over ours.

Everything that is wrong with it is told at once, before any profile is made with it.
"""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from mgi_report.document.assets import FOLDERS, Assets, Theme
from mgi_report.problems.problem import Fault, Location, Problem, ProblemsFound
from mgi_report.problems.regular_file import FileTooLarge, NoRegularFile, read_regular
from mgi_report.profile.file.text import text_of
from mgi_report.profile.shape import nearest_word

__all__ = ["Check", "Theme", "read_theme"]

LARGEST_FILE = 20_000_000  # bytes
LARGEST_THEME = 100_000_000  # bytes; every process that makes profiles holds it
TEXTS = {".css", ".html", ".js", ".svg", ".toml"}
DOCUMENTS = {".md", ".rst", ".txt"}
PAPERS = ("readme", "licence", "license", "copying", "notice", "authors", "changelog")
DOCS = "docs/themes.md shows what a theme holds"


Check = Callable[[Theme, frozenset[str]], Iterable[Problem]]
"""Return what is wrong with what a theme holds, but for the files that cannot be read."""


def read_theme(folder: Path, check: Check | None = None) -> Theme:
    """Read a theme once; ProblemsFound with everything that is wrong with it, code ``theme``.

    Hidden files are passed over, and so are documents, such as a README, beside the two folders.
    ``check`` looks at what the files hold; the names of those that are no text or no TOML, which
    are among the problems, are given to it.
    """
    if fault := _no_folder(folder):
        raise ProblemsFound([Problem(*fault, location=Location(folder))])
    reading = _Reading(folder)
    reading.read()
    theme = Theme(folder, reading.files)
    unread = _unread_texts(theme)
    unread |= _broken_toml(theme, unread.keys())
    problems = [*reading.problems, *(each for found in unread.values() for each in found)]
    if check is not None:
        problems += check(theme, frozenset(unread))
    if problems:
        raise ProblemsFound(problems)
    return theme


def _no_folder(folder: Path) -> Fault | None:
    if not folder.exists():
        return Fault("theme", "there is no such folder", "check the name of the theme's folder")
    if not folder.is_dir():
        hint = f"name the folder that holds the theme's {' and '.join(FOLDERS)}"
        return Fault("theme", "this is a file; a theme is a folder", hint)
    return None


@dataclass
class _Reading:
    """Walk through a theme's folder, and keep what is read and what is wrong."""

    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _size: int = 0

    def read(self) -> None:
        """Read templates/ and styles/, and complain of what nobody would read."""
        found = [entry for entry in self._entries(self.folder) if not _is_paper(entry)]
        folders = [entry for entry in found if entry.name in FOLDERS]
        for entry in folders:
            if entry.is_dir():
                self._read_below(entry, self.folder.resolve())
            else:
                self._complain(entry, "this is a file, and should be a folder", DOCS)
        for entry in found:
            if entry.name not in FOLDERS:
                self._complain(entry, *_stray(entry))
        if not found:
            hint = f"put the theme's own files below {' and '.join(FOLDERS)}; {DOCS}"
            self._complain(self.folder, "there is nothing of a theme in this folder", hint)

    def _complain(self, path: Path, message: str, hint: str) -> None:
        self.problems.append(Problem("theme", message, hint, Location(path)))

    def _entries(self, folder: Path) -> list[Path]:
        try:
            return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror or error}"
            self._complain(folder, message, "allow reading it, or copy it to a folder of yours")
            return []

    def _read_below(self, folder: Path, root: Path) -> None:
        for entry in self._entries(folder):
            if _leads_out(entry, root):
                message = "this is a link out of the theme's folder, or to nothing"
                self._complain(entry, message, "put the file itself here")
            elif entry.is_symlink() and entry.is_dir():
                self._complain(entry, "this is a link to a folder", "put the folder itself here")
            elif entry.is_dir():
                self._read_below(entry, root)
            elif not entry.name.isprintable() or "\\" in entry.name:
                message = "the name of this file holds a sign that an address cannot hold"
                self._complain(entry, message, "use letters, digits, hyphens and full stops")
            else:
                self._read_file(entry)

    def _read_file(self, file: Path) -> None:
        try:
            data = read_regular(file, LARGEST_FILE)
        except NoRegularFile as special:
            self._complain(file, str(special.strerror), "take it away")
            return
        except FileTooLarge:
            hint = f"a file of a theme may have {_mb(LARGEST_FILE)}; is it one that is needed?"
            self._complain(file, f"the file is larger than {_mb(LARGEST_FILE)}", hint)
            return
        except OSError as error:
            message = f"the file cannot be read: {error.strerror or error}"
            self._complain(file, message, "allow reading it, or copy it into a file of yours")
            return
        self._size += len(data)
        if self._size > LARGEST_THEME >= self._size - len(data):
            hint = "take out what no page needs: every process that makes profiles holds a theme"
            message = f"with this file the theme is larger than {_mb(LARGEST_THEME)}"
            self._complain(file, message, hint)
        elif self._size <= LARGEST_THEME:
            self.files[file.relative_to(self.folder).as_posix()] = data


def _leads_out(entry: Path, root: Path) -> bool:
    try:
        return not entry.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # Links in a circle are an error of either kind.
        return True


def _mb(size: int) -> str:
    return f"{size // 1_000_000} MB"


def _is_paper(entry: Path) -> bool:
    """Return whether this is a document for people, which may lie beside the two folders."""
    return not entry.is_dir() and (
        entry.suffix.lower() in DOCUMENTS or entry.name.lower().startswith(PAPERS)
    )


def _stray(entry: Path) -> tuple[str, str]:
    """Say that something beside the two folders is read by nobody, and what was meant."""
    what = "folder" if entry.is_dir() else "file"
    message = f"nobody reads this {what}: a theme's files lie below {' and '.join(FOLDERS)}"
    if entry.is_dir() and (near := nearest_word(entry.name, FOLDERS)):
        return message, f"did you mean {near}?"
    ours = Assets()
    names = (name for folder in FOLDERS for name in ours.names(folder, entry.name))
    if meant := next((name for name in names if PurePosixPath(name).name == entry.name), None):
        return message, f"did you mean {meant}?"
    return message, "move it there, or out of the theme"


def _unread_texts(theme: Theme) -> dict[str, tuple[Problem, ...]]:
    """Return a problem for each text that is not UTF-8."""
    problems: dict[str, tuple[Problem, ...]] = {}
    for name, data in theme.files.items():
        if PurePosixPath(name).suffix.lower() not in TEXTS:
            continue
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            message = f"the byte 0x{data[error.start]:02X} here is not UTF-8 text"
            hint = "open it in a text editor and save it with the encoding UTF-8"
            place = Location(theme.folder / name, line, column)
            problems[name] = (Problem("theme", message, hint, place),)
    return problems


def _broken_toml(theme: Theme, unread: AbstractSet[str]) -> dict[str, tuple[Problem, ...]]:
    """Return a problem for each file of words or pages that is no TOML, at its line."""
    from mgi_report.profile.file.toml import (  # noqa: PLC0415 - a check without theme needs none
        TomlFault,
        read_toml,
    )

    problems: dict[str, tuple[Problem, ...]] = {}
    for name, data in theme.files.items():
        if not name.endswith(".toml") or name in unread:
            continue
        try:
            read_toml(text_of(theme.folder / name, data))
        except TomlFault as fault:
            hint = "a line reads key = value, and a text stands in quotes"
            message = f"this is no TOML: {fault.message}"
            problems[name] = (Problem("theme", message, hint, fault.location),)
        except ProblemsFound as found:
            problems[name] = found.problems
    return problems
