"""Answer the engine's requests for files: from the assets and the artwork, nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from mgi_report.document.assets import AssetNotFound, Assets
from mgi_report.document.document import BASE_URL
from mgi_report.document.fonts import decompressed
from mgi_report.problems.problem import MgiReportError

__all__ = ["ARTWORK", "Refusal", "Refused", "Resource", "Sources"]

ARTWORK = "artwork/"

# The mimetypes module reads the machine's own tables, which differ between machines.
MEDIA_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".icc": "application/vnd.iccprofile",
}


class Refused(MgiReportError):  # noqa: N818 - reads as what happened
    """Say why an address is not served."""


@dataclass(frozen=True, slots=True)
class Resource:
    """Hold the bytes of one file and their media type."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Note one address that was asked for in vain, and why."""

    url: str
    reason: str


@dataclass
class Sources:
    """Serve the files of one document, and remember what could not be served.

    ``refusals`` matters because the engine goes on after a missing file with a line in its log, or
    for a font with several addresses not even that. ``served`` holds the asset paths in the order
    they were first asked for.
    """

    assets: Assets
    artwork: Mapping[str, bytes]
    refusals: list[Refusal] = field(default_factory=list)
    served: list[str] = field(default_factory=list)

    def read(self, url: str) -> Resource:
        """Return the file behind an address below BASE_URL; Refused for every other address."""
        try:
            return self._read(url)
        except (Refused, AssetNotFound) as error:
            refusal = Refusal(url, str(error))
            if refusal not in self.refusals:
                self.refusals.append(refusal)
            raise Refused(str(error)) from error

    def _read(self, url: str) -> Resource:
        name = asset_name(url)
        if name is None:
            raise Refused(f"{url[:200]} lies outside the templates, styles and artwork")
        media_type = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
        if name.startswith(ARTWORK):
            picture = self.artwork.get(name.removeprefix(ARTWORK))
            if picture is None:
                raise Refused(f"{name} is not among the pictures of this profile")
            return Resource(picture, media_type)
        # The engine would write the time of the day into a font that it decompresses itself.
        data = decompressed(self.assets.read_bytes(name))
        if name not in self.served:
            self.served.append(name)
        return Resource(data, media_type)


def asset_name(url: str) -> str | None:
    """Return the path below BASE_URL that an address names, or None if it names none."""
    if not url.startswith(BASE_URL):
        return None
    parts = urlsplit(url)
    return None if parts.query else unquote(parts.path).removeprefix("/")
