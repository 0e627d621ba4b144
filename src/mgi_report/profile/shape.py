"""Know which keys the model allows at each place of the data."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mgi_report.profile.model import Profile
from mgi_report.profile.paths import DataPath, write_path

__all__ = ["keys_at", "nearest_word", "places_of_key"]

LONGEST_GUESS = 60
_CUTOFF = 0.6


def keys_at(path: DataPath) -> Mapping[str, FieldInfo]:
    """Return the keys allowed in the mapping at a path, in the model's order."""
    model: type[BaseModel] | None = Profile
    for step in path:
        if isinstance(step, int):
            continue
        field = {} if model is None else _keys(model)
        model = _model_of(field[step].annotation) if step in field else None
    return {} if model is None else _keys(model)


def places_of_key(key: str) -> tuple[str, ...]:
    """Return the paths of the mappings that may hold a key; list positions show as 0."""
    return tuple(write_path(path) for path, model in _mappings() if key in _keys(model))


def nearest_word(word: str, words: Mapping[str, Any] | tuple[str, ...]) -> str | None:
    """Return the one of the words that was probably meant, if there is one.

    Capitals, and spaces and hyphens for underscores, are forgiven before letters are compared.
    """
    if len(word) > LONGEST_GUESS:
        return None
    plain = {_plain(each): each for each in words}
    near = get_close_matches(_plain(word), plain, n=1, cutoff=_CUTOFF)
    return plain[near[0]] if near else None


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", "_", re.sub(r"[^\w\s-]", "", word.strip().lower()))


def _keys(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_of(annotation: Any) -> type[BaseModel] | None:
    """Return the model in an annotation such as ``tuple[Section, ...] | None``."""
    waiting = [annotation]
    while waiting:
        each = waiting.pop()
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
        waiting.extend(get_args(each))
    return None


def _is_list(annotation: Any) -> bool:
    return "tuple" in str(annotation)


def _mappings() -> Iterator[tuple[DataPath, type[BaseModel]]]:
    waiting: list[tuple[DataPath, type[BaseModel]]] = [((), Profile)]
    while waiting:
        path, model = waiting.pop(0)
        yield path, model
        for key, field in _keys(model).items():
            if below := _model_of(field.annotation):
                step: DataPath = (key, 0) if _is_list(field.annotation) else (key,)
                waiting.append((path + step, below))
