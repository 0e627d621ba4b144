"""Tell everything but a profile's own files that shapes a PDF, here and now."""

import platform
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from mgi_report.document.assets import FOLDERS, Assets
from mgi_report.output.toolchain import Generator
from mgi_report.pdf.engine.libraries import libraries
from mgi_report.version import VERSION

__all__ = ["Toolchain", "toolchain"]

_APART = ("preview", "review", "web")
APART = tuple(f"{top}/{each}/" for top in FOLDERS for each in _APART)
"""The download page, the preview and what is for reviewers, which shape no PDF."""
FONTS = (".otf", ".ttf", ".woff", ".woff2")

REQUIREMENT = re.compile(r"^[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Toolchain:
    """Hold the digest of code, assets and libraries, and what a manifest names of them."""

    digest: str
    generator: Generator


def toolchain(assets: Assets) -> Toolchain:
    """Return the toolchain of this process, reading every template, style sheet, font and module.

    Neither the place of the files nor their dates count, so that two machines with the same
    releases have the same digest.
    """
    ours = Assets(assets.root, kept=assets.kept)
    names = [name for folder in FOLDERS for name in ours.names(folder, "")]
    sums = {name: _sum(ours.read_bytes(name)) for name in names if not name.startswith(APART)}
    generator = Generator(
        mgi_report=VERSION,
        python=platform.python_version(),
        system=f"{sys.platform} {platform.machine()}",
        libraries={each.name: each.version for each in libraries() if each.found},
        packages=dict(sorted(_distributions("mgi-report", {"mgi-report"}))),
        code=_total(_code_sums()),
        design=_total(each for each in sums.items() if not each[0].endswith(FONTS)),
        fonts=_total(each for each in sums.items() if each[0].endswith(FONTS)),
        theme=_theme_sum(assets),
    )
    return Toolchain(generator.digest, generator)


def _theme_sum(assets: Assets) -> str | None:
    """Return the sum of those files of a theme that shape PDFs; None if it has none."""
    files = {} if assets.theme is None else assets.theme.files
    shaping = {name: _sum(data) for name, data in files.items() if not name.startswith(APART)}
    return _total(sorted(shaping.items())) if shaping else None


def _code_sums() -> Iterator[tuple[str, str]]:
    package = Path(__file__).parents[1]
    for file in sorted(package.rglob("*.py")):
        yield file.relative_to(package).as_posix(), _sum(file.read_bytes())


def _total(sums: Iterable[tuple[str, str]]) -> str:
    return _sum("".join(f"{name}\0{value}\n" for name, value in sums).encode())


def _sum(data: bytes) -> str:
    return sha256(data).hexdigest()


def _distributions(name: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the versions of all that a package needs to run; extras are not followed."""
    try:
        requirements = distribution(name).requires or ()
    except PackageNotFoundError:
        return
    for requirement in requirements:
        needed = REQUIREMENT.match(requirement)
        if not needed or "extra ==" in requirement:
            continue
        key = re.sub(r"[-_.]+", "-", needed[0]).lower()
        if key in seen:
            continue
        seen.add(key)
        try:
            yield key, distribution(needed[0]).version
        except PackageNotFoundError:
            continue
        yield from _distributions(needed[0], seen)
