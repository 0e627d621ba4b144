"""Say which key of which token is to sign; needs no package of the extras."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Token"]


@dataclass(frozen=True)
class Token:
    """Choose a key that never leaves its device, a card or a server, reached by PKCS#11.

    ``library`` is the maker's library. ``label`` names the token and ``key`` the key on it; each
    may be empty where there is only one.
    """

    library: Path
    label: str = ""
    key: str = ""
