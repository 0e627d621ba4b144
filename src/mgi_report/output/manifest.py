"""Describe what lies in an output folder: manifest.json, which people and programs may rely on.

The JSON Schema in docs/manifest.schema.json is made from these models.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AwareDatetime,
    Field,
    ValidationError,
    computed_field,
    model_validator,
)

from mgi_report.output.formats import MANIFEST
from mgi_report.output.notices import Notice
from mgi_report.output.record_values import (
    DateOfEdition,
    FileName,
    FormatName,
    LanguageOfFile,
    Record,
    Sha256,
    SubjectId,
)
from mgi_report.output.toolchain import Generator
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.problems.regular_file import read_regular
from mgi_report.profile.framework import Level, Status, TitleForm
from mgi_report.profile.language_versions import EditionKey

__all__ = [
    "LARGEST_RECORD",
    "MANIFEST",
    "Conformance",
    "EditionRecord",
    "EditionVersions",
    "Failure",
    "FileRecord",
    "Manifest",
    "Settings",
    "Shard",
    "SignatureRecord",
    "SubjectRecord",
    "by_edition",
    "manifest_schema",
    "manifest_text",
    "read_manifest",
]

LARGEST_RECORD = 50_000_000  # bytes
"""The most a record of an output folder may have: manifest, ledger, sums.

The manifest of 1,760 files has 1.9 MB.
"""

Sums = dict[str, Sha256]
"""The SHA-256 of files by their names."""

Settings = dict[str, bool | str]
"""What of the wishes shaped a file, such as printer's marks; each format has its own."""


class SubjectRecord(Record):
    """Name the country or city of a file; ``id`` is its part of the file name."""

    id: SubjectId
    name: str
    level: Level
    country_code: str
    country: str | None = None


class EditionRecord(Record):
    """Tell the edition; ``date`` is as exact as the profile tells it: 2021, 2021-12, 2021-12-01.

    ``title_form`` tells by what it is titled.
    """

    ordinal: Annotated[int, Field(ge=1, le=9999)]
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    date: DateOfEdition | None = None
    title_form: TitleForm = TitleForm.ORDINAL


class Conformance(Record):
    """Tell which standards a file says it meets, and what has proved it.

    ``proved`` has ``inspection`` when mgi-report read the file back, and a standard's name when a
    validator found no failed rule of it.
    """

    claimed: tuple[str, ...]
    proved: tuple[str, ...] = ()


class SignatureRecord(Record):
    """Say who signed a file, and of which bytes it was built.

    ``signer`` is the subject of the certificate, ``time`` what the signer's clock said,
    ``timestamp`` tells whether an authority confirmed it. The signed file begins with the
    ``unsigned_bytes`` of the file as it was built, whose sum is ``unsigned_sha256``.
    """

    signer: str
    certificate_sha256: Sha256
    time: AwareDatetime
    timestamp: bool
    unsigned_bytes: Annotated[int, Field(ge=1)]
    unsigned_sha256: Sha256


class FileRecord(Record):
    """Describe one finished file.

    ``name`` is relative to the manifest, ``source`` is the file name of the profile, ``inputs``
    has the sums of the files it is made of, the profile's own first, by their paths from its
    folder. ``fingerprint`` stands for everything that shaped the file, ``settings`` tells the
    wishes among it, such as printer's marks. ``current`` is false when the newest run could not
    make the file again. ``bytes`` and ``sha256`` are those of the file as it lies there, with its
    ``signature`` if it has one. Nothing here tells of one run: that is in its log.
    """

    name: FileName
    source: str
    inputs: Sums = Field({})
    subject: SubjectRecord
    edition: EditionRecord
    language: LanguageOfFile
    format: FormatName
    status: Status
    title: str
    pages: Annotated[int, Field(ge=1, le=1_000_000)]
    bytes: Annotated[int, Field(ge=1, le=10**12)]
    sha256: Sha256
    fingerprint: Sha256
    settings: Settings = Field({})
    conformance: Conformance
    warnings: tuple[Notice, ...] = ()
    current: bool = True
    signature: SignatureRecord | None = None

    @property
    def built_sha256(self) -> str:
        """Return the sum of the file as it was built, which is what making it again gives."""
        return self.sha256 if self.signature is None else self.signature.unsigned_sha256


