"""Compare a profile with its translations: files beside it, of the same name but for the language.

A translation has the same findings in each list. Nothing is read of it but what that needs, so it
may be in a language no profile can be made in yet.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from mgi_report.problems.problem import Fault, Problem, ProblemsFound, Severity
from mgi_report.profile.file.data_file import DataFile, read_data_file
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.loading import Loaded

__all__ = ["other_lists"]

_NAME = re.compile(
    r"(?P<base>.+)\.[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\.(?:yaml|yml|json)", re.IGNORECASE
)
_SAME = (("subject", "code"), ("subject", "level"), ("edition", "ordinal"))


def other_lists(loaded: Loaded) -> Iterator[Problem]:
    """Yield a warning for each list of findings that a translation has more or fewer of."""
    for translation in _translations(loaded):
        for domain in Domain:
            for each in FindingList:
                path = ("domains", domain.id, each.field)
                here, there = (
                    len(file.nearest(path)[1].items) for file in (loaded.file, translation)
                )
                if here == there or translation.nearest(path)[0] != path:
                    continue
                fault = Fault(
                    "translation-differs",
                    f"{here} of these findings are here, {there} in {translation.text.file.name}",
                    "see which of the two lacks or splits one",
                )
                place, other = loaded.file.locate(path), translation.locate(path)
                yield Problem(*fault, location=place, severity=Severity.WARNING, also=(other,))


def _translations(loaded: Loaded) -> Iterator[DataFile]:
    own = loaded.inputs.path
    name = _NAME.fullmatch(own.name)
    if name is None:
        return
    for file in _beside(own, name["base"]):
        try:
            other = read_data_file(file)
        except ProblemsFound:
            continue  # Its own check tells.
        # An older copy may have a name like that of a translation: lso-2021.old.yaml.
        if _value(other, ("language",)) != _value(loaded.file, ("language",)) and all(
            _value(other, path) == _value(loaded.file, path) for path in _SAME
        ):
            yield other


def _beside(own: Path, base: str) -> list[Path]:
    try:
        files = sorted(own.parent.iterdir())
    except OSError:
        return []
    others = (file for file in files if file.name != own.name)
    return [f for f in others if (name := _NAME.fullmatch(f.name)) and name["base"] == base]


def _value(file: DataFile, path: tuple[str, ...]) -> object:
    found, node = file.nearest(path)
    return node.value if found == path else None
