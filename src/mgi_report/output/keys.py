"""Read keys.toml, which says in words what each key of a profile is."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

__all__ = ["KeyWords", "about", "conditions_of", "key_words", "keys_of", "word_meanings"]


class KeyWords(NamedTuple):
    """Say what a key is: its title, what it holds (with code in backticks), and examples."""

    title: str
    told: str
    examples: tuple[Any, ...]


@lru_cache(maxsize=1)
def _read() -> Mapping[str, Any]:
    text = files("mgi_report.output").joinpath("keys.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def about(model: str) -> str:
    """Return what a group of keys, or a set of words, is; by the name of its class."""
    return str(_read()["about"][model])


def conditions_of(model: str) -> Mapping[str, Any]:
    """Return what the keys of a group ask of each other, in the words of JSON Schema."""
    conditions: Mapping[str, Any] = _read()["conditions"].get(model, {})
    return conditions


def keys_of(model: str) -> tuple[str, ...]:
    """Return the keys of a group that are told of."""
    return tuple(_read()["keys"][model])


def key_words(model: str, key: str) -> KeyWords:
    """Return what a key of a group is; KeyError for one that nothing is said of."""
    entry = _read()["keys"][model][key]
    title = key.replace("_", " ").replace("-", " ").capitalize()
    return KeyWords(entry.get("title", title), entry["told"], tuple(entry["examples"]))


def word_meanings(words: str) -> Mapping[str, str]:
    """Return what each word of a set means; by the name of its class."""
    meanings: Mapping[str, str] = _read()["words"][words]
    return meanings
