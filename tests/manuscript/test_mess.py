"""A manuscript may be a mess: no finding and no character of it is lost."""

import re
from difflib import SequenceMatcher
from itertools import permutations
from pathlib import Path

import pytest
from mess import KINDS, SOURCES, TRAILING, messy, variant

from built import LESOTHO
from mgi_report.manuscript.conversion import Conversion, convert
from mgi_report.manuscript.identity import ManuscriptChoices
from mgi_report.manuscript.placed import Placed
from mgi_report.problems.problem import Severity
from mgi_report.profile.blocks import plain_texts, read_blocks
from mgi_report.profile.file.data_file import data_file_of
from mgi_report.profile.file.text import text_of
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.loading import load
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Profile


@pytest.fixture(scope="module")
def lesotho() -> Profile:
    return load(LESOTHO).profile


def converted(tmp_path: Path, data: bytes, name: str = "mess.txt") -> Conversion:
    file = tmp_path / name
    file.write_bytes(data)
    return convert(file, tmp_path, ManuscriptChoices())


def findings_in(done: Conversion) -> dict[str, list[str]]:
    tree = data_file_of(text_of(done.file, done.data)).tree
    assert isinstance(tree, dict)
    return {
        f"{domain.number}.{each.letter}": [
            entry if isinstance(entry, str) else entry["text"]
            for entry in (tree["domains"][domain.id] or {}).get(each.field, ())
        ]
        for domain in Domain
        for each in FindingList
    }


def findings_of(profile: Profile) -> dict[str, list[str]]:
    return {
        f"{domain.number}.{each.letter}": [
            finding.finding.text for finding in profile.findings(domain, each)
        ]
        for domain in Domain
        for each in FindingList
    }


def letters(text: str) -> str:
    plain = re.sub("[\u00ad\u200b\u2060\ufeff\x0c]", "", text).replace("\u2011", "-")
    return re.sub(r"\s+", "", plain)


def text_in(data: bytes) -> str:
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        if encoding != "utf-16" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise AssertionError


def prove_no_character_is_lost(done: Conversion, data: bytes) -> None:
    lines = re.split(r"\r\n|\n", text_in(data))
    wanted = [number for number, line in enumerate(lines, 1) if letters(line)]
    assert [entry.number for entry in done.ledger] == wanted
    texts = {
        f"domains.{domain.id}.{finding_list.field}[{position}]": letters(each.text)
        for (domain, finding_list), listed in done.placed.findings.items()
        for position, each in enumerate(listed)
    }
    apart = texts_apart(done.placed)
    comments = letters("\n".join(re.findall(r"^#(.*)", done.data.decode(), re.M)))
    paragraphs = [letters(each) for each in done.placed.introduction]
    for entry in done.ledger:
        left = letters(lines[entry.number - 1])
        found = [texts[place] for place in entry.places if place in texts]
        left = min((without(left, order) for order in permutations(found)), key=len)
        for place in entry.places:
            if place in texts:
                continue
            if place in apart:
                # The bullet of a point, and what parts an abbreviation from its words.
                signs = r"^[•\-–*‣o·▪]|^[0-9]+[.)]|(?<=[A-Z])[:–]"
                assert left in apart[place] or re.sub(signs, "", left) in apart[place]
                left = ""
                continue
            if place.startswith("introduction"):
                number = int(re.search(r"paragraph (\d+)", place)[1])
                assert left in paragraphs[number - 1]
                left = ""
            elif "comment" in place:
                assert left in comments
                left = ""
            else:
                assert letters(entry.text) == left
                left = ""
        assert re.fullmatch(r"(?:[•\-–*‣o·▪]|[0-9]+\.|[a-z]\))*", left), (entry, left)


def texts_apart(placed: Placed) -> dict[str, str]:
    """Return the letters of what stands beside the findings, by the places of the ledger."""
    found = {}
    for at, section in enumerate(placed.sections):
        found[f"sections[{at}].title"] = letters(section.title)
        plain = "".join(plain_texts(read_blocks(section.body)))
        found[f"sections[{at}].body"] = letters(plain)
    for at, pair in enumerate(placed.abbreviations):
        found[f"abbreviations[{at}]"] = letters(pair.short + pair.long)
    for at, source in enumerate(placed.sources):
        found[f"sources[{at}]"] = letters(plain_text(source.text))
    for domain, texts in placed.introductions.items():
        for at, text in enumerate(texts, 1):
            place = f"domains.{domain.id}.introduction, paragraph {at}"
            found[place] = letters(plain_text(text))
    return found


def without(line: str, texts: tuple[str, ...]) -> str:
    """Return what is left of a line without the longest pieces that the texts hold."""
    for text in texts:
        found = SequenceMatcher(None, text, line, autojunk=False).find_longest_match()
        line = line[: found.b] + line[found.b + found.size :]
    return line


@pytest.mark.parametrize("kind", KINDS)
def test_each_irregularity_alone_loses_nothing(kind: str, lesotho: Profile, tmp_path: Path) -> None:
    data = messy(lesotho, (kind,), seed=7)
    done = converted(tmp_path, data)
    assert findings_in(done) == findings_of(lesotho)
    prove_no_character_is_lost(done, data)


@pytest.mark.parametrize("seed", range(10))
def test_ten_messy_variants_lose_nothing(seed: int, lesotho: Profile, tmp_path: Path) -> None:
    kinds = variant(seed)
    data = messy(lesotho, kinds, seed)
    done = converted(tmp_path, data)
    assert findings_in(done) == findings_of(lesotho), kinds
    prove_no_character_is_lost(done, data)
    assert all(each.severity is Severity.WARNING for each in done.warnings)


def test_what_comes_after_the_title_is_no_finding(lesotho: Profile, tmp_path: Path) -> None:
    done = converted(tmp_path, messy(lesotho, ("trailing",)))
    assert [line.text for line in done.placed.unplaced] == [TRAILING, "Page title"]


@pytest.mark.parametrize("language", ["english", "french", "spanish"])
def test_what_stands_beside_the_findings_is_placed(
    language: str, lesotho: Profile, tmp_path: Path
) -> None:
    kinds = ("sections", "abbreviations", "sources", "introductions", language)
    data = messy(lesotho, kinds)
    done = converted(tmp_path, data)
    assert findings_in(done) == findings_of(lesotho)
    prove_no_character_is_lost(done, data)
    sections = [each.placement.value for each in done.placed.sections]
    assert sections == ["before-findings", "after-findings", "after-findings"]
    assert [each.short for each in done.placed.abbreviations] == ["SADC", "IOM", "UN"]
    assert [plain_text(each.text) for each in done.placed.sources] == list(SOURCES)
    assert list(done.placed.introductions) == list(Domain)
    assert not done.placed.unplaced
