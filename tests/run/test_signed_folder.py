"""A folder is signed as a whole, once, and its records and later runs know the signed files."""

import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from authority import NOW, PASSPHRASE, holder, office, stamper
from manifests import GENERATOR, fill, record, small_pdf
from mgi_report.document.assets import Assets
from mgi_report.output.manifest import Manifest, read_manifest
from mgi_report.output.records import SUMS, read_sums, write_records
from mgi_report.output.verify import verify
from mgi_report.problems.problem import ProblemsFound, Severity
from mgi_report.run.batch import Batch
from mgi_report.run.crew import Crew
from mgi_report.run.outcomes import RunResult, State
from mgi_report.run.reports.summary import markdown_summary
from mgi_report.run.rerender import rerender
from mgi_report.run.signature_checks import signature_problems
from mgi_report.run.signed_folder import sign_folder
from mgi_report.signature.key import SigningKey, read_key

CONTENTS = (small_pdf((0.2, 0.4, 0.6)), small_pdf((0.6, 0.4, 0.2)))


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return read_key(office().written(tmp_path_factory.mktemp("key")), PASSPHRASE, NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an output folder of two invented files."""
    files = (record(), record(format="press"))
    fill(tmp_path / "output", Manifest(generator=GENERATOR, files=files), CONTENTS)
    return tmp_path / "output"


@pytest.fixture
def trust(tmp_path: Path) -> tuple[Path, ...]:
    file = tmp_path / "authority.pem"
    issuer = office().issuer
    assert issuer is not None
    file.write_bytes(issuer.pem)
    return (file,)


def codes(folder: Path, trusted: tuple[Path, ...] = ()) -> list[str]:
    return [each.code for each in (*verify(folder), *signature_problems(folder, trusted, NOW))]


def test_every_file_is_signed_and_the_records_have_both_sums(
    folder: Path, key: SigningKey, trust: tuple[Path, ...]
) -> None:
    before = read_manifest(folder).files
    done = sign_folder(folder, key, NOW)
    after = read_manifest(folder).files
    assert done == tuple(folder / file.name for file in before)
    sums = read_sums((folder / SUMS).read_text("utf-8"))
    for old, new in zip(before, after, strict=True):
        data = (folder / new.name).read_bytes()
        assert new.signature is not None
        assert new.sha256 == sums[new.name] == sha256(data).hexdigest()
        assert new.bytes == len(data)
        assert new.built_sha256 == new.signature.unsigned_sha256 == old.sha256
        assert new.signature.signer == key.subject
        assert (new.signature.time, new.signature.timestamp) == (NOW, False)
        assert data[: new.signature.unsigned_bytes] in CONTENTS
    assert codes(folder, trust) == []


def test_who_signed_is_told_where_trust_was_not_asked_for(folder: Path, key: SigningKey) -> None:
    assert signature_problems(folder, (), NOW) == ()
    sign_folder(folder, key, NOW)
    (problem,) = signature_problems(folder, (), NOW)
    assert (problem.code, problem.severity) == ("trust-not-asked", Severity.WARNING)
    assert key.subject in problem.message


def test_a_second_run_signs_what_is_not_signed(folder: Path, key: SigningKey) -> None:
    first = sign_folder(folder, key, NOW)
    bytes_ = [file.read_bytes() for file in first]
    records = (folder / SUMS).read_bytes()
    assert sign_folder(folder, key, NOW) == ()
    assert [file.read_bytes() for file in first] == bytes_
    assert (folder / SUMS).read_bytes() == records
    files = read_manifest(folder).files
    fill(folder, Manifest(generator=GENERATOR, files=(record(),)), CONTENTS[:1])
    only = read_manifest(folder).files
    text = json.loads((folder / "manifest.json").read_bytes())
    text["files"] = [json.loads(each.model_dump_json()) for each in (*only, files[0])]
    (folder / "manifest.json").write_text(json.dumps(text), "utf-8")
    assert sign_folder(folder, key, NOW) == (folder / only[0].name,)


def test_a_time_stamp_is_recorded(folder: Path, key: SigningKey) -> None:
    sign_folder(folder, key, NOW, stamper()[0])
    assert all(file.signature and file.signature.timestamp for file in read_manifest(folder).files)


def _lose(file: Path) -> None:
    file.unlink()


def _change(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


@pytest.mark.parametrize(("spoil", "code"), [(_lose, "file-lost"), (_change, "sum-differs")])
def test_nothing_is_signed_beside_a_file_that_is_not_the_one(
    folder: Path, key: SigningKey, spoil: Callable[[Path], None], code: str
) -> None:
    first, second = (folder / file.name for file in read_manifest(folder).files)
    before = first.read_bytes()
    spoil(second)
    with pytest.raises(ProblemsFound) as found:
        sign_folder(folder, key, NOW)
    assert [each.code for each in found.value.problems] == [code]
    assert first.read_bytes() == before


def test_a_file_of_an_earlier_run_is_not_signed(tmp_path: Path, key: SigningKey) -> None:
    files = (record(current=False),)
    fill(tmp_path, Manifest(generator=GENERATOR, files=files), CONTENTS[:1])
    with pytest.raises(ProblemsFound) as found:
        sign_folder(tmp_path, key, NOW)
    assert [each.code for each in found.value.problems] == ["not-current"]


def test_a_weak_key_leaves_the_files_as_they_are(folder: Path, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in folder.iterdir()}
    weak = holder("Example Signatures", office().issuer, bits=1024)
    with pytest.raises(ProblemsFound) as found:
        sign_folder(folder, read_key(weak.written(tmp_path), PASSPHRASE, NOW), NOW)
    assert [each.code for each in found.value.problems] == ["signature-refused"]
    assert {file: file.read_bytes() for file in before} == before


def test_a_folder_without_a_manifest_is_not_made(tmp_path: Path, key: SigningKey) -> None:
    with pytest.raises(ProblemsFound):
        sign_folder(tmp_path / "nothing", key, NOW)
    assert not (tmp_path / "nothing").exists()


def test_what_was_signed_before_a_failure_stays_signed_and_recorded(
    folder: Path, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, _ = stamper(NOW + timedelta(seconds=1))
    given = []
    ask = clock.async_timestamp

    async def once(digest: bytes, algorithm: str) -> object:
        # One to know its size, which is remembered, and one for each file.
        given.append(digest)
        if len(given) > 2:
            raise OSError("gone")
        return await ask(digest, algorithm)

    monkeypatch.setattr(clock, "async_timestamp", once)
    with pytest.raises((ProblemsFound, OSError)):
        sign_folder(folder, key, NOW, clock)
    first, second = read_manifest(folder).files
    assert first.signature is not None
    assert second.signature is None
    assert codes(folder) == ["trust-not-asked"]
    assert not [file for file in folder.iterdir() if file.name.endswith(".part")]


def renewed(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what manifest and sums say of the first file, as somebody who forges it would."""
    text = json.loads((folder / "manifest.json").read_bytes())
    change(text["files"][0])
    write_records(folder, Manifest.model_validate(text))


def test_a_forger_who_renews_the_sums_is_found_by_the_signature(
    folder: Path, key: SigningKey, trust: tuple[Path, ...]
) -> None:
    sign_folder(folder, key, NOW)
    first = read_manifest(folder).files[0]
    path, signed = folder / first.name, (folder / first.name).read_bytes()

    def put(data: bytes, **more: object) -> None:
        path.write_bytes(data)
        told = {"sha256": sha256(data).hexdigest(), "bytes": len(data), **more}
        renewed(folder, lambda file: file.update(told))

    put(signed.replace(b"/Type /Page", b"/Type /Pagf", 1))
    # The other file is still whole.
    assert codes(folder) == ["signature-broken", "trust-not-asked"]
    put(signed + b"% more\n")
    assert codes(folder) == ["signature-partial", "trust-not-asked"]
    # The signature is taken off, and the manifest knows of none.
    put(CONTENTS[0], signature=None)
    assert codes(folder) == ["trust-not-asked"]
    assert codes(folder, trust) == ["not-signed"]


def test_another_signer_than_the_manifest_names_is_told(
    folder: Path, key: SigningKey, tmp_path: Path
) -> None:
    nobody = holder("Nobody", holder("Authority of nobody"))
    sign_folder(folder, read_key(nobody.written(tmp_path), PASSPHRASE, NOW), NOW)
    says = {"signer": key.subject, "certificate_sha256": key.certificate_sha256}
    renewed(folder, lambda file: file["signature"].update(says))
    problem = signature_problems(folder, (), NOW)[0]
    assert problem.code == "signer-differs"
    assert "Nobody" in problem.message
    # The manifest knows of no signature at all.
    renewed(folder, lambda file: file.update(signature=None))
    trusted = tmp_path / "nobody.pem"
    trusted.write_bytes(office().pem)
    found = [each.code for each in signature_problems(folder, (trusted,), NOW)]
    assert found == ["signature-untrusted", "signer-differs", "signature-untrusted"]


def test_other_content_than_the_built_one_is_told(folder: Path, key: SigningKey) -> None:
    sign_folder(folder, key, NOW)
    renewed(folder, lambda file: file["signature"].update(unsigned_bytes=100))
    assert codes(folder) == ["signed-other", "trust-not-asked"]


def test_a_later_run_takes_a_signed_file_for_the_one_it_made(
    crew: Crew,
    leaflet: Assets,
    tmp_path: Path,
    key: SigningKey,
    trust: tuple[Path, ...],
    country_text: Callable[[str], str],
) -> None:
    data, output = tmp_path / "xaa.yaml", tmp_path / "output"
    data.write_text(country_text("XAA"), "utf-8")

    def run() -> RunResult:
        return Batch(output, crew, perf_counter, leaflet, inspects=False).run([data])

    (made,) = run().files
    (path,) = sign_folder(output, key, NOW)
    signed = path.read_bytes()
    assert [each.state for each in run().outcomes] == [State.UNCHANGED]
    assert path.read_bytes() == signed
    (kept,) = read_manifest(output).files
    assert kept.built_sha256 == made.sha256 != kept.sha256
    assert codes(output, trust) == []
    # What is made again is what was signed.
    assert list(rerender(output, crew, theme=leaflet.theme)) == []
    # A change of the data gives an unsigned file, which the next run signs.
    data.write_text(country_text("XAA").replace("2019", "2020"), "utf-8")
    again = run()
    assert [each.state for each in again.outcomes] == [State.RENDERED]
    (gone,) = again.problems
    assert (gone.code, gone.severity) == ("signature-gone", Severity.WARNING)
    assert str(gone.location) == str(path)
    assert again.ok
    assert "signature is gone" in markdown_summary(again)
    # It is told once, and nobody is told of a file that was never signed.
    assert [*run().problems] == []
    data.write_text(country_text("XAA").replace("2019", "2021"), "utf-8")
    assert [*run().problems] == []
    assert codes(output, trust) == ["not-signed"]
    assert [each.code for each in rerender(output, crew, theme=leaflet.theme)] == []
    assert sign_folder(output, key, NOW) == (path,)
    assert [each.state for each in run().outcomes] == [State.UNCHANGED]
    assert codes(output, trust) == []
