"""Drafts and reviewers: data out of a PDF, what differs, what a change does, remarks."""

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_report.api.paths import AnyPath
from mgi_report.document.assets import Assets
from mgi_report.run.assets import assets_of
from mgi_report.run.options import Options, crews_for

if TYPE_CHECKING:
    from mgi_report.review.changes import Difference
    from mgi_report.review.extract import DataInside
    from mgi_report.review.remarks import Remark
    from mgi_report.run.changes.report import ChangesReport

__all__ = ["changes", "comments", "diff", "extract"]


def extract(file: AnyPath, theme: AnyPath | None = None) -> "DataInside":
    """Return the data inside a finished PDF, byte for byte, and what is not printed as they say.

    Nothing is written. ProblemsFound if the file cannot be read or carries no data.
    """
    from mgi_report.review.extract import extract_data  # noqa: PLC0415 - reads PDFs

    return extract_data(Path(file), assets_of(theme))


def diff(old: AnyPath, new: AnyPath) -> "Difference":
    """Return what differs between two editions, profile files or PDFs with their data inside.

    ProblemsFound with everything that is wrong with either of them.
    """
    from mgi_report.review.carried import read_profiles  # noqa: PLC0415 - few need it
    from mgi_report.review.changes import compare_profiles  # noqa: PLC0415 - as above

    earlier, later = read_profiles(Path(old), Path(new))
    return compare_profiles(earlier.profile, later.profile)


def comments(file: AnyPath, data: AnyPath | None = None) -> "tuple[Remark, ...]":
    """Return the remarks of reviewers in a PDF or a Word file, by finding.

    Their lines are those of the profile file ``data``, or of the data inside the PDF. ProblemsFound
    if one of the files cannot be read.
    """
    from mgi_report.review.all_remarks import remarks_of  # noqa: PLC0415 - as above

    return remarks_of(Path(file), None if data is None else Path(data))


def changes(
    old: AnyPath, new: AnyPath, output: AnyPath = "changes", options: Options | None = None
) -> "ChangesReport":
    """Compare two folders of profiles, or output folders, and write the report into a new folder.

    What comes back has the changes of each profile, and what is wrong with those that could not be
    read or made. Of the options, theme, jobs, timeout, memory and scheduler count; without a theme
    each side is made with the one of its own mgi-report.toml. ProblemsFound if a side is not there,
    its manifest, configuration or theme is unfit, or ``output`` holds something or cannot be
    written to.
    """
    from mgi_report.run.changes.report import report_changes  # noqa: PLC0415 - reads PDFs
    from mgi_report.run.changes.sides import read_side, theme_of  # noqa: PLC0415 - as above

    options = options or Options()
    before, after = Path(old), Path(new)
    themes = theme_of(before, options.theme), theme_of(after, options.theme)
    sides = read_side(before, themes[0]), read_side(after, themes[1])
    with crews_for(options) as (crew, _):
        return report_changes(*sides, Path(output), crew, Assets(theme=themes[1]))
