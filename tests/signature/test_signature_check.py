"""A signature is worth something if it is whole, of the whole file, and of somebody trusted."""

import asyncio
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.cms import ContentInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper

from authority import (
    FIRST,
    FOREVER,
    LAST,
    NOW,
    PASSPHRASE,
    Holder,
    clock_of,
    holder,
    office,
    stamper,
)
from manifests import small_pdf
from mgi_report.problems.problem import ProblemsFound
from mgi_report.signature.apart import called_apart
from mgi_report.signature.certificate import read_trusted
from mgi_report.signature.check import Examined, examine_signature
from mgi_report.signature.key import SigningKey, read_key
from mgi_report.signature.pades import sign_pdf

PDF = small_pdf((0.2, 0.4, 0.6))
STRANGER = holder("Another Authority")


def key_of(held: Holder, folder: Path) -> SigningKey:
    return read_key(held.written(folder), PASSPHRASE, NOW)


def roots(*holders: Holder) -> tuple[Certificate, ...]:
    return tuple(Certificate.load(each.certificate.public_bytes(Encoding.DER)) for each in holders)


def root() -> Holder:
    issuer = office().issuer
    assert issuer is not None
    return issuer


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return sign_pdf(PDF, key_of(office(), tmp_path_factory.mktemp("key")), NOW)


def codes(examined: Examined) -> list[str]:
    return [fault.code for fault in examined.faults]


def test_a_whole_signature_says_who_made_it(signed: bytes) -> None:
    examined = examine_signature(signed, None, NOW)
    assert codes(examined) == []
    assert examined.signer == "Common Name: Example Signatures, Organization: Example Office"
    assert examined.stamped is None


def test_authority_and_signer_can_be_trusted_and_nobody_else(signed: bytes) -> None:
    assert codes(examine_signature(signed, roots(root()), NOW)) == []
    assert codes(examine_signature(signed, roots(office()), NOW)) == []
    assert codes(examine_signature(signed, roots(STRANGER, root()), NOW)) == []
    assert codes(examine_signature(signed, roots(STRANGER), NOW)) == ["signature-untrusted"]
    assert codes(examine_signature(signed, (), NOW)) == ["signature-untrusted"]


def test_a_name_alone_is_not_trusted(signed: bytes) -> None:
    """An authority of the same name with another key vouches for nobody."""
    false = holder("Example Authority")
    assert codes(examine_signature(signed, roots(false), NOW)) == ["signature-untrusted"]


@pytest.mark.parametrize("place", [40, 300, len(PDF) - 10, -20])
def test_one_changed_byte_breaks_it(signed: bytes, place: int) -> None:
    other = bytearray(signed)
    other[place] ^= 1
    found = examine_signature(bytes(other), roots(root()), NOW)
    assert (codes(found), found.signer) == (["signature-broken"], "")


def test_a_file_cut_short_is_told(signed: bytes) -> None:
    for end in (-1, -6, -40, -700):
        found = codes(examine_signature(signed[:end], roots(root()), NOW))
        assert found, end
        assert set(found) <= {"signature-broken", "not-signed"}, end
    assert codes(examine_signature(signed[: len(PDF)], roots(root()), NOW)) == ["not-signed"]


