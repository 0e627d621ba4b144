"""Compare what a profile says beside the texts of its findings, key by key."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mgi_report.problems.problem import DataPath, read_path, write_path
from mgi_report.profile.framework import FindingList
from mgi_report.profile.markup import TextKind
from mgi_report.profile.model import Finding, NumberedFinding, Profile
from mgi_report.profile.shape import kind_of_text
from mgi_report.profile.values import Model, PartialDate
from mgi_report.review.pairing import Listed, pairs_of
from mgi_report.review.word_differences import WordPiece, pieces_of

__all__ = ["Edit", "edits_of_finding", "edits_of_parts"]

_LINE_END = re.compile(r"(?<!\n)\n(?!\n)(?=.)")
MOST_WORDS = 12  # of an entry, to name it by


@dataclass(frozen=True)
class Edit:
    """Hold what a place in the data said and says; an empty text is one that is not there.

    The paths read like ``publication.publisher.name``; where a list has other entries now, they
    differ.
    """

    old_path: str
    new_path: str
    old: str
    new: str

    @cached_property
    def pieces(self) -> tuple[WordPiece, ...]:
        """Return the words of both texts, in order."""
        return pieces_of(self.old, self.new)

    @property
    def key(self) -> str:
        """Return the key it stands under, such as ``note``."""
        keys = [step for step in read_path(self.path) if isinstance(step, str)]
        return keys[-1] if keys else ""

    @property
    def path(self) -> str:
        """Return where it stands now, or stood."""
        return self.new_path if self.new else self.old_path


def edits_of_finding(old: NumberedFinding | None, new: NumberedFinding | None) -> tuple[Edit, ...]:
    """Return the edits of a finding, its text first; paths are from the top of the data.

    Of one that was added or removed, everything it says or said is an edit.
    """
    before, after = (None if each is None else _said_by(each.finding) for each in (old, new))
    edits = _edits(before, after, _path(old or new), _path(new or old))
    return tuple(edits)


def _said_by(finding: Finding) -> dict[str, Any]:
    """Return what a finding holds; the digest of its source is no part of what it says."""
    return {key: value for key, value in _tree(finding).items() if key != "source_digest"}


def _path(finding: NumberedFinding | None) -> DataPath:
    return () if finding is None else read_path(finding.path)


def edits_of_parts(old: Profile, new: Profile) -> tuple[Edit, ...]:
    """Return the edits of all that is no finding, in the order of the data."""
    return tuple(_edits(_without_findings(old), _without_findings(new), (), ()))


def _tree(model: Model) -> dict[str, Any]:
    """Return what a model holds by the keys of data files; a date stays a date."""
    names = {name: field.alias or name for name, field in type(model).model_fields.items()}
    return {key: _plain(getattr(model, name)) for name, key in names.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return _tree(value)
    return tuple(map(_plain, value)) if _is_list(value) else value


def _without_findings(profile: Profile) -> dict[str, Any]:
    tree = _tree(profile)
    lists = {each.field for each in FindingList}
    domains = {
        domain: {key: value for key, value in said.items() if key not in lists}
        for domain, said in tree["domains"].items()
    }
    return tree | {"domains": domains}


def _unwrapped(text: str, path: DataPath) -> str:
    """Return a text as it prints: where lines end in the data is of no account but in a body."""
    is_inline = kind_of_text(path) is TextKind.INLINE
    return _LINE_END.sub(" ", text).rstrip("\n") if is_inline else text


def _edits(old: Any, new: Any, old_path: DataPath, new_path: DataPath) -> Iterator[Edit]:
    if old == new:
        return
    if _is_group(old) or _is_group(new):
        before, after = _group(old), _group(new)
        for key in dict.fromkeys((*before, *after)):
            paths = (*old_path, key), (*new_path, key)
            yield from _edits(before.get(key), after.get(key), *paths)
    elif _is_list(old) or _is_list(new):
        yield from _edits_of_list(_items(old), _items(new), old_path, new_path)
    else:
        said, says = (_unwrapped(_said(each), new_path) for each in (old, new))
        if said != says:
            yield Edit(write_path(old_path), write_path(new_path), said, says)


def _edits_of_list(
    old: Sequence[Any], new: Sequence[Any], old_path: DataPath, new_path: DataPath
) -> Iterator[Edit]:
    """Yield the edits of entries that are paired by what they say; then those that are gone."""
    pairs = pairs_of([Listed(_words(each)) for each in old], [Listed(_words(each)) for each in new])
    before = {after: before for before, after in pairs}
    for position, entry in enumerate(new):
        here = before.get(position)
        path = (*old_path, position if here is None else here)
        yield from _edits(None if here is None else old[here], entry, path, (*new_path, position))
    for position, entry in enumerate(old):
        if position not in before.values():
            yield from _edits(entry, None, (*old_path, position), (*new_path, position))
    yield from _order(pairs, old, old_path, new_path)


def _order(
    pairs: Sequence[tuple[int, int]], old: Sequence[Any], old_path: DataPath, new_path: DataPath
) -> Iterator[Edit]:
    """Yield one edit if entries that are in both lists stand in another order."""
    kept = [before for before, _ in pairs]
    if kept != sorted(kept):
        names = [" ".join(_words(old[each]).split()[:MOST_WORDS]) for each in kept]
        order = [names[kept.index(each)] for each in sorted(kept)]
        paths = write_path(old_path), write_path(new_path)
        yield Edit(*paths, "; ".join(order), "; ".join(names))


def _is_group(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple) and not isinstance(value, PartialDate)


def _group(value: Any) -> Mapping[str, Any]:
    return value if _is_group(value) else {}


def _items(value: Any) -> Sequence[Any]:
    return value if _is_list(value) else ()


def _words(value: Any) -> str:
    """Return all that an entry of a list says, to tell entries by."""
    if _is_group(value):
        return "\n".join(filter(None, map(_words, value.values())))
    if _is_list(value):
        return "\n".join(filter(None, map(_words, value)))
    return _said(value)


def _said(value: Any) -> str:
    if value is None or value == ():
        return ""
    return "yes" if value is True else "no" if value is False else str(value)
