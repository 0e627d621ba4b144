"""Know which keys the model allows at each place of the data."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mgi_report.problems.problem import DataPath, write_path
from mgi_report.profile.markup import TextKind
from mgi_report.profile.model import Profile

__all__ = ["keys_at", "kind_of_text", "nearest_word", "places_of_key"]

LONGEST_GUESS = 60
_CUTOFF = 0.6


def keys_at(path: DataPath) -> Mapping[str, FieldInfo]:
    """Return the keys allowed in the mapping at a path, in the model's order."""
    return _keys_below(tuple(step for step in path if isinstance(step, str)))


@lru_cache(maxsize=256)
def _keys_below(keys: tuple[str, ...]) -> Mapping[str, FieldInfo]:
    model: type[BaseModel] | None = Profile
    for key in keys:
        field = {} if model is None else _keys(model)
        model = _model_of(field[key].annotation) if key in field else None
    return {} if model is None else _keys(model)


def kind_of_text(path: DataPath) -> TextKind | None:
    """Return what kind of text the model has at a path, None where it has none."""
    keys = [step for step in path if isinstance(step, str)]
    field = keys_at(tuple(keys[:-1])).get(keys[-1]) if keys else None
    is_list = field is not None and _is_list(field.annotation) and keys[-1] != "body"
    if field is None or (is_list and isinstance(path[-1], str)):
        return None
    if model := _model_of(field.annotation):
        # A plain text stands for a finding, a source or a part of a body.
        return kind_of_text((*path, "text")) if "text" in _keys(model) else None
    details = (*field.metadata, *_parts(field.annotation))
    kinds = [each for each in details if isinstance(each, TextKind)]
    return kinds[-1] if kinds else None


def places_of_key(key: str) -> tuple[str, ...]:
    """Return the paths of the mappings that may hold a key; list positions show as 0."""
    return tuple(write_path(path) for path, keys in _mappings() if key in keys)


def nearest_word(word: str, words: Mapping[str, Any] | tuple[str, ...]) -> str | None:
    """Return the one of the words that was probably meant, if there is one.

    Capitals, and spaces and hyphens for underscores, are forgiven before letters are compared.
    """
    if len(word) > LONGEST_GUESS:
        return None
    return _nearest(word, tuple(words))


@lru_cache(maxsize=1024)
def _nearest(word: str, words: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - few files need it

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


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield all that an annotation is made of, in its order."""
    for each in get_args(annotation):
        yield each
        yield from _parts(each)


def _is_list(annotation: Any) -> bool:
    return "tuple" in str(annotation)


@lru_cache(maxsize=1)
def _mappings() -> tuple[tuple[DataPath, Mapping[str, FieldInfo]], ...]:
    """Return every mapping of the model with its keys, those nearest the top first."""
    found: list[tuple[DataPath, Mapping[str, FieldInfo]]] = []
    waiting: list[tuple[DataPath, type[BaseModel]]] = [((), Profile)]
    while waiting:
        path, model = waiting.pop(0)
        keys = _keys(model)
        found.append((path, keys))
        for key, field in keys.items():
            if below := _model_of(field.annotation):
                step: DataPath = (key, 0) if _is_list(field.annotation) else (key,)
                waiting.append((path + step, below))
    return tuple(found)
