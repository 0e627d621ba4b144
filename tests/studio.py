"""Give tests a studio: a folder of assets of their own, an engine, and what it makes of HTML."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.document import Document
from mgi_report.pdf.download import write_download
from mgi_report.pdf.engine.layout import Engine, Layout
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.proof.reader import PdfReader
from tag_text import tag_tree

FONTS = Path(__file__).parents[1] / "styles" / "fonts"
FILES = (
    "source-sans-3/SourceSans3-Regular.ttf",
    "source-sans-3/SourceSans3-Semibold.ttf",
    "source-sans-3/SourceSans3-It.ttf",
    "source-serif-4/SourceSerif4Display-Light.ttf",
)
BASE_CSS = """\
@font-face { font-family: "Plain"; src: url(fonts/SourceSans3-Regular.ttf); }
@font-face { font-family: "Plain"; font-weight: 600; src: url(fonts/SourceSans3-Semibold.ttf); }
@font-face { font-family: "Plain"; font-style: italic; src: url(fonts/SourceSans3-It.ttf); }
@font-face { font-family: "Fine"; src: url(fonts/SourceSerif4Display-Light.ttf); }
@page { size: 100mm 100mm; margin: 10mm; }
html { font: 10pt/1.2 Plain; }
h1, h2, h3 { font: inherit; }
"""
CREATED = date(2021, 12, 1)
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@dataclass
class Studio:
    """Lay out HTML bodies with assets that a test may change."""

    root: Path
    artwork: dict[str, bytes] = field(default_factory=lambda: {"square.svg": SQUARE})

    @cached_property
    def engine(self) -> Engine:
        return Engine(Assets(root=self.root))

    def add(self, name: str, content: str | bytes) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def document(self, body: str, css: str = "", head: str = "", **details: object) -> Document:
        html = (
            '<!DOCTYPE html><html lang="en"><head><title>Sample</title>'
            f'<link rel="stylesheet" href="styles/base.css">{head}<style>{css}</style></head>'
            f"<body>{body}</body></html>"
        )
        settings = {
            "title": "Sample",
            "language": "en",
            "created": CREATED,
            "data_description": "Data",
        } | details
        return Document(html=html, artwork=self.artwork, **settings)

    def lay_out(self, body: str, css: str = "", head: str = "", **details: object) -> Layout:
        return self.engine.lay_out(self.document(body, css, head, **details))

    def write(self, body: str, css: str = "", **details: object) -> bytes:
        return write_download(self.lay_out(body, css, **details), source=b"a: 1\n")

    def read(self, body: str, css: str = "", **details: object) -> PdfReader:
        return PdfReader(self.write(body, css, **details))

    def tree(self, body: str, css: str = "", **details: object) -> str:
        """Return the tag tree without the Document line, one indent less."""
        first, *lines = tag_tree(self.write(body, css, **details), longest=400).splitlines()
        assert first == "Document"
        return "\n".join(line[2:] for line in lines)

    def problems(self, body: str, css: str = "", head: str = "") -> list[Problem]:
        """Return the problems of a body; fails if it has none."""
        with pytest.raises(ProblemsFound) as found:
            write_download(self.lay_out(body, css, head), source=b"a: 1\n")
        return list(found.value.problems)

    def problem(self, body: str, css: str = "", head: str = "") -> Problem:
        """Return the one problem of a body."""
        problems = self.problems(body, css, head)
        assert len(problems) == 1, problems
        return problems[0]


def opened_studio(folder: Path) -> Studio:
    """Return a studio in an empty folder."""
    (folder / "templates").mkdir()
    made = Studio(folder)
    made.add("styles/base.css", BASE_CSS)
    for name in FILES:
        made.add(f"styles/fonts/{Path(name).name}", (FONTS / name).read_bytes())
    return made


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return opened_studio(tmp_path)
