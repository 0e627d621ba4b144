"""Sign the bytes of a PDF: PAdES B-B, or B-T with a time stamp (ETSI EN 319 142-1).

The signature certifies the file: nothing may be changed afterwards (ISO 32000-1, 12.8.2.2). It is
added at the end, so that a signed file begins with the file as it was built.
"""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto.cms import ContentInfo
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.signature.apart import called_apart
from mgi_report.signature.key import SigningKey

__all__ = ["Authority", "TimeStamper", "sign_pdf"]

FIELD = "Signature"
DIGEST = "sha256"
PATIENCE = 30  # seconds for an answer of a time stamping authority


def sign_pdf(
    data: bytes, key: SigningKey, time: datetime, authority: TimeStamper | None = None
) -> bytes:
    """Return a PDF with an invisible signature, made at ``time``.

    Raises ProblemsFound if the file cannot be signed, or the authority gives no time stamp.
    """
    settings = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    # PDF/A wants what is printed, and PDF/UA what is untagged to lie outside of the page.
    invisible = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    signer = _SignerAt(
        settings,
        key.signer,
        timestamper=authority,
        new_field_spec=SigFieldSpec(FIELD, on_page=0, invis_sig_settings=invisible),
    )
    signer.time = time
    try:
        writer = _AddedOnly(BytesIO(data))
        find_page: Callable[[int], tuple[Any, Any]] = writer.find_page_for_modification
        page, _ = find_page(0)
        # PDF/UA-1, 7.18.3: every page that has an annotation says in which order they come.
        page.get_object()["/Tabs"] = NameObject("/S")
        signed = called_apart(lambda: signer.sign_pdf(writer, output=BytesIO()))
    except (PdfError, SigningError, ValueError) as error:
        message = f"it cannot be signed: {error}"
        hint = "use a key of RSA or of a NIST curve; if it is one, build the file again"
        raise ProblemsFound([Problem("cannot-sign", message, hint)]) from error
    return bytes(signed.getvalue())


class _AddedOnly(IncrementalPdfFileWriter):
    """Add to a file, and change nothing that it says of itself.

    The metadata tell when it was made; pyHanko would write the time of the clock. PDF/A-3 is PDF
    1.7 and PDF/X-4 1.6, where pyHanko would call the file PDF 2.0 with extensions.
    """

    def _update_meta(self) -> None:
        pass

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Leave the version as it is."""

    def register_extension(self, ext: DeveloperExtension) -> None:
        """Name no extension."""


class _SignerAt(PdfSigner):
    """Sign at a time that is told, not at that of the clock."""

    time: datetime

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - pyHanko's own
    ) -> PdfSigningSession:
        """Begin to sign, at the time that was told."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.time
        return session


class Authority(HTTPTimeStamper):
    """Ask a time stamping authority over HTTP (RFC 3161); ProblemsFound if it gives none."""

    def __init__(self, url: str) -> None:
        super().__init__(url, timeout=PATIENCE)

    async def async_timestamp(self, message_digest: Any, md_algorithm: Any) -> ContentInfo:
        """Return the time stamp of a digest."""
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except (OSError, ValueError, TypeError, KeyError) as error:
            message = f"{self.url} gave no time stamp: {error.__cause__ or error}"
            hint = "check the address and the network, or sign without --timestamp"
            raise ProblemsFound([Problem("timestamp-failed", message, hint)]) from error
