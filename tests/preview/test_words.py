"""The words of the preview are all there, and all used."""

import re
import tomllib

from built import ROOT

PREVIEW = ROOT / "templates" / "preview"


def test_every_word_is_used_and_none_is_missing() -> None:
    words = tomllib.loads((PREVIEW / "en.toml").read_text("utf-8"))
    in_script = words.pop("script")
    script = (PREVIEW / "index.js").read_text("utf-8")
    page = (PREVIEW / "index.html").read_text("utf-8")
    assert set(re.findall(r'say\("(\w+)"', page)) == words.keys() - {"direction"}
    asked = set(re.findall(r'say\("(\w+)"', script))
    # One of two words, as things are.
    asked |= set(re.findall(r'"(\w+)" : "(\w+)"\)', script).pop())
    assert asked == in_script.keys()
