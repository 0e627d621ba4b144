"""Read templates/ and styles/: ours, and those of a theme laid over them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from mgi_report.problems.problem import DesignFault, Location

__all__ = ["FOLDERS", "SCRIPTS", "AssetNotFound", "Assets", "Layer", "Theme", "packaged_root"]

FOLDERS = ("templates", "styles")
SCRIPTS = "styles/scripts"


class AssetNotFound(DesignFault):
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


class Theme:
    """Hold the files of a theme as they were read: path, such as ``styles/tokens.css``, and bytes.

    ``folder`` is for messages only: themes with the same files are equal wherever they lie.
    """

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        self.folder, self.files = folder, files

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of names and bytes."""
        digest = sha256()
        for name, data in sorted(self.files.items()):
            digest.update(f"{name}\0{sha256(data).hexdigest()}\n".encode())
        return digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theme) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


class Layer(NamedTuple):
    """Hold one of the files a path stands for: its bytes, and its place for a person."""

    data: bytes
    place: Path | str
    is_themed: bool = False

    @property
    def lines(self) -> list[str]:
        """Return its lines of text."""
        return self.data.decode("utf-8-sig").splitlines()


@dataclass(frozen=True)
class Assets:
    """Read files below templates/ and styles/ by their path, such as ``styles/tokens.css``.

    A file of the theme takes the place of ours of the same path, or is laid over it (layers.py).
    A ``script``, named as in ISO 15924, has files of its own, which are laid over both:
    ``styles/scripts/Arab/tokens.css`` over ``styles/tokens.css``.
    Each of our files is read once and ``kept``, so that whoever asks later gets the same bytes.
    """

    root: Path = field(default_factory=packaged_root)
    theme: Theme | None = None
    kept: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    script: str = ""

    def in_script(self, script: str) -> "Assets":
        """Return the assets for texts in a script, which may have no files of its own."""
        has_files = script and self.names(f"{SCRIPTS}/{script}", "")
        return replace(self, script=script if has_files else "")

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes of a file; AssetNotFound if there is none or it leaves its folder."""
        layers = [layer.data for layer in self.layers(name)]
        if len(layers) == 1:
            return layers[0]
        from mgi_report.profile.file.layers import laid_over  # noqa: PLC0415 - few profiles need it

        path = _normal(name)
        return reduce(lambda below, above: laid_over(path, below, above), layers)

    def read_text(self, name: str) -> str:
        """Return the text of a file, which is UTF-8."""
        return self.read_bytes(name).decode("utf-8-sig")

    def has(self, name: str) -> bool:
        """Return whether there is a file of this path."""
        try:
            return bool(self.layers(name))
        except AssetNotFound:
            return False

    def layers(self, name: str) -> tuple[Layer, ...]:
        """Return what a file is made of: one file, or ours and what is laid over it."""
        name = _normal(name)
        found = list(self._layers(name))
        top, _, rest = name.partition("/")
        if self.script and top == "styles":
            found += self._layers(f"{SCRIPTS}/{self.script}/{rest}")
        if not found:
            raise AssetNotFound(name)
        if len(found) > 1:
            from mgi_report.profile.file.layers import is_laid_over  # noqa: PLC0415 - as above

            if not is_laid_over(name):
                del found[:-1]
        return tuple(found)

    def _layers(self, name: str) -> Iterator[Layer]:
        ours = self._ours(name)
        if ours is not None:
            yield Layer(ours, name)
        if self.theme is not None and name in self.theme.files:
            yield Layer(self.theme.files[name], self.theme.folder / name, is_themed=True)

    def _ours(self, name: str) -> bytes | None:
        if name not in self.kept:
            root = self.root.resolve()
            found = (root / name).resolve()
            if not (found.is_file() and found.is_relative_to(root)):
                return None
            self.kept[name] = found.read_bytes()
        return self.kept[name]

    def place(self, name: str, line: int | None = None, column: int | None = None) -> Location:
        """Return where a file, or a line of what `read_text` gives, is for a person.

        In a file of a theme, which is named by its folder, or in ours, by its path. ``column``
        counts from 1 as ``line`` does; a file that does not exist has its path for a place.
        """
        if line is None:
            is_themed = self.theme is not None and name in self.theme.files
            return Location(self.theme.folder / name if self.theme and is_themed else name)
        try:
            layers = self.layers(name)
        except AssetNotFound:
            return Location(name, line, column)
        for layer in layers[:-1]:
            if line <= len(layer.lines):
                return _place(layer, line, column)
            line -= len(layer.lines)
        return _place(layers[-1], line, column)

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Return the paths of all files below a folder with this suffix, sorted."""
        return tuple(sorted({*self._our_names(folder, suffix), *self._their_names(folder, suffix)}))

    def _our_names(self, folder: str, suffix: str) -> Iterator[str]:
        root = self.root.resolve()
        for path in (root / folder).rglob(f"*{suffix}"):
            if path.is_file():
                yield path.relative_to(root).as_posix()

    def _their_names(self, folder: str, suffix: str) -> Iterator[str]:
        for name in () if self.theme is None else self.theme.files:
            if name.startswith(f"{folder}/") and name.endswith(suffix):
                yield name


def _place(layer: Layer, line: int, column: int | None) -> Location:
    excerpt = layer.lines[line - 1] if 0 < line <= len(layer.lines) else None
    return Location(layer.place, line, column, excerpt=excerpt)


def _normal(name: str) -> str:
    """Return a path without ``.`` and doubled slashes; AssetNotFound if it leaves its folder."""
    parts = PurePosixPath(name).parts
    if not parts or parts[0] not in FOLDERS or ".." in parts:
        raise AssetNotFound(name)
    return "/".join(parts)
