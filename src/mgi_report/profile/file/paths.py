"""Write and read places in the data, such as ``domains.partnerships.potential[0].text``."""

import json
import re
from collections.abc import Iterable

__all__ = ["DataPath", "read_path", "write_path"]

DataPath = tuple[str | int, ...]
"""Keys and positions from the top of the data; positions count from 0."""

_PLAIN_KEY = re.compile(r"[\w-]+")
_STEP = re.compile(
    r'\[(?P<position>\d{1,9})\]|\[(?P<quoted>"(?:[^"\\]|\\["\\/bfnrt])*")\]|\.?(?P<key>[\w-]+)'
)


def write_path(path: Iterable[str | int]) -> str:
    """Return the path as text; a key that is not a plain word stands in brackets and quotes."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step, ensure_ascii=False)}]"
    return text


def read_path(text: str) -> DataPath:
    """Return the steps of a written path; what is not understood ends it."""
    path: list[str | int] = []
    end = 0
    while match := _STEP.match(text, end):
        end = match.end()
        if match["position"] is not None:
            path.append(int(match["position"]))
        elif match["quoted"] is not None:
            path.append(json.loads(match["quoted"], strict=False))
        else:
            path.append(match["key"])
    return tuple(path)
