"""Tell of links and language marks that would print as they are written."""

from collections.abc import Iterator

from mgi_report.problems.problem import DataPath, Fault, Problem, shown
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.markup import TextKind

__all__ = ["lost_link_problems", "mark_problems"]


def lost_link_problems(
    source: DataFile, path: DataPath, text: str, kind: TextKind | None
) -> Iterator[Problem]:
    """Refuse a link that would lead nowhere, or print as it is written."""
    if kind not in (TextKind.INLINE, TextKind.BODY):
        return
    from mgi_report.profile.links import lost_links  # noqa: PLC0415 - few texts have links

    for link in lost_links(text):
        fault = Fault(
            "link-address",
            f"the link {shown(link.written)} leads to no web address",
            "write the whole address, such as https://example.org/page or mailto:name@example.org; "
            "put a backslash before [ where the signs should print",
        )
        yield Problem(*fault, location=source.locate_within(path, link.target))


def mark_problems(
    source: DataFile, path: DataPath, text: str, kind: TextKind | None
) -> Iterator[Problem]:
    """Refuse a language mark that is empty, not whole, or names no language."""
    if "{" not in text:
        return
    from mgi_report.profile.language_marks import mark_faults  # noqa: PLC0415 - as above

    found, language = source.nearest(("language",))
    own = language.value if found else ""
    for each in mark_faults(text, kind, str(own)):
        place = source.locate_within(path, each.written)
        yield Problem(*each.fault, location=place, severity=each.severity)
