"""Headings are known in many spellings, and a finding is never taken for one."""

import pytest

from built import LESOTHO
from mgi_report.manuscript.headings import ManuscriptPart, known_heading
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.loading import load

W, P = FindingList.WELL_DEVELOPED, FindingList.POTENTIAL


@pytest.mark.parametrize(
    ("text", "domain", "finding_list"),
    [
        ("Migrants' rights", Domain.MIGRANTS_RIGHTS, None),
        ("MIGRANTS’ RIGHTS", Domain.MIGRANTS_RIGHTS, None),
        ("Migrant's Rights", Domain.MIGRANTS_RIGHTS, None),
        ("1: Migrants' rights", Domain.MIGRANTS_RIGHTS, None),
        ("Domain 3: Partnerships", Domain.PARTNERSHIPS, None),
        ("3. Partnerships:", Domain.PARTNERSHIPS, None),
        ("Domain 3", Domain.PARTNERSHIPS, None),
        (
            "Partnerships Migration governance: Examples of well-developed areas",
            Domain.PARTNERSHIPS,
            FindingList.WELL_DEVELOPED,
        ),
        ("3. Partenariats Points forts", Domain.PARTNERSHIPS, FindingList.WELL_DEVELOPED),
        ("6. Safe, Orderly & Regular Migration", Domain.SAFE_MIGRATION, None),
        ("Areas of potential for further development", None, FindingList.POTENTIAL),
        ("Migration governance: Partnerships", Domain.PARTNERSHIPS, None),
        ("Whole-of-Government Approach", Domain.WHOLE_OF_GOVERNMENT, None),
        ("Socioeconomic well-being of migrants", Domain.WELL_BEING, None),
        ("Mobility dimension of crises", Domain.MOBILITY_CRISES, None),
        ("Safe and orderly migration", Domain.SAFE_MIGRATION, None),
        ("Migration governance: Examples of well-developed areas", None, W),
        ("EXAMPLES OF WELL-DEVELOPED AREAS", None, W),
        ("Areas with potential for further development:", None, P),
        ("Areas with potential for further development (continued)", None, P),
        ("Partnerships – Examples of well-developed areas", Domain.PARTNERSHIPS, W),
        ("DROITS DES MIGRANTS", Domain.MIGRANTS_RIGHTS, None),
        ("Approche associant l'ensemble du gouvernement", Domain.WHOLE_OF_GOVERNMENT, None),
        ("Domaine 4 : Bien-être des migrants", Domain.WELL_BEING, None),
        ("Points forts", None, W),
        ("Aspects qui pourraient être renforcés :", None, P),
        ("Alianzas", Domain.PARTNERSHIPS, None),
        ("Áreas con potencial de desarrollo adicional", None, P),
        ("Áreas com potencial para maior desenvolvimento", None, P),
    ],
)
def test_a_known_spelling_is_no_guess(
    text: str, domain: Domain | None, finding_list: FindingList | None
) -> None:
    found = known_heading(text)
    assert found is not None
    assert (found.domain, found.list, found.is_guess) == (domain, finding_list, False)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "Migration governance: examples o well-developed areas",
            "Examples of well-developed areas",
        ),
        (
            "Migration goverance: Examples of well-developed areas",
            "Examples of well-developed areas",
        ),
        (
            "Areas with potental for futher development",
            "Areas with potential for further development",
        ),
        ("Mobilty dimensions of crises", "Mobility dimensions of crises"),
        ("Partnership s", "Partnerships"),
        ("0: Partnerships", "Partnerships"),
        ("4: Partnerships", "Partnerships"),
        ("Partnerships.", "Partnerships"),
    ],
)
def test_what_is_not_written_so_is_a_guess(text: str, meant: str) -> None:
    found = known_heading(text)
    assert found is not None
    assert found.is_guess
    assert found.meant == meant or found.domain is Domain.PARTNERSHIPS


@pytest.mark.parametrize(
    "text",
    [
        "Partnerships with civil society are built in all districts.",
        "Partnerships with civil society",
        "Partnerships exist.",
        "Mobilty dimensions of crises.",
        "Well-developed areas exist.",
        "Well-developed areas are served by public transport.",
        "Migrants’ rights are protected by law.",
        "Migrants’ rights and duties",
        "Migration governance: Partnerships are strong.",
        "Migration governance is weak",
        "Safe, orderly and regular migration is promoted.",
        "Introduction of biometric passports.",
        "Key findings of the census",
        "Finanzas",
        "Results",
        "",
        "2021",
        "7",
    ],
)
def test_a_sentence_is_no_heading(text: str) -> None:
    assert known_heading(text) is None


def test_no_finding_of_lesotho_nor_any_beginning_of_one_is_a_heading() -> None:
    for each in load(LESOTHO).profile.all_findings():
        words = each.finding.text.split()
        for count in range(1, len(words) + 1):
            assert known_heading(" ".join(words[:count])) is None
            assert known_heading(" ".join(words[-count:])) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Key findings", ManuscriptPart.KEY_FINDINGS),
        ("About the Migration Governance Indicators", ManuscriptPart.ABOUT),
        ("Introducción", ManuscriptPart.INTRODUCTION),
        ("Click the icons on the wheel to explore the key findings.", ManuscriptPart.INSTRUCTION),
    ],
)
def test_parts_and_instructions_are_known(text: str, part: ManuscriptPart) -> None:
    found = known_heading(text)
    assert found is not None
    assert (found.part, found.is_guess) == (part, False)
