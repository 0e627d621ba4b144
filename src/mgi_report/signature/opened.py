"""Open the key that signs, in a file or on a token, with the packages that each of them needs."""

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_report.signature.choice import Token
from mgi_report.signature.extra import need_extra, need_token_extra

if TYPE_CHECKING:
    from mgi_report.signature.key import SigningKey

__all__ = ["opened_key"]


def opened_key(
    key: str | PathLike[str] | Token, passphrase: bytes | None, moment: datetime
) -> "AbstractContextManager[SigningKey]":
    """Give a key, which is to sign at a moment; ProblemsFound as `read_key` and `key_on_token`.

    The passphrase of a token is its PIN. ProblemsFound also if packages are not installed.
    """
    if isinstance(key, Token):
        need_token_extra()
        from mgi_report.signature.token import key_on_token  # noqa: PLC0415 - needs the extra

        return key_on_token(key, passphrase, moment)
    need_extra()
    from mgi_report.signature.key import read_key  # noqa: PLC0415 - as above

    return nullcontext(read_key(Path(key), passphrase, moment))
