"""A key that stays on its token signs; what is wrong with token, PIN or key is told."""

import subprocess
import sys
from pathlib import Path

import pytest

from authority import FIRST, LAST, NOW, Holder, holder, office
from manifests import GENERATOR, fill, record, small_pdf
from mgi_report.output.manifest import Manifest, read_manifest
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.signature.check import examine_signature
from mgi_report.signature.choice import Token
from mgi_report.signature.opened import opened_key
from mgi_report.signature.pades import sign_pdf
from softhsm import PIN, Device

PDF = small_pdf((0.2, 0.4, 0.6))
WHOLE, MIXED = "Example Office", "Example Mixed"
RSA = holder("Example Stamps", holder("Example Authority", last=LAST), bits=2048)


@pytest.fixture(scope="module")
def library(device: Device) -> Path:
    """Return the library of two tokens: one with one key, and one with several of all kinds."""
    device.new_token(WHOLE)
    device.add(WHOLE, "office", office(), office(), 1)
    device.new_token(MIXED)
    device.add(MIXED, "rsa", RSA, RSA, 1)
    device.add(MIXED, "alone", None, RSA, 2)
    device.add(MIXED, "other", RSA, holder("Example Other", bits=2048), 3)
    device.add(MIXED, "another kind", RSA, office(), 5)
    device.add(
        MIXED, "not for documents", server := holder("Web", office(), signs=False), server, 4
    )
    return device.library


def signed_by(token: Token) -> tuple[bytes, Holder]:
    with opened_key(token, PIN.encode(), NOW) as key:
        return sign_pdf(PDF, key, NOW), key


def refusal(token: Token, pin: bytes | None = PIN.encode(), moment=NOW) -> Problem:
    with pytest.raises(ProblemsFound) as caught, opened_key(token, pin, moment):
        pass
    (problem,) = caught.value.problems
    assert problem.location is not None
    assert problem.location.file == token.library
    assert problem.hint
    return problem


def test_keys_of_a_curve_and_of_rsa_sign(library: Path) -> None:
    for token, name in (
        (Token(library, WHOLE), "Example Signatures"),
        (Token(library, MIXED, "rsa"), "Example Stamps"),
    ):
        data, key = signed_by(token)
        assert name in key.subject
        assert data.startswith(PDF)
        examined = examine_signature(data, (key.certificate,), NOW)
        assert examined.faults == ()


def test_the_file_has_the_certificates_above_and_no_others(library: Path) -> None:
    data, _ = signed_by(Token(library, MIXED, "rsa"))
    contents = bytes.fromhex(data.rpartition(b"/Contents <")[2].partition(b">")[0].decode())
    assert b"Example Stamps" in contents
    assert b"Example Authority" in contents
    assert b"Web" not in contents


def test_the_command_signs_a_folder_with_it(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    fill(folder, Manifest(generator=GENERATOR, files=(record(),)), [small_pdf((1, 0, 0))])
    (tmp_path / "pin").write_text(f"{PIN}\n")
    words = ["sign", folder, "--pkcs11", library, "--token", WHOLE, "--key-label", "office"]
    command = [sys.executable, "-m", "mgi_report", *words, "--passphrase-file", tmp_path / "pin"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (file,) = read_manifest(folder).files
    assert (done.stdout, done.stderr, done.returncode) == (f"{folder / file.name}\n", "", 0)
    assert file.signature is not None
    assert "Example Signatures" in file.signature.signer


@pytest.mark.parametrize("pin", [b"another", b"1", "ПИН".encode(), b"\xff\xfe"])
def test_a_wrong_pin(library: Path, pin: bytes) -> None:
    problem = refusal(Token(library, WHOLE), pin)
    assert problem.code == "pin-wrong"
    assert "locked" in problem.hint


def test_without_a_pin_no_key_is_seen(library: Path) -> None:
    for pin in (None, b""):
        assert refusal(Token(library, WHOLE), pin).code == "token-key-missing"


@pytest.mark.parametrize(
    ("label", "key", "code", "words"),
    [
        ("", "", "token-ambiguous", "--token: Example Mixed, Example Office"),
        ("Nobody", "", "token-missing", "--token: Example Mixed, Example Office"),
        (
            MIXED,
            "",
            "token-key-ambiguous",
            "--key-label: alone, another kind, not for documents, other, rsa",
        ),
        (
            MIXED,
            "nothing",
            "token-key-missing",
            "--key-label: alone, another kind, not for documents, other, rsa",
        ),
        (MIXED, "alone", "token-key-missing", "put the certificate on it"),
        (MIXED, "not for documents", "key-purpose", "digital signature"),
    ],
)
def test_which_key_is_meant(library: Path, label: str, key: str, code: str, words: str) -> None:
    problem = refusal(Token(library, label, key))
    assert problem.code == code
    assert words in problem.hint


def test_a_certificate_that_has_run_out(library: Path) -> None:
    problem = refusal(Token(library, MIXED, "rsa"), moment=LAST.replace(year=FIRST.year + 5))
    assert problem.code == "certificate-expired"


def test_a_certificate_of_another_key_is_seen_when_the_file_is_read_back(library: Path) -> None:
    data, key = signed_by(Token(library, MIXED, "other"))
    examined = examine_signature(data, (key.certificate,), NOW)
    assert [fault.code for fault in examined.faults] == ["signature-broken"]


def test_what_the_token_refuses_is_told(library: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        signed_by(Token(library, MIXED, "another kind"))
    (problem,) = caught.value.problems
    assert (problem.code, "the token refused" in problem.message) == ("cannot-sign", True)


@pytest.mark.parametrize("held", [None, b"no library"])
def test_what_is_no_library(device: Device, tmp_path: Path, held: bytes | None) -> None:
    file = tmp_path / "library.so"
    if held:
        file.write_bytes(held)
    problem = refusal(Token(file))
    assert problem.code == "token-missing"
    assert "cannot be loaded" in problem.message
