"""Tell everything but a profile's own files that shapes a PDF, as one digest."""

import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from mgi_report.document.assets import Assets
from mgi_report.output.manifest import Generator
from mgi_report.pdf.engine.libraries import libraries
from mgi_report.version import VERSION

__all__ = ["Toolchain", "toolchain"]

_APART = ("preview", "review", "web")
APART = tuple(f"{top}/{each}/" for top in ("templates", "styles") for each in _APART)
"""The download page, the preview and what is for reviewers, which shape no PDF."""

REQUIREMENT = re.compile(r"^[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Toolchain:
    """Hold the digest of code, assets and libraries, and the versions a manifest names."""

    digest: str
    generator: Generator


def toolchain(assets: Assets) -> Toolchain:
    """Return the toolchain of this process, reading every template, style sheet, font and module.

    Neither the place of the files nor their dates count, so that two machines with the same
    releases have the same digest.
    """
    digest = sha256()
    for name, value in (*_asset_digests(assets), *_code_digests(), *_versions()):
        digest.update(f"{name}\0{value}\n".encode())
    generator = Generator(mgi_report=VERSION, weasyprint=distribution("weasyprint").version)
    return Toolchain(digest.hexdigest(), generator)


def _asset_digests(assets: Assets) -> Iterator[tuple[str, str]]:
    for folder in ("templates", "styles"):
        for name in assets.names(folder, ""):
            if not name.startswith(APART):
                yield name, sha256(assets.read_bytes(name)).hexdigest()


def _code_digests() -> Iterator[tuple[str, str]]:
    package = Path(__file__).parents[1]
    for file in sorted(package.rglob("*.py")):
        yield file.relative_to(package).as_posix(), sha256(file.read_bytes()).hexdigest()


def _versions() -> Iterator[tuple[str, str]]:
    yield "python", platform.python_version()
    yield "system", f"{sys.platform} {platform.machine()}"
    for library in libraries():
        yield library.name, f"{library.found} {library.version}"
    seen: set[str] = set()
    yield from sorted(_distributions("mgi-report", seen))


def _distributions(name: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the versions of a package and of all it needs to run; extras are not followed."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    seen.add(key)
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return
    yield key, found.version
    for requirement in found.requires or ():
        needed = REQUIREMENT.match(requirement)
        if needed and "extra ==" not in requirement:
            yield from _distributions(needed[0], seen)
