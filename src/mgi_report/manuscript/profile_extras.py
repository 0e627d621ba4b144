"""Write sections, sources and abbreviations into a profile file, and read them back."""

from collections.abc import Iterator, Mapping
from typing import Any

from mgi_report.manuscript.placed import Placed
from mgi_report.manuscript.yaml_text import scalar, wrapped

__all__ = ["extra_lines", "extra_texts"]


def extra_lines(placed: Placed) -> Iterator[str]:
    """Yield the lines of what stands beside the findings."""
    if placed.sections:
        yield from ("", "sections:")
    for section in placed.sections:
        yield f"  - title: {scalar(section.title)}"
        yield f"    placement: {section.placement.value}"
        yield "    body: |-"
        yield from (f"      {row}" if row else "" for row in section.body.split("\n"))
    if placed.abbreviations:
        yield from ("", "abbreviations:")
    for abbreviation in placed.abbreviations:
        yield f"  - short: {scalar(abbreviation.short)}"
        yield f"    long: {scalar(abbreviation.long)}"
    if placed.sources:
        yield from ("", "sources:")
    for source in placed.sources:
        if source.url is None:
            yield "  - >-"
            yield from wrapped(source.text, 4)
        else:
            yield "  - text: >-"
            yield from wrapped(source.text, 6)
            yield f"    url: {scalar(source.url)}"


def extra_texts(placed: Placed, data: Mapping[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Yield each text with its path, as it was read back and as it was placed."""
    sections = [(each["title"], each["body"]) for each in data.get("sections") or ()]
    yield "sections", sections, [(each.title, each.body) for each in placed.sections]
    pairs = [(each["short"], each["long"]) for each in data.get("abbreviations") or ()]
    yield "abbreviations", pairs, [(each.short, each.long) for each in placed.abbreviations]
    sources = [
        (each, None) if isinstance(each, str) else (each["text"], each["url"])
        for each in data.get("sources") or ()
    ]
    yield "sources", sources, [(each.text, each.url) for each in placed.sources]
