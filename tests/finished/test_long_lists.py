"""What is long goes on over the page: lists of numbers, and findings with their links."""

from collections import Counter
from pathlib import Path

import pytest
from design_rules import RULES
from measuring import Measured

from built import build
from mgi_report.document.assets import Assets
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop
from mgi_report.run.theme import read_theme

FINDINGS, UNDATED, LISTED = 150, 12, 4


def test_long_lists_go_on_over_the_page(
    tmp_path: Path, minimal_profile_text: str, workshop: Workshop
) -> None:
    listed = [
        f"      - 'Invented {n}: the Example Act of the Example Office"
        f"{f' and Act {n}' if n <= UNDATED else ''}.'\n"
        for n in range(1, FINDINGS + 1)
    ]
    key = "  migrants-rights:\n    well_developed:\n"
    assert key in minimal_profile_text
    text = minimal_profile_text.replace(key, key + "".join(listed))
    text = text.partition("instruments:")[0] + "instruments:\n"
    text += "  - {title: Example Act, year: 1994}\n"
    text += "".join(f"  - {{title: Act {n}}}\n" for n in range(1, UNDATED + 1))
    text += "bodies:\n  - {name: Example Office}\n"
    path = tmp_path / "profile.yaml"
    path.write_text(text, "utf-8")
    # Text that leaves its page, or stands over other text, is a problem that stops this.
    (file,) = build(path, workshop, inspects=True).files
    with PdfReader(file.data) as reader:
        words = Counter(word for text in reader.page_texts for word in text.split())
    # At the finding, by year, at the body, and where all stand as numbers.
    assert {n for n in range(1, FINDINGS + 1) if words[f"1.W.{n}"] < LISTED} == set()


WORDS = 316  # of a finding that fills its page together with the first of its links


@pytest.mark.parametrize("rule", ["break-before: avoid;", ""])
def test_links_never_stand_alone_on_the_next_page(
    tmp_path: Path, minimal_profile_text: str, rule: str
) -> None:
    text = f"Invented: {' '.join(['office'] * WORDS)}."
    links = ", ".join(f"{{title: {n}, url: 'https://example.org/{n}'}}" for n in ("a", "b", "c"))
    old = (
        "- The invented Example Residence Act (2019) gives residents of Example access to schools."
    )
    assert old in minimal_profile_text
    path = tmp_path / "profile.yaml"
    new = f'- {{text: "{text}", links: [{links}]}}'
    path.write_text(minimal_profile_text.replace(old, new), "utf-8")
    sheet = "styles/parts/lists.css"
    theme = tmp_path / "theme"
    (theme / sheet).parent.mkdir(parents=True)
    kept = "  padding-top: var(--note-gap);\n  break-before: avoid;\n"
    css = Assets().read_text(sheet)
    assert kept in css
    changed = css.replace(kept, f"  padding-top: var(--note-gap);\n  {rule}\n")
    (theme / sheet).write_text(changed, "utf-8")
    # Without the rule they do, which shows that the finding is of the right length.
    (file,) = build(path, Workshop(Assets(theme=read_theme(theme)))).files
    with PdfReader(file.data) as reader:
        page = next(text for text in reader.page_texts if "example.org/c" in text)
    assert ("office" in page) is bool(rule)


@pytest.mark.parametrize("count", range(6, 10))
def test_only_a_list_that_goes_on_repeats_its_bar(
    tmp_path: Path, minimal_profile_text: str, workshop: Workshop, count: int
) -> None:
    """Not one that begins below, wherever that is, also at the head of a page."""
    both = "  whole-of-government:\n    well_developed: []\n    potential: []\n"
    assert both in minimal_profile_text
    findings = [f"      - 'Invented {n}: {'more of it ' * 16}.'\n" for n in range(10)]
    first, second = "".join(findings[:count]), "".join(findings)
    new = f"  whole-of-government:\n    well_developed:\n{first}    potential:\n{second}"
    path = tmp_path / "profile.yaml"
    path.write_text(minimal_profile_text.replace(both, new), "utf-8")
    made = build(path, workshop)
    measured = Measured(made.files[0].data, made.loaded.profile)
    assert list(RULES["a_list_that_goes_on_is_named_at_the_head"](measured)) == []
