"""Read the remarks in a reviewed file, whatever it is."""

from pathlib import Path

from mgi_report.review.carried import is_pdf, read_profile
from mgi_report.review.remarks import Remark

__all__ = ["remarks_of"]


def remarks_of(file: Path, data: Path | None) -> tuple[Remark, ...]:
    """Return the remarks in a PDF or a Word file; ``data`` is the profile file for their lines.

    ProblemsFound if one of them cannot be read.
    """
    loaded = None if data is None else read_profile(data)
    if is_pdf(file):
        from mgi_report.review.pdf_remarks import remarks_on_pdf  # noqa: PLC0415 - one of two

        return remarks_on_pdf(file, loaded)
    from mgi_report.review.word_remarks import remarks_in_word  # noqa: PLC0415 - as above

    return remarks_in_word(file, loaded)
