"""Let lines of the contents, and notes, name the tags they are about (ISO 32000-2, 14.7.2)."""

from collections.abc import Iterator

from mgi_report.pdf.engine.objects import array, reference_of, words_of
from mgi_report.pdf.tags.targets import TaggedDocument
from mgi_report.pdf.tags.tree import Annotation, Tag, tags_in

__all__ = ["refer"]


def refer(tagged: TaggedDocument) -> None:
    """Give each line of the contents its target (ISO 14289-2, 8.2.5.8), and each note its call.

    Call and note name each other (8.2.5.14).
    """
    notes = {inner: tag for tag in tagged.elements if tag.role == "Note" for inner in tags_in(tag)}
    for tag in tagged.elements:
        if tag.role == "TOCI":
            for target in _targets(tagged, tag):
                _add(tagged, tag, target)
        if tag.role == "Link" and tag not in notes:
            for target in _targets(tagged, tag):
                if note := notes.get(target):
                    _add(tagged, tag, note)
                    _add(tagged, note, tag)


def _targets(tagged: TaggedDocument, tag: Tag) -> Iterator[Tag]:
    """Yield the tags to which the links in a tag lead, but for those in a list inside it."""
    for kid in tag.kids:
        if isinstance(kid, Annotation) and "Dest" in kid.dictionary:
            yield tagged.places[words_of(kid.dictionary["Dest"])]
        elif isinstance(kid, Tag) and kid.role != "TOC":
            yield from _targets(tagged, kid)


def _add(tagged: TaggedDocument, tag: Tag, target: Tag) -> None:
    """Let a tag name another one, once."""
    named = tagged.elements[tag].setdefault("Ref", array())
    reference = reference_of(tagged.elements[target])
    if reference not in named:
        named.append(reference)
