"""Know the columns of a spreadsheet by their headings, in English, French and Spanish."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from enum import Enum

__all__ = ["SheetColumn", "columns_of"]

_NEAR = 0.8
_NO_LETTER = re.compile(r"[\W_]+")


class SheetColumn(Enum):
    """Name what a column holds; the value lists its headings, without accents."""

    NUMBER = ("number", "no", "nr", "n", "id", "finding number", "numero", "num")
    DOMAIN = ("domain", "mgi domain", "domaine", "dominio", "ambito", "dimension", "area tematica")
    LIST = ("list", "category", "type", "kind of finding", "liste", "categorie", "lista", "tipo")
    FINDING = (
        *("finding", "findings", "key finding", "text", "finding text", "official text"),
        *("constatation", "constatations", "constat", "resultat", "texte", "texte officiel"),
        *("hallazgo", "hallazgos", "conclusion", "resultado", "texto", "texto oficial"),
    )
    NOTE = (
        *("note", "notes", "footnote", "footnotes", "remark", "note de bas de page", "remarque"),
        *("nota", "notas", "nota al pie", "nota de pie de pagina"),
    )
    LINK = (
        *("link", "links", "url", "web address", "website", "address of link", "hyperlink"),
        *("lien", "liens", "adresse web", "enlace", "enlaces", "direccion web", "vinculo"),
    )
    LINK_TITLE = (
        *("link title", "title of link", "link text", "link name", "titre du lien"),
        *("texte du lien", "titulo del enlace", "texto del enlace"),
    )

    @classmethod
    def of(cls, heading: str) -> "SheetColumn | None":
        """Return the column of a heading; a wrong letter is forgiven."""
        words = _plain(heading)
        if words in _BY_HEADING:
            return _BY_HEADING[words]
        near = get_close_matches(words, _BY_HEADING, n=1, cutoff=_NEAR)
        return _BY_HEADING[near[0]] if near else None


_BY_HEADING: Mapping[str, SheetColumn] = {
    heading: column for column in SheetColumn for heading in column.value
}


def columns_of(row: Sequence[str]) -> dict[int, SheetColumn]:
    """Return the columns, counted from 1, that a row is the head of; none if it is no such row.

    A head names the column of the findings and one more. Of two columns of one name the first
    counts.
    """
    found: dict[int, SheetColumn] = {}
    for position, text in enumerate(row, start=1):
        column = SheetColumn.of(text)
        if column is not None and column not in found.values():
            found[position] = column
    is_head = SheetColumn.FINDING in found.values() and len(found) > 1
    return found if is_head else {}


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    unaccented = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NO_LETTER.sub(" ", unaccented).strip()
