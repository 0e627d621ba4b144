"""What is read in fewer steps is what the reader of YAML itself finds, faults and places too."""

from typing import Any

import pytest
from hypothesis import given
from ruamel.yaml import YAML
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner

from any_text import in_cases
from broken_profiles import BASES, BROKEN, Broken
from mgi_report.profile.file import data_file

TEXTS = (
    "a: b\r\nc:\r  - d\n  -\te\n\n",
    "a: 'two\n  lines'\nb: \"\\u00e9\\\n  c\"\n? d\n: >+2\n    e\n\n\n",
    "\ufeffa: [1, {b: c}, *x]\n\ufeffd: &x |-\n e\u00a0f\n",
    "a: b: c",
    "a: 'never closed",
    "%YAML 1.1\n---\na: !x b\n...\n--- c",
    "",
)


class AnyReader(Reader):
    def check_printable(self, data: Any) -> None:
        """Pass, as ours does."""


def found(text: str, reader: type[Reader], scanner: type[Scanner]) -> list[object]:
    yaml = YAML(typ="safe", pure=True)
    yaml.Reader, yaml.Scanner = reader, scanner
    told: list[object] = []
    try:
        for event in yaml.parse(text):
            marks = [(m.index, m.line, m.column) for m in (event.start_mark, event.end_mark)]
            told.append((str(event), *marks))
    except Exception as error:
        told.append((type(error), str(error)))
    return told


def is_same(text: str) -> bool:
    quick = found(text, data_file._QuickReader, data_file._QuickScanner)
    return quick == found(text, AnyReader, Scanner)


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
