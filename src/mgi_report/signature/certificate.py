"""Read what a certificate says: whose it is, what it may be used for, and when."""

from datetime import UTC, datetime
from pathlib import Path

from asn1crypto.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder_data

from mgi_report.problems.problem import Location, Problem, ProblemsFound

__all__ = [
    "Certificate",
    "certificate_sum",
    "days_of",
    "read_trusted",
    "signs_documents",
    "stamps_times",
    "subject_of",
    "was_valid",
]

USAGES = {"digital_signature", "non_repudiation"}
PURPOSES = {
    "any_extended_key_usage",
    "1.3.6.1.5.5.7.3.36",  # document signing (RFC 9336)
    "1.2.840.113583.1.1.5",  # Adobe's
    "microsoft_document_signing",
    "email_protection",
}


def signs_documents(certificate: Certificate) -> bool:
    """Return whether a certificate is for signing documents, or for everything.

    Otherwise that of a web server would do, of an authority that issues both (RFC 5280, 4.2.1.3
    and 4.2.1.12).
    """
    usage, purposes = certificate.key_usage_value, certificate.extended_key_usage_value
    return (usage is None or bool(USAGES & set(usage.native))) and (
        purposes is None or bool(PURPOSES & set(purposes.native))
    )


def subject_of(certificate: Certificate) -> str:
    """Return whose certificate it is, such as Common Name: Example, Country: LS."""
    return str(certificate.subject.human_friendly)


def certificate_sum(certificate: Certificate) -> str:
    """Return the SHA-256 of a certificate, which other programs call its fingerprint."""
    return str(certificate.sha256.hex())


def was_valid(certificate: Certificate, moment: datetime) -> bool:
    """Return whether a moment is within the days for which a certificate was issued."""
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)


def days_of(certificate: Certificate) -> str:
    """Return the first and last day of a certificate, such as 2026-01-01 to 2028-12-31."""
    days = (certificate.not_valid_before, certificate.not_valid_after)
    return " to ".join(f"{each.astimezone(UTC):%Y-%m-%d}" for each in days)


def read_trusted(files: tuple[Path, ...]) -> tuple[Certificate, ...]:
    """Return all certificates of some files, PEM or DER; ProblemsFound if one has none."""
    found: list[Certificate] = []
    problems = []
    for file in files:
        try:
            here = list(load_certs_from_pemder_data(file.read_bytes()))
            # Reading is lazy: what is no certificate says so only when it is looked into.
            for each in here:
                _look_into(each)
        except OSError as error:
            problems.append(_bad_trust(file, f"it cannot be read: {error.strerror or error}"))
        except (ValueError, TypeError, KeyError):
            problems.append(_bad_trust(file, "it holds something else than certificates"))
        else:
            found += here
            if not here:
                problems.append(_bad_trust(file, "it holds no certificate"))
    if problems:
        raise ProblemsFound(problems)
    return tuple(found)


def stamps_times(certificate: Certificate) -> bool:
    """Return whether a certificate is for time stamps and says so itself (RFC 3161, 2.3)."""
    purposes = certificate.extended_key_usage_value
    return purposes is not None and purposes.native == ["time_stamping"]


def _look_into(certificate: Certificate) -> None:
    days_of(certificate)
    subject_of(certificate)
    signs_documents(certificate)


def _bad_trust(file: Path, message: str) -> Problem:
    hint = "name a file of certificates, -----BEGIN CERTIFICATE-----, of whom you trust"
    return Problem("bad-trust", message, hint, Location(file))
