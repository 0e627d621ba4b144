"""Prove what a theme holds before anything is made with it, each fault at its place in its file.

What cannot be seen without pages, such as a selector that fits nothing, is told when one is made.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import tinycss2
from jinja2 import TemplateSyntaxError, nodes

from mgi_report.document.assets import SCRIPTS, Assets, Theme
from mgi_report.document.book import FILE as BOOK
from mgi_report.document.book import PICTURES, read_book
from mgi_report.document.catalogue import LOCALES, read_words
from mgi_report.document.templating import environment
from mgi_report.pdf.press.inks import colour_problems
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.profile.file.layers import SHEETS
from mgi_report.profile.file.text import text_of
from mgi_report.profile.file.toml import TomlFile, read_toml
from mgi_report.profile.pictures import picture_fault
from mgi_report.profile.shape import nearest_word
from mgi_report.proof.catalogues import REVIEW, WEB, Asked, Catalogues
from mgi_report.proof.list_bars import bar_problems

__all__ = ["content_problems"]

TEMPLATES = "templates"
PREVIEW = "templates/preview"
RULES = ("media", "supports")  # The at-rules that hold rules.
NO_RULE = (
    "this is neither a declaration nor a whole rule",
    "write color: red; or p { color: red; }",
)
STYLE_FAULTS = {
    **dict.fromkeys(
        ("}", ")", "]"),
        ("nothing is open that this bracket closes", "look for a lost bracket before"),
    ),
    **dict.fromkeys(
        ("bad-string", "eof-in-string"),
        ("a text in quotation marks does not end", "close it on the same line"),
    ),
    **dict.fromkeys(
        ("bad-url", "eof-in-url"),
        ("an address in url() does not end", 'write it in quotation marks: url("…")'),
    ),
}
"""What tinycss2 says, by its kinds of errors, and how to mend it."""
OURS = "our own in templates/ show how one is written"


def content_problems(theme: Theme, unread: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
    """Return everything that is wrong with what a theme holds, file by file.

    ``unread`` are the names of files that are no text or no TOML, which has been told already.
    """
    assets = Assets(theme=theme)
    book = None
    if BOOK in theme.files and BOOK not in unread:
        book = read_toml(text_of(theme.folder / BOOK, theme.files[BOOK]))
    trees, problems = _trees(assets, unread)
    problems += _book_problems(assets) if book else ()
    problems += _word_problems(assets, theme, book, trees, unread)
    problems += _picture_problems(theme, book)
    for script in ("", *_scripts(assets)):
        if not unread & {*SHEETS, *(_in_script(script, sheet) for sheet in SHEETS)}:
            problems += colour_problems(assets.in_script(script))
    problems += _script_problems(theme, unread)
    for name in sorted({*theme.files} - unread):
        if name.endswith(".css"):
            problems += _style_problems(theme.folder / name, theme.files[name])
    # Measured with the theme's fonts and sizes, which must be sound.
    if not problems and not unread:
        problems += bar_problems(assets)
    return tuple(dict.fromkeys(problems))


def _scripts(assets: Assets) -> list[str]:
    """Return the scripts that have style sheets of their own, ours or the theme's."""
    names = (PurePosixPath(name).relative_to(SCRIPTS) for name in assets.names(SCRIPTS, ".css"))
    return sorted({name.parts[0] for name in names})


def _in_script(script: str, sheet: str) -> str:
    return f"{SCRIPTS}/{script}/{sheet.removeprefix('styles/')}"


