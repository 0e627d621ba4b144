"""Read the entries of a catalogue that are lists of words, not texts."""

from mgi_report.document.language import Language

__all__ = ["words_listed"]

NONE = "-"
"""Stands for an empty list: translators, and their files, take an empty entry for a missing one."""


def words_listed(language: Language, key: str) -> tuple[str, ...]:
    """Return the words of an entry, which have spaces between them."""
    entry = language(key)
    return () if entry == NONE else tuple(entry.split())
