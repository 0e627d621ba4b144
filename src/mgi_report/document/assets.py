"""Find templates/ and styles/: in a user's theme first, then in the checkout or the package."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

__all__ = ["AssetNotFound", "Assets", "packaged_root"]

FOLDERS = ("templates", "styles")


class AssetNotFound(LookupError):  # noqa: N818 - reads as what happened
    """Say that a template, style, font or picture is not there."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is not among the templates and styles")


def packaged_root() -> Path:
    """Return the folder that holds templates/ and styles/.

    An installed wheel carries them in ``mgi_report/_assets``; an editable install does not see
    that folder, so the checkout beside ``src/`` serves.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package / "_assets", package.parents[1]):
        if all((root / folder).is_dir() for folder in FOLDERS):
            return root
    raise AssetNotFound("templates/ and styles/")


@dataclass(frozen=True)
class Assets:
    """Read files below templates/ and styles/ by their path, such as ``styles/tokens.css``.

    ``theme`` is a folder with templates/ or styles/ of its own; a file there takes the place of
    the packaged file of the same path.
    """

    root: Path = field(default_factory=packaged_root)
    theme: Path | None = None

    @cached_property
    def _roots(self) -> tuple[Path, ...]:
        roots = [self.root] if self.theme is None else [self.theme, self.root]
        return tuple(root.resolve() for root in roots)

    def locate(self, name: str) -> Path:
        """Return the file of this path; AssetNotFound if there is none or it leaves its folder."""
        parts = PurePosixPath(name).parts
        if parts and parts[0] in FOLDERS and ".." not in parts:
            for root in self._roots:
                found = root.joinpath(*parts).resolve()
                if found.is_file() and found.is_relative_to(root):
                    return found
        raise AssetNotFound(name)

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return self.locate(name).read_bytes()

    def read_text(self, name: str) -> str:
        """Return the text of a file, which is UTF-8."""
        return self.locate(name).read_text(encoding="utf-8")

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Return the paths of all files below a folder with this suffix, sorted."""
        found = {
            path.relative_to(root).as_posix()
            for root in self._roots
            for path in (root / folder).rglob(f"*{suffix}")
            if path.is_file()
        }
        return tuple(sorted(found))
