"""Know by a digest, kept with each translated finding, whether its source has changed since.

The digest is of words alone: spaces, line breaks, the style of YAML, emphasis and the form of
quotation marks do not count.
"""

from collections.abc import Iterator
from hashlib import sha256

from mgi_report.editorial.pairs import TranslationPair
from mgi_report.editorial.words import words_of
from mgi_report.problems.problem import DataPath, Fault, Location, Problem
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.file.tree import Node
from mgi_report.profile.markup import plain_text

__all__ = ["DIGEST", "digest_problems", "source_digest"]

DIGEST = "source_digest"
"""The key it is kept under."""

GROUP, GROUPS = 4, 3


def source_digest(finding: Node) -> str:
    """Return the digest of a finding: 12 hexadecimal digits of the SHA-256 of its text and note.

    Hyphens between groups of digits keep YAML from taking it for a number.
    """
    texts = [finding] if isinstance(finding.value, str) else []
    texts += [finding.items[key] for key in ("text", "note") if key in finding.items]
    words = "\n".join(words_of(plain_text(str(node.value))) for node in texts)
    digits = sha256(words.encode()).hexdigest()
    return "-".join(digits[GROUP * group :][:GROUP] for group in range(GROUPS))


def digest_problems(pair: TranslationPair) -> Iterator[Problem]:
    """Yield a warning for each finding whose source has changed, or has gone to another place."""
    places = {source_digest(each.there): each.number for each in pair.findings()}
    for each in pair.findings():
        kept = each.here.items.get(DIGEST)
        if kept is None or kept.value == source_digest(each.there):
            continue
        if elsewhere := places.get(str(kept.value)):
            fault = Fault(
                "translation-differs",
                f"this translates {elsewhere} of {pair.name}, which has another finding here",
                "put it in the same place",
            )
        else:
            fault = Fault(
                "translation-behind",
                f"the finding has changed in {pair.name} since it was translated",
                "translate it anew; then mgi-report check --fix "
                f"--renew {each.number} notes that it is done",
            )
        here = _first_words(pair.here, each.path, each.here)
        there = _first_words(pair.there, each.path, each.there)
        yield pair.warning(fault, here, there)


def _first_words(file: DataFile, path: DataPath, finding: Node) -> Location:
    """Return where the words of a finding begin, which may be below the sign of a block."""
    if (text := finding.items.get("text")) is None:
        text = finding
    else:
        path = (*path, "text")
    return file.locate_within(path, str(text.value).split(maxsplit=1)[0])
