"""Say what the signature in a PDF is worth: whether it is whole, of whom, and trusted by whom.

Nothing is fetched, so nobody is asked whether a certificate was revoked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    TimestampSignatureStatus,
)
from pyhanko_certvalidator.context import ValidationContext

from mgi_report.problems.problem import Fault
from mgi_report.signature.apart import called_apart
from mgi_report.signature.certificate import (
    certificate_sum,
    days_of,
    signs_documents,
    stamps_times,
    subject_of,
    was_valid,
)

__all__ = ["Examined", "examine_signature"]

OTHER_BYTES = "do not use the file; get it anew from whoever signed it, or build and sign it again"

BROKEN = "signature-broken"


@dataclass(frozen=True)
class Examined:
    """Hold what is known of the first signature in a file, and all that is wrong with it.

    ``signer`` is empty where the signature is broken. ``stamped`` is the time that an authority
    confirmed, if there is such a time stamp and it is whole.
    """

    faults: tuple[Fault, ...]
    signer: str = ""
    certificate_sha256: str = ""
    stamped: datetime | None = None


def examine_signature(
    data: bytes, trusted: Sequence[Certificate] | None, moment: datetime
) -> Examined:
    """Return what the signature in a PDF is worth at a moment.

    ``trusted`` are certificates of signers or of authorities that certify signers and times; None
    asks for no trust.
    """
    try:
        found = PdfFileReader(BytesIO(data)).embedded_signatures
        if not found:
            hint = "sign it with mgi-report sign"
            return Examined((Fault("not-signed", "it has no signature", hint),))
        return _examine(found[0], trusted, moment)
    except Exception:
        message = "its signature cannot be read, so it proves nothing"
        return Examined((Fault(BROKEN, message, OTHER_BYTES),))


def _examine(
    signature: EmbeddedPdfSignature, trusted: Sequence[Certificate] | None, moment: datetime
) -> Examined:
    status = _status(signature, trusted or (), moment)
    stamp = status.timestamp_validity
    stamped = stamp.timestamp if stamp is not None and stamp.valid and stamp.intact else None
    if stamp is not None and stamped is not None and _is_trusted_time(stamp, moment):
        # Who could sign at that time could, whatever has run out since.
        moment = stamped
        status = _status(signature, trusted or (), moment)
    faults = [*_content_faults(signature, status)]
    if any(fault.code == BROKEN for fault in faults):
        return Examined(tuple(faults))  # Then nobody has signed it, whatever name stands there.
    if trusted is not None:
        faults += _trust_faults(status, moment)
    certificate = signature.signer_cert
    return Examined(tuple(faults), subject_of(certificate), certificate_sum(certificate), stamped)


def _status(
    signature: EmbeddedPdfSignature, trusted: Sequence[Certificate], moment: datetime
) -> PdfSignatureStatus:
    # An empty list of roots trusts nobody, where None would trust those of the system.
    context = ValidationContext(trust_roots=list(trusted), moment=moment, allow_fetching=False)
    # What the certificate is for is looked at below: of one that is trusted itself, pyHanko asks
    # neither that nor whether it has run out.
    any_usage = KeyUsageConstraints(key_usage=set())
    return called_apart(
        lambda: validate_pdf_signature(
            signature, context, key_usage_settings=any_usage, skip_diff=True
        )
    )


def _is_trusted_time(stamp: TimestampSignatureStatus, moment: datetime) -> bool:
    """Return whether a time stamp is of a trusted authority for time stamps.

    PyHanko trusts certificates that are named themselves for everything and at every time: with a
    key that has run out, a signer could date files back.
    """
    certificate = stamp.signing_cert
    return stamp.trusted and stamps_times(certificate) and was_valid(certificate, moment)


def _content_faults(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Iterator[Fault]:
    """Yield what is wrong with a signature whoever made it."""
    if not (status.intact and status.valid):
        message = "its bytes are not those that were signed"
        yield Fault(BROKEN, message, OTHER_BYTES)
    elif status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        message = "the signature does not cover the whole file: something was added to it later"
        yield Fault("signature-partial", message, OTHER_BYTES)
    if signature.docmdp_level is not MDPPerm.NO_CHANGES:
        message = "the signature allows changes to the file (DocMDP)"
        yield Fault("signature-permits", message, "build the file again, and sign it here")
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.intact and stamp.valid):
        message = "its time stamp is not that of this signature"
        yield Fault(BROKEN, message, OTHER_BYTES)


def _trust_faults(status: PdfSignatureStatus, moment: datetime) -> Iterator[Fault]:
    """Yield why a signature is not to be trusted, if it is not."""
    certificate = status.signing_cert
    who = subject_of(certificate)
    if not was_valid(certificate, moment):
        message = (
            f"{who} signed it with a certificate valid from {days_of(certificate)}, and no trusted"
            " time stamp says that this was then"
        )
        hint = "name the time stamping authority with --trust too, or build and sign the file again"
    elif not signs_documents(certificate):
        message = f"{who} signed it with a certificate that is not for signing documents"
        hint = "have it signed with another certificate"
    elif not status.trusted:
        message = f"{who} signed it, and nobody named with --trust vouches for that"
        hint = "name the certificate of the signer, or of the authority that issued it"
    else:
        return
    yield Fault("signature-untrusted", message, hint)
