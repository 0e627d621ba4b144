"""Give tests a real token in software, SoftHSM, with keys of invented offices on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from authority import Holder

__all__ = ["PIN", "Device", "device"]

PIN = "271828"
LIBRARIES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)


def _tool(*words: object) -> None:
    command = ["softhsm2-util", *map(str, words)]
    subprocess.run(command, check=True, capture_output=True)


@dataclass(frozen=True)
class Device:
    """Hold a library of tokens, and a folder to work in."""

    library: Path
    folder: Path

    def new_token(self, label: str) -> None:
        """Put in another token."""
        _tool("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN)

    def add(self, token: str, label: str, held: Holder | None, key: Holder, number: int) -> None:
        """Put a key on a token, and the certificate of its holder and those above."""
        file = self.folder / "key.pem"
        file.write_bytes(key.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        named = ("--token", token, "--label", label, "--id", f"{number:02x}", "--pin", PIN)
        _tool("--import", file, "--no-public-key", *named)
        certificates: list[Holder] = []
        while held is not None:
            certificates.append(held)
            held = held.issuer
        for place, each in enumerate(certificates):
            self._add_certificate(token, label, each, bytes([number + 100 * (place > 0)]))

    def _add_certificate(self, token: str, label: str, held: Holder, number: bytes) -> None:
        import pkcs11  # noqa: PLC0415 - the device must be there before the library is loaded
        from pkcs11 import Attribute  # noqa: PLC0415 - as above
        from pkcs11.util.x509 import decode_x509_certificate  # noqa: PLC0415 - as above

        library = pkcs11.lib(str(self.library))
        # The library looks for tokens when it begins.
        library.reinitialize()
        der = held.certificate.public_bytes(Encoding.DER)
        wanted = decode_x509_certificate(der) | {
            Attribute.TOKEN: True,
            Attribute.LABEL: label,
            Attribute.ID: number,
        }
        with library.get_token(token_label=token).open(rw=True, user_pin=PIN) as session:
            session.create_object(wanted)


@pytest.fixture(scope="session")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Device]:
    """Return a device without tokens; a process has one, as the library keeps what it read."""
    library = next((Path(each) for each in LIBRARIES if Path(each).exists()), None)
    if library is None or shutil.which("softhsm2-util") is None:
        reason = "SoftHSM is not installed (Debian, Ubuntu: sudo apt install softhsm2)"
        # In CI, a skip would hide a broken promise.
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(conf))
        yield Device(library, folder)