def _script_problems(theme: Theme, unread: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each file of a script that no language is written in."""
    names = [name for name in theme.files if name.startswith(f"{SCRIPTS}/")]
    theirs = [name for name in theme.files if PurePosixPath(name).parent == PurePosixPath(LOCALES)]
    if not names or unread & {*theirs}:
        return
    ours = Assets()
    words = [read_words(name, ours) for name in ours.names(LOCALES, ".toml")]
    words += [read_toml(text_of(theme.folder / e, theme.files[e])).values for e in theirs]
    known = {str(each["script"]) for each in words if "script" in each}
    for name in names:
        script = PurePosixPath(name).relative_to(SCRIPTS).parts[0]
        if script not in known:
            near = nearest_word(script, tuple(sorted(known)))
            hint = f"did you mean {near}?" if near else f'a catalogue says script = "{script}"'
            message = f"no catalogue is in the script {script}, so nobody reads this file"
            yield Problem("theme", message, hint, Location(theme.folder / name))


def _book_problems(assets: Assets) -> tuple[Problem, ...]:
    try:
        read_book(assets)
    except ProblemsFound as found:
        return found.problems
    return ()


def _picture_problems(theme: Theme, book: TomlFile | None) -> Iterator[Problem]:
    """Yield what keeps pictures from being printed; those of the book are told in its lines."""
    told = {str(entry.get("file")) for _, entry in _entries(book, "logo")} if book else set()
    for name, data in theme.files.items():
        is_picture = PurePosixPath(name).suffix.lower() in PICTURES
        if is_picture and name not in told and (fault := picture_fault(data)):
            place = Location(theme.folder / name)
            yield Problem("theme", f"this picture {fault[0]}", fault[1], place)


def _style_problems(file: Path, data: bytes) -> Iterator[Problem]:
    """Yield where a style sheet is no CSS; what the engine makes of sound CSS it tells itself."""
    text = data.decode("utf-8-sig")
    lines = re.split(r"\r\n|[\n\r\f]", text)
    for error in _errors(tinycss2.parse_stylesheet(text)):
        line, column = error.source_line, error.source_column
        place = Location(file, line, column, excerpt=lines[line - 1])
        yield Problem("theme", *STYLE_FAULTS.get(error.kind, NO_RULE), place)


def _errors(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        if item.type == "error":
            yield item
        for part in ("prelude", "value", "arguments"):
            if isinstance(inside := getattr(item, part, None), list):
                yield from _errors(inside)
        if isinstance(content := getattr(item, "content", None), list):
            yield from _errors(_parsed(item, content))


def _parsed(item: Any, content: list[Any]) -> list[Any]:
    """Return what stands in the braces of a rule; in other brackets there are values."""
    if item.type == "at-rule" and item.lower_at_keyword in RULES:
        return list(tinycss2.parse_rule_list(content))
    if item.type in ("at-rule", "qualified-rule"):
        return list(tinycss2.parse_blocks_contents(content))
    return content


def _trees(
    assets: Assets, unread: frozenset[str]
) -> tuple[dict[str, nodes.Template], list[Problem]]:
    """Return the theme's templates as Jinja reads them, and a problem for each it cannot read."""
    pages, web = environment(assets), environment(assets)
    # The download page has these two more.
    web.filters |= {"link_to": str, "listed": str}
    trees: dict[str, nodes.Template] = {}
    problems: list[Problem] = []
    for name in sorted({*(assets.theme.files if assets.theme else ())} - unread):
        if not _is_template(name):
            continue
        made = web if _folder(name) == WEB else pages
        try:
            tree = made.parse(assets.read_text(name))
            made.compile(assets.read_text(name))  # Which knows the filters there are.
        except TemplateSyntaxError as error:
            message = f"this is no template: {error.message}"
            problems.append(Problem("theme", message, OURS, _line(assets, name, error.lineno)))
        else:
            trees[name] = tree
            problems += _lost_parts(assets, name, tree)
    return trees, problems


def _is_template(name: str) -> bool:
    return name.startswith(f"{TEMPLATES}/") and name.endswith(".html")


def _line(assets: Assets, name: str, line: int) -> Location:
    """Return the beginning of a line, which is all that Jinja knows of a place."""
    texts = assets.read_text(name).splitlines()
    text = texts[line - 1] if line <= len(texts) else ""
    return assets.place(name, line, len(text) - len(text.lstrip()) + 1)


def _lost_parts(assets: Assets, name: str, tree: nodes.Template) -> Iterator[Problem]:
    """Yield a problem for each template that is named in this one and is not there."""
    kinds = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)
    node: Any
    for node in tree.find_all(kinds):
        part = getattr(node.template, "value", None)
        may_lack = getattr(node, "ignore_missing", False)
        if isinstance(part, str) and not may_lack and not assets.has(f"{TEMPLATES}/{part}"):
            there = (
                each.removeprefix(f"{TEMPLATES}/") for each in assets.names(TEMPLATES, ".html")
            )
            near = nearest_word(part, tuple(there))
            hint = f"did you mean {near}?" if near else "add the file"
            message = f"there is no template {part}"
            yield Problem("theme", message, hint, _line(assets, name, node.lineno))


def _word_problems(
    assets: Assets,
    theme: Theme,
    book: TomlFile | None,
    trees: Mapping[str, nodes.Template],
    unread: frozenset[str],
) -> Iterator[Problem]:
    """Yield what is wrong with the words: of profiles, the download page, and for reviewers."""
    for folder in (LOCALES, WEB, REVIEW):
        asked = [*_asked_by_book(book)] if book is not None and folder == LOCALES else []
        texts: set[str] = set()
        names = {name for name in theme.files if _is_template(name) and _folder(name) == folder}
        for name in sorted(names & trees.keys()):
            asked += _asked(assets, name, trees[name])
            texts |= {str(node.value) for node in trees[name].find_all(nodes.Const)} - {""}
        # What cannot be read may ask for anything.
        has_lost = not names <= trees.keys() or (folder == LOCALES and BOOK in unread)
        known = None if has_lost else texts
        yield from Catalogues(folder, theme, asked, known, unread).problems()


def _folder(template: str) -> str:
    """Return where the words of a template are."""
    # The preview looks the same with every theme, and no theme has words for it.
    apart = (WEB, REVIEW, PREVIEW)
    return next((each for each in apart if template.startswith(f"{each}/")), LOCALES)


def _asked(assets: Assets, name: str, tree: nodes.Template) -> Iterator[Asked]:
    """Yield the entries of a catalogue that a template asks for by their whole names."""
    for call in tree.find_all(nodes.Call):
        target = call.node
        counts = isinstance(target, nodes.Getattr) and target.attr == "count"
        if isinstance(target, nodes.Getattr) and counts:
            target = target.node
        first = call.args[0] if call.args else None
        said = isinstance(target, nodes.Name) and target.name == "say"
        if said and isinstance(first, nodes.Const) and isinstance(first.value, str):
            names = None if call.dyn_kwargs else frozenset(each.key for each in call.kwargs)
            yield Asked(first.value, _line(assets, name, call.lineno), names, counts)


def _asked_by_book(book: TomlFile) -> Iterator[Asked]:
    """Yield the entries that added pages and logos need, also those that have another fault."""
    for kind, group in (("page", "pages"), ("logo", "logos")):
        for number, entry in _entries(book, kind):
            word = str(entry.get("name", "")).replace("-", "_")
            if word.isidentifier():
                place = book.locate((kind, number, "name"))
                yield Asked(f"{group}.{word}", place, frozenset())


def _entries(book: TomlFile, kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = book.values.get(kind)
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield number, entry
