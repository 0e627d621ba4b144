"""Tell what makes files, besides their profiles: each thing that has a say in their bytes.

What was used stands in the manifest of a folder, so that somebody who makes its files again, and
gets other bytes, is told what is different here.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from mgi_report.output.record_values import Record, Sha256

__all__ = ["Generator", "differences"]


class Generator(Record):
    """Name what made the files: versions, and sums where there is no version.

    ``libraries`` are those of the system, with an empty version where one tells none; ``packages``
    are all that mgi-report needs to run, by the names of the package index: hyphenation, plural
    forms and names of languages come with them. ``code`` is the sum of mgi-report's own modules,
    ``design`` that of its templates and styles, ``fonts`` that of its fonts, and ``theme`` that of
    a theme's files, if there is one. What only the download page, the preview and papers for
    reviewers are made with is in none of them.
    """

    mgi_report: str
    python: str
    system: str
    libraries: dict[str, str]
    packages: dict[str, str]
    code: Sha256
    design: Sha256
    fonts: Sha256
    theme: Sha256 | None = None

    @property
    def digest(self) -> str:
        """Return one SHA-256 of everything."""
        return sha256(self.model_dump_json().encode()).hexdigest()


def differences(made: Generator, here: Generator) -> tuple[str, ...]:
    """Return what is different here from what files were made with, each in words."""
    return tuple(_told(made, here))


def _told(made: Generator, here: Generator) -> Iterator[str]:
    yield from _versions({"mgi-report": made.mgi_report}, {"mgi-report": here.mgi_report})
    yield from _versions({"Python": made.python}, {"Python": here.python})
    yield from _versions({"system": made.system}, {"system": here.system})
    yield from _versions(made.libraries, here.libraries)
    yield from _versions(made.packages, here.packages)
    sums = {
        "the code of mgi-report": (made.code, here.code),
        "templates or styles": (made.design, here.design),
        "the fonts": (made.fonts, here.fonts),
    }
    yield from (name for name, (one, other) in sums.items() if one != other)
    if made.theme != here.theme:
        yield "the theme" if made.theme and here.theme else _lacking(here.theme)


def _versions(made: Mapping[str, str], here: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(made.keys() | here.keys()):
        if made.get(name) != here.get(name):
            yield f"{name} {made.get(name, 'none')}, here {here.get(name, 'none')}"


def _lacking(theme: str | None) -> str:
    return "the theme, here none" if theme is None else "no theme, here one"
