"""The manifest: its text, its schema, and what is said of one that cannot be read."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from manifests import GENERATOR
from mgi_report.output.manifest import (
    Conformance,
    EditionRecord,
    Failure,
    FileRecord,
    Manifest,
    SubjectRecord,
    manifest_schema,
    manifest_text,
    read_manifest,
)
from mgi_report.output.notices import Notice
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.profile.framework import Level, Status

SCHEMA = Path(__file__).parents[2] / "docs" / "manifest.schema.json"


def a_file(name: str, **changes: object) -> FileRecord:
    record = FileRecord(
        name=name,
        source="lso-2021.en.yaml",
        subject=SubjectRecord(id="lso", name="Lesotho", level=Level.NATIONAL, country_code="LSO"),
        edition=EditionRecord(ordinal=2, year=2021, date="2021-12"),
        language="en",
        format="download",
        status=Status.FINAL,
        title="Lesotho 2021",
        pages=26,
        bytes=200_000,
        sha256="0" * 64,
        fingerprint="1" * 64,
        conformance=Conformance(claimed=("PDF/A-3a", "PDF/UA-1"), proved=("inspection",)),
    )
    return record.model_copy(update=changes)


def a_manifest(*files: FileRecord) -> Manifest:
    failure = Failure(
        source="bad.yaml",
        problems=(Notice.of(Problem("x", "is wrong", "mend", Location("bad.yaml", 2, 3, "a.b"))),),
    )
    return Manifest(generator=GENERATOR, files=files, failures=(failure,))


def test_the_schema_in_docs_is_the_one_of_the_models() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == manifest_schema()


def test_a_manifest_is_read_back_as_it_was(tmp_path: Path) -> None:
    manifest = a_manifest(a_file("a.pdf"), a_file("b.pdf"))
    (tmp_path / "manifest.json").write_text(manifest_text(manifest), encoding="utf-8")
    assert read_manifest(tmp_path) == manifest


def test_files_are_in_the_order_of_their_names() -> None:
    one, other = a_file("a.pdf"), a_file("b.pdf")
    assert manifest_text(a_manifest(one, other)) == manifest_text(a_manifest(other, one))


def test_files_of_an_edition_are_put_together_by_language(tmp_path: Path) -> None:
    second = EditionRecord(ordinal=3)
    files = (
        a_file("fr.pdf", language="fr"),
        a_file("en.press.pdf", format="press"),
        a_file("en.pdf"),
        a_file("later.pdf", edition=second),
    )
    text = manifest_text(a_manifest(*files))
    assert json.loads(text)["editions"] == [
        {
            "subject": "lso",
            "ordinal": 2,
            "languages": {"en": ["en.pdf", "en.press.pdf"], "fr": ["fr.pdf"]},
        },
        {"subject": "lso", "ordinal": 3, "languages": {"en": ["later.pdf"]}},
    ]
    # It follows from the files, so what stands there is not read.
    wrong = text.replace('"later.pdf"\n', '"other.pdf"\n')
    (tmp_path / "manifest.json").write_text(wrong, encoding="utf-8")
    assert manifest_text(read_manifest(tmp_path)) == text


def test_a_notice_says_where() -> None:
    notice = a_manifest().failures[0].problems[0]
    assert (notice.place, notice.path) == ("bad.yaml:2:3", "a.b")


@pytest.mark.parametrize("name", ["../a.pdf", "a/b.pdf", "a\\b.pdf", ""])
def test_a_file_lies_beside_the_manifest(name: str) -> None:
    with pytest.raises(ValidationError):
        FileRecord.model_validate(a_file("a.pdf").model_dump() | {"name": name})


def test_no_manifest_and_a_broken_one_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as missing:
        read_manifest(tmp_path)
    assert missing.value.problems[0].code == "no-manifest"
    (tmp_path / "manifest.json").write_text('{"manifest": 2, "files": [{}]}', encoding="utf-8")
    with pytest.raises(ProblemsFound) as broken:
        read_manifest(tmp_path)
    assert broken.value.problems[0].code == "bad-manifest"
    assert "generator" in broken.value.problems[0].message