def test_anything_added_later_is_told(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.root["/PageMode"] = NameObject("/FullScreen")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(signed)
    for later in (out.getvalue(), signed + b"\n", signed + b"% one more word\n"):
        assert codes(examine_signature(later, roots(root()), NOW)) == ["signature-partial"]


def signed_by(signer: PdfSigner, data: bytes) -> BytesIO:
    """Return what a signer makes, in a thread: another test's browser may hold this one's loop."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    return called_apart(lambda: signer.sign_pdf(writer, output=BytesIO()))


class Forger(PdfSigner):
    """Sign also what may not be signed again."""

    def _enforce_certification_constraints(self, reader: object) -> None:
        pass


def test_a_second_signature_does_not_hide_the_first(signed: bytes) -> None:
    signer = SimpleSigner.load_pkcs12_data(office().pkcs12, (), PASSPHRASE)
    out = signed_by(Forger(PdfSignatureMetadata(field_name="Second"), signer), signed)
    assert codes(examine_signature(out.getvalue(), roots(root()), NOW)) == ["signature-partial"]


@pytest.mark.parametrize("level", [None, MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE])
def test_a_signature_that_allows_changes_is_told(level: MDPPerm | None) -> None:
    settings = PdfSignatureMetadata(
        field_name="Signature",
        certify=level is not None,
        docmdp_permissions=level or MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    signer = SimpleSigner.load_pkcs12_data(office().pkcs12, (), PASSPHRASE)
    out = signed_by(PdfSigner(settings, signer), PDF)
    examined = examine_signature(out.getvalue(), roots(root()), NOW)
    assert codes(examined) == ["signature-permits"]


def test_a_certificate_that_has_run_out_needs_a_trusted_time(tmp_path: Path) -> None:
    held = holder("Example Signatures", root())
    clock, clock_root = stamper()
    late = LAST + timedelta(days=30)
    plain = sign_pdf(PDF, key_of(held, tmp_path), NOW)
    for trusted in (roots(root()), roots(held)):
        assert codes(examine_signature(plain, trusted, LAST)) == []
        (fault,) = examine_signature(plain, trusted, late).faults
        assert fault.code == "signature-untrusted"
        assert "2026-01-01 to 2027-01-01" in fault.message
    stamped = sign_pdf(PDF, key_of(held, tmp_path), NOW, clock)
    examined = examine_signature(stamped, roots(root(), clock_root), late)
    assert (codes(examined), examined.stamped) == ([], NOW)
    assert codes(examine_signature(stamped, roots(root()), late)) == ["signature-untrusted"]
    assert codes(examine_signature(stamped, None, late)) == []


def test_a_time_before_the_certificate_is_not_trusted(tmp_path: Path) -> None:
    held = holder("Example Signatures", root(), first=FIRST + timedelta(days=1))
    clock, clock_root = stamper(FIRST)
    stamped = sign_pdf(PDF, key_of(held, tmp_path), NOW, clock)
    found = examine_signature(stamped, roots(root(), clock_root), NOW)
    assert codes(found) == ["signature-untrusted"]


def test_a_signer_confirms_no_time(tmp_path: Path) -> None:
    """Nor with a key that has run out and whose certificate is trusted by name."""
    late = LAST + timedelta(days=30)
    held = holder("Example Signatures", root(), bits=2048)
    dated_back = sign_pdf(PDF, key_of(held, tmp_path), NOW, clock_of(held, NOW))
    for trusted in (roots(held), roots(root()), roots(held, root())):
        examined = examine_signature(dated_back, trusted, late)
        assert codes(examined) == ["signature-untrusted"]
    # Another signer, who is still trusted to sign, confirms no time either.
    other = holder("Another Signer", root(), bits=2048, last=FOREVER)
    confirmed = sign_pdf(PDF, key_of(held, tmp_path), NOW, clock_of(other, NOW))
    examined = examine_signature(confirmed, roots(root(), other), late)
    assert codes(examined) == ["signature-untrusted"]


def test_an_authority_that_has_run_out_confirms_no_time(tmp_path: Path) -> None:
    late = LAST + timedelta(days=30)
    stamps = (ExtendedKeyUsageOID.TIME_STAMPING,)
    clock = holder("Example Clock", root(), purposes=stamps, bits=2048)
    key = key_of(holder("Example Signatures", root()), tmp_path)
    stamped = sign_pdf(PDF, key, NOW, clock_of(clock, NOW))
    for trusted in (roots(root()), roots(root(), clock)):
        assert codes(examine_signature(stamped, trusted, LAST)) == []
        assert codes(examine_signature(stamped, trusted, late)) == ["signature-untrusted"]


class Liar(DummyTimeStamper):
    """Stamp something else than what it was asked to."""

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> ContentInfo:
        return await super().async_timestamp(bytes(len(message_digest)), md_algorithm)


def test_the_time_stamp_of_another_signature_is_told(tmp_path: Path) -> None:
    clock, clock_root = stamper()
    liar = Liar(clock.tsa_cert, clock.tsa_key, fixed_dt=NOW)
    signed = sign_pdf(PDF, key_of(office(), tmp_path), NOW, liar)
    examined = examine_signature(signed, roots(root(), clock_root), NOW)
    assert (codes(examined), examined.stamped) == (["signature-broken"], None)
    assert "time stamp" in examined.faults[0].message


@pytest.mark.parametrize(
    "unfit", [{"signs": False}, {"purposes": (ExtendedKeyUsageOID.SERVER_AUTH,)}]
)
def test_the_certificate_of_a_web_server_signs_no_document(unfit: dict[str, object]) -> None:
    held = holder("www.example.org", root(), **unfit)
    signer = SimpleSigner.load_pkcs12_data(held.pkcs12, (), PASSPHRASE)
    settings = PdfSignatureMetadata(
        field_name="Signature", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES
    )
    out = signed_by(PdfSigner(settings, signer), PDF)
    found = examine_signature(out.getvalue(), roots(root()), NOW)
    assert codes(found) == ["signature-untrusted"]
    assert "not for signing documents" in found.faults[0].message


def test_it_works_within_an_event_loop_too(tmp_path: Path) -> None:
    key = key_of(office(), tmp_path)

    async def as_in_a_notebook() -> Examined:
        return examine_signature(sign_pdf(PDF, key, NOW), roots(root()), NOW)

    assert codes(called_apart(lambda: asyncio.run(as_in_a_notebook()))) == []


def test_what_is_no_pdf_proves_nothing() -> None:
    for data in (b"", b"%PDF-1.7", b"\0" * 1000, b"%PDF-1.7\n" + b"<<" * 5000):
        assert codes(examine_signature(data, None, NOW)) == ["signature-broken"]


def test_trusted_certificates_are_read_or_refused(tmp_path: Path) -> None:
    both = tmp_path / "both.pem"
    both.write_bytes(root().pem + STRANGER.pem)
    der = tmp_path / "one.der"
    der.write_bytes(root().certificate.public_bytes(Encoding.DER))
    assert len(read_trusted((both, der))) == 3
    files = tuple(tmp_path / name for name in ("none.pem", "text.pem", "half.pem", "key.pem"))
    files[1].write_text("I am an authority.\n")
    files[2].write_bytes(root().certificate.public_bytes(Encoding.DER)[:100])
    files[3].write_bytes(b"-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n")
    with pytest.raises(ProblemsFound) as found:
        read_trusted((both, *files))
    problems = found.value.problems
    assert [each.code for each in problems] == ["bad-trust"] * 4
    assert [each.location.file for each in problems if each.location] == list(files)
