"""Say what a cell of a spreadsheet shows."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock

from mgi_report.manuscript.pieces import Piece

__all__ = ["pieces_in"]

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_NUMBER_FORMAT = re.compile(r"(?P<groups>#,##)?0(?:\.(?P<places>0+))?(?P<percent>%)?")
_SECONDS = (date, datetime)


def pieces_in(value: Any, number_format: str) -> tuple[tuple[Piece, ...], bool]:
    """Return the text of a value, and whether it is surely what the cell shows.

    Dates are written as a profile has them: 2021-12 or 2021-12-03.
    """
    if value is None:
        return (), True
    if isinstance(value, CellRichText):
        return tuple(_rich(value)), True
    text, is_sure = _text(value, number_format)
    return (Piece(text),), is_sure


def _rich(value: CellRichText) -> Iterator[Piece]:
    for each in value:
        if isinstance(each, TextBlock):
            yield Piece(each.text or "", em=bool(each.font.i), strong=bool(each.font.b))
        else:
            yield Piece(str(each))


def _text(value: Any, number_format: str) -> tuple[str, bool]:
    if isinstance(value, bool):
        return str(value).upper(), True
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, _SECONDS):
        return _date(value, number_format)
    if isinstance(value, time):
        return value.isoformat(timespec="minutes"), False
    return str(value), isinstance(value, str)


def _number(value: float, number_format: str) -> tuple[str, bool]:
    found = _NUMBER_FORMAT.fullmatch(number_format)
    if found is None:
        # Excel shows up to eleven signs of a number, and keeps fifteen.
        return f"{value:.15g}", number_format in ("General", "@")
    places = len(found["places"] or "")
    percent = found["percent"] or ""
    shown = value * 100 if percent else value
    return f"{shown:{',' if found['groups'] else ''}.{places}f}{percent}", True


def _date(value: date, number_format: str) -> tuple[str, bool]:
    signs = _QUOTED.sub("", number_format).lower()
    if "d" in signs or not set(signs) & {"m", "y"}:
        text = f"{value:%Y-%m-%d}"
    else:
        text = f"{value:%Y-%m}" if "m" in signs else f"{value:%Y}"
    if isinstance(value, datetime) and value.time() != time():
        text += f" {value:%H:%M}"
    return text, signs in ("yyyy-mm-dd", "yyyy-mm", "yyyy")
