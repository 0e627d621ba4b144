"""The register and the compared editions on the page: rows of one height, heads with their rows."""

from itertools import pairwise
from pathlib import Path

import pytest
from measuring import Letter, Measured, Page
from ruamel.yaml import YAML

from built import LESOTHO, ROOT, Build, build
from mgi_report.profile.framework import Domain
from mgi_report.run.formats import Workshop

IN_FRENCH = ROOT / "tests" / "profiles" / "languages" / "lso-2021.fr.yaml"
COMPARED = ROOT / "tests" / "profiles" / "compared.en.yaml"
EXACT = 0.05


@pytest.fixture(scope="module")
def lesotho(finished: Build) -> Measured:
    made = finished(LESOTHO)[0]
    return Measured(made.data, made.loaded.profile)


def pages_of(measured: Measured, heading: str) -> tuple[Page, ...]:
    return tuple(page for page in measured.white if f"\n{heading} " in page.text[-40:])


def lines(letters: list[Letter]) -> dict[float, str]:
    """Return what stands on each base line."""
    found: dict[float, list[Letter]] = {}
    for letter in letters:
        found.setdefault(round(letter.base, 2), []).append(letter)
    return {base: "".join(each.sign for each in found[base]) for base in sorted(found)}


def test_the_register_of_lesotho_takes_a_spread(lesotho: Measured) -> None:
    assert len(pages_of(lesotho, "Register")) == 2


def test_rows_of_one_line_are_of_one_height(lesotho: Measured) -> None:
    first, _ = pages_of(lesotho, "Register")
    mm = lesotho.tokens.mm
    years_end = mm("margin-side") + mm("law-year") - 2
    years = lines([e for e in first.letters if e.left < years_end and e.base > 130])
    bases = [base for base, text in years.items() if text.strip().isdecimal()]
    assert len(bases) >= 16
    steps = [below - above for above, below in pairwise(bases)]
    leading = 12.6 * 25.4 / 72
    for step in steps:
        more = step - mm("row-height")
        # Of names; or of numbers, whose last line has the room below it within its own.
        of_names, of_numbers = round(more / leading) * leading, mm("unit")
        assert more == pytest.approx(of_names, abs=EXACT) or more == pytest.approx(
            of_numbers, abs=0.1
        )
    assert sum(abs(step - mm("row-height")) < EXACT for step in steps) >= 13


def test_year_name_and_numbers_stand_on_one_base_line(lesotho: Measured) -> None:
    first, _ = pages_of(lesotho, "Register")
    row = next(base for base, text in lines(list(first.letters)).items() if "1966Aliens" in text)
    text = "".join(e.sign for e in first.letters if abs(e.base - row) < EXACT)
    assert text.replace(" ", "").startswith("1966AliensControlAct1.W.3p.")


def test_numbers_that_go_on_stand_below_the_first_of_their_row(finished: Build) -> None:
    """French titles are longer, so two numbers stand in a line."""
    made = finished(IN_FRENCH)[0]
    french = Measured(made.data, made.loaded.profile)
    first, *_ = pages_of(french, "Répertoire")
    base, row = next((b, t) for b, t in lines(list(first.letters)).items() if "àladiaspora" in t)
    assert all(number in row for number in ("2.W.1p.", "2.W.2p."))
    below = base + french.tokens.mm("unit")
    more = [each for each in first.letters if abs(each.base - below) < EXACT]
    assert "".join(each.sign for each in more).replace("\u00a0", "").startswith("2.P.1p.")
    start = french.tokens.mm("margin-side") + french.tokens.mm("text-width")
    start -= 2 * french.tokens.mm("paged-width")
    assert min(each.left for each in more) == pytest.approx(start, abs=0.5)


def test_columns_of_the_table_stand_apart(lesotho: Measured) -> None:
    """From each column to the next, 2 mm are free at least: "no year", and the longest name."""
    mm = lesotho.tokens.mm
    year = mm("margin-side") + mm("law-year")
    numbers = mm("margin-side") + mm("text-width") - 4 * mm("paged-width")
    for page in pages_of(lesotho, "Register"):
        below = 130 if page is pages_of(lesotho, "Register")[0] else 0
        table = [e for e in page.letters if below < e.base and e.sign.strip()]
        rows = [
            base for base, text in lines(table).items() if text.startswith(("19", "20", "noyear"))
        ]
        cells = [e for e in table if any(abs(e.base - row) < EXACT for row in rows)]
        assert rows
        for start in (year, numbers):
            assert not [e for e in cells if start - 2 < e.left < start - EXACT]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return profiles that compare more and more topics, so that other rows come to the foot.

    With three more it is the first of a domain, with four more there is no room for that one.
    """
    yaml, folder = YAML(typ="safe"), tmp_path_factory.mktemp("compared")
    later = yaml.load(COMPARED)
    earlier = yaml.load(COMPARED.parent / later["compares_with"])
    made = []
    for more in (0, 3, 4):
        for domain in Domain:
            count = 4 + more if domain.number == 1 else 7
            topics = [f"Topic {domain.number}-{n}" for n in range(count)]
            earlier["domains"][domain.id] = {
                "well_developed": [],
                "potential": [{"text": f"Invented: no {e}.", "short_label": e} for e in topics],
            }
            later["domains"][domain.id] = {"potential": [], "well_developed": [
                {"text": f"Invented: {e}.", "short_label": e,
                 "since": {"finding": f"{domain.number}.P.{n}", "status": "resolved"}}
                for n, e in enumerate(topics, 1)
            ]}  # fmt: skip
        later["compares_with"] = f"earlier-{more}.yaml"
        for name, data in (later["compares_with"], earlier), (f"later-{more}.yaml", later):
            with (folder / name).open("w", encoding="utf-8") as file:
                yaml.dump(data, file)
        made.append(folder / f"later-{more}.yaml")
    return made


def test_the_name_of_a_domain_stands_with_the_first_of_its_rows(
    compared: list[Path], workshop: Workshop
) -> None:
    last_rows = set()
    for path in compared:
        made = build(path, workshop)
        measured = Measured(made.files[0].data, made.loaded.profile)
        pages = pages_of(measured, "Editions compared")
        assert len(pages) > 1
        for page in pages:
            found = page.text.splitlines()
            for at, line in enumerate(found):
                if line[:3] in {f"{domain.number}. " for domain in Domain}:
                    assert found[at + 1].startswith("Topic First Profile")
                    assert found[at + 2].startswith(f"Topic {line[0]}-0 ")
        rows = [line for line in pages[0].text.splitlines() if line.startswith("Topic ")]
        last_rows.add(rows[-1].split()[1])
    # Tables were split, and kept whole: both came to the foot.
    assert len(last_rows) > 2
    assert any(row.endswith("-6") for row in last_rows)


def test_sources_stand_below_the_register_where_they_fit(finished: Build) -> None:
    made = finished(ROOT / "tests" / "profiles" / "full-city.en.yaml")[0]
    (page,) = pages_of(Measured(made.data, made.loaded.profile), "Register")
    assert page.text.index("Abbreviations") < page.text.index("Key sources")


def test_long_short_forms_and_publishers_break_rather_than_run_over(
    tmp_path: Path, minimal_profile_text: str, workshop: Workshop
) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(
        f"{minimal_profile_text}abbreviations:\n  - short: {'ABCDE' * 4}\n    long: A long form\n"
        f"publication:\n  publisher: {{name: {'Office' * 20}, address: [1 Street]}}\n",
        "utf-8",
    )
    # Text over other text, or off its page, is a problem that stops this.
    assert build(path, workshop, inspects=True).files
