"""Look for the system libraries WeasyPrint needs, without importing WeasyPrint."""

import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CDLL, byref, c_char_p, c_int, c_void_p
from dataclasses import dataclass
from typing import Any

__all__ = ["INSTALL", "Library", "libraries", "opened_by_file_name"]

INSTALL = {
    "Debian, Ubuntu": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "Fedora": "sudo dnf install pango harfbuzz",
    "macOS": "brew install pango",
}
"""The command that installs the libraries, by system."""

_NAMES = {
    "GLib": ("gobject-2.0", 0),
    "Pango": ("pango-1.0", 0),
    "Pango for FreeType": ("pangoft2-1.0", 0),
    "Fontconfig": ("fontconfig", 1),
    "FreeType": ("freetype", 6),
    "HarfBuzz": ("harfbuzz", 0),
    "HarfBuzz subset": ("harfbuzz-subset", 0),
}
_TELLING = {"Pango": "pango_version_string", "HarfBuzz": "hb_version_string"}


@dataclass(frozen=True)
class Library:
    """Say whether a library is there, and its version where it tells one.

    Without an optional library WeasyPrint works, only slower.
    """

    name: str
    found: bool
    version: str = ""
    optional: bool = False


def libraries(open_library: Callable[[str], CDLL] = CDLL) -> tuple[Library, ...]:
    """Return the libraries WeasyPrint loads, with FreeType, which Pango reads fonts with."""
    return tuple(_look_for(name, open_library) for name in _NAMES)


@contextmanager
def opened_by_file_name() -> Iterator[None]:
    """Let Linux open libraries by the names of their files alone, while WeasyPrint is imported.

    WeasyPrint tries other systems' names first. For each of them Python starts ldconfig, gcc and ld
    to ask where it is, some fifty processes, although no file has such a name.
    """
    tools: Any = ctypes.util
    find = tools.find_library
    if sys.platform == "linux":
        tools.find_library = lambda _: None
    try:
        yield
    finally:
        tools.find_library = find


def _look_for(name: str, open_library: Callable[[str], CDLL]) -> Library:
    optional = name == "HarfBuzz subset"
    for file in _file_names(*_NAMES[name]):
        try:
            library = open_library(file)
        except OSError:
            continue
        return Library(name, True, _version(name, library), optional)  # noqa: FBT003 - found
    return Library(name, False, optional=optional)  # noqa: FBT003 - not found


def _file_names(stem: str, number: int) -> tuple[str, ...]:
    if sys.platform == "darwin":
        name = f"lib{stem}.{number}.dylib"
        return (name, f"/opt/homebrew/lib/{name}", f"/usr/local/lib/{name}")
    if sys.platform == "win32":
        return (f"lib{stem}-{number}.dll",)
    return (f"lib{stem}.so.{number}",)


def _version(name: str, library: CDLL) -> str:
    if name == "Fontconfig":
        number: int = library.FcGetVersion()  # 21402 is 2.14.2
        return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
    if name == "FreeType":
        return _freetype_version(library)
    if name not in _TELLING:
        return ""
    tell = getattr(library, _TELLING[name])
    tell.restype = c_char_p
    version: bytes = tell()
    return version.decode()


def _freetype_version(library: CDLL) -> str:
    """Return the version, which only an open instance of the library tells."""
    opened, parts = c_void_p(), (c_int(), c_int(), c_int())
    if library.FT_Init_FreeType(byref(opened)):
        return ""
    library.FT_Library_Version(opened, *map(byref, parts))
    library.FT_Done_FreeType(opened)
    return ".".join(str(part.value) for part in parts)
