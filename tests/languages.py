"""Make small catalogues of other languages, which say only what a test needs."""

from collections.abc import Mapping

from mgi_report.document.language import Language
from mgi_report.document.ordering import Ordering
from mgi_report.document.ties import Ties

__all__ = ["TIED", "language", "small", "ties"]

TIED: Mapping[str, Mapping[str, str]] = {
    "en": {"numbered": "No.", "counted": "%"},
    "fr": {
        "numbered": "n° no nº N° art. Art.",
        "counted": "% €",
        "never_first": "; : ! ? »",
        "never_last": "«",
    },
    "es": {"numbered": "n.º N.º núm. art. arts.", "counted": "%"},
    "pt": {"numbered": "n.º N.º art. arts.", "counted": "%"},
    "ru": {
        "numbered": "№ ст. п.",
        "counted": "% г. гг. в.",
        "never_first": "— –",
        "never_last": "а в и к о с у я",
    },
    "ar": {"numbered": "رقم المادة والمادة", "counted": "%"},
}


def language(tag: str, **entries: Mapping[str, str]) -> Language:
    """Return a language with these groups of entries."""
    ties = dict.fromkeys(("numbered", "counted", "never_first", "never_last"), "-")
    order = dict.fromkeys(("letters", "articles", "whole"), "-")
    given = {"ties": ties | dict(TIED.get(tag, {})), "order": order, **entries}
    direction = "rtl" if tag == "ar" else "ltr"
    return Language(tag, {"direction": direction, "sentence": {"abbreviations": "-"}, **given})


def ties(tag: str) -> Ties:
    """Return the ties of a language."""
    return Ties.of(language(tag))


def small(tag: str, **order: str) -> Ordering:
    """Return an order of names with what is given."""
    given = dict.fromkeys(("letters", "articles", "whole"), "-") | order
    return Ordering.of(language(tag, order=given))
