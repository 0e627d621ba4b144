"""What is safe is mended in its place; no word and no other byte is altered."""

from pathlib import Path
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import CASES, TEXTS, WAYS, in_cases
from built import LESOTHO, PROFILES
from mgi_report.editorial.quotes import CURLED
from mgi_report.editorial.repairs import repaired
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.file.text import text_of
from mgi_report.profile.loading import load_bytes

FINDING = (
    "- The invented Example Residence Act (2019) gives residents of Example access to schools."
)

B = "\n" + " " * 8
BODY = "sections:\n  - title: A\n    body: |\n      - a\n\n          b  c  \n      |a  |b |\n"


def mended(text: str, *, quotes: bool = False) -> str:
    return repaired(text_of(Path("any.yaml"), text.encode()), quotes=quotes).after


MENDED = {
    "doubled spaces": ("- The law  and   act.", "- The law and act."),
    "doubled in a block": (f"- >-{B}The law  and{B}act.", f"- >-{B}The law and{B}act."),
    "line ends": (f"- >-  {B}The law   {B}and act. ", f"- >-{B}The law{B}and act."),
    "zero width": ("- The re\u200bsi\u00addents\ufeff.", "- The residents."),
    "no-break spaces": ("- The\u00a0law \u202fhas 5\u00a0%.", "- The law has 5\u00a0%."),
    "no-break space at the end": ("- The law.\u00a0 ", "- The law."),
    "accents": ("- A cafe\u0301.", "- A caf\u00e9."),
    "quoted": ("- 'It''s  a  law.'", "- 'It''s a law.'"),
    "escape": (r'- "The law\   and act."', r'- "The law\ and act."'),
    "comment": ("- The law.\n      # A  note.  ", "- The law.\n      # A  note."),
    "tab indentation": ("\t- The law.", "  - The law."),
    "no-break indentation": ("\u00a0\u00a0- The law.", "  - The law."),
}  # fmt: skip


@pytest.mark.parametrize("case", MENDED.values(), ids=MENDED)
def test_what_is_safe_is_mended(minimal_profile_text: str, case: tuple[str, str]) -> None:
    before, after = (minimal_profile_text.replace(FINDING, each) for each in case)
    assert mended(before) == after
    assert mended(after) == after


KEPT = {
    "curly and straight": "- The “law” isn't 'an' \"act\".",
    "script that needs joiners": "- The क्\u200dष.",
    "address": "- The [law](https://example.org/a'b).",
    "direction": "- The \u202elaw.",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_has_a_meaning_is_kept(minimal_profile_text: str, text: str) -> None:
    whole = minimal_profile_text.replace(FINDING, text) + BODY
    assert mended(whole) == whole


QUOTED = {
    "plain": ("- It's \"a law\".", "- It’s “a law”."),
    "single": ("- 'It''s \"a law\".'", "- 'It’s “a law”.'"),
    "double": (r'''- "It's \"a law\" \\ of 5' 3\"."''', '- "It’s “a law” \\\\ of 5\' 3\\"."'),
    "block": (f"- >-{B}'A' (\"b\"){B}\"c\" '90s.", f"- >-{B}‘A’ (“b”){B}“c” ’90s."),
    "emphasis": ('- The "*Act*" and **"Law"**.', "- The “*Act*” and **“Law”**."),
    "within others": ("- It says \"'Yes' and no\".", "- It says “‘Yes’ and no”."),
    "year": ('- Of "Plan 9", 6\' 2" and \'Plan 9\'.', "- Of “Plan 9”, 6' 2\" and ‘Plan 9’."),
    "behind an escape": (r'''- "The law\u00a0\"A\"."''', '- "The law\\u00a0“A”."'),
    "address written out": ("- See 'https://a.org/b'c'.", "- See ‘https://a.org/b'c’."),
    "another language": ("- A \"b\" [\"c\" [d'] \"e\"]{fr}.", "- A “b” [\"c\" [d'] \"e\"]{fr}."),
    "address": ("- A [law's](https://a.org/b'c \"d\").", "- A [law’s](https://a.org/b'c \"d\")."),
}  # fmt: skip


@pytest.mark.parametrize("case", QUOTED.values(), ids=QUOTED)
def test_quotation_marks_are_set_where_they_are_wanted(
    minimal_profile_text: str, case: tuple[str, str]
) -> None:
    before, after = (minimal_profile_text.replace(FINDING, each) for each in case)
    assert mended(before, quotes=True) == after
    assert mended(after, quotes=True) == after


def test_other_languages_keep_their_quotation_marks(minimal_profile_text: str) -> None:
    text = minimal_profile_text.replace("language: en", "language: fr")
    found = mended(text.replace(FINDING, '- La "loi" de l\'État.'), quotes=True)
    assert '- La "loi" de l’État.' in found


def test_mark_and_line_ends_are_kept(minimal_profile_text: str) -> None:
    text = minimal_profile_text.replace(FINDING, "- The law  and act. ").replace("\n", "\r\n")
    data = b"\xef\xbb\xbf" + text.encode()
    found = repaired(text_of(Path("any.yaml"), data))
    assert found.data == data.replace(b"law  and act. ", b"law and act.")
    assert "-      - The law  and act." in found.difference


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_indentation_is_mended_whatever_ends_a_line(minimal_profile_text: str, ends: str) -> None:
    text = minimal_profile_text.replace("  level", "\tlevel", 1)
    assert mended(text.replace("\n", ends)) == minimal_profile_text.replace("\n", ends)


def test_unseen_characters_are_seen_in_the_difference(minimal_profile_text: str) -> None:
    text = minimal_profile_text.replace(FINDING, "- The re\u00adsidents.")
    assert "re<U+00AD>sidents" in repaired(text_of(Path("any.yaml"), text.encode())).difference


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.name.split(".")[0])
def test_sound_profiles_stay_as_they_are(path: Path) -> None:
    found = repaired(text_of(path, path.read_bytes()))
    assert not found.is_changed or path != LESOTHO
    assert "".join(found.after.split()) == "".join(found.before.text.split())


def test_no_text_loses_a_word_and_twice_is_once(minimal_profile_text: str) -> None:
    @in_cases(CASES // 3)
    @given(TEXTS, st.sampled_from(sorted(WAYS)))
    def holds(text: str, way: str) -> None:
        whole = minimal_profile_text.replace(FINDING, f"- {WAYS[way](text)}")
        try:
            once = mended(whole, quotes=True)
            before = load_bytes(whole.encode(), "any.yaml").profile
        except ProblemsFound:
            return
        assert mended(once, quotes=True) == once
        after = load_bytes(once.encode(), "any.yaml").profile
        for one, other in zip(before.all_findings(), after.all_findings(), strict=True):
            assert words(one.finding.text) == words(other.finding.text)

    holds()


def words(text: str) -> list[str]:
    straight = normalize("NFC", text).translate(CURLED)
    return "".join(sign for sign in straight if category(sign) != "Cf").split()
