"""Write what is for reviewers in the form that is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told
from mgi_report.review.carried import read_profile
from mgi_report.review.changes import Difference
from mgi_report.review.diff_view import DiffView, diff_view
from mgi_report.review.remarks import Remark
from mgi_report.review.spans import Lines, joined

__all__ = ["DiffWriter", "RemarkWriter", "sign_off"]


@dataclass(frozen=True)
class DiffWriter:
    """Write a difference; ``old`` and ``new`` are the names of the files."""

    difference: Difference
    old: str
    new: str
    assets: Assets = field(default_factory=Assets)

    @cached_property
    def _view(self) -> DiffView:
        with design_told():
            return diff_view(self.difference, self.old, self.new, self.assets)

    def lines(self) -> Lines:
        """Return the lines of the text, for a terminal."""
        from mgi_report.review.diff_text import text_lines  # noqa: PLC0415 - one form of several

        return text_lines(self._view)

    def data(self, form: str, author: str = "mgi-report", day: date | None = None) -> bytes:
        """Return the bytes of a form: ``text``, ``html``, ``markdown`` or ``word``.

        Changes in a Word file are tracked in the name of ``author``. ProblemsFound if a template
        has a fault.
        """
        if form == "word":
            from mgi_report.review.diff_word import as_word  # noqa: PLC0415 - as above
            from mgi_report.review.word_file import Reviser  # noqa: PLC0415 - as above

            with design_told():
                return as_word(self.difference, Reviser(author, day), self.assets)
        if form == "html":
            from mgi_report.review.diff_page import as_page  # noqa: PLC0415 - as above

            return as_page(self._view, self.assets).encode()
        from mgi_report.review.diff_text import as_markdown, as_text  # noqa: PLC0415 - as above

        return (as_markdown if form == "markdown" else as_text)(self._view).encode()


@dataclass(frozen=True)
class RemarkWriter:
    """Write the remarks of reviewers."""

    remarks: Sequence[Remark]

    def lines(self) -> Lines:
        """Return the lines of the text, for a terminal."""
        from mgi_report.review.remarks_told import remark_lines  # noqa: PLC0415 - as above

        return remark_lines(self.remarks)

    def data(self, form: str) -> bytes:
        """Return the bytes of a form: ``text``, ``json`` or ``markdown``."""
        from mgi_report.review.remarks_told import (  # noqa: PLC0415 - as above
            remarks_as_json,
            remarks_as_markdown,
        )

        if form == "text":
            return joined(self.lines()).encode()
        told = remarks_as_json if form == "json" else remarks_as_markdown
        return told(self.remarks).encode()


def sign_off(file: Path, assets: Assets) -> bytes:
    """Return a profile as a Word file for its sign-off; ProblemsFound if it has errors."""
    from mgi_report.review.sign_off import sign_off_file  # noqa: PLC0415 - reads python-docx

    with design_told():
        return sign_off_file(read_profile(file).profile, assets)
