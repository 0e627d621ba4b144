"""Invent manifests, and folders with small PDFs for them."""

from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf

from mgi_report.output.manifest import (
    Conformance,
    EditionRecord,
    Failure,
    FileRecord,
    Manifest,
    SubjectRecord,
)
from mgi_report.output.notices import Notice
from mgi_report.output.records import write_records
from mgi_report.output.toolchain import Generator
from mgi_report.profile.framework import Level, Status

GENERATOR = Generator(
    mgi_report="0.1.0",
    python="3.11.7",
    system="linux x86_64",
    libraries={"Pango": "1.50.12"},
    packages={"weasyprint": "70.0"},
    code="c" * 64,
    design="d" * 64,
    fonts="f" * 64,
)
LANGUAGES = ("en", "fr", "es", "ar")
FIRST = ("Côte", "Éland", "Saint", "North", "Île", "Ålsund", "Grand", "Zephyr", "Upper", "Little")


def record(
    subject: str = "Example",
    language: str = "en",
    *,
    code: str = "xxa",
    ordinal: int = 1,
    year: int | None = 2021,
    date: str | None = "2021-12",
    format: str = "download",  # noqa: A002
    level: Level = Level.NATIONAL,
    status: Status = Status.FINAL,
    current: bool = True,
    data: bytes = b"",
) -> FileRecord:
    """Return the record of an invented file."""
    suffix = "" if format == "download" else "-press"
    name = f"mgi-{code}-{year or f'edition-{ordinal}'}-{language}{suffix}.pdf"
    content = data or name.encode()
    press = format == "press"
    return FileRecord(
        name=name,
        source=f"{code}-{year}.{language}.yaml",
        subject=SubjectRecord(
            id=code,
            name=subject,
            level=level,
            country_code=code[:3].upper(),
            country="Invented Country" if level is Level.LOCAL else subject,
        ),
        edition=EditionRecord(ordinal=ordinal, year=year, date=date),
        language=language,
        format=format,
        status=status,
        title=f"Migration Governance Indicators: {subject} Profile {ordinal}",
        pages=26,
        bytes=len(content) if data else 312_345,
        sha256=sha256(content).hexdigest(),
        fingerprint=sha256(b"x").hexdigest(),
        conformance=Conformance(
            claimed=("PDF/X-4",) if press else ("PDF/A-3a", "PDF/UA-1"), proved=("inspection",)
        ),
        current=current,
    )


def failure(source: str = "broken.en.yaml") -> Failure:
    """Return the record of a profile that could not be made."""
    problem = Notice(
        code="unknown-key",
        severity="error",
        message="there is no key “nmae” below subject",
        hint="did you mean name?",
        place=f"{source}:12:5",
    )
    return Failure(source=source, problems=(problem,))


def file_of(number: int, language: str, form: str) -> FileRecord:
    """Return the record of a file about the subject of this number."""
    code = f"x{chr(97 + number // 26 % 26)}{chr(97 + number % 26)}"
    level = Level.LOCAL if number % 7 == 3 else Level.NATIONAL
    name = f"{FIRST[number % len(FIRST)]} Example {number:03}"
    return record(
        name if language != "ar" else f"مثال {number}",
        language,
        code=code if level is Level.NATIONAL else f"{code}-city-{number}",
        ordinal=1 + number % 3,
        year=2018 + number % 7,
        date=f"{2018 + number % 7}-0{1 + number % 9}",
        format=form,
        level=level,
        status=Status.DRAFT if number % 11 == 5 else Status.FINAL,
        current=number % 29 != 8,
    )


def many(subjects: int = 220) -> Manifest:
    """Return a manifest with eight files a subject: four languages in two formats."""
    files = [
        file_of(number, language, form)
        for number in range(subjects)
        for language in LANGUAGES
        for form in ("download", "press")
    ]
    return Manifest(generator=GENERATOR, files=tuple(files), failures=(failure(),))


def small_pdf(colour: tuple[float, float, float], *, bleed: float = 0.0) -> bytes:
    """Return a PDF of one A4 page in one colour, the bleed in another."""
    width, height = 595.0 + 2 * bleed, 842.0 + 2 * bleed
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width, height))
    painted = f"0 0 0 rg 0 0 {width} {height} re f {' '.join(map(str, colour))} rg " + (
        f"{bleed} {bleed} 595 842 re f"
    )
    page.Contents = pdf.make_stream(painted.encode())
    page.TrimBox = pikepdf.Array([bleed, bleed, bleed + 595, bleed + 842])
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def fill(folder: Path, manifest: Manifest, contents: Iterable[bytes]) -> Manifest:
    """Write the files of a manifest, and its records; return it with their sums."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for file, data in zip(manifest.files, contents, strict=True):
        (folder / file.name).write_bytes(data)
        update = {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
        files.append(file.model_copy(update=update))
    made = manifest.model_copy(update={"files": tuple(files)})
    write_records(folder, made)
    return made
