"""A key is taken only if it is the one, opens, is valid and is for signing documents."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID

from authority import FIRST, LAST, NOW, PASSPHRASE, Holder, holder, office
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.signature.key import read_key


def refusal(file: Path, passphrase: bytes | None = PASSPHRASE, moment=NOW) -> Problem:
    with pytest.raises(ProblemsFound) as found:
        read_key(file, passphrase, moment)
    (problem,) = found.value.problems
    assert problem.location is not None
    assert problem.location.file == file
    assert problem.hint
    return problem


def test_a_key_says_whose_it_is(tmp_path: Path) -> None:
    key = read_key(office().written(tmp_path), PASSPHRASE, NOW)
    assert key.subject == "Common Name: Example Signatures, Organization: Example Office"
    assert len(key.certificate_sha256) == 64
    assert "PRIVATE" not in repr(key)
    assert PASSPHRASE.decode() not in repr(key)


def test_a_key_without_a_passphrase_needs_none(tmp_path: Path) -> None:
    file = tmp_path / "open.p12"
    held = office()
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"key", held.key, held.certificate, None, NoEncryption()
        )
    )
    assert read_key(file, None, NOW).subject.startswith("Common Name: Example Signatures")


@pytest.mark.parametrize("passphrase", [b"another word", b"", None, "пароль".encode()])
def test_another_passphrase_is_told(tmp_path: Path, passphrase: bytes | None) -> None:
    assert refusal(office().written(tmp_path), passphrase).code == "passphrase-wrong"


def _no_file(file: Path) -> None:
    file.unlink()


def _other_file(file: Path) -> None:
    file.write_bytes(b"%PDF-1.7 is no key")


def _half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:200])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("spoil", [_no_file, _other_file, _half, _empty])
def test_what_is_no_key_file_is_told(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    file = office().written(tmp_path)
    spoil(file)
    assert refusal(file).code == "key-unreadable"


def test_certificates_without_a_key_are_told(tmp_path: Path) -> None:
    file = tmp_path / "certificates.p12"
    certificate = pkcs12.PKCS12Certificate(office().certificate, b"signer")
    lock = BestAvailableEncryption(PASSPHRASE)
    file.write_bytes(pkcs12.serialize_java_truststore([certificate], lock))
    problem = refusal(file)
    assert (problem.code, problem.message) == ("key-missing", "it holds no private key")


def test_a_key_without_its_certificate_is_told(tmp_path: Path) -> None:
    file = tmp_path / "key.p12"
    lock = BestAvailableEncryption(PASSPHRASE)
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"k", office().key, None, None, lock))
    assert refusal(file).message == "it holds no certificate of its key"


def test_several_keys_are_told(tmp_path: Path) -> None:
    file = tmp_path / "two.p12"
    file.write_bytes(with_two_keys(office()))
    assert refusal(file).code == "key-ambiguous"


def with_two_keys(held: Holder) -> bytes:
    """Return a PKCS#12 file in which the bag of the key stands twice; nobody looks at its sum."""
    from asn1crypto.pkcs12 import AuthenticatedSafe, Pfx, SafeContents  # noqa: PLC0415

    pfx = Pfx.load(held.pkcs12)
    safes = AuthenticatedSafe.load(pfx["auth_safe"]["content"].native)
    for safe in safes:
        if safe["content_type"].native == "data":
            bags = SafeContents.load(safe["content"].native)
            safe["content"] = SafeContents([*bags, *bags]).dump()
    pfx["auth_safe"]["content"] = AuthenticatedSafe(list(safes)).dump()
    return pfx.dump(force=True)


@pytest.mark.parametrize("moment", [FIRST - timedelta(days=1), LAST + timedelta(seconds=1)])
def test_a_certificate_that_is_not_valid_now_is_told(tmp_path: Path, moment) -> None:
    held = holder("Example Signatures", office().issuer)
    assert read_key(held.written(tmp_path), PASSPHRASE, LAST)
    problem = refusal(held.written(tmp_path), moment=moment)
    assert problem.code == "certificate-expired"
    assert "2026-01-01 to 2027-01-01" in problem.message


@pytest.mark.parametrize(
    "unfit",
    [{"signs": False}, {"purposes": (ExtendedKeyUsageOID.SERVER_AUTH,)}],
    ids=["usage", "purpose"],
)
def test_a_certificate_for_something_else_is_told(tmp_path: Path, unfit) -> None:
    held = holder("www.example.org", office().issuer, **unfit)
    assert refusal(held.written(tmp_path)).code == "key-purpose"


def test_a_certificate_for_mail_and_documents_signs(tmp_path: Path) -> None:
    held = holder(
        "Example",
        office().issuer,
        purposes=(ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION),
    )
    assert read_key(held.written(tmp_path), PASSPHRASE, NOW)
