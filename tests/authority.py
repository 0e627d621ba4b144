"""Make certificate authorities, certificates and keys of invented offices, for tests alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate as StampCertificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from pyhanko.sign.timestamps import DummyTimeStamper

__all__ = [
    "FIRST",
    "LAST",
    "NOW",
    "PASSPHRASE",
    "Holder",
    "clock_of",
    "holder",
    "office",
    "stamper",
]

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
LAST = FIRST + timedelta(days=365)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PASSPHRASE = b"a word nobody knows"
# Far beyond any clock a test may run by, for those that use the real one.
FOREVER = datetime(2500, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Holder:
    """Hold a certificate, its key, and who issued it."""

    certificate: x509.Certificate
    key: EllipticCurvePrivateKey | RSAPrivateKey
    issuer: "Holder | None" = None

    @property
    def pem(self) -> bytes:
        """Return the certificate as text."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def pkcs12(self) -> bytes:
        """Return key, certificate and that of the issuer as a PKCS#12 file."""
        chain = [self.issuer.certificate] if self.issuer else None
        lock = BestAvailableEncryption(PASSPHRASE)
        return pkcs12.serialize_key_and_certificates(
            b"key", self.key, self.certificate, chain, lock
        )

    def written(self, folder: Path) -> Path:
        """Write the PKCS#12 file, and return it."""
        file = folder / "key.p12"
        file.write_bytes(self.pkcs12)
        return file


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example Office"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def holder(
    common: str,
    issuer: Holder | None = None,
    *,
    purposes: Sequence[ObjectIdentifier] = (),
    signs: bool = True,
    bits: int = 0,
    first: datetime = FIRST,
    last: datetime = LAST,
) -> Holder:
    """Return a new certificate with its key; without an issuer it is an authority's own.

    The key is of RSA if it has ``bits``, and else of a curve, which takes less time.
    """
    key = generate_rsa_key(65537, bits) if bits else generate_private_key(SECP256R1())
    ca = issuer is None
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(common))
        .issuer_name(issuer.certificate.subject if issuer else _name(common))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(_usage(ca=ca, signs=signs), critical=True)
    )
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    return Holder(builder.sign(issuer.key if issuer else key, SHA256()), key, issuer)


def _usage(*, ca: bool, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs and not ca,
        content_commitment=False,
        key_encipherment=not ca,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


@cache
def office() -> Holder:
    """Return an office that may sign for as long as tests run, certified by an authority."""
    root = holder("Example Authority", last=FOREVER)
    return holder("Example Signatures", root, last=FOREVER)


def clock_of(held: Holder, moment: datetime) -> DummyTimeStamper:
    """Return what stamps one time alone with a key of RSA, whether or not it is for that."""
    der = held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = StampCertificate.load(held.certificate.public_bytes(Encoding.DER))
    return DummyTimeStamper(certificate, PrivateKeyInfo.load(der), fixed_dt=moment)


@cache
def stamper(moment: datetime = NOW) -> tuple[DummyTimeStamper, Holder]:
    """Return a time stamping authority, which says one time alone, and who vouches for it."""
    root = holder("Example Clock Authority", last=FOREVER)
    stamps = (ExtendedKeyUsageOID.TIME_STAMPING,)
    # The time stamper signs with RSA alone.
    clock = holder("Example Clock", root, purposes=stamps, bits=2048, last=FOREVER)
    return clock_of(clock, moment), root
