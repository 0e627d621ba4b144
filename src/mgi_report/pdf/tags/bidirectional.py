"""Say a text that is read from the right in its own order, whatever order it is painted in.

A line is painted from the left, so the last letter of Arabic comes first. Who reads by the tags
gets the text from the structure element around it, which says it as it stands in the data
(ISO 32000-1, 14.9.4). The marked content says nothing of the kind: viewers that find lines by where
letters stand turn them round themselves, and would do so with its words too.
"""

from collections.abc import Collection, Iterator

from mgi_report.pdf.tags.tree import Annotation, MarkedContent, Tag

__all__ = ["say_in_order"]


def say_in_order(tag: Tag, ending: Collection[MarkedContent]) -> None:
    """Put each text that is painted in another order into an element that says it.

    ``ending`` are the marks that end with a space which the engine dropped.
    """
    tag.kids = list(_said(tag, ending))


def _said(
    tag: Tag, ending: Collection[MarkedContent]
) -> Iterator[Tag | MarkedContent | Annotation]:
    for kid in tag.kids:
        if isinstance(kid, Tag):
            say_in_order(kid, ending)
        elif isinstance(kid, MarkedContent) and kid.mirrored and kid.text:
            words = f"{kid.text} " if kid in ending else kid.text
            yield Tag("Span", tag, tag.language, actual=words, kids=[kid])
            continue
        yield kid
