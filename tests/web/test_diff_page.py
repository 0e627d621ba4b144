"""The page that says what differs, in a real browser."""

from pathlib import Path
from typing import Any

import pytest

from editions import compared, edited, lesotho
from mgi_report.review.written import DiffWriter

SIZES = [{"viewport": {"width": width, "height": 800}} for width in (1280, 320)]


@pytest.mark.parametrize("size", SIZES, ids=["wide", "phone"])
def test_axe_finds_no_violation_and_nothing_is_asked_for(
    visit: Any, tmp_path: Path, size: Any
) -> None:
    new = edited(lesotho(), ("the same access as nationals", "equal access"), ("final", "draft"))
    writer = DiffWriter(compared(lesotho(), new), "old.yaml", "new.yaml")
    (tmp_path / "index.html").write_bytes(writer.data("html"))
    here = visit(tmp_path, **size)
    assert here.violations() == ""
    assert here.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert here.page.locator("del").all_inner_texts()[0].split("\n") == [
        "[removed:",
        "the same",
        "end]",
    ]
