"""mgi-report sign, and verify with --trust: what they print, and where a passphrase comes from."""

import sys
from pathlib import Path

import pytest
from click import UsageError
from click.testing import CliRunner, Result

from authority import PASSPHRASE, office
from manifests import GENERATOR, fill, record, small_pdf
from mgi_report.cli import cli
from mgi_report.output.manifest import Manifest

NAME = "mgi-xxa-2021-en.pdf"


def run(*arguments: object, word: bytes | None = None) -> Result:
    env = {"MGI_REPORT_SIGN_PASSPHRASE": word.decode() if word is not None else None}
    words = [str(each) for each in arguments]
    return CliRunner().invoke(cli, words, standalone_mode=False, env=env)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(
        tmp_path / "out",
        Manifest(generator=GENERATOR, files=(record(),)),
        [small_pdf((1, 0, 0))],
    )
    return tmp_path / "out"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return office().written(tmp_path)


def test_sign_prints_what_it_signed_and_verify_trusts_it(
    folder: Path, key: Path, tmp_path: Path
) -> None:
    done = run("sign", folder, "--key", key, word=PASSPHRASE)
    assert (done.stdout, done.stderr, done.return_value) == (f"{folder / NAME}\n", "", 0)
    done = run("sign", folder, "--key", key, word=PASSPHRASE)
    assert (done.stdout, done.return_value) == ("", 0)
    assert "every file is signed already" in done.stderr
    done = run("verify", folder)
    assert (done.stdout, done.return_value) == (f"{folder}: fine\n", 0)
    assert "warning [trust-not-asked] signed by Common Name: Example Signatures" in done.stderr
    trusted = tmp_path / "trusted.pem"
    trusted.write_bytes(office().pem)
    done = run("verify", folder, "--trust", trusted)
    assert (done.stdout, done.stderr, done.return_value) == (f"{folder}: fine\n", "", 0)
    trusted.write_text("nobody")
    done = run("verify", folder, "--trust", trusted)
    assert (done.stdout, done.return_value) == ("", 1)
    assert f"{trusted}: error [bad-trust]" in done.stderr


def test_the_passphrase_comes_from_a_file(folder: Path, key: Path, tmp_path: Path) -> None:
    file = tmp_path / "word"
    file.write_bytes(PASSPHRASE + b"\r\nand a note\n")
    # It goes before the variable.
    done = run("sign", folder, "--key", key, "--passphrase-file", file, word=b"wrong")
    assert done.return_value == 0
    done = run("sign", folder, "--key", key, "--passphrase-file", tmp_path / "nothing")
    assert done.return_value == 1
    assert f"{tmp_path / 'nothing'}: error [passphrase-file]" in done.stderr


def test_without_a_person_to_ask_there_is_no_passphrase(folder: Path, key: Path) -> None:
    for word in (None, b"", b"wrong"):
        done = run("sign", folder, "--key", key, word=word)
        assert done.return_value == 1
        assert f"{key}: error [passphrase-wrong]" in done.stderr
        assert "1 error" in done.stderr


def test_a_person_is_asked_and_the_word_is_not_shown(
    folder: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mgi_report.cli.signatures._asks", lambda: True)
    done = CliRunner().invoke(
        cli,
        ["sign", str(folder), "--key", str(key)],
        input=PASSPHRASE.decode() + "\n",
        standalone_mode=False,
    )
    assert (done.stdout, done.return_value) == (f"{folder / NAME}\n", 0)
    assert "Passphrase of the key:" in done.stderr
    assert PASSPHRASE.decode() not in done.output


def test_the_pin_of_a_token_is_asked_for_and_not_shown(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mgi_report.cli.signatures._asks", lambda: True)
    library = tmp_path / "library.so"
    words = ["sign", str(folder), "--pkcs11", str(library)]
    done = CliRunner().invoke(cli, words, input="271828\n", standalone_mode=False)
    assert (done.stdout, done.return_value) == ("", 1)
    assert "PIN of the token:" in done.stderr
    assert f"{library}: error [token-missing] this library cannot be loaded" in done.stderr
    assert "271828" not in done.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "name the key with --key, or its token with --pkcs11"),
        (("--key", "a.p12", "--pkcs11", "b.so"), "not with both"),
        (("--key", "a.p12", "--token", "Office"), "--token and --key-label go with --pkcs11"),
        (("--key-label", "office"), "--token and --key-label go with --pkcs11"),
    ],
)
def test_a_key_is_named_in_one_way(folder: Path, words: tuple[str, ...], told: str) -> None:
    error = run("sign", folder, *words).exception
    assert isinstance(error, UsageError)
    assert told in error.message


def test_without_the_extra_for_tokens_it_is_told_what_to_install(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    done = run("sign", folder, "--pkcs11", tmp_path / "library.so")
    assert done.return_value == 1
    assert "error [no-sign-extra] keys on tokens need the package python-pkcs11" in done.stderr
    assert "hint: install it with pip install 'mgi-report[sign-pkcs11]'" in done.stderr


def test_without_the_time_stamp_that_was_asked_for_nothing_is_signed(
    folder: Path, key: Path
) -> None:
    before = (folder / NAME).read_bytes()
    done = run("sign", folder, "--key", key, "--timestamp", "ftp://127.0.0.1/", word=PASSPHRASE)
    assert (done.stdout, done.return_value) == ("", 1)
    assert f"{folder / NAME}: error [timestamp-failed] ftp://127.0.0.1/ gave no" in done.stderr
    assert (folder / NAME).read_bytes() == before
    assert run("verify", folder).return_value == 0


def test_there_is_no_option_for_the_passphrase_itself() -> None:
    done = run("sign", "--help")
    assert "--passphrase-file" in done.stdout
    assert "--passphrase " not in done.stdout


def test_without_the_extra_it_is_told_what_to_install(
    folder: Path, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("sign", folder, "--key", key, word=PASSPHRASE)
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    hint = "hint: install it with pip install 'mgi-report[sign]'"
    done = run("sign", folder, "--key", key)
    assert done.return_value == 1
    assert "error [no-sign-extra] signatures need the package pyhanko" in done.stderr
    assert hint in done.stderr
    # Sums alone need no extra; whom to trust does.
    done = run("verify", folder)
    assert (done.stdout, done.return_value) == (f"{folder}: fine\n", 0)
    assert "warning [no-sign-extra]" in done.stderr
    trusted = tmp_path / "trusted.pem"
    trusted.write_bytes(office().pem)
    done = run("verify", folder, "--trust", trusted)
    assert (done.stdout, done.return_value) == ("", 1)
    assert "error [no-sign-extra]" in done.stderr
