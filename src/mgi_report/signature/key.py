"""Read the key that signs, with its certificate, from a PKCS#12 file (RFC 7292)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto.pkcs12 import AuthenticatedSafe, Pfx, SafeContents
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import Signer, SimpleSigner

from mgi_report.problems.problem import Fault, Location, Problem, ProblemsFound
from mgi_report.signature.certificate import (
    certificate_sum,
    days_of,
    signs_documents,
    subject_of,
    was_valid,
)

__all__ = ["SigningKey", "fit_key", "read_key"]

KEYS = {"key_bag", "pkcs8_shrouded_key_bag"}
ASK = "ask whoever issued the key for a PKCS#12 file (.p12, .pfx) with it and its certificate"


@dataclass(frozen=True)
class SigningKey:
    """Hold a key that is fit to sign, and what its certificate says of its owner."""

    signer: Signer = field(repr=False)
    certificate: Certificate = field(repr=False)

    @property
    def subject(self) -> str:
        """Return whose key it is."""
        return subject_of(self.certificate)

    @property
    def certificate_sha256(self) -> str:
        """Return the SHA-256 of the certificate."""
        return certificate_sum(self.certificate)


def read_key(file: Path, passphrase: bytes | None, moment: datetime) -> SigningKey:
    """Return the key of a file, which is to sign at a moment.

    ProblemsFound if the file or its passphrase is another one, if it holds no key or several, or
    if the certificate is not valid then, or not for signing documents.
    """
    place = Location(file)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise _refusal(
            place, _unreadable(f"it cannot be read: {error.strerror or error}")
        ) from None
    if len(_key_bags(data, place)) > 1:
        message = "it holds several keys, and which one is to sign is not known"
        hint = "keep each key in a file of its own"
        raise _refusal(place, Fault("key-ambiguous", message, hint))
    try:
        held = pkcs12.load_pkcs12(data, passphrase)
    except (ValueError, TypeError):
        # The library tells a wrong passphrase and damaged bytes apart as little as the format does.
        message = "the passphrase does not open it"
        hint = "check the passphrase, and that it is the one of this file"
        raise _refusal(place, Fault("passphrase-wrong", message, hint)) from None
    if held.key is None or held.cert is None:
        lacking = "private key" if held.key is None else "certificate of its key"
        raise _refusal(place, Fault("key-missing", f"it holds no {lacking}", ASK))
    signer = SimpleSigner.load_pkcs12_data(data, (), passphrase)
    return fit_key(SigningKey(signer, signer.signing_cert), moment, place)


def fit_key(key: SigningKey, moment: datetime, place: Location) -> SigningKey:
    """Return a key; ProblemsFound if its certificate is not valid then, or not for documents."""
    for fault in _unfit(key.certificate, moment):
        raise _refusal(place, fault)
    return key


def _key_bags(data: bytes, place: Location) -> list[Any]:
    """Return the keys that stand in the open part of a file, where programs put them."""
    try:
        safes = AuthenticatedSafe.load(Pfx.load(data, strict=True)["auth_safe"]["content"].native)
        return [
            bag
            for safe in safes
            if safe["content_type"].native == "data"
            for bag in SafeContents.load(safe["content"].native)
            if bag["bag_id"].native in KEYS
        ]
    except (ValueError, TypeError, KeyError):
        raise _refusal(place, _unreadable("it is no PKCS#12 file")) from None


def _unfit(certificate: Certificate, moment: datetime) -> Iterator[Fault]:
    if not was_valid(certificate, moment):
        message = f"its certificate is valid from {days_of(certificate)}, and not now"
        yield Fault("certificate-expired", message, "renew the certificate, or use a newer key")
    if not signs_documents(certificate):
        message = "its certificate is not for signing documents"
        hint = "ask for one whose key usage is digital signature or non-repudiation"
        yield Fault("key-purpose", message, hint)


def _unreadable(message: str) -> Fault:
    return Fault("key-unreadable", message, ASK)


def _refusal(place: Location, fault: Fault) -> ProblemsFound:
    return ProblemsFound([Problem(*fault, place)])
