"""A signed file begins with the built one, says nothing else of itself, and asks for a time."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pikepdf
import pytest
from asn1crypto.tsp import TimeStampReq
from pyhanko.sign.timestamps import TimeStamper

from authority import NOW, PASSPHRASE, office, stamper
from manifests import small_pdf
from mgi_report.problems.problem import ProblemsFound
from mgi_report.proof.signature_field import is_signature_form
from mgi_report.signature.check import examine_signature
from mgi_report.signature.key import SigningKey, read_key
from mgi_report.signature.pades import Authority, sign_pdf

PDF = small_pdf((0.2, 0.4, 0.6))


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return read_key(office().written(tmp_path_factory.mktemp("key")), PASSPHRASE, NOW)


def test_a_signed_file_is_the_built_one_and_one_signature_field(key: SigningKey) -> None:
    signed = sign_pdf(PDF, key, NOW)
    assert signed.startswith(PDF)
    with pikepdf.open(BytesIO(PDF)) as before, pikepdf.open(BytesIO(signed)) as after:
        assert set(after.Root.keys()) - set(before.Root.keys()) == {"/AcroForm", "/Perms"}
        assert set(after.Root.Perms.keys()) == {"/DocMDP"}
        assert is_signature_form(after.Root.AcroForm)
        (widget,) = after.pages[0].Annots
        assert is_signature_form(pikepdf.Dictionary(Fields=[widget], SigFlags=3))
        assert after.pages[0].Tabs == "/S"
        assert after.pdf_version == before.pdf_version
        assert after.trailer.get("/Info") == before.trailer.get("/Info")
        signature = widget.V
        assert signature.SubFilter == "/ETSI.CAdES.detached"
        assert str(signature.M) == "D:20260601120000Z"
        (reference,) = signature.Reference
        assert (reference.TransformMethod, reference.TransformParams.P) == ("/DocMDP", 1)


def test_a_form_that_is_more_than_a_signature_is_none(key: SigningKey) -> None:
    with pikepdf.open(BytesIO(sign_pdf(PDF, key, NOW))) as pdf:
        form = pdf.Root.AcroForm
        (field,) = form.Fields
        for entries, name, value in (
            (form, "/XFA", pikepdf.String("x")),
            (form, "/NeedAppearances", True),
            (form, "/SigFlags", 1),
            (form, "/Fields", pikepdf.Array([field, field])),
            (form, "/Fields", pikepdf.Array()),
            (form, "/Fields", 7),
            (field, "/A", pikepdf.Dictionary(S=pikepdf.Name.JavaScript)),
            (field, "/AP", pikepdf.Dictionary()),
            (field, "/FT", pikepdf.Name.Tx),
            (field, "/F", 4),
            (field, "/Rect", pikepdf.Array([0, 0, 100, 100])),
            (field, "/Rect", pikepdf.Array([-9999, -9999])),
            (field, "/Rect", pikepdf.Name.None_),
            (field, "/V", pikepdf.String("x")),
        ):
            kept = entries.get(name)
            entries[name] = value
            assert not is_signature_form(form), name
            if kept is None:
                del entries[name]
            else:
                entries[name] = kept
            assert is_signature_form(form), name


def test_what_is_no_pdf_cannot_be_signed(key: SigningKey) -> None:
    with pytest.raises(ProblemsFound) as found:
        sign_pdf(b"%PDF-1.7 and no more", key, NOW)
    assert [each.code for each in found.value.problems] == ["cannot-sign"]


class _Clock(BaseHTTPRequestHandler):
    """Answer requests for time stamps as `authority.stamper` does, or with nonsense."""

    content = "application/timestamp-reply"

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        clock: TimeStamper = stamper()[0]
        answer = b"nonsense"
        if self.path == "/tsa":
            answer = clock.request_tsa_response(TimeStampReq.load(asked)).dump()
        self.send_response(200)
        self.send_header("Content-Type", self.content)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Clock) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_an_authority_confirms_the_time(key: SigningKey, server: str) -> None:
    signed = sign_pdf(PDF, key, datetime(2026, 6, 2, tzinfo=UTC), Authority(f"{server}/tsa"))
    examined = examine_signature(signed, None, NOW)
    assert examined.stamped == NOW
    assert not examined.faults


def test_an_authority_that_gives_no_time_is_told(key: SigningKey, server: str) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        for url in (f"{server}/other", closed, "ftp://127.0.0.1/", "nowhere"):
            with pytest.raises(ProblemsFound) as found:
                sign_pdf(PDF, key, NOW, Authority(url))
            (problem,) = found.value.problems
            assert problem.code == "timestamp-failed"
            assert problem.message.startswith(f"{url} gave no time stamp: ")


def test_the_hook_into_the_writer_still_holds() -> None:
    """Metadata stay as they were built: pyHanko would write the time of the clock into them."""
    from pyhanko.pdf_utils.writer import BasePdfFileWriter  # noqa: PLC0415

    assert callable(BasePdfFileWriter._update_meta)


def test_metadata_stay_as_they_were_built(key: SigningKey, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(PDF)) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["xmp:ModifyDate"] = "2021-12-01T00:00:00Z"
        pdf.docinfo["/ModDate"] = "D:20211201000000Z"
        out = BytesIO()
        pdf.save(out)
    with pikepdf.open(BytesIO(sign_pdf(out.getvalue(), key, NOW))) as signed:
        assert str(signed.docinfo["/ModDate"]) == "D:20211201000000Z"
        assert signed.open_metadata()["xmp:ModifyDate"] == "2021-12-01T00:00:00Z"
