"""Check that text outside the tags, which nobody hears, says only what the document says anyway.

Running lines, numbers of pages and headings that are repeated are such text. Each part of it is a
part of a text in the tags, in the data, in the catalogue, or in the files of a theme.
"""

from collections.abc import Iterator, Mapping, Sequence

from mgi_report.document.assets import Assets
from mgi_report.document.language import Language
from mgi_report.problems.problem import shown
from mgi_report.profile.framework import FindingList
from mgi_report.profile.model import Profile
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import letters_of, plain
from mgi_report.proof.inspection import Flaw

__all__ = ["running_flaws"]

HINT = "publish the file as mgi-report wrote it; a line of a theme is known with its theme"
JOINED = "·"  # between the parts of a running line


def running_flaws(
    evidence: Evidence, profile: Profile, language: Language, assets: Assets
) -> Iterator[Flaw]:
    """Yield a flaw for each text outside the tags that says something of its own."""
    tagged = () if evidence.root is None else [evidence.text(evidence.root.marks())]
    themed = {} if assets.theme is None else assets.theme.files
    data = profile.model_dump(mode="json", warnings=False)
    texts = (
        *tagged,
        evidence.reader.metadata.get("dc:title", ""),
        *_strings(data),
        *_strings(language.words),
        *(
            language("lists.continued", list=language(f"lists.{each.field}"))
            for each in FindingList
        ),
        *(file.decode("utf-8", "ignore") for file in themed.values()),
    )
    known = "\n".join(map(letters_of, texts))
    if language.direction == "rtl":
        # What no tag turns round is read as it is painted, from the left.
        known += known[::-1]
    for sheet in evidence.pages:
        for text in evidence.artifacts(sheet.number):
            if not all(letters_of(part) in known for part in text.split(JOINED)):
                message = f"{shown(plain(text))} stands outside the tags, and nowhere else"
                yield Flaw("text-unknown", message, HINT, sheet.number)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _strings(each)
