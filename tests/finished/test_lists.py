"""Lists as a listener hears them: each says how its items are marked."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from built import PROFILES, Build

# ISO 32000-1, table 347, without None.
NUMBERINGS = {"/Disc", "/Decimal"}


def _numberings(element: Any) -> set[str]:
    owned = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
    return {str(each.ListNumbering) for each in owned if each.O == "/List"}


@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.name.split(".")[0])
def test_every_list_says_how_its_items_are_marked(finished: Build, profile: Path) -> None:
    with pikepdf.open(finished(profile)[0].file) as pdf:
        lists = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/L" and "/P" in each
        ]
        said = [_numberings(each) for each in lists]
    assert said or "empty" in profile.name
    assert all(len(each) == 1 and each <= NUMBERINGS for each in said)
