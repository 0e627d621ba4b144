"""Know the countries of ISO 3166-1 by code and by name: the table of pycountry, and nothing else.

Its package takes several times as long to import as this table takes to read, and most checks of a
profile need no other one.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["Country", "countries", "country_named", "country_with_code"]

Country = Mapping[str, str]
"""An entry of the table: ``alpha_3``, ``name`` and what else it has."""

_FOLDER, _TABLE = "databases", "iso3166-1.json"
_LOOKED_AT = ("alpha_2", "alpha_3", "flag", "name", "numeric", "official_name", "common_name")


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries, in the order of the table."""
    package = find_spec("pycountry")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("No module named 'pycountry'", name="pycountry")
    table = json.loads(Path(package.origin).with_name(_FOLDER).joinpath(_TABLE).read_bytes())
    return tuple(table["3166-1"])


def country_with_code(code: str) -> Country | None:
    """Return the country of an alpha-3 code, None if ISO has given it to no country."""
    return next((each for each in countries() if each["alpha_3"] == code), None)


def country_named(name: str) -> Country | None:
    """Return the country of which a text is a name or a code, in whatever letters."""
    wanted = name.lower()
    return next(
        (
            each
            for key in _LOOKED_AT
            for each in countries()
            if key in each and each[key].lower() == wanted
        ),
        None,
    )
