"""What is read in fewer steps is what the reader of YAML itself finds, faults and places too."""

from typing import Any

import pytest
from hypothesis import given
from ruamel.yaml import YAML
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner

from any_text import in_cases
from broken_profiles import BASES, BROKEN, Broken
from mgi_report.profile.file.quick_yaml import QuickParser, QuickReader, QuickScanner

TEXTS = (
    "a: b\r\nc:\r  - d\n  -\te\n\n",
    "a: 'two\n  lines'\nb: \"\\u00e9\\\n  c\"\n? d\n: >+2\n    e\n\n\n",
    "\ufeffa: [1, {b: c}, *x]\n\ufeffd: &x |-\n e\u00a0f\n",
    "a: b: c",
    "a: 'never closed",
    "a: one  two \n  three\n\n  four #five\nsix: se:ven # eight\n",
    "a: b\n  \n# c\n- d\n",
    "a:\n- b c\n- d\n--- e\n... f",
    "a b\nc: d",
    "%YAML 1.1\n---\na: !x b\n...\n--- c",
    "",
)


SAID = ("value", "style", "anchor", "ctag", "implicit", "explicit", "flow_style", "version")


class AnyReader(Reader):
    def check_printable(self, data: Any) -> None:
        """Pass, as ours does."""


def found(
    text: str, reader: type[Reader], scanner: type[Scanner], parser: type[Parser]
) -> list[object]:
    yaml = YAML(typ="safe", pure=True)
    yaml.Reader, yaml.Scanner, yaml.Parser = reader, scanner, parser
    told: list[object] = []
    try:
        for event in yaml.parse(text):
            marks = [(m.index, m.line, m.column) for m in (event.start_mark, event.end_mark)]
            # Comments at ends of texts are none of what is read.
            said = (str(getattr(event, each, None)) for each in SAID)
            told.append((type(event), *marks, *said))
    except Exception as error:
        told.append((type(error), str(error)))
    return told


def is_same(text: str) -> bool:
    quick = found(text, QuickReader, QuickScanner, QuickParser)
    return quick == found(text, AnyReader, Scanner, Parser)


@pytest.mark.parametrize("text", TEXTS)
def test_texts_with_all_kinds_of_lines_and_faults(text: str) -> None:
    assert is_same(text)


def test_whole_profiles() -> None:
    for base in BASES:
        assert is_same(base.read_text("utf-8")), base


@in_cases(150)
@given(BROKEN)
def test_broken_profiles(broken: Broken) -> None:
    assert is_same(broken.data.decode("utf-8", "replace"))