class Failure(Record):
    """Say why a profile's files were not made."""

    source: str
    problems: Annotated[tuple[Notice, ...], Field(min_length=1)]


class Shard(Record):
    """Say which part of a list of profiles this is; ``list`` is the digest of the whole list."""

    number: Annotated[int, Field(ge=1)]
    of: Annotated[int, Field(ge=1)]
    list: Sha256


class EditionVersions(Record):
    """Put together the files of one edition, by the language they are in.

    ``subject`` is the id of their subject.
    """

    subject: str
    ordinal: int
    languages: dict[str, tuple[FileName, ...]]


class Manifest(Record):
    """List the finished files of a folder by name, and the profiles that have none.

    ``stopped`` tells that the newest run did not come to its end. ``complete`` is false when it was
    stopped, or a profile could not be made; ``editions`` says which of the files belong together.
    Both follow from the rest.
    """

    manifest: Literal[2] = 2
    generator: Generator
    stopped: bool = False
    shard: Shard | None = None
    files: tuple[FileRecord, ...] = ()
    failures: tuple[Failure, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _what_follows_is_not_read(cls, value: object) -> object:
        if isinstance(value, dict):
            follows = ("complete", "editions")
            return {key: held for key, held in value.items() if key not in follows}
        return value

    @computed_field  # type: ignore[prop-decorator]
    @property
    def complete(self) -> bool:
        """Return whether every profile of the newest run, and of those before, could be made."""
        return not (self.stopped or self.failures)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def editions(self) -> tuple[EditionVersions, ...]:
        """Return the editions by subject and ordinal, their languages in the order of the tags."""
        return tuple(
            EditionVersions(
                subject=key.subject,
                ordinal=key.ordinal,
                languages={
                    language: tuple(sorted(file.name for file in files))
                    for language, files in sorted(versions.items())
                },
            )
            for key, versions in sorted(by_edition(self.files).items())
        )


def by_edition(
    files: Iterable[FileRecord],
) -> dict[EditionKey, dict[str, tuple[FileRecord, ...]]]:
    """Return the files of each edition by language; formats stay in the order given."""
    found: dict[EditionKey, dict[str, tuple[FileRecord, ...]]] = {}
    for file in files:
        versions = found.setdefault(EditionKey(file.subject.id, file.edition.ordinal), {})
        versions[file.language] = (*versions.get(file.language, ()), file)
    return found


def manifest_text(manifest: Manifest) -> str:
    """Return the manifest as JSON, files in the order of their names, ending with a newline."""
    ordered = manifest.model_copy(
        update={
            "files": tuple(sorted(manifest.files, key=lambda file: file.name)),
            "failures": tuple(sorted(manifest.failures, key=_order)),
        }
    )
    return _json(ordered.model_dump(mode="json"))


def _order(failure: Failure) -> tuple[str, str]:
    # Profiles of different folders may have one name.
    return failure.source, failure.model_dump_json()


def manifest_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of manifest.json as text."""
    schema = Manifest.model_json_schema(mode="serialization")
    return _json({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder; ProblemsFound if there is none or it cannot be understood."""
    file = folder / MANIFEST
    try:
        return Manifest.model_validate_json(read_regular(file, LARGEST_RECORD))
    except OSError as error:
        message = f"the manifest cannot be read: {error.strerror or error}"
        hint = "name a folder that mgi-report build has filled"
        raise ProblemsFound([Problem("no-manifest", message, hint, Location(file))]) from error
    except ValidationError as error:
        message = f"this is no manifest of this version: {_first(error)}"
        hint = "build the folder again; it makes a new manifest"
        raise ProblemsFound([Problem("bad-manifest", message, hint, Location(file))]) from error


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place + ': ' if place else ''}{first['msg']}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
